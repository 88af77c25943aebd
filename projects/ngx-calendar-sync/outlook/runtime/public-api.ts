// The code behind the service for Outlook, which loads it. Apps import its types from `ngx-calendar-sync/outlook`.
export type {
  ɵAuthState as OutlookAuthState,
  ɵDiagnosedAuth as DiagnosedAuth,
  ɵDiagnosedError as DiagnosedError,
  ɵDiagnosedRequests as DiagnosedRequests,
  ɵDiagnosticReport as DiagnosticReport,
  ɵSignedIn as OutlookSignedIn,
  ɵSignInRequest as OutlookSignInRequest,
} from 'ngx-calendar-sync/account';
export {
  OutlookIdentities as ɵOutlookIdentities,
  type OutlookIdentity as ɵOutlookIdentity,
} from './api/outlook-identity';
export { OUTLOOK_CONFIG as ɵOUTLOOK_CONFIG } from './config/outlook-config';
export type { ResolvedOutlookConfig as ɵResolvedOutlookConfig } from './config/resolved-outlook-config';
export type {
  DiagnosedOutlookConfiguration,
  OutlookCalendarDiagnostics,
} from './diagnostics/outlook-diagnostics';
export { OutlookAuth as ɵOutlookAuth } from './outlook-auth';
export { OUTLOOK_TOKEN_SOURCE_CODE as ɵOUTLOOK_TOKEN_SOURCE_CODE } from './token-sources/outlook-token-source-code';
export { OutlookApi as ɵOutlookApi } from './api/outlook-api';
export type { GraphFailureReport as ɵGraphFailureReport } from './api/graph-error';
export {
  calendarPath as ɵcalendarPath,
  eventPath as ɵeventPath,
  type GraphPage as ɵGraphPage,
  type GraphRequest as ɵGraphRequest,
  withQuery as ɵwithQuery,
} from './api/graph-request';
export {
  calendarColorOf as ɵcalendarColorOf,
  type CategoryColors as ɵCategoryColors,
  nearestColor as ɵnearestColor,
} from './mapping/category-colors';
export {
  addressKey as ɵaddressKey,
  type EventContext as ɵEventContext,
  toEvent as ɵtoEvent,
} from './mapping/event-mapping';
export {
  EXTENSION_NAME as ɵEXTENSION_NAME,
  NO_PROPERTY as ɵNO_PROPERTY,
  OWN_PROPERTIES as ɵOWN_PROPERTIES,
} from './mapping/own-properties';
export { orIfGone as ɵorIfGone } from './provider/or-if-gone';
export { partsOf as ɵpartsOf } from './provider/windows-of-time';
export type {
  OutlookCalendar,
  OutlookCalendarEvent,
  OutlookCalendarEventDraft,
  OutlookTypes as ɵOutlookTypes,
} from './mapping/outlook-calendar-event';
export {
  type OutlookRuntime as ɵOutlookRuntime,
  type OutlookStart as ɵOutlookStart,
  startOutlook as ɵstartOutlook,
} from './outlook-runtime';
export type {
  OutlookCalendarChanges,
  OutlookCalendarDraft,
  OutlookCalendarSettings,
  OutlookEventListQuery,
  OutlookWorkingTimes,
} from './mapping/command-types';
export type { OutlookCalendarCapabilities } from './provider/calendar-capabilities';
export {
  OPEN_OUTLOOK as ɵOPEN_OUTLOOK,
  type OpenOutlook as ɵOpenOutlook,
} from './provider/open-outlook';
export {
  OUTLOOK_LOCAL_COPIES as ɵOUTLOOK_LOCAL_COPIES,
  type OutlookAccount as ɵOutlookAccount,
} from './provider/outlook-account';
export type { OutlookProvider as ɵOutlookProvider } from './provider/outlook-provider';
export {
  type OutlookEventWrites as ɵOutlookEventWrites,
  type OutlookWritesCode as ɵOutlookWritesCode,
  PROVISIONAL_ID_SEPARATOR as ɵPROVISIONAL_ID_SEPARATOR,
} from './provider/writes-code';
export {
  clockOf as ɵclockOf,
  isAllDay as ɵisAllDay,
  type SeriesStart as ɵSeriesStart,
} from './recurrence/series-start';
export {
  DAYS_BY_CODE as ɵDAYS_BY_CODE,
  INDEXES_BY_POSITION as ɵINDEXES_BY_POSITION,
  LAST_DAY_OF_EACH_MONTH as ɵLAST_DAY_OF_EACH_MONTH,
  shortestLengthOf as ɵshortestLengthOf,
} from './recurrence/weekdays';
export type { TimeZoneNames as ɵTimeZoneNames } from './time-zones/time-zone-names';
