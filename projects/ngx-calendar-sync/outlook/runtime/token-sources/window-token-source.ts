import { type BehaviorSubject, catchError, EMPTY, exhaustMap, from, type Observable } from 'rxjs';
import { ɵnotReady as notReady } from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  type ɵRestoreResult as RestoreResult,
  ɵsuperseded as superseded,
  type ɵTokenRequest as TokenRequest,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import type { ResolvedOutlookConfig } from '../config/resolved-outlook-config';
import type { PreparedLogin } from './login-proof';
import { MicrosoftIdentity } from './microsoft-identity';
import { notRevocable } from './outlook-sign-in-error';
import { PreparedLogins } from './prepared-logins';
import { SignInWindow } from './sign-in-window';
import type { SignOutWindow } from './sign-out-window';

/**
 * `auth: 'client'`: a window asks the user, and the page exchanges the code for tokens and renews them, for a day at most: then
 * Microsoft wants a window again, which mostly closes by itself.
 * @see https://learn.microsoft.com/entra/identity-platform/refresh-tokens#token-lifetime
 */
export class WindowTokenSource implements TokenSource {
  readonly #logins = new PreparedLogins();
  readonly #window = new SignInWindow();
  readonly #identity: MicrosoftIdentity;
  /** That of the window which was opened last. */
  #login: PreparedLogin | undefined;

  readonly ready$: BehaviorSubject<boolean> = this.#logins.ready$;
  readonly late$: Observable<AccessToken> = this.#window.late$.pipe(
    exhaustMap((answer) => from(this.#exchange(answer)).pipe(catchError(() => EMPTY))),
  );
  readonly renewsInWindow = true;
  readonly cameBack = false;
  readonly providerSignOut: SignOutWindow | undefined;

  /** @param signOut Absent where a sign-out leaves Microsoft's own session alone: then its code is not loaded. */
  constructor(config: ResolvedOutlookConfig, signOut: typeof SignOutWindow | undefined) {
    this.#identity = new MicrosoftIdentity(config);
    this.providerSignOut = signOut?.to(config, this.#identity.redirectUri);
  }

  initialize(): Promise<void> {
    return this.#logins.prepare();
  }

  restore(): Promise<RestoreResult> {
    return Promise.resolve({});
  }

  /** Not async: the window opens before this returns. */
  request(
    scopes: readonly string[],
    request: TokenRequest,
    isWanted: () => boolean,
  ): Promise<AccessToken> {
    const login = this.#logins.take();
    if (!login) {
      return Promise.reject(notReady());
    }
    this.#login = login;
    const url = this.#identity.authorizeUrl(login, scopes, request);
    return this.#window.ask(url, login.state).then((answer) => {
      if (!isWanted()) {
        throw superseded();
      }
      return this.#exchange(answer);
    });
  }

  readonly renew = (): Promise<AccessToken> => this.#identity.renew();

  signOut(): Promise<void> {
    this.#window.close();
    this.#identity.forget();
    return Promise.resolve();
  }

  disconnect(): Promise<void> {
    return Promise.reject(notRevocable());
  }

  #exchange(answer: URLSearchParams): Promise<AccessToken> {
    return this.#login
      ? this.#identity.exchange(answer, this.#login)
      : Promise.reject(superseded());
  }
}
