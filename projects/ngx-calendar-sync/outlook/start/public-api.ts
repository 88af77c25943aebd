// What the start of an app and the code that it loads then share. Apps import it from `ngx-calendar-sync/outlook`.
export type {
  OutlookCalendarSyncFeature as ɵOutlookCalendarSyncFeature,
  OutlookFeatures as ɵOutlookFeatures,
} from './feature';
export {
  DEFAULT_OUTLOOK_SCOPES,
  type OutlookCalendarSyncConfig,
  type OutlookCalendarSyncConfigSource,
  type OutlookEndpoints,
  outlookEndpoints,
  type OutlookGivenToken,
  type OutlookTokenGiver,
} from './outlook-calendar-sync.config';
export type { OutlookReplicaOptions } from './outlook-replica-options';
export { outlookEmulator } from './outlook-emulator';
export {
  type BegunLogin as ɵBegunLogin,
  type LoginOutcome as ɵLoginOutcome,
  type LoginProof as ɵLoginProof,
  OutlookLogin as ɵOutlookLogin,
} from './outlook-login';
export type * from './wire-types.generated';
