export { aCalendar, aClock, FakeClock } from 'ngx-calendar-sync/testing';
export { anOutlookEvent, type OutlookEventInTest } from './outlook-fixtures';
export { OutlookCalendarTesting } from './outlook-calendar-testing';
export {
  type OutlookCalendarTestingOptions,
  provideOutlookCalendarTesting,
} from './provide-outlook-calendar-testing';
