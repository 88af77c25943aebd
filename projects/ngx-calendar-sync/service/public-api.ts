// What the services of all providers have in common. Apps import it from the entry of their provider.
export { asGiven as ɵasGiven } from './as-given';
export type {
  CalendarRuntime as ɵCalendarRuntime,
  EventCommands as ɵEventCommands,
  EventInCalendar as ɵEventInCalendar,
  ServiceTypes as ɵServiceTypes,
} from './calendar-runtime';
export { CalendarService as ɵCalendarService } from './calendar-service';
export type { ResponseOptions } from './event-methods';
export { lazyPages as ɵlazyPages, type Pages as ɵPages } from './lazy-pages';
export { LazyRuntime as ɵLazyRuntime, type RuntimeStart as ɵRuntimeStart } from './lazy-runtime';
export type { ViewOptions } from './view-methods';
