export type {
  MobiscrollEvent,
  MobiscrollOptions,
  MobiscrollReadEvent,
  MobiscrollTime,
} from 'ngx-calendar-sync/mobiscroll/sync';
export type { MsalClient, MsalLibrary, MsalResult } from './msal-tokens';
export { OutlookCalendarSync, outlookCalendarSync } from './outlook-calendar-sync';
export type { MobiscrollOutlookConfig } from './outlook-config';
export type { MobiscrollOutlookEvent } from './outlook-event';
export { provideMobiscrollOutlookSync } from './provide-mobiscroll-outlook-sync';
