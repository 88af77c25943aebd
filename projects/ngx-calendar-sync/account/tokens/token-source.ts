import type { Observable } from 'rxjs';
import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { CommandOptions } from 'ngx-calendar-sync/core';
import type { AccessToken } from './access-token';

/** How the user is asked to sign in. */
export interface TokenRequest {
  /** `''` asks the user only what has not been granted, `consent` all of it, `select_account` who it is. */
  readonly prompt?: '' | 'consent' | 'select_account';
  /** The account that the provider's window should propose. */
  readonly loginHint?: string;
}

/** What an app's `signIn()` takes. */
export interface SignInRequest extends TokenRequest, CommandOptions {}

/** What {@link TokenSource.restore} has found. */
export interface RestoreResult {
  readonly token?: AccessToken;
  /** Why there is no token, where the app should show it: the sign-in has failed, or no session can be kept. */
  readonly reason?: CalendarSyncError;
}

/** Ends the provider's own session with the browser, in a window or by leaving the page. */
export interface ProviderSignOut {
  /** Opens the window, if any, before it returns, since browsers allow that in a gesture alone. */
  open(): void;
  /**
   * Ends the session: leaves the page, or opens the window where it is not open.
   * @throws CalendarSyncError `popup-blocked`
   */
  finish(): void;
  /** Closes the window: nobody signs out. */
  cancel(): void;
}

/** One way in which access tokens are obtained, such as a script in the browser or a server of the app's. */
export interface TokenSource {
  /** Whether {@link request} can be called now. */
  readonly ready$: Observable<boolean> & { readonly value: boolean };
  /**
   * Tokens that arrive after their request has failed: where a Cross-Origin-Opener-Policy separates page and window, an
   * open window looks closed.
   */
  readonly late$: Observable<AccessToken>;
  /** Whether a token is renewed by a window that closes by itself. */
  readonly renewsInWindow: boolean;
  /** Whether the page has just returned from a sign-in, so that its own session is newer than that of other tabs. */
  readonly cameBack: boolean;
  /** Makes {@link request} possible. */
  initialize(): Promise<void>;
  /** Looks for a session without asking the user. */
  restore(): Promise<RestoreResult>;
  /**
   * Asks the user for these scopes. A window is opened synchronously, since browsers allow that in a gesture alone.
   * `isWanted`: whether the answer still counts; where it does not, no session begins at a server.
   */
  request(
    scopes: readonly string[],
    request: TokenRequest,
    isWanted: () => boolean,
  ): Promise<AccessToken>;
  /**
   * A new token without the user; `refused` is the token that the provider no longer accepts. Rejects with `expired`
   * when only the user can renew it. Absent where a source cannot renew at all.
   */
  readonly renew?: (refused: string | undefined) => Promise<AccessToken>;
  /**
   * Forgets the refresh token, here or at the server; where the app itself is the source, signs out there. Rejects with
   * `sign-out-pending` where the server has not confirmed it.
   * @param options `ofAppOnly`: the session of {@link providerSignOut} stays, since the user has not asked on this page.
   */
  signOut(options?: { readonly ofAppOnly?: boolean }): Promise<void>;
  /** Set where the app wants that a sign-out ends the provider's own session with the browser, too. */
  readonly providerSignOut?: ProviderSignOut | undefined;
  /**
   * Tells the server of an earlier sign-out that it has not confirmed. To be called before {@link restore}. Resolves to
   * whether there was such a sign-out; rejects with `sign-out-pending` where the server again has not confirmed it.
   */
  readonly finishSignOut?: () => Promise<boolean>;
  /**
   * Takes back the user's grant, on every device, and forgets the refresh token. `token` is called where the provider
   * needs a valid token for that. Rejects with `sign-out-pending` where the server has not confirmed it and is told again
   * later; after any other error the grant is still there.
   */
  disconnect(token: () => Promise<AccessToken>): Promise<void>;
}
