import type { ɵAccountFeatures as AccountFeatures } from 'ngx-calendar-sync/account';
import type { OfflineReplicaOptions } from './offline-replica-options';

/** An optional feature of `provideGoogleCalendarSync`. Only the features that an app names are in its bundle. */
export interface GoogleCalendarSyncFeature<Kind extends string = string> {
  readonly ɵkind: Kind;
  readonly ɵset: GoogleFeatures;
}

/** What an app uses beyond the basics, as its features say. */
export interface GoogleFeatures extends AccountFeatures {
  readonly offlineReplica?: {
    readonly options: OfflineReplicaOptions;
    /** Loads the code, which the entry `offline` has: it is of an app that names the feature alone. */
    readonly load: () => Promise<unknown>;
  };
}
