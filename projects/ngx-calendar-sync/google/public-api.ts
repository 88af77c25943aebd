export { ɵSKIP_TOKEN as SKIP_GOOGLE_TOKEN } from 'ngx-calendar-sync/base';
export type {
  DiagnosedAuth,
  DiagnosedConfiguration,
  DiagnosedError,
  DiagnosedRequests,
  DiagnosticReport,
  GoogleAccessRole,
  GoogleAccessRule,
  GoogleAccessScope,
  GoogleAccessToken,
  GoogleAuthState,
  GoogleCalendar,
  GoogleCalendarCapabilities,
  GoogleCalendarChanges,
  GoogleCalendarColors,
  GoogleCalendarDiagnostics,
  GoogleCalendarDraft,
  GoogleCalendarEvent,
  GoogleCalendarEventDraft,
  GoogleCalendarListChanges,
  GoogleCalendarSettings,
  GoogleEventLabelColor,
  GoogleEventLabelDraft,
  GoogleEventListQuery,
  GoogleEventType,
  GoogleNamedColor,
  GoogleSignedIn,
  GoogleSignInRequest,
  GoogleTokenNotRenewable,
  GoogleWeekday,
} from 'ngx-calendar-sync/google/runtime';
// All types at once, since TypeScript lets an app add to an interface (`OwnEventProperties`) only where the entry that the
// app names declares it or exports all of another.
export type * from 'ngx-calendar-sync/google/start';
export {
  DEFAULT_GOOGLE_SCOPES,
  googleEmulator,
  googleEndpoints,
} from 'ngx-calendar-sync/google/start';
export { GoogleCalendarService } from './google-calendar.service';
export { GoogleCalendarSyncModule } from './google-calendar-sync.module';
export { googleCalendarInterceptor } from './google-calendar.interceptor';
export { GoogleTokenRefreshService } from './google-token-refresh.service';
export {
  GOOGLE_CODE as ɵGOOGLE_CODE,
  type GoogleCode as ɵGoogleCode,
  LazyGoogle as ɵLazyGoogle,
} from './lazy-google';
export {
  type GoogleCalendarSyncFeature,
  provideGoogleCalendarSync,
  withAppInterceptors,
  withGestureRenewal,
  withTokenStorage,
} from './provide-google-calendar-sync';
export type { ResponseOptions, ViewOptions } from 'ngx-calendar-sync/service';
export { withOfflineReplica } from './with-offline-replica';
