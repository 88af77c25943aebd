import {
  type EnvironmentProviders,
  inject,
  makeEnvironmentProviders,
  type Provider,
  provideEnvironmentInitializer,
} from '@angular/core';
import { GoogleCalendarApi } from './api/google-calendar-api';
import { GOOGLE_HTTP, googleHttp, VIA_APP_INTERCEPTORS } from './api/google-http';
import { AccessTokens } from './auth/access-tokens';
import { GoogleAuth } from './auth/google-auth';
import { GoogleIdentities } from './auth/google-identity';
import { GoogleScript } from './auth/google-script';
import { ClientTokenSource } from './auth/client-token-source';
import { GoogleTokenRefreshService } from './auth/google-token-refresh.service';
import { RedirectTokenSource } from './auth/redirect-token-source';
import { ServerTokenSource } from './auth/server-token-source';
import { TokenSources } from './auth/token-sources';
import { CONFIG, CONFIG_SOURCE, configRef } from './config-ref';
import { GoogleCalendarService } from './google-calendar.service';
import type { GoogleCalendarSyncConfigSource } from './google-calendar-sync.config';

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
    AccessTokens,
    GoogleScript,
    ClientTokenSource,
    GoogleTokenRefreshService,
    ServerTokenSource,
    RedirectTokenSource,
    TokenSources,
    GoogleCalendarApi,
    GoogleIdentities,
    GoogleAuth,
    GoogleCalendarService,
    provideEnvironmentInitializer(() => {
      inject(GoogleCalendarService);
    }),
    ...features.flatMap((feature) => feature.ɵproviders),
  ]);
}
