import type { Provider } from '@angular/core';
import type { OfflineReplicaOptions } from './offline-replica-options';

/** An optional feature of `provideGoogleCalendarSync`. Only the features that an app names are in its bundle. */
export interface GoogleCalendarSyncFeature<Kind extends string = string> {
  readonly ɵkind: Kind;
  readonly ɵset: GoogleFeatures;
}

/** What an app uses beyond the basics, as its features say. */
export interface GoogleFeatures {
  readonly appInterceptors?: true;
  readonly gestureRenewal?: true;
  readonly tokenStorage?: 'session';
  readonly offlineReplica?: {
    readonly options: OfflineReplicaOptions;
    /** Loads the code, which the entry `offline` has: it is of an app that names the feature alone. */
    readonly load: () => Promise<unknown>;
  };
  /** What a test provides in place of the usual, to the code behind the service. */
  readonly providers?: readonly Provider[];
}
