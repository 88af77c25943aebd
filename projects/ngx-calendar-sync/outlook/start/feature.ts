import type { Provider } from '@angular/core';

/** An optional feature of `provideOutlookCalendarSync`. Only the features that an app names are in its bundle. */
export interface OutlookCalendarSyncFeature<Kind extends string = string> {
  readonly ɵkind: Kind;
  readonly ɵset: OutlookFeatures;
}

/** What an app uses beyond the basics, as its features say. */
export interface OutlookFeatures {
  readonly appInterceptors?: true;
  readonly gestureRenewal?: true;
  readonly tokenStorage?: 'session';
  /** What a test provides in place of the usual, to the code behind the service. */
  readonly providers?: readonly Provider[];
}
