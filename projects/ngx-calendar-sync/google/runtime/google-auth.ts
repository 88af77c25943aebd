import { inject, Injectable, Injector, runInInjectionContext } from '@angular/core';
import { ɵLazyTokenSource as LazyTokenSource, ɵSignIn as SignIn } from 'ngx-calendar-sync/account';
import { GoogleIdentities, type GoogleIdentity } from './api/google-identity';
import { CONFIG } from './config/config-ref';
import { missingScopes } from './config/google-scopes';
import { LazyApiClient } from './token-sources/lazy-api-client';
import { notRenewableError } from './token-sources/not-renewable';
import { TOKEN_SOURCE_CODE } from './token-sources/token-source-code';
import { ɵRedirectLogin as RedirectLogin } from 'ngx-calendar-sync/google/start';
import type { ResolvedConfig } from './config/resolved-config';

/** Signs in to Google. */
@Injectable()
export class GoogleAuth extends SignIn<GoogleIdentity, ResolvedConfig> {
  constructor() {
    const injector = inject(Injector);
    const identities = inject(GoogleIdentities);
    const gapi = inject(LazyApiClient);
    // Created at the start of the app, before a router changes the address that it reads.
    const login = inject(RedirectLogin);
    super({
      config: inject(CONFIG),
      // The login from which the page comes back was begun by the app.
      startsLazily: ({ start, auth }) =>
        start === 'lazy' && !(auth === 'redirect' && login.outcome !== undefined),
      openSource: (config) =>
        runInInjectionContext(injector, () => {
          const renews = config.auth !== 'client';
          return new LazyTokenSource(config, inject(TOKEN_SOURCE_CODE)[config.auth], {
            keepsSession: renews,
            renews,
            renewsInWindow: !renews,
            signsOutOfProvider: false,
            login: config.auth === 'redirect' ? login : undefined,
          });
        }),
      identities: {
        find: (token) => identities.find(token),
        remembered: (account) => ({ ...account, calendarList: [] }),
      },
      openForeignClient: (config) => {
        gapi.initialize(config);
      },
      foreignToken: () => gapi.token(),
      missingScopes,
      notRenewableError,
    });
  }
}
