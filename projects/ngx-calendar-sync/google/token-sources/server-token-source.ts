import { inject, Injectable } from '@angular/core';
import { BehaviorSubject, NEVER } from 'rxjs';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync';
import {
  type ɵAccessToken as AccessToken,
  type ɵRestoreResult as RestoreResult,
  ɵnotReady as notReady,
  type ɵTokenRequest as TokenRequest,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import { refusal, windowError } from './google-sign-in-error';
import { CONFIG } from '../config/config-ref';
import type { GoogleIdentityServices } from '../sdk/google-identity-services';
import { GoogleScript } from '../sdk/google-script';
import { GoogleTokenRefreshService } from './google-token-refresh.service';
import { isUnknownSession } from './token-server-error';

/**
 * `auth: 'server'`: Google's code client in the browser, and a token server of the app that trades the code for tokens
 * and renews them.
 * @see https://developers.google.com/identity/oauth2/web/guides/use-code-model
 */
@Injectable()
export class ServerTokenSource implements TokenSource {
  readonly #config = inject(CONFIG);
  readonly #script = inject(GoogleScript);
  readonly #refresh = inject(GoogleTokenRefreshService);
  #services: GoogleIdentityServices | undefined;

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = NEVER;
  readonly renewsInWindow = false;
  readonly cameBack = false;

  async initialize(): Promise<void> {
    const config = await this.#config.load();
    if (!config.clientId || this.#services) {
      return;
    }
    this.#services = await this.#script.services(config);
    this.ready$.next(true);
  }

  async restore(): Promise<RestoreResult> {
    const { server } = await this.#config.load();
    return server?.sealed ? restoredFromServer(this.#refresh) : {};
  }

  async request(
    scopes: readonly string[],
    { prompt, loginHint }: TokenRequest,
  ): Promise<AccessToken> {
    const { clientId } = this.#config.current ?? {};
    const services = this.#services;
    if (!clientId || !services) {
      throw notReady();
    }
    const code = new Promise<string>((resolve, reject) => {
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
    return this.#refresh.exchange(await code);
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

/** These errors mean that the server has no session. */
const NO_SESSION_CODES: readonly CalendarSyncErrorCode[] = [
  'signed-out',
  'expired',
  'cross-site-cookies',
];

/** The token of the session that the server still has; else the reason why there is none, where the app should show it. */
export async function restoredFromServer(
  refresh: GoogleTokenRefreshService,
): Promise<RestoreResult> {
  try {
    return { token: await refresh.renew() };
  } catch (error) {
    const isReason =
      error instanceof CalendarSyncError &&
      (NO_SESSION_CODES.includes(error.code) || isUnknownSession(error));
    if (!isReason) {
      throw error;
    }
    return error.code === 'signed-out' ? {} : { reason: error };
  }
}
