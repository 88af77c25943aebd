import { inject, Injectable } from '@angular/core';
import { ɵSignIn as SignIn } from 'ngx-calendar-sync/account';
import { GoogleIdentities, type GoogleIdentity } from './api/google-identity';
import { CONFIG } from './config/config-ref';
import { missingScopes } from './config/google-scopes';
import { notRenewableError } from './token-sources/google-sign-in-error';
import { SharedApiClient } from './token-sources/shared-api-client';
import { TokenSources } from './token-sources/token-sources';
import type { ResolvedConfig } from './config/resolved-config';

/** Signs in to Google. */
@Injectable()
export class GoogleAuth extends SignIn<GoogleIdentity, ResolvedConfig> {
  constructor() {
    const sources = inject(TokenSources);
    const identities = inject(GoogleIdentities);
    const gapi = inject(SharedApiClient);
    super({
      config: inject(CONFIG),
      openSource: (config) => {
        gapi.initialize(config);
        return sources.of(config);
      },
      identities: {
        find: (token) => identities.find(token),
        remembered: (account) => ({ ...account, calendarList: [] }),
      },
      foreignToken: () => gapi.token(),
      missingScopes,
      notRenewableError,
    });
  }
}
