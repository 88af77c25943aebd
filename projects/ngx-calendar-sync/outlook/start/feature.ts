import type { ɵAccountFeatures as AccountFeatures } from 'ngx-calendar-sync/account';
import type { OutlookReplicaOptions } from './outlook-replica-options';

/** An optional feature of `provideOutlookCalendarSync`. Only the features that an app names are in its bundle. */
export interface OutlookCalendarSyncFeature<Kind extends string = string> {
  readonly ɵkind: Kind;
  readonly ɵset: OutlookFeatures;
}

/** What an app uses beyond the basics, as its features say. */
export interface OutlookFeatures extends AccountFeatures {
  readonly offlineReplica?: {
    readonly options: OutlookReplicaOptions;
    /** Loads the code, which the entry `offline` has: it is of an app that names the feature alone. */
    readonly load: () => Promise<unknown>;
  };
}
