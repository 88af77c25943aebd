import { inject, Injectable, Injector, runInInjectionContext } from '@angular/core';
import { ɵLazyTokenSource as LazyTokenSource, ɵSignIn as SignIn } from 'ngx-calendar-sync/account';
import { ɵOutlookLogin as OutlookLogin } from 'ngx-calendar-sync/outlook/start';
import { OutlookIdentities, type OutlookIdentity } from './api/outlook-identity';
import { OUTLOOK_CONFIG } from './config/outlook-config';
import { missingScopes } from './config/outlook-scopes';
import type { ResolvedOutlookConfig } from './config/resolved-outlook-config';
import { notRenewableError } from './token-sources/outlook-sign-in-error';
import { OUTLOOK_TOKEN_SOURCE_CODE } from './token-sources/outlook-token-source-code';

/** Signs in to Microsoft. */
@Injectable()
export class OutlookAuth extends SignIn<OutlookIdentity, ResolvedOutlookConfig> {
  constructor() {
    const injector = inject(Injector);
    const identities = inject(OutlookIdentities);
    const login = inject(OutlookLogin);
    super({
      config: inject(OUTLOOK_CONFIG),
      // The login from which the page comes back was begun by the app.
      startsLazily: ({ start, auth }) =>
        start === 'lazy' && !(auth === 'redirect' && login.outcome !== undefined),
      openSource: (config) =>
        runInInjectionContext(
          injector,
          () =>
            new LazyTokenSource(config, inject(OUTLOOK_TOKEN_SOURCE_CODE)[config.auth], {
              keepsSession: true,
              renews: true,
              renewsInWindow: config.auth === 'client',
              signsOutOfProvider: config.signOutOfMicrosoft,
              login: config.auth === 'redirect' ? login : undefined,
            }),
        ),
      identities: {
        find: (token) => identities.find(token),
        remembered: (account) => account,
      },
      openForeignClient: () => undefined,
      foreignToken: () => Promise.resolve(undefined),
      missingScopes,
      notRenewableError,
    });
  }
}
