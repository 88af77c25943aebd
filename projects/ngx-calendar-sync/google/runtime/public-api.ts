// The code behind `GoogleCalendarService`, which loads it. Apps import its types from `ngx-calendar-sync/google`.
export type {
  ɵAccessToken as GoogleAccessToken,
  ɵDiagnosedAuth as DiagnosedAuth,
  ɵDiagnosedError as DiagnosedError,
  ɵDiagnosedRequests as DiagnosedRequests,
  ɵDiagnosticReport as DiagnosticReport,
  ɵNotRenewable as GoogleTokenNotRenewable,
  ɵSignInRequest as GoogleSignInRequest,
} from 'ngx-calendar-sync/account';
export type {
  ApiRequest as ɵApiRequest,
  GoogleEventPatch as ɵGoogleEventPatch,
} from './api/api-request';
export { GoogleCalendarApi as ɵGoogleCalendarApi } from './api/google-calendar-api';
export {
  GoogleIdentities as ɵGoogleIdentities,
  type GoogleIdentity as ɵGoogleIdentity,
} from './api/google-identity';
export type { CalendarCommands as ɵCalendarCommands } from './commands/calendar-commands';
export type {
  GoogleAccessRole,
  GoogleAccessRule,
  GoogleAccessScope,
  GoogleCalendarChanges,
  GoogleCalendarColors,
  GoogleCalendarDraft,
  GoogleCalendarListChanges,
  GoogleCalendarSettings,
  GoogleEventLabelColor,
  GoogleEventLabelDraft,
  GoogleNamedColor,
  GoogleWeekday,
} from './mapping/calendar-types';
export type { EventCommands as ɵEventCommands } from './commands/event-commands';
export { CONFIG as ɵCONFIG, type ConfigRef as ɵConfigRef } from './config/config-ref';
export { ianaZone as ɵianaZone } from './config/google-time-zone';
export {
  MAX_PROPERTY_NAME_LENGTH as ɵMAX_PROPERTY_NAME_LENGTH,
  type OwnProperties as ɵOwnProperties,
} from './config/own-properties';
export type {
  DiagnosedConfiguration,
  GoogleCalendarDiagnostics,
} from './diagnostics/google-diagnostics';
export { GoogleAuth as ɵGoogleAuth } from './google-auth';
export type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
export {
  GOOGLE_SESSIONS as ɵGOOGLE_SESSIONS,
  type GoogleRuntime as ɵGoogleRuntime,
  type GoogleStart as ɵGoogleStart,
  startGoogle as ɵstartGoogle,
} from './google-runtime';
export type { ColorContext as ɵColorContext } from './mapping/event-color';
export {
  GOOGLE_NAMED_FIELDS as ɵGOOGLE_NAMED_FIELDS,
  WRITABLE_FIELDS as ɵWRITABLE_FIELDS,
} from './mapping/event-fields';
export type { GoogleEventListQuery } from './mapping/event-list-query';
export {
  detailsOf as ɵdetailsOf,
  type EventContext as ɵEventContext,
  toEvent as ɵtoEvent,
} from './mapping/event-mapping';
export type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleEventType,
  GoogleTypes as ɵGoogleTypes,
} from './mapping/google-calendar-event';
export { isEventField as ɵisEventField } from './mapping/is-event-field';
export { ownValue as ɵownValue } from './mapping/own-property-values';
export type { ReadResources as ɵReadResources } from './mapping/read-resources';
export {
  MAX_REMINDER_MINUTES as ɵMAX_REMINDER_MINUTES,
  MAX_REMINDERS as ɵMAX_REMINDERS,
} from './mapping/reminder-limits';
export { ownGuest as ɵownGuest } from './mapping/own-guest';
export {
  isSameBut as ɵisSameBut,
  isSameButConference as ɵisSameButConference,
  without as ɵwithout,
} from './mapping/same-event';
export type { GoogleCalendarCapabilities } from './provider/calendar-capabilities';
export {
  type GoogleAccount as ɵGoogleAccount,
  LOCAL_COPIES as ɵLOCAL_COPIES,
  type OpenSession as ɵOpenSession,
} from './provider/google-account';
export type { GoogleProvider as ɵGoogleProvider } from './provider/google-provider';
export type {
  EventWrites as ɵEventWrites,
  WritesCode as ɵWritesCode,
} from './provider/writes-code';
export {
  OPEN_GOOGLE as ɵOPEN_GOOGLE,
  type OpenGoogle as ɵOpenGoogle,
  openGoogle as ɵopenGoogle,
} from './provider/open-google';
export { TOKEN_SOURCE_CODE as ɵTOKEN_SOURCE_CODE } from './token-sources/token-source-code';
