// Names that begin with `ɵ` are for the other entries of this package, not for apps: they may change at any time.
export {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  type CalendarSyncErrorOptions,
  hasCode as ɵhasCode,
} from './lib/model/calendar-sync-error';
export type { Calendar, CalendarAccessRole } from './lib/model/calendar';
export type {
  Attendee,
  AttendeeDraft,
  AttendeeResponse,
  CalendarEvent,
  CalendarEventChanges,
  CalendarEventDraft,
  CalendarEventStatus,
  Conference,
  EventTransparency,
  EventVisibility,
  ExtendedProperties,
  Organizer,
  Reminder,
  Reminders,
} from './lib/model/calendar-event';
export {
  addDays as ɵaddDays,
  dateTimeOf as ɵdateTimeOf,
  dayOf as ɵdayOf,
  type EventTime,
  instantOf as ɵinstantOf,
  isDay as ɵisDay,
  isEventTime as ɵisEventTime,
} from './lib/model/event-time';
export { sameJson as ɵsameJson } from './lib/model/same-json';
export { fixedOffset as ɵfixedOffset, ZoneClock as ɵZoneClock } from './lib/model/zone-clock';
export type { Occurrence as ɵOccurrence } from './lib/recurrence/recurrence-set';
export { expandSeries as ɵexpandSeries } from './lib/recurrence/expand-series';
export type { EventSeries as ɵEventSeries } from './lib/recurrence/event-series';
export type { CommandOptions, SendUpdates, WriteOptions } from './lib/model/command-options';
export type { FreeBusy } from './lib/model/free-busy';
export {
  type TimeRange,
  inMilliseconds as ɵinMilliseconds,
  inRange as ɵinRange,
  overlaps as ɵoverlaps,
  worldwideRangeOf as ɵworldwideRangeOf,
} from './lib/model/time-range';
export type {
  EventReference,
  EventWrite as ɵEventWrite,
  PreparedWrite as ɵPreparedWrite,
  WriteTarget as ɵWriteTarget,
} from './lib/provider/event-write';
export type {
  CalendarProvider as ɵCalendarProvider,
  CalendarProviderTypes as ɵCalendarProviderTypes,
  EventFilter,
  EventQuery as ɵEventQuery,
  PageAnswer as ɵPageAnswer,
  PageReader as ɵPageReader,
  PageRequest as ɵPageRequest,
  PulledCalendar as ɵPulledCalendar,
  PulledCalendars as ɵPulledCalendars,
  PulledChange as ɵPulledChange,
  PulledPage as ɵPulledPage,
  PullRequest as ɵPullRequest,
  PullScope as ɵPullScope,
  UnreadPage as ɵUnreadPage,
} from './lib/provider/calendar-provider';
export type { ProviderRecord as ɵProviderRecord } from './lib/replica/replica-entry';
export type {
  CalendarRecords as ɵCalendarRecords,
  PageEnd as ɵPageEnd,
} from './lib/replica/replica-store';
export type { MemoryReason, ReplicaStatus } from './lib/replica/replica-store';
export { changesOf as ɵchangesOf } from './lib/provider/pulled-changes';
export {
  abortable as ɵabortable,
  untilAborted as ɵuntilAborted,
} from './lib/provider/until-aborted';
export { AccountCalendars as ɵAccountCalendars } from './lib/provider/account-calendars';
export { memoryReplicaStore as ɵmemoryReplicaStore } from './lib/replica/memory-replica-store';
export {
  deleteReplica as ɵdeleteReplica,
  indexedDbReplicaStore as ɵindexedDbReplicaStore,
} from './lib/replica/indexed-db-replica-store';
export type { CopyProgress } from './lib/copy/copy-progress';
export type { CalendarProblem } from './lib/copy/pull-problems';
export { endlessList as ɵendlessList, PageChain as ɵPageChain } from './lib/copy/page-chain';
export type { CalendarChanges, EventChange } from './lib/provider/event-backend';
export type { CopyState } from './lib/copy/copy-state';
export { LocalCopy as ɵLocalCopy } from './lib/copy/local-copy';
export type { KnownEvents as ɵKnownEvents } from './lib/provider/online-events';
export { CalendarSession as ɵCalendarSession } from './lib/session/calendar-session';
export { inOrder as ɵinOrder } from './lib/session/event-window';
export type { CalendarView } from './lib/session/calendar-view';
export type { LoadingState } from './lib/session/loading-state';
export {
  BrowserTabs as ɵBrowserTabs,
  TAB_CONNECTIONS as ɵTAB_CONNECTIONS,
  type TabConnections as ɵTabConnections,
} from './lib/ambient/browser-tabs';
export { IN_GESTURE as ɵIN_GESTURE } from './lib/ambient/gesture';
export {
  LOCAL_STORAGE as ɵLOCAL_STORAGE,
  SESSION_STORAGE as ɵSESSION_STORAGE,
  StoredValue as ɵStoredValue,
} from './lib/ambient/storage';
export { VISIBLE as ɵVISIBLE } from './lib/ambient/visibility';
export { WAKE as ɵWAKE } from './lib/ambient/wake';
export { backOffMs as ɵbackOffMs } from './lib/ambient/back-off';
export { CLOCK as ɵCLOCK } from './lib/ambient/clock';
export { RANDOM as ɵRANDOM } from './lib/ambient/random';
export { VERSION as ɵVERSION } from './lib/version';
