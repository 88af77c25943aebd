export { GoogleCalendarSync, googleCalendarSync } from './google-calendar-sync';
export type { MobiscrollSyncConfig } from './mobiscroll-config';
export type { MobiscrollEvent, MobiscrollGoogleEvent, MobiscrollTime } from './mobiscroll-event';
export { provideMobiscrollSync } from './provide-mobiscroll-sync';
