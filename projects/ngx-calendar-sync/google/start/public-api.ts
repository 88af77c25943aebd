// What the start of an app and the code that it loads then share. Apps import it from `ngx-calendar-sync/google`.
export { EVENTS_KEY as ɵEVENTS_KEY } from './events-key';
export type {
  GoogleCalendarSyncFeature as ɵGoogleCalendarSyncFeature,
  GoogleFeatures as ɵGoogleFeatures,
} from './feature';
export type { GoogleApiClient } from './google-api-client';
export {
  DEFAULT_GOOGLE_SCOPES,
  type GoogleCalendarSyncConfig,
  type GoogleCalendarSyncConfigSource,
  type GoogleEndpoints,
  googleEndpoints,
  type GoogleGivenToken,
  type GoogleTokenGiver,
} from './google-calendar-sync.config';
export { googleEmulator } from './google-emulator';
export type {
  GoogleCodeClient,
  GoogleCodeClientConfig,
  GoogleCodeResponse,
  GoogleIdentityServices,
  GoogleRevocation,
  GoogleTokenClient,
  GoogleTokenClientConfig,
  GoogleTokenResponse,
} from './google-identity-services';
export type { OfflineReplicaOptions } from './offline-replica-options';
export type { OwnEventProperties } from './own-event-properties';
export { RedirectLogin as ɵRedirectLogin } from './redirect-login';
export type * from './wire-types.generated';
export type { ɵDiagnosedVersions as DiagnosedVersions } from 'ngx-calendar-sync/base';
