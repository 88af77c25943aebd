import type { GoogleCalendarSyncConfig } from 'ngx-calendar-sync/google';
import type { MobiscrollOptions } from 'ngx-calendar-sync/mobiscroll/sync';

/**
 * What `googleCalendarSync.init` takes: the options of Mobiscroll's plug-in, and all of `provideGoogleCalendarSync`, such as
 * `tokenServer` or `endpoints`.
 */
export interface MobiscrollSyncConfig extends GoogleCalendarSyncConfig, MobiscrollOptions {}
