import {
  type EnvironmentProviders,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
  type Provider,
  provideEnvironmentInitializer,
} from '@angular/core';
import { ɵSESSION_STORAGE as SESSION_STORAGE } from 'ngx-calendar-sync';
import { GoogleCalendarApi } from './api/google-calendar-api';
import { GOOGLE_HTTP, googleHttp, VIA_APP_INTERCEPTORS } from './api/google-http';
import { AccessTokens } from './auth/access-tokens';
import { GestureRenewal } from './auth/gesture-renewal';
import { GoogleApiClientToken } from './auth/google-api-client';
import { GoogleAuth } from './auth/google-auth';
import { GoogleIdentities } from './auth/google-identity';
import { GoogleScript } from './auth/google-script';
import { ClientTokenSource } from './token-sources/client-token-source';
import { GoogleTokenRefreshService } from './token-sources/google-token-refresh.service';
import { OwnTokenSource } from './auth/own-token-source';
import { RedirectTokenSource } from './token-sources/redirect-token-source';
import { RefreshTokenMemory } from './auth/refresh-token-memory';
import { RememberedSession, TOKEN_STORAGE } from './auth/remembered-session';
import { ServerTokenSource } from './token-sources/server-token-source';
import { SharedSession } from './auth/shared-session';
import { TokenSources } from './token-sources/token-sources';
import { UntoldSignOut } from './token-sources/untold-sign-out';
import { CONFIG, CONFIG_SOURCE, configRef } from './config/config-ref';
import { Diagnostics } from './diagnostics/diagnostics';
import { GoogleCalendarService } from './google-calendar.service';
import type { GoogleCalendarSyncConfigSource } from './config/google-calendar-sync.config';
import { OPEN_GOOGLE, openGoogle } from './provider/open-google';
import { AccountSessions } from './provider/account-sessions';
import { TransferredEvents } from './provider/transferred-events';

/** An option of {@link provideGoogleCalendarSync}; what an app does not name is not in its bundle. */
export interface GoogleCalendarSyncFeature<Kind extends string = string> {
  readonly ɵkind: Kind;
  readonly ɵproviders: readonly Provider[];
}

/** Lets the app's own HTTP interceptors see the library's requests, which else pass them by. */
export function withAppInterceptors(): GoogleCalendarSyncFeature<'app-interceptors'> {
  return {
    ɵkind: 'app-interceptors',
    ɵproviders: [{ provide: VIA_APP_INTERCEPTORS, useValue: true }],
  };
}

/**
 * Keeps the access token, for its hour, in `sessionStorage`, so that a reload stays signed in with `auth: 'client'`
 * too. Any script that runs in the page can read it there, even one that comes after the sign-in; without this feature
 * it is in memory alone.
 */
export function withTokenStorage(where: 'session'): GoogleCalendarSyncFeature<'token-storage'> {
  const storage = { session: SESSION_STORAGE }[where];
  return {
    ɵkind: 'token-storage',
    ɵproviders: [{ provide: TOKEN_STORAGE, useExisting: storage }],
  };
}

/**
 * With `auth: 'client'` the user's next click anywhere renews an expired sign-in, by a window that closes by itself:
 * no click with a modifier, on a link, in a text field or at the end of a drag, never a key, and none for ten minutes
 * after the user has closed that window. Without this feature only the app's own commands do so, and `renew()`.
 */
export function withGestureRenewal(): GoogleCalendarSyncFeature<'gesture-renewal'> {
  return {
    ɵkind: 'gesture-renewal',
    ɵproviders: [GestureRenewal, { provide: STARTED, useExisting: GestureRenewal, multi: true }],
  };
}

/** What features want to be there from the start. */
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
    { provide: GOOGLE_HTTP, useFactory: googleHttp },
    Diagnostics,
    AccessTokens,
    SharedSession,
    RememberedSession,
    RefreshTokenMemory,
    UntoldSignOut,
    GoogleScript,
    ClientTokenSource,
    GoogleTokenRefreshService,
    ServerTokenSource,
    RedirectTokenSource,
    OwnTokenSource,
    TokenSources,
    GoogleApiClientToken,
    GoogleCalendarApi,
    GoogleIdentities,
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
