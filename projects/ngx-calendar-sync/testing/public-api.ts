// What `ngx-calendar-sync/outlook/testing` shares with this.
export {
  type CalendarInTest as ɵCalendarInTest,
  CalendarTesting as ɵCalendarTesting,
} from './calendar-testing';
export { ConsentingUser as ɵConsentingUser } from './consenting-user';
export { draftedEvent as ɵdraftedEvent } from './drafted-event';
export { localCopiesInTest as ɵlocalCopiesInTest } from './event-backend-in-test';
export {
  requestInTest as ɵrequestInTest,
  type RequestsInTest as ɵRequestsInTest,
} from './request-in-test';
export { testEnvironment as ɵtestEnvironment } from './test-environment';
export { TestNetwork as ɵTestNetwork } from './test-network';
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
