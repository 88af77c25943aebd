import { DOCUMENT } from '@angular/common';
import { inject } from '@angular/core';
import { BehaviorSubject, NEVER } from 'rxjs';
import {
  CalendarSyncError,
  ɵNAVIGATE as NAVIGATE,
  ɵnotReady as notReady,
} from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵrestoredFromServer as restoredFromServer,
  type ɵRestoreResult as RestoreResult,
  type ɵTokenRequest as TokenRequest,
  ɵTokenServer as TokenServer,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import { refusal } from './google-sign-in-error';
import type { ResolvedConfig } from '../config/resolved-config';
import { notRenewableError } from './not-renewable';
import { ɵRedirectLogin as RedirectLogin } from 'ngx-calendar-sync/google/start';

/**
 * `auth: 'redirect'`: the page leaves for the token server, which redirects to Google and back. No script of Google's is
 * needed. After the return the session is restored from the server, as after any reload.
 */
export class RedirectTokenSource implements TokenSource {
  readonly #config: ResolvedConfig;
  readonly #refresh = inject(TokenServer);
  readonly #navigate = inject(NAVIGATE);
  readonly #document = inject(DOCUMENT);
  readonly #login = inject(RedirectLogin);

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = NEVER;
  readonly renewsInWindow = false;

  constructor(config: ResolvedConfig) {
    this.#config = config;
  }

  get cameBack(): boolean {
    return this.#login.outcome !== undefined;
  }

  initialize(): Promise<void> {
    this.ready$.next(true);
    return Promise.resolve();
  }

  async restore(): Promise<RestoreResult> {
    const first = await restoredFromServer(this.#refresh);
    const { outcome } = this.#login;
    this.#login.outcome = undefined;
    if (first.token || outcome === undefined) {
      return first;
    }
    if (outcome !== 'ok') {
      return { reason: refusal({ error: outcome }) };
    }
    // The server has signed the user in, but the browser has not kept its cookie.
    return { reason: first.reason ?? notRenewableError('cross-site-cookies') };
  }

  /** Leaves the page before it returns, so the promise never settles; it rejects where the page cannot be left. */
  async request(scopes: readonly string[], { loginHint }: TokenRequest): Promise<AccessToken> {
    const loginUrl = this.#config.server?.loginUrl;
    if (!loginUrl) {
      throw notReady();
    }
    const url = new URL(loginUrl, this.#document.baseURI);
    url.searchParams.set('returnTo', this.#document.URL);
    url.searchParams.set('scope', scopes.join(' '));
    if (loginHint !== undefined) {
      url.searchParams.set('login_hint', loginHint);
    }
    this.#login.begin();
    this.#navigate(url.href);
    return new Promise(() => undefined);
  }

  readonly renew = (): Promise<AccessToken> => this.#refresh.renew();

  signOut(): Promise<void> {
    this.#login.outcome = undefined;
    return this.#refresh.signOut();
  }

  async finishSignOut(): Promise<boolean> {
    // The user has signed in after the sign-out that the server has not confirmed.
    if (this.#login.outcome === 'ok') {
      await this.#refresh.cancelPendingSignOut();
    }
    return this.#refresh.finishSignOut();
  }

  async disconnect(): Promise<void> {
    this.#login.outcome = undefined;
    if (await this.#refresh.disconnect()) {
      return;
    }
    throw new CalendarSyncError(
      'signed-out',
      'The token server has no session any more that could take the grant back: remove the app at ' +
        'https://myaccount.google.com/connections.',
    );
  }
}
