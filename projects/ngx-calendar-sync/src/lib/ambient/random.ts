import { InjectionToken } from '@angular/core';

/** A number from 0 up to but not including 1, for the jitter of retries. */
export const RANDOM = new InjectionToken<() => number>('ngx-calendar-sync random', {
  providedIn: 'root',
  factory: () => () => Math.random(),
});
