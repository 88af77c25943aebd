import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type {
  ɵGoogleCalendarSyncFeature as GoogleCalendarSyncFeature,
  OfflineReplicaOptions,
} from 'ngx-calendar-sync/google/start';

/**
 * Keeps a copy of the account's calendars in the browser. Events are shown at once, also offline. To stay up to date the
 * copy sends one small request a minute for each calendar, and one for their list. Only one of the app's tabs sends them.
 *
 * @example
 * ```ts
 * provideGoogleCalendarSync(
 *   { clientId: '1234567890-abc.apps.googleusercontent.com' },
 *   withOfflineReplica({ since: new Date('2026-01-01'), omit: ['attendees'] }),
 * );
 * ```
 *
 * @see https://developers.google.com/workspace/calendar/api/guides/sync
 */
export function withOfflineReplica(
  options: OfflineReplicaOptions = {},
): GoogleCalendarSyncFeature<'offline-replica'> {
  return {
    ɵkind: 'offline-replica',
    ɵset: {
      offlineReplica: {
        options,
        load: () => orNotLoaded(import('ngx-calendar-sync/google/offline')),
      },
    },
  };
}
