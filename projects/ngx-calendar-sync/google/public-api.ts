export type {
  ɵDiagnosedAuth as DiagnosedAuth,
  ɵDiagnosedError as DiagnosedError,
  ɵDiagnosedRequests as DiagnosedRequests,
  ɵSignInRequest as GoogleSignInRequest,
} from 'ngx-calendar-sync/account';
export { ɵSKIP_TOKEN as SKIP_GOOGLE_TOKEN } from 'ngx-calendar-sync/account';
export type { GoogleApiClient } from './sdk/google-api-client';
export type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
export type { ApiRequest as ɵApiRequest } from './api/api-request';
export { GoogleCalendarApi as ɵGoogleCalendarApi } from './api/google-calendar-api';
export { CONFIG as ɵCONFIG, type ConfigRef as ɵConfigRef } from './config/config-ref';
export { googleCalendarInterceptor } from './api/google-calendar.interceptor';
export type {
  GoogleCodeClient,
  GoogleCodeClientConfig,
  GoogleCodeResponse,
  GoogleIdentityServices,
  GoogleRevocation,
  GoogleTokenClient,
  GoogleTokenClientConfig,
  GoogleTokenResponse,
} from './sdk/google-identity-services';
export {
  GoogleIdentities as ɵGoogleIdentities,
  type GoogleIdentity as ɵGoogleIdentity,
} from './api/google-identity';
export { GoogleTokenRefreshService } from './token-sources/google-token-refresh.service';
export type {
  ɵAccessToken as GoogleAccessToken,
  ɵNotRenewable as GoogleTokenNotRenewable,
} from 'ngx-calendar-sync/account';
export { TOKEN_SOURCE_CODE as ɵTOKEN_SOURCE_CODE } from './token-sources/token-source-code';
export type { GoogleCalendarCapabilities } from './provider/calendar-capabilities';
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
export type {
  DiagnosedConfiguration,
  GoogleCalendarDiagnostics,
} from './diagnostics/google-diagnostics';
export {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
  type GoogleCalendarSyncConfigSource,
  type GoogleEndpoints,
  googleEndpoints,
  type GoogleGivenToken,
  type GoogleTokenGiver,
} from './config/google-calendar-sync.config';
export { googleEmulator } from './config/google-emulator';
export type { GoogleProvider as ɵGoogleProvider } from './provider/google-provider';
export { ruled as ɵruled } from './provider/google-event-writes';
export { occurrencesOf as ɵoccurrencesOf } from './provider/occurrences';
export type { GoogleEventListQuery } from './mapping/event-list-query';
export { GoogleCalendarSyncModule } from './google-calendar-sync.module';
export { GoogleCalendarService } from './google-calendar.service';
export type { ResponseOptions } from './event-methods';
export type { ViewOptions } from './view-methods';
export type {
  GoogleCalendar,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleEventType,
  OwnEventProperties,
  GoogleTypes as ɵGoogleTypes,
} from './mapping/google-calendar-event';
export {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
  withAppInterceptors,
  withGestureRenewal,
  withTokenStorage,
} from './provide-google-calendar-sync';
export {
  OPEN_GOOGLE as ɵOPEN_GOOGLE,
  type OpenGoogle as ɵOpenGoogle,
  openGoogle as ɵopenGoogle,
} from './provider/open-google';
export type * from './api/wire-types.generated';
export { type OfflineReplicaOptions, withOfflineReplica } from './with-offline-replica';
