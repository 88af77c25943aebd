import {
  type EnvironmentProviders,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
  type Provider,
  provideEnvironmentInitializer,
} from '@angular/core';
import { ɵSESSION_STORAGE as SESSION_STORAGE } from 'ngx-calendar-sync';
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
import { OPEN_GOOGLE, openGoogle } from './provider/open-google';
import { TransferredEvents } from './provider/transferred-events';
import { GoogleScript } from './sdk/google-script';
import { ClientTokenSource } from './token-sources/client-token-source';
import { GoogleTokenRefreshService } from './token-sources/google-token-refresh.service';
import { RedirectTokenSource } from './token-sources/redirect-token-source';
import { ServerTokenSource } from './token-sources/server-token-source';
import { SharedApiClient } from './token-sources/shared-api-client';
import { TokenSources } from './token-sources/token-sources';
import { PendingSignOut } from './token-sources/pending-sign-out';

/** An option of {@link provideGoogleCalendarSync}; what an app does not name is not in its bundle. */
export interface GoogleCalendarSyncFeature<Kind extends string = string> {
  readonly ɵkind: Kind;
  readonly ɵproviders: readonly Provider[];
}

/** Sends the library's requests through the app's own HTTP interceptors, which they otherwise bypass. */
export function withAppInterceptors(): GoogleCalendarSyncFeature<'app-interceptors'> {
  return {
    ɵkind: 'app-interceptors',
    ɵproviders: [{ provide: VIA_APP_INTERCEPTORS, useValue: true }],
  };
}

/**
 * Keeps the access token in `sessionStorage` until it expires, so that a reload stays signed in with `auth: 'client'`
 * too. Any script that runs in the page can read it there. Without this feature the token is in memory alone.
 */
export function withTokenStorage(where: 'session'): GoogleCalendarSyncFeature<'token-storage'> {
  const storage = { session: SESSION_STORAGE }[where];
  return {
    ɵkind: 'token-storage',
    ɵproviders: [{ provide: TOKEN_STORAGE, useExisting: storage }],
  };
}

/**
 * With `auth: 'client'` the user's next click renews an expired sign-in, by a window that closes by itself. Keys, clicks
 * with a modifier, on a link or in a text field, and the end of a drag do not count. After the user has closed that
 * window, clicks do not open it for ten minutes. Without this feature only `renew()` and the app's own commands renew.
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
 * Gives an app, or a lazy route of it, its users' Google calendars: inject {@link GoogleCalendarService}.
 *
 * @param config the configuration, a promise of it, or a factory of either that runs in the injection context
 * @throws CalendarSyncError `invalid-config` at the start, where the configuration cannot work; of a promise it goes
 * to the ErrorHandler and `authState` becomes `error`
 */
export function provideGoogleCalendarSync(
  config: GoogleCalendarSyncConfigSource,
  ...features: readonly GoogleCalendarSyncFeature[]
): EnvironmentProviders {
  return makeEnvironmentProviders([
    { provide: CONFIG_SOURCE, useValue: config },
    { provide: CONFIG, useFactory: configRef },
    { provide: LIBRARY_HTTP, useFactory: googleHttp },
    ...ACCOUNT_PROVIDERS,
    PendingSignOut,
    GoogleScript,
    ClientTokenSource,
    GoogleTokenRefreshService,
    ServerTokenSource,
    RedirectTokenSource,
    TokenSources,
    SharedApiClient,
    GoogleCalendarApi,
    GoogleIdentities,
    GoogleDiagnostics,
    { provide: OPEN_GOOGLE, useFactory: openGoogle },
    GoogleAuth,
    TransferredEvents,
    GoogleCalendarService,
    provideEnvironmentInitializer(() => {
      inject(GoogleCalendarService);
      inject(STARTED, { optional: true });
    }),
    ...features.flatMap((feature) => feature.ɵproviders),
  ]);
}
