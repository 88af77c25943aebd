// The code behind `GoogleCalendarService`, which loads it. Apps import its types from `ngx-calendar-sync/google`.
export type {
  ɵAccessToken as GoogleAccessToken,
  ɵDiagnosedAuth as DiagnosedAuth,
  ɵDiagnosedError as DiagnosedError,
  ɵDiagnosedRequests as DiagnosedRequests,
  ɵNotRenewable as GoogleTokenNotRenewable,
  ɵSignInRequest as GoogleSignInRequest,
} from 'ngx-calendar-sync/account';
export type { ApiRequest as ɵApiRequest } from './api/api-request';
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
} from './commands/calendar-types';
export type { EventCommands as ɵEventCommands } from './commands/event-commands';
export { CONFIG as ɵCONFIG, type ConfigRef as ɵConfigRef } from './config/config-ref';
export type {
  DiagnosedConfiguration,
  GoogleCalendarDiagnostics,
} from './diagnostics/google-diagnostics';
export { GoogleAuth as ɵGoogleAuth } from './google-auth';
export type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
export {
  type GoogleRuntime as ɵGoogleRuntime,
  type GoogleStart as ɵGoogleStart,
  startGoogle as ɵstartGoogle,
} from './google-runtime';
export type { GoogleEventListQuery } from './mapping/event-list-query';
export type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleEventType,
  GoogleTypes as ɵGoogleTypes,
} from './mapping/google-calendar-event';
export type { GoogleCalendarCapabilities } from './provider/calendar-capabilities';
export { ruled as ɵruled } from './provider/google-event-writes';
export type { GoogleProvider as ɵGoogleProvider } from './provider/google-provider';
export type { LocalCopies as ɵLocalCopies } from './provider/local-copies';
export { occurrencesOf as ɵoccurrencesOf } from './provider/occurrences';
export {
  OPEN_GOOGLE as ɵOPEN_GOOGLE,
  type OpenGoogle as ɵOpenGoogle,
  openGoogle as ɵopenGoogle,
} from './provider/open-google';
export type { OpenSession as ɵOpenSession } from './provider/open-session';
export { TOKEN_SOURCE_CODE as ɵTOKEN_SOURCE_CODE } from './token-sources/token-source-code';
