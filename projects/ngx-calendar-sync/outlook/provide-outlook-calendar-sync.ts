import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  provideEnvironmentInitializer,
} from '@angular/core';
import {
  type OutlookCalendarSyncConfigSource,
  type ɵOutlookCalendarSyncFeature as OutlookCalendarSyncFeature,
  type ɵOutlookFeatures as OutlookFeatures,
  ɵOutlookLogin as OutlookLogin,
} from 'ngx-calendar-sync/outlook/start';
import { CONFIG_SOURCE, FEATURES, LazyOutlook } from './lazy-outlook';
import { OutlookCalendarService } from './outlook-calendar.service';

export type { OutlookCalendarSyncFeature };

/**
 * Runs the app's own HTTP interceptors on the library's requests. By default these skip them, so that no other token
 * reaches Microsoft.
 *
 * @example
 * ```ts
 * provideOutlookCalendarSync(
 *   { clientId: '11111111-2222-4333-8444-555555555555' },
 *   withAppInterceptors(),
 * );
 * ```
 */
export function withAppInterceptors(): OutlookCalendarSyncFeature<'app-interceptors'> {
  return { ɵkind: 'app-interceptors', ɵset: { appInterceptors: true } };
}

/**
 * Stores the access token in `sessionStorage` until it expires, about an hour, so that with `auth: 'client'` and `'redirect'` a
 * reload stays signed in. Any script in the page can read it there, even one that is added after the sign-in. Without this
 * feature the token is only in memory. What renews tokens is never stored.
 *
 * @example
 * ```ts
 * provideOutlookCalendarSync(
 *   { clientId: '11111111-2222-4333-8444-555555555555' },
 *   withTokenStorage('session'),
 * );
 * ```
 */
export function withTokenStorage(where: 'session'): OutlookCalendarSyncFeature<'token-storage'> {
  return { ɵkind: 'token-storage', ɵset: { tokenStorage: where } };
}

/**
 * With `auth: 'client'` the user's next click anywhere in the page renews an expired sign-in, in a window that mostly closes by
 * itself. Keys do not count, nor do clicks with a modifier, on a link, in a text field or at the end of a drag, nor
 * clicks within ten minutes after the user has closed that window. Without this feature only `renew()` and the app's
 * own commands renew the sign-in.
 *
 * @example
 * ```ts
 * provideOutlookCalendarSync(
 *   { clientId: '11111111-2222-4333-8444-555555555555' },
 *   withGestureRenewal(),
 * );
 * ```
 */
export function withGestureRenewal(): OutlookCalendarSyncFeature<'gesture-renewal'> {
  return { ɵkind: 'gesture-renewal', ɵset: { gestureRenewal: true } };
}

/**
 * Provides {@link OutlookCalendarService} to an app or to a lazy route of it. It may stand beside
 * `provideGoogleCalendarSync`: the two share nothing.
 *
 * @example
 * ```ts
 * bootstrapApplication(App, {
 *   providers: [
 *     provideOutlookCalendarSync(
 *       { clientId: '11111111-2222-4333-8444-555555555555', timeZone: 'Europe/Berlin' },
 *       withOfflineReplica(),
 *     ),
 *   ],
 * });
 * ```
 *
 * A configuration that cannot work is told to the ErrorHandler, as a CalendarSyncError `invalid-config`, and `authState`
 * becomes `error`: at the start, or with `start: 'lazy'` when the app first asks for something.
 *
 * @param config The configuration, a promise of it, or a factory of either, which runs in the injection context.
 * @param features What the app uses beyond the basics, such as {@link withGestureRenewal}.
 */
export function provideOutlookCalendarSync(
  config: OutlookCalendarSyncConfigSource,
  ...features: readonly OutlookCalendarSyncFeature[]
): EnvironmentProviders {
  const named = features.reduce<OutlookFeatures>((all, { ɵset }) => ({ ...all, ...ɵset }), {});
  return makeEnvironmentProviders([
    { provide: CONFIG_SOURCE, useValue: config },
    { provide: FEATURES, useValue: named },
    OutlookLogin,
    LazyOutlook,
    OutlookCalendarService,
    provideEnvironmentInitializer(() => {
      inject(OutlookCalendarService);
    }),
  ]);
}
