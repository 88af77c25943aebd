import { inject, Injectable, Injector } from '@angular/core';
import type { ɵAccessToken as AccessToken } from 'ngx-calendar-sync/account';
import { ɵLazyService as LazyService } from 'ngx-calendar-sync/account';
import type { TokenServerClient } from './token-server-client';

/**
 * Trades codes for tokens at `authUrl` and renews tokens at `refreshUrl`. Requests are form-encoded and have the header
 * `X-Requested-With` and no other, which any server of the contract allows. The refresh token is in the memory of this
 * page, or in the sealed mode in the server's cookie. The code that talks to the server is loaded with the first call,
 * which rejects with `script-failed` where that fails.
 */
@Injectable()
export class GoogleTokenRefreshService {
  readonly #client = new LazyService<TokenServerClient>(inject(Injector), async () => {
    const { TokenServerClient } = await import('./token-server-client');
    return () => new TokenServerClient();
  });

  /** Trades an authorization code for a token. Where the token cannot be renewed, its `notRenewable` says why. */
  async exchange(code: string): Promise<AccessToken> {
    return (await this.#client.load()).exchange(code);
  }

  /**
   * A new access token, without the user.
   * @throws CalendarSyncError `expired` when Google has ended the grant; `signed-out` when the server has no session, the
   * page has no refresh token (contract mode), or the user has signed out and the server has not confirmed it
   */
  async renew(): Promise<AccessToken> {
    return (await this.#client.load()).renew();
  }

  /**
   * Forgets the refresh token, here or in the server's cookie.
   * @throws CalendarSyncError `sign-out-pending` where the server has not confirmed it
   */
  async signOut(): Promise<void> {
    await (await this.#client.load()).signOut();
  }

  /**
   * Has the server revoke the grant at Google. Resolves to false where it cannot: in the contract mode, or where the
   * server has no session.
   * @throws CalendarSyncError `sign-out-pending` where the server has not confirmed it
   */
  async disconnect(): Promise<boolean> {
    return (await this.#client.load()).disconnect();
  }

  /**
   * Tells the server of an earlier sign-out that it has not confirmed. Resolves to whether there was one.
   * @throws CalendarSyncError `sign-out-pending` where the server has not confirmed it
   */
  async finishSignOut(): Promise<boolean> {
    return (await this.#client.load()).finishSignOut();
  }

  /** Forgets an earlier sign-out: the user has signed in again, and the server's session is wanted. */
  async cancelPendingSignOut(): Promise<void> {
    await (await this.#client.load()).cancelPendingSignOut();
  }
}
