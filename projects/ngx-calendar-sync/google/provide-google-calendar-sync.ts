import {
  type EnvironmentProviders,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
  type Provider,
  provideEnvironmentInitializer,
} from '@angular/core';
import { ɵSESSION_STORAGE as SESSION_STORAGE } from 'ngx-calendar-sync/base';
import {
  ɵACCOUNT_PROVIDERS as ACCOUNT_PROVIDERS,
  ɵGestureRenewal as GestureRenewal,
  ɵLIBRARY_HTTP as LIBRARY_HTTP,
  ɵTOKEN_STORAGE as TOKEN_STORAGE,
  ɵVIA_APP_INTERCEPTORS as VIA_APP_INTERCEPTORS,
} from 'ngx-calendar-sync/account';
import { GoogleCalendarApi } from './api/google-calendar-api';
import { googleHttp } from './api/google-http';
import { GoogleIdentities } from './api/google-identity';
import { CONFIG, CONFIG_SOURCE, configRef } from './config/config-ref';
import type { GoogleCalendarSyncConfigSource } from './config/google-calendar-sync.config';
import { GoogleDiagnostics } from './diagnostics/google-diagnostics';
import { GoogleAuth } from './google-auth';
import { GoogleCalendarService } from './google-calendar.service';
import { isEventField } from './mapping/properties-patch';
import { OPEN_GOOGLE, openGoogle } from './provider/open-google';
import { AccountSessions } from './account-sessions';
import { TransferredEvents } from './provider/transferred-events';
import { GoogleTokenRefreshService } from './token-sources/google-token-refresh.service';
import { LazyApiClient } from './token-sources/lazy-api-client';
import { PendingSignOut } from './token-sources/pending-sign-out';
import { RedirectLogin } from './token-sources/redirect-login';

/** An optional feature of {@link provideGoogleCalendarSync}. Only the features that an app names are in its bundle. */
export interface GoogleCalendarSyncFeature<Kind extends string = string> {
  readonly ɵkind: Kind;
  readonly ɵproviders: readonly Provider[];
}

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
    ɵproviders: [{ provide: VIA_APP_INTERCEPTORS, useValue: true }],
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
  const storage = { session: SESSION_STORAGE }[where];
  return {
    ɵkind: 'token-storage',
    ɵproviders: [{ provide: TOKEN_STORAGE, useExisting: storage }],
  };
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
  return {
    ɵkind: 'gesture-renewal',
    ɵproviders: [
      {
        provide: STARTED,
        useFactory: () => new GestureRenewal(inject(GoogleAuth)),
        multi: true,
      },
    ],
  };
}

/** Services of features that are created at the start. */
const STARTED = new InjectionToken<readonly unknown[]>('ngx-calendar-sync started');

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
 * @param config The configuration, a promise of it, or a factory of either, which runs in the injection context.
 * @param features What the app uses beyond the basics, such as {@link withGestureRenewal}.
 * @throws CalendarSyncError `invalid-config` at the start of the app, if the configuration cannot work. For a promised
 * configuration this error is passed to the ErrorHandler instead, and `authState` becomes `error`.
 */
export function provideGoogleCalendarSync(
  config: GoogleCalendarSyncConfigSource,
  ...features: readonly GoogleCalendarSyncFeature[]
): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: CONFIG_SOURCE, useValue: config },
    { provide: CONFIG, useFactory: () => configRef(isEventField) },
    { provide: LIBRARY_HTTP, useFactory: googleHttp },
    ...ACCOUNT_PROVIDERS,
    PendingSignOut,
    RedirectLogin,
    GoogleTokenRefreshService,
    LazyApiClient,
    GoogleCalendarApi,
    GoogleIdentities,
    GoogleDiagnostics,
    { provide: OPEN_GOOGLE, useFactory: openGoogle },
    GoogleAuth,
    TransferredEvents,
    AccountSessions,
    GoogleCalendarService,
    provideEnvironmentInitializer(() => {
      inject(GoogleCalendarService);
      inject(STARTED, { optional: true });
    }),
    ...features.flatMap((feature) => feature.ɵproviders),
  ]);
}
