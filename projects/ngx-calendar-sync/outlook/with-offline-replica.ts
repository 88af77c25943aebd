import { ɵorNotLoaded as orNotLoaded } from 'ngx-calendar-sync/base';
import type {
  ɵOutlookCalendarSyncFeature as OutlookCalendarSyncFeature,
  OutlookReplicaOptions,
} from 'ngx-calendar-sync/outlook/start';

/**
 * Keeps a copy of the account's calendars in the browser, by default of last month, this one and the twelve after it. Events are
 * shown at once, also offline; what is outside of these months is requested from Outlook when it is in the view. To stay up to
 * date the copy asks each minute what has changed in the calendars in view and in their list, and less and less often, but every
 * quarter of an hour at least, in others that are quiet. Only one of the app's tabs does so.
 *
 * @example
 * ```ts
 * provideOutlookCalendarSync(
 *   { clientId: '11111111-2222-4333-8444-555555555555' },
 *   withOfflineReplica({ monthsBack: 3, omit: ['attendees'] }),
 * );
 * ```
 *
 * Months that cannot be copied are an `invalid-config`, as with a wrong configuration.
 * @see https://learn.microsoft.com/graph/delta-query-events
 */
export function withOfflineReplica(
  options: OutlookReplicaOptions = {},
): OutlookCalendarSyncFeature<'offline-replica'> {
  return {
    ɵkind: 'offline-replica',
    ɵset: {
      offlineReplica: {
        options,
        load: () => orNotLoaded(import('ngx-calendar-sync/outlook/offline')),
      },
    },
  };
}
