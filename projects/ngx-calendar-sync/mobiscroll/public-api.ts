export {
  GoogleCalendarSync,
  googleCalendarSync,
  type MobiscrollSyncConfig,
} from './google-calendar-sync';
export type { MobiscrollEvent, MobiscrollGoogleEvent, MobiscrollTime } from './mobiscroll-event';
export { provideMobiscrollSync } from './provide-mobiscroll-sync';
