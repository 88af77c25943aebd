import type { Observable } from 'rxjs';
import type { CalendarSyncError } from 'ngx-calendar-sync';
import type { AccessToken } from './access-token';

export interface TokenRequest {
  /** `''` asks the user only what has not been granted, `consent` all of it, `select_account` who it is. */
  readonly prompt?: '' | 'consent' | 'select_account';
  /** The account that the provider's window should propose. */
  readonly loginHint?: string;
}

/** The result of looking for a session at the start of the app. */
export interface FirstAnswer {
  /** The token of the session that is still there. */
  readonly token?: AccessToken;
  /** Why there is no token, where that is worth telling: the sign-in failed, or no session can be kept. */
  readonly reason?: CalendarSyncError;
}

/** One way in which access tokens are obtained, such as a script in the browser or a server of the app's. */
export interface TokenSource {
  /** Whether {@link request} can be called now. */
  readonly ready$: Observable<boolean> & { readonly value: boolean };
  /** Tokens that arrive after their request has failed: some pages see an open window as closed. */
  readonly late$: Observable<AccessToken>;
  /** Whether a token is renewed by a window that closes by itself. */
  readonly renewsInWindow: boolean;
  /** Whether the page has just returned from a sign-in, so that its own session is newer than that of other tabs. */
  readonly cameBack: boolean;
  /** Makes {@link request} possible. */
  initialize(): Promise<void>;
  /** Looks for a session without asking the user. */
  restore(): Promise<FirstAnswer>;
  /** Asks the user for these scopes. A window is opened synchronously, since browsers allow that in a gesture alone. */
  request(scopes: readonly string[], request: TokenRequest): Promise<AccessToken>;
  /**
   * A new token without the user; `refused` is the token that the provider no longer accepts. Rejects with `expired`
   * when only the user can renew it. Absent where a source cannot renew at all.
   */
  readonly renew?: (refused: string | undefined) => Promise<AccessToken>;
  /** Forgets what renews tokens. Rejects with `sign-out-pending` where a server could not be told. */
  signOut(): Promise<void>;
  /**
   * Tells the server of an earlier sign-out that it may not know of. It comes before any session is restored, and
   * resolves to whether there was such a sign-out. Rejects with `sign-out-pending`.
   */
  readonly finishSignOut?: () => Promise<boolean>;
  /**
   * Takes back the user's grant, on every device, and forgets what renews tokens. `token` is called where the provider
   * needs a valid token for that. Rejects with `sign-out-pending` where a server will be told later; after any other
   * error the grant is still there.
   */
  disconnect(token: () => Promise<AccessToken>): Promise<void>;
}
