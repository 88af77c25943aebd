import { DOCUMENT } from '@angular/common';
import { inject } from '@angular/core';
import { BehaviorSubject, catchError, EMPTY, exhaustMap, from, type Observable } from 'rxjs';
import { ɵhasCode as hasCode, ɵnotReady as notReady } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵrestoredFromServer as restoredFromServer,
  type ɵRestoreResult as RestoreResult,
  ɵsuperseded as superseded,
  type ɵTokenRequest as TokenRequest,
  ɵTokenServer as TokenServer,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';
import { notRenewableError, notRevocable, refusal } from './outlook-sign-in-error';
import { SignInWindow } from './sign-in-window';
import type { SignOutWindow } from './sign-out-window';

/** The parameter in which the token server says how a login has ended. */
const OUTCOME_PARAMETER = 'google-calendar-login';

/**
 * `auth: 'server'`: a window goes to the token server of the app, which leads it to Microsoft and back to a page of the app. The
 * server has the session then, and gives the page its tokens.
 */
export class ServerTokenSource implements TokenSource {
  readonly #config: ResolvedOutlookConfig;
  readonly #server = inject(TokenServer);
  readonly #baseUri = inject(DOCUMENT).baseURI;
  readonly #window = new SignInWindow();

  readonly ready$ = new BehaviorSubject(false);
  readonly late$: Observable<AccessToken> = this.#window.late$.pipe(
    exhaustMap((answer) => from(this.#begin(answer)).pipe(catchError(() => EMPTY))),
  );
  readonly renewsInWindow = false;
  readonly cameBack = false;
  readonly providerSignOut: SignOutWindow | undefined;

  /** @param signOut Absent where a sign-out leaves Microsoft's own session alone: then its code is not loaded. */
  constructor(config: ResolvedOutlookConfig, signOut: typeof SignOutWindow | undefined) {
    this.#config = config;
    // The redirect URI that is registered here is the token server's, where nobody would close the window.
    this.providerSignOut = signOut?.to(config);
  }

  initialize(): Promise<void> {
    this.ready$.next(true);
    return Promise.resolve();
  }

  restore(): Promise<RestoreResult> {
    return restoredFromServer(this.#server);
  }

  /** Not async: the window opens before this returns. */
  request(
    scopes: readonly string[],
    { prompt, loginHint }: TokenRequest,
    isWanted: () => boolean,
  ): Promise<AccessToken> {
    const { server, redirectUri } = this.#config;
    if (!server) {
      return Promise.reject(notReady());
    }
    const state = crypto.randomUUID();
    const returnTo = new URL(redirectUri, this.#baseUri);
    returnTo.hash = `state=${state}`;
    const url = new URL(server.loginUrl, this.#baseUri);
    url.searchParams.set('returnTo', returnTo.href);
    url.searchParams.set('scope', scopes.join(' '));
    if (prompt === 'select_account') {
      url.searchParams.set('prompt', prompt);
    }
    if (loginHint !== undefined) {
      url.searchParams.set('login_hint', loginHint);
    }
    return this.#window.ask(url.href, state).then(async (answer) => {
      if (isWanted()) {
        return this.#begin(answer);
      }
      // The server's session would sign the user in at the next visit.
      if (isSuccess(answer)) {
        await this.#server.signOut();
      }
      throw superseded();
    });
  }

  readonly renew = (): Promise<AccessToken> => this.#server.renew();

  signOut(): Promise<void> {
    this.#window.close();
    return this.#server.signOut();
  }

  finishSignOut(): Promise<boolean> {
    return this.#server.finishSignOut();
  }

  disconnect(): Promise<void> {
    return Promise.reject(notRevocable());
  }

  /** The first token of the session that the server has now. */
  async #begin(answer: URLSearchParams): Promise<AccessToken> {
    if (!isSuccess(answer)) {
      throw refusal({ error: answer.get(OUTCOME_PARAMETER) });
    }
    // The user has signed in after any sign-out that the server has not confirmed.
    await this.#server.cancelPendingSignOut();
    try {
      return await this.#server.renew();
    } catch (error) {
      // The server has a session, but the browser has not kept its cookie.
      throw hasCode(error, 'signed-out') ? notRenewableError('cross-site-cookies') : error;
    }
  }
}

function isSuccess(answer: URLSearchParams): boolean {
  return answer.get(OUTCOME_PARAMETER) === 'ok';
}
