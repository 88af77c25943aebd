export type {
  MobiscrollEvent,
  MobiscrollOptions,
  MobiscrollReadEvent,
  MobiscrollTime,
} from 'ngx-calendar-sync/mobiscroll/sync';
export { GoogleCalendarSync, googleCalendarSync } from './google-calendar-sync';
export type { MobiscrollSyncConfig } from './google-config';
export type { MobiscrollGoogleEvent } from './google-event';
export { provideMobiscrollSync } from './provide-mobiscroll-sync';
