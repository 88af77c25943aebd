export {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type CalendarSyncErrorOptions,
} from './lib/model/calendar-sync-error';
export type { Calendar, CalendarAccessRole } from './lib/model/calendar';
export type {
  CalendarEvent,
  CalendarEventChanges,
  CalendarEventDraft,
  CalendarEventStatus,
  ExtendedProperties,
} from './lib/model/calendar-event';
export {
  addDays as ɵaddDays,
  dateTimeOf as ɵdateTimeOf,
  dayOf as ɵdayOf,
  type EventTime,
  instantOf as ɵinstantOf,
  isDay as ɵisDay,
} from './lib/model/event-time';
export type { FreeBusy } from './lib/model/free-busy';
export { type TimeRange, inRange as ɵinRange } from './lib/model/time-range';
export type {
  CalendarProvider,
  CalendarProviderTypes,
  EventQuery,
  EventReference,
} from './lib/sync/calendar-provider';
export { CalendarSession as ɵCalendarSession } from './lib/session/calendar-session';
export type { CalendarView, TimeSpan } from './lib/session/calendar-view';
export type { SyncState } from './lib/session/session-state';
export { CLOCK as ɵCLOCK } from './lib/ambient/clock';
export { RANDOM as ɵRANDOM } from './lib/ambient/random';
