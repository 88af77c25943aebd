import { InjectionToken } from '@angular/core';
import { asyncScheduler, type SchedulerLike } from 'rxjs';

/** Where the library takes the time and its timers from. Tests provide a virtual scheduler. */
export const CLOCK = new InjectionToken<SchedulerLike>('ngx-calendar-sync clock', {
  providedIn: 'root',
  factory: () => asyncScheduler,
});
