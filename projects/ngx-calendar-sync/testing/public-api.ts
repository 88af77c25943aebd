export { aClock, FakeClock } from './fake-clock';
export { aCalendar, anEvent, type EventInTest } from './fixtures';
export {
  InMemoryCalendarProvider as ɵInMemoryCalendarProvider,
  type InMemoryProviderOptions as ɵInMemoryProviderOptions,
} from './in-memory-calendar-provider';
export { CalendarSyncTesting } from './calendar-sync-testing';
export {
  type CalendarSyncTestingOptions,
  provideCalendarSyncTesting,
} from './provide-calendar-sync-testing';
