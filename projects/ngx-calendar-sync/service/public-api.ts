// What the services of all providers have in common. Apps import it from the entry of their provider.
export { asGiven as ɵasGiven } from './as-given';
export { CalendarService as ɵCalendarService } from './calendar-service';
export type { ResponseOptions } from './event-methods';
export { lazyPages as ɵlazyPages } from './lazy-pages';
export { LazyRuntime as ɵLazyRuntime } from './lazy-runtime';
export type { ViewOptions } from './view-methods';
