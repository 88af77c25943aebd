import { DOCUMENT } from '@angular/common';
import { inject } from '@angular/core';
import { type BehaviorSubject, NEVER } from 'rxjs';
import {
  CalendarSyncError,
  ɵNAVIGATE as NAVIGATE,
  ɵnotReady as notReady,
} from 'ngx-calendar-sync/base';
import type {
  ɵAccessToken as AccessToken,
  ɵProviderSignOut as ProviderSignOut,
  ɵRestoreResult as RestoreResult,
  ɵTokenRequest as TokenRequest,
  ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import { ɵOutlookLogin as OutlookLogin } from 'ngx-calendar-sync/outlook/start';
import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';
import { logoutUrl } from './logout-url';
import { MicrosoftIdentity } from './microsoft-identity';
import { notRevocable } from './outlook-sign-in-error';
import { PreparedLogins } from './prepared-logins';

/**
 * `auth: 'redirect'`: the page leaves for Microsoft and comes back with a code, which it exchanges for tokens. They are
 * renewed as with a window; after a day, and after a reload, the user has to leave the page again.
 */
export class PageTokenSource implements TokenSource {
  readonly #navigate = inject(NAVIGATE);
  readonly #document = inject(DOCUMENT);
  readonly #login = inject(OutlookLogin);
  readonly #logins = new PreparedLogins();
  readonly #identity: MicrosoftIdentity;

  readonly ready$: BehaviorSubject<boolean> = this.#logins.ready$;
  readonly late$ = NEVER;
  readonly renewsInWindow = false;
  readonly providerSignOut: ProviderSignOut | undefined;

  constructor(config: ResolvedOutlookConfig) {
    const identity = new MicrosoftIdentity(config);
    this.#identity = identity;
    if (config.signOutOfMicrosoft) {
      const finish = () => {
        this.#navigate(logoutUrl(config, identity.redirectUri));
      };
      this.providerSignOut = { open: () => undefined, finish, cancel: () => undefined };
    }
  }

  get cameBack(): boolean {
    return this.#login.outcome !== undefined;
  }

  initialize(): Promise<void> {
    return this.#logins.prepare();
  }

  async restore(): Promise<RestoreResult> {
    const { outcome } = this.#login;
    this.#login.outcome = undefined;
    if (!outcome) {
      return {};
    }
    const { answer, login } = outcome;
    try {
      return { token: await this.#identity.exchange(answer, login, login.redirectUri) };
    } catch (error) {
      return { reason: CalendarSyncError.from(error) };
    }
  }

  /** Leaves the page before it returns, so the promise never settles; it rejects where the page cannot be left. */
  request(scopes: readonly string[], request: TokenRequest): Promise<AccessToken> {
    const login = this.#logins.take();
    if (!login) {
      return Promise.reject(notReady());
    }
    const { state, nonce, verifier } = login;
    const { pathname, search, hash } = this.#document.location;
    this.#login.begin({
      state,
      nonce,
      verifier,
      redirectUri: this.#identity.redirectUri,
      returnTo: pathname + search + hash,
    });
    this.#navigate(this.#identity.authorizeUrl(login, scopes, request));
    return new Promise(() => undefined);
  }

  readonly renew = (): Promise<AccessToken> => this.#identity.renew();

  signOut(): Promise<void> {
    this.#login.outcome = undefined;
    this.#identity.forget();
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    return Promise.reject(notRevocable());
  }
}
