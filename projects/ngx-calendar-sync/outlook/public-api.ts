export { ɵSKIP_TOKEN as SKIP_OUTLOOK_TOKEN } from 'ngx-calendar-sync/base';
export type {
  DiagnosedAuth,
  DiagnosedError,
  DiagnosedOutlookConfiguration,
  DiagnosedRequests,
  DiagnosticReport,
  OutlookAuthState,
  OutlookCalendar,
  OutlookCalendarCapabilities,
  OutlookCalendarChanges,
  OutlookCalendarDiagnostics,
  OutlookCalendarEvent,
  OutlookCalendarDraft,
  OutlookCalendarEventDraft,
  OutlookCalendarSettings,
  OutlookEventListQuery,
  OutlookSignedIn,
  OutlookSignInRequest,
  OutlookWorkingTimes,
} from 'ngx-calendar-sync/outlook/runtime';
export type * from 'ngx-calendar-sync/outlook/start';
export {
  DEFAULT_OUTLOOK_SCOPES,
  outlookEmulator,
  outlookEndpoints,
} from 'ngx-calendar-sync/outlook/start';
export {
  LazyOutlook as ɵLazyOutlook,
  OUTLOOK_CODE as ɵOUTLOOK_CODE,
  type OutlookCode as ɵOutlookCode,
} from './lazy-outlook';
export { outlookCalendarInterceptor } from './outlook-calendar.interceptor';
export { OutlookCalendarService } from './outlook-calendar.service';
export { OutlookCalendarSyncModule } from './outlook-calendar-sync.module';
export {
  type OutlookCalendarSyncFeature,
  provideOutlookCalendarSync,
  withAppInterceptors,
  withGestureRenewal,
  withTokenStorage,
} from './provide-outlook-calendar-sync';
export type { ResponseOptions, ViewOptions } from 'ngx-calendar-sync/service';
export { withOfflineReplica } from './with-offline-replica';
