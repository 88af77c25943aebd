// Names that begin with `ɵ` are for the other entries of this package, not for apps: they may change at any time.
export type { Calendar, CalendarAccessRole } from './model/calendar';
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
} from './model/calendar-event';
export {
  addDays as ɵaddDays,
  dateTimeOf as ɵdateTimeOf,
  dayOf as ɵdayOf,
  type EventTime,
  instantOf as ɵinstantOf,
  isDay as ɵisDay,
  isEventTime as ɵisEventTime,
} from './model/event-time';
export { type Rgb as ɵRgb, toRgb as ɵtoRgb } from './model/css-color';
export {
  type ShownColors as ɵShownColors,
  withReadableText as ɵwithReadableText,
} from './model/readable-text';
export { ownMember as ɵownMember } from './model/own-member';
export { sameJson as ɵsameJson } from './model/same-json';
export { fixedOffset as ɵfixedOffset, ZoneClock as ɵZoneClock } from './model/zone-clock';
export type { Occurrence as ɵOccurrence } from './recurrence/recurrence-set';
export {
  expandSeries as ɵexpandSeries,
  loadSeriesExpansion as ɵloadSeriesExpansion,
} from './recurrence/expand-series';
export { loadRecurrenceEdits as ɵloadRecurrenceEdits } from './recurrence/recurrence-editing';
export type { SeriesTimes as ɵSeriesTimes } from './recurrence/recurrence-set';
export type { EventSeries as ɵEventSeries } from './recurrence/event-series';
export type {
  CommandOptions,
  SendUpdates,
  SeriesScope,
  SignOutOptions,
  WriteOptions,
} from './model/command-options';
export type {
  ConflictChoice,
  ConflictField,
  ConflictPolicy,
  ConflictSide,
  PendingWrite,
  UndoableWrite,
  WriteConflict,
  WriteKind,
} from './model/pending-write';
export {
  heardError as ɵheardError,
  type ToldError as ɵToldError,
  toldError as ɵtoldError,
} from './model/told-error';
export {
  loadRecurrenceReader as ɵloadRecurrenceReader,
  type RecurrenceReader as ɵRecurrenceReader,
} from './recurrence/recurrence-reader';
export type { IcalTime as ɵIcalTime } from './recurrence/ical-time';
export type { DateLine as ɵDateLine } from './recurrence/recurrence-lines';
export type {
  Frequency as ɵFrequency,
  RecurrenceRule as ɵRecurrenceRule,
} from './recurrence/recurrence-rule';
export type { FreeBusy } from './model/free-busy';
export type { Weekday } from './model/weekday';
export {
  type TimeRange,
  inMilliseconds as ɵinMilliseconds,
  inRange as ɵinRange,
  overlaps as ɵoverlaps,
  worldwideRangeOf as ɵworldwideRangeOf,
} from './model/time-range';
export type {
  DirectWrite as ɵDirectWrite,
  EventReference,
  EventWrite as ɵEventWrite,
  InvitationResponse as ɵInvitationResponse,
  MergedWrite as ɵMergedWrite,
  Overlay as ɵOverlay,
  PlannedWrite as ɵPlannedWrite,
  SeriesOverlay as ɵSeriesOverlay,
  SeriesPart as ɵSeriesPart,
  SeriesWrite as ɵSeriesWrite,
  WriteTarget as ɵWriteTarget,
} from './provider/event-write';
export {
  changesBetween as ɵchangesBetween,
  type ChangedWrites as ɵChangedWrites,
  withChanges as ɵwithChanges,
  writeOfId as ɵwriteOfId,
} from './provider/ordered-writes';
export type {
  StoredWrite as ɵStoredWrite,
  WriteAnswer as ɵWriteAnswer,
  WriteLog as ɵWriteLog,
} from './provider/write-log';
export type {
  CalendarProvider as ɵCalendarProvider,
  CalendarProviderTypes as ɵCalendarProviderTypes,
  EventFilter,
  EventQuery as ɵEventQuery,
  SeriesEventsOf as ɵSeriesEventsOf,
  PageAnswer as ɵPageAnswer,
  PageReader as ɵPageReader,
  PageRequest as ɵPageRequest,
  PulledCalendar as ɵPulledCalendar,
  PulledCalendars as ɵPulledCalendars,
  PulledChange as ɵPulledChange,
  PullBatches as ɵPullBatches,
  PulledPage as ɵPulledPage,
  PullRequest as ɵPullRequest,
  PullScope as ɵPullScope,
  UnreadPage as ɵUnreadPage,
} from './provider/calendar-provider';
export type { ProviderRecord as ɵProviderRecord } from './replica/replica-entry';
export type {
  CalendarRecords as ɵCalendarRecords,
  PageEnd as ɵPageEnd,
} from './replica/replica-store';
export type { MemoryReason, ReplicaStatus } from './replica/replica-store';
export { changesOf as ɵchangesOf } from './provider/pulled-changes';
export { AccountCalendars as ɵAccountCalendars } from './provider/account-calendars';
export {
  endlessList as ɵendlessList,
  PageChain as ɵPageChain,
  pagesOf as ɵpagesOf,
} from './provider/page-chain';
export type { CalendarChanges, EventChange } from './provider/event-backend';
export type {
  CalendarProblem,
  CopyProgress,
  CopyState,
  CopyWorkerStatus,
} from './provider/copy-state';
export type { KnownEvents as ɵKnownEvents } from './provider/online-events';
export { CalendarSession as ɵCalendarSession } from './session/calendar-session';
export { assertSettled as ɵassertSettled } from './session/assert-settled';
export type { SessionWrites as ɵSessionWrites } from './session/session-writes';
export { inOrder as ɵinOrder } from './session/event-window';
export type { CalendarView } from './session/calendar-view';
export type { LoadingState } from './session/loading-state';
export type {
  OutboxContext as ɵOutboxContext,
  OutboxProvider as ɵOutboxProvider,
  SessionContext as ɵSessionContext,
  OutboxWriteOptions as ɵOutboxWriteOptions,
  SessionOutbox as ɵSessionOutbox,
} from './session/session-outbox';
export type { ReplicaStore as ɵReplicaStore } from './replica/replica-store';
export type { ReplicaEntry as ɵReplicaEntry } from './replica/replica-entry';
export type { ReplicaChanges as ɵReplicaChanges } from './replica/replica-store';
export type { EventAnswer as ɵEventAnswer } from './provider/event-backend';
export type { EventBackend as ɵEventBackend } from './provider/event-backend';
export { withEarlierEvents as ɵwithEarlierEvents } from './provider/partial-answers';
export type { HeldEvent as ɵHeldEvent } from './provider/event-backend';
export type {
  ConfirmedWrite as ɵConfirmedWrite,
  ConfirmWrite as ɵConfirmWrite,
} from './provider/event-backend';
export { withOverlays as ɵwithOverlays } from './provider/overlays';
export { relocatedPlan as ɵrelocatedPlan } from './provider/relocated-plan';
export { renamedPlan as ɵrenamedPlan } from './provider/renamed-plan';
export {
  confirmedTarget as ɵconfirmedTarget,
  shownEvent as ɵshownEvent,
  targetOf as ɵtargetOf,
} from './provider/event-write';
export { OnlineEvents as ɵOnlineEvents } from './provider/online-events';
export { RequestLimit as ɵRequestLimit } from './provider/request-limit';
export type { ReplicaState as ɵReplicaState } from './replica/replica-store';
export type { StagedPage as ɵStagedPage } from './replica/replica-store';
export type { PullProblem as ɵPullProblem } from './provider/copy-state';
export type { MalformedChange as ɵMalformedChange } from './provider/calendar-provider';
export { unreadable as ɵunreadable } from './provider/pulled-changes';
export type { ReplicaChange as ɵReplicaChange } from './replica/replica-store';
export type { SeriesEvents as ɵSeriesEvents } from './recurrence/event-series';
export type { SeriesMember as ɵSeriesMember } from './recurrence/event-series';
export type { SeriesQuery as ɵSeriesQuery } from './recurrence/event-series';
