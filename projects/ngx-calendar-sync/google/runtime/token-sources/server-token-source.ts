import { inject } from '@angular/core';
import { BehaviorSubject, NEVER } from 'rxjs';
import { ɵnotReady as notReady } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵrestoredFromServer as restoredFromServer,
  type ɵRestoreResult as RestoreResult,
  ɵsuperseded as superseded,
  type ɵTokenRequest as TokenRequest,
  ɵTokenServer as TokenServer,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import { refusal, windowError } from './google-sign-in-error';
import type { ResolvedConfig } from '../config/resolved-config';
import type { GoogleIdentityServices } from 'ngx-calendar-sync/google/start';
import { GoogleScript } from '../sdk/google-script';

/**
 * `auth: 'server'`: Google's code client in the browser, and a token server of the app that trades the code for tokens
 * and renews them.
 * @see https://developers.google.com/identity/oauth2/web/guides/use-code-model
 */
export class ServerTokenSource implements TokenSource {
  readonly #config: ResolvedConfig;
  readonly #script = new GoogleScript();
  readonly #refresh = inject(TokenServer);
  #services: GoogleIdentityServices | undefined;

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = NEVER;
  readonly renewsInWindow = false;
  readonly cameBack = false;

  constructor(config: ResolvedConfig) {
    this.#config = config;
  }

  async initialize(): Promise<void> {
    if (!this.#config.clientId || this.#services) {
      return;
    }
    this.#services = await this.#script.services(this.#config);
    this.ready$.next(true);
  }

  async restore(): Promise<RestoreResult> {
    return this.#config.server?.sealed ? restoredFromServer(this.#refresh) : {};
  }

  async request(
    scopes: readonly string[],
    { prompt, loginHint }: TokenRequest,
    isWanted: () => boolean,
  ): Promise<AccessToken> {
    const { clientId } = this.#config;
    const services = this.#services;
    if (!clientId || !services) {
      throw notReady();
    }
    const code = await new Promise<string>((resolve, reject) => {
      const client = services.initCodeClient({
        client_id: clientId,
        scope: scopes.join(' '),
        ux_mode: 'popup',
        ...(loginHint === undefined ? {} : { login_hint: loginHint }),
        ...(prompt === 'select_account' ? { select_account: true } : {}),
        callback: (response) => {
          if (response.code) {
            resolve(response.code);
          } else {
            reject(refusal(response));
          }
        },
        error_callback: ({ type }) => {
          reject(windowError(type));
        },
      });
      client.requestCode();
    });
    // The server's session, which an exchange begins, would sign the user in at the next visit.
    if (!isWanted()) {
      throw superseded();
    }
    return this.#refresh.exchange(code);
  }

  readonly renew = (): Promise<AccessToken> => this.#refresh.renew();

  signOut(): Promise<void> {
    return this.#refresh.signOut();
  }

  finishSignOut(): Promise<boolean> {
    return this.#refresh.finishSignOut();
  }

  async disconnect(token: () => Promise<AccessToken>): Promise<void> {
    if (await this.#refresh.disconnect()) {
      return;
    }
    if (!this.#services) {
      throw notReady();
    }
    await this.#script.revoke(this.#services, await token());
    await this.signOut();
  }
}
