import { InjectionToken } from '@angular/core';
import { asyncScheduler, type SchedulerLike } from 'rxjs';

/** The time of day and every timer of the library: a test gives a scheduler of its own. */
export const CLOCK = new InjectionToken<SchedulerLike>('ngx-calendar-sync clock', {
  providedIn: 'root',
  factory: () => asyncScheduler,
});
