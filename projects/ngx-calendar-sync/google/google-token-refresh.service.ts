import { inject, Injectable } from '@angular/core';
import type { GoogleAccessToken } from 'ngx-calendar-sync/google/runtime';
import { LazyGoogle } from './lazy-google';

/**
 * Trades codes for tokens at `authUrl` and renews tokens at `refreshUrl`. Requests are form-encoded and have the header
 * `X-Requested-With` and no other, which any server of the contract allows. The refresh token is in the memory of this
 * page, or in the sealed mode in the server's cookie. The code that talks to the server is loaded with the first call,
 * which rejects with `script-failed` where that fails.
 */
@Injectable()
export class GoogleTokenRefreshService {
  readonly #google = inject(LazyGoogle);

  /** Trades an authorization code for a token. Where the token cannot be renewed, its `notRenewable` says why. */
  exchange(code: string): Promise<GoogleAccessToken> {
    return this.#google.command(({ tokenServer }) => tokenServer.exchange(code));
  }

  /**
   * A new access token, without the user.
   * @throws CalendarSyncError `expired` when Google has ended the grant; `signed-out` when the server has no session, the
   * page has no refresh token (contract mode), or the user has signed out and the server has not confirmed it;
   * `script-failed` or `offline` where the code of the library could not be loaded
   */
  renew(): Promise<GoogleAccessToken> {
    return this.#google.command(({ tokenServer }) => tokenServer.renew());
  }

  /**
   * Forgets the refresh token, here or in the server's cookie.
   * @throws CalendarSyncError `sign-out-pending` where the server has not confirmed it; `script-failed` or `offline` where
   * the code of the library could not be loaded
   */
  signOut(): Promise<void> {
    return this.#google.command(({ tokenServer }) => tokenServer.signOut());
  }

  /**
   * Has the server revoke the grant at Google. Resolves to false where it cannot: in the contract mode, or where the
   * server has no session.
   * @throws CalendarSyncError `sign-out-pending` where the server has not confirmed it; `script-failed` or `offline` where
   * the code of the library could not be loaded
   */
  disconnect(): Promise<boolean> {
    return this.#google.command(({ tokenServer }) => tokenServer.disconnect());
  }

  /**
   * Tells the server of an earlier sign-out that it has not confirmed. Resolves to whether there was one.
   * @throws CalendarSyncError `sign-out-pending` where the server has not confirmed it; `script-failed` or `offline` where
   * the code of the library could not be loaded
   */
  finishSignOut(): Promise<boolean> {
    return this.#google.command(({ tokenServer }) => tokenServer.finishSignOut());
  }

  /** Forgets an earlier sign-out: the user has signed in again, and the server's session is wanted. */
  cancelPendingSignOut(): Promise<void> {
    return this.#google.command(({ tokenServer }) => tokenServer.cancelPendingSignOut());
  }
}
