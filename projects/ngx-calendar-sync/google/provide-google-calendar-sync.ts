import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  makeStateKey,
  provideAppInitializer,
  provideEnvironmentInitializer,
  TransferState,
} from '@angular/core';
import {
  type GoogleCalendarSyncConfigSource,
  type ɵGoogleCalendarSyncFeature as GoogleCalendarSyncFeature,
  ɵEVENTS_KEY as EVENTS_KEY,
  type ɵGoogleFeatures as GoogleFeatures,
  ɵRedirectLogin as RedirectLogin,
} from 'ngx-calendar-sync/google/start';
import { GoogleCalendarService } from './google-calendar.service';
import { GoogleTokenRefreshService } from './google-token-refresh.service';
import { CONFIG_SOURCE, FEATURES, LazyGoogle } from './lazy-google';

export type { GoogleCalendarSyncFeature };

/**
 * Runs the app's own HTTP interceptors on the library's requests. By default these skip them, so that no other token
 * reaches Google.
 *
 * @example
 * ```ts
 * provideGoogleCalendarSync({ apiKey: 'AIza…' }, withAppInterceptors());
 * ```
 */
export function withAppInterceptors(): GoogleCalendarSyncFeature<'app-interceptors'> {
  return {
    ɵkind: 'app-interceptors',
    ɵset: { appInterceptors: true },
  };
}

/**
 * Stores the access token in `sessionStorage` until it expires, so that with `auth: 'client'` a reload stays signed in.
 * Any script in the page can read it there, even one that is added after the sign-in. Without this feature the token is
 * only in memory.
 *
 * @example
 * ```ts
 * provideGoogleCalendarSync(
 *   { clientId: '1234567890-abc.apps.googleusercontent.com' },
 *   withTokenStorage('session'),
 * );
 * ```
 */
export function withTokenStorage(where: 'session'): GoogleCalendarSyncFeature<'token-storage'> {
  return { ɵkind: 'token-storage', ɵset: { tokenStorage: where } };
}

/**
 * With `auth: 'client'` the user's next click anywhere in the page renews an expired sign-in, in a window that closes by
 * itself. Keys do not count, nor do clicks with a modifier, on a link, in a text field or at the end of a drag, nor
 * clicks within ten minutes after the user has closed that window. Without this feature only `renew()` and the app's
 * own commands renew the sign-in.
 *
 * @example
 * ```ts
 * provideGoogleCalendarSync(
 *   { clientId: '1234567890-abc.apps.googleusercontent.com' },
 *   withGestureRenewal(),
 * );
 * ```
 */
export function withGestureRenewal(): GoogleCalendarSyncFeature<'gesture-renewal'> {
  return { ɵkind: 'gesture-renewal', ɵset: { gestureRenewal: true } };
}

/**
 * Provides {@link GoogleCalendarService} to an app or to a lazy route of it.
 *
 * @example
 * ```ts
 * bootstrapApplication(App, {
 *   providers: [
 *     provideGoogleCalendarSync(
 *       { clientId: '1234567890-abc.apps.googleusercontent.com', timeZone: 'Europe/Berlin' },
 *       withOfflineReplica(),
 *     ),
 *   ],
 * });
 * ```
 *
 * A configuration that cannot work is told to the ErrorHandler, as a CalendarSyncError `invalid-config`, and `authState`
 * becomes `error`: at the start, or with `start: 'lazy'` when the app first asks for something. With server rendering provide
 * it to the app, and not to a lazy route: else the first rendering in the browser has no events.
 *
 * @param config The configuration, a promise of it, or a factory of either, which runs in the injection context.
 * @param features What the app uses beyond the basics, such as {@link withGestureRenewal}.
 */
export function provideGoogleCalendarSync(
  config: GoogleCalendarSyncConfigSource,
  ...features: readonly GoogleCalendarSyncFeature[]
): EnvironmentProviders {
  const named = features.reduce<GoogleFeatures>((all, { ɵset }) => ({ ...all, ...ɵset }), {});
  return makeEnvironmentProviders([
    { provide: CONFIG_SOURCE, useValue: config },
    { provide: FEATURES, useValue: named },
    RedirectLogin,
    LazyGoogle,
    GoogleTokenRefreshService,
    GoogleCalendarService,
    provideEnvironmentInitializer(() => {
      inject(GoogleCalendarService);
    }),
    // The first rendering in the browser is the server's, so it waits for the code that shows the server's events.
    provideAppInitializer(() =>
      inject(TransferState).get<readonly unknown[]>(makeStateKey(EVENTS_KEY), []).length > 0
        ? inject(LazyGoogle).load().then(asItEnds, asItEnds)
        : undefined,
    ),
  ]);
}

/** A load that has failed is the state of the service. */
function asItEnds(): void {
  return undefined;
}
