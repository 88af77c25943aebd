import { inject } from '@angular/core';
import { BehaviorSubject, Subject } from 'rxjs';
import {
  type CalendarSyncError,
  ɵCLOCK as CLOCK,
  ɵnotReady as notReady,
} from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵaccessTokenOf as accessTokenOf,
  type ɵRestoreResult as RestoreResult,
  ɵsuperseded as superseded,
  type ɵTokenRequest as TokenRequest,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import { refusal, windowError } from './google-sign-in-error';
import type { ResolvedConfig } from '../config/resolved-config';
import type {
  GoogleIdentityServices,
  GoogleTokenClient,
  GoogleTokenResponse,
} from 'ngx-calendar-sync/google/start';
import { GoogleScript } from '../sdk/google-script';

/** The request whose answer the callback gets. */
interface PendingRequest {
  resolve(token: AccessToken): void;
  reject(error: CalendarSyncError): void;
}

/**
 * `auth: 'client'`: Google's token client in the browser, whose answers all come to one callback. It cannot renew a token
 * without the user.
 * @see https://developers.google.com/identity/oauth2/web/guides/use-token-model
 */
export class ClientTokenSource implements TokenSource {
  readonly #script = new GoogleScript();
  readonly #clock = inject(CLOCK);
  readonly #config: ResolvedConfig;
  #services: GoogleIdentityServices | undefined;
  #client: GoogleTokenClient | undefined;
  #pending: PendingRequest | undefined;

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = new Subject<AccessToken>();
  readonly renewsInWindow = true;
  readonly cameBack = false;

  constructor(config: ResolvedConfig) {
    this.#config = config;
  }

  /** Rejects with `script-failed`. */
  async initialize(): Promise<void> {
    const { clientId, scopes } = this.#config;
    if (!clientId || this.#client) {
      return;
    }
    const services = await this.#script.services(this.#config);
    this.#services = services;
    this.#client = services.initTokenClient({
      client_id: clientId,
      scope: scopes.join(' '),
      callback: (response) => {
        this.#answer(response);
      },
      error_callback: ({ type }) => {
        this.#fail(windowError(type));
      },
    });
    this.ready$.next(true);
  }

  restore(): Promise<RestoreResult> {
    return Promise.resolve({});
  }

  async request(
    scopes: readonly string[],
    { prompt, loginHint }: TokenRequest,
  ): Promise<AccessToken> {
    const client = this.#client;
    if (!client) {
      throw notReady();
    }
    this.#fail(superseded());
    const token = new Promise<AccessToken>((resolve, reject) => {
      this.#pending = { resolve, reject };
    });
    client.requestAccessToken({
      scope: scopes.join(' '),
      ...(prompt === undefined ? {} : { prompt }),
      ...(loginHint === undefined ? {} : { login_hint: loginHint }),
    });
    return token;
  }

  signOut(): Promise<void> {
    return Promise.resolve();
  }

  async disconnect(token: () => Promise<AccessToken>): Promise<void> {
    if (!this.#services) {
      throw notReady();
    }
    await this.#script.revoke(this.#services, await token());
  }

  #answer(response: GoogleTokenResponse): void {
    const token = accessTokenOf(response, this.#clock.now());
    if (!token) {
      this.#fail(refusal(response));
      return;
    }
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) {
      pending.resolve(token);
    } else {
      this.late$.next(token);
    }
  }

  #fail(error: CalendarSyncError): void {
    this.#pending?.reject(error);
    this.#pending = undefined;
  }
}
