import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type {
  ɵGoogleCalendarSyncFeature as GoogleCalendarSyncFeature,
  OfflineReplicaOptions,
} from 'ngx-calendar-sync/google/start';

/**
 * Keeps a copy of the account's calendars in the browser. Events are shown at once, also offline. To stay up to date the
 * copy asks each minute what has changed in the calendars in view and in their list, and less and less often, but every
 * quarter of an hour at least, in others that are quiet; of more than three calendars in one request. Only one of the
 * app's tabs does so.
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
