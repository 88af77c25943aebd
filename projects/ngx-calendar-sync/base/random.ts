import { InjectionToken } from '@angular/core';

/** Random numbers from 0 (inclusive) to 1 (exclusive), for the jitter of retries. */
export const RANDOM = new InjectionToken<() => number>('ngx-calendar-sync random', {
  providedIn: 'root',
  factory: () => () => Math.random(),
});
