import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { AccessToken, NotRenewable } from '../tokens/access-token';
import type { AccountIdentity } from '../tokens/account-identity';
import type { TokenEvent } from '../tokens/token-event';
import type { TokenRequest } from '../tokens/token-source';

/** What the state knows of a token; the token itself is in `tokens/` alone. */
export interface TokenExpiry {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly notRenewable?: NotRenewable;
}

/**
 * Who is signed in: the account whose data may be shown. The session outlives its token. What a token server keeps in
 * its cookie is another thing, and is always called the server's session.
 */
export interface Session<Identity extends AccountIdentity> {
  readonly identity: Identity;
  /** `undefined`: the token has expired, or the account is only remembered from an earlier page. */
  readonly token: TokenExpiry | undefined;
  /** The scopes that the app has asked for beyond its configuration. */
  readonly extraScopes: readonly string[];
  /**
   * Why there is no token: the code is `expired` also where it was only its lifetime. May be `undefined` where the account
   * is only remembered from an earlier page.
   */
  readonly expiryReason?: CalendarSyncError | undefined;
}

/** Everything that is known of signing in; what an app sees is derived from it. */
export interface SignInState<Identity extends AccountIdentity> {
  /** Grows with each attempt, search and sign-out. An answer whose number is not current changes nothing. */
  readonly lastNumber: number;
  /** Whether the app still waits for the configuration, the first search, or the provider's script. */
  readonly starting: boolean;
  /**
   * The start waits until the app calls `initialize()`. Until then nothing is asked of anybody, and a sign-out alone
   * changes the state.
   */
  readonly deferred: boolean;
  readonly session?: Session<Identity> | undefined;
  /** The user is signing in: a window is open, or it is being found out who its token is for. */
  readonly attempt?:
    | {
        readonly number: number;
        /** Milliseconds since the epoch. */
        readonly startedAt: number;
        /** How many calls wait for it. */
        readonly callers: number;
      }
    | undefined;
  /**
   * Whether the last attempt has failed, so that a late token may still be of it. A later attempt or a sign-out ends
   * this; a search that finds a session does not, since the window of the attempt may still be open.
   */
  readonly attemptFailed: boolean;
  /** The number of the search for a session that goes on without the user. */
  readonly search?: number | undefined;
  /** Why the last start has failed, or the provider's script could not be loaded. */
  readonly startError?: CalendarSyncError | undefined;
  /** Why nobody is signed in, where there is more to say than that nobody has signed in. */
  readonly signedOutReason?: CalendarSyncError | undefined;
}

export type SignInEvent<Identity extends AccountIdentity> =
  | TokenEvent<Identity>
  /** The app wants to ask the user for consent before anything is loaded. */
  | { readonly type: 'start-deferred' }
  /** The app has called `initialize()`, which starts what was deferred and starts again what has failed. */
  | { readonly type: 'restarted' }
  /** The configuration has been loaded, and with it the account of the last visit. */
  | { readonly type: 'configured'; readonly remembered: Identity | undefined }
  /** The provider's script could not be loaded, so that no window can be opened. */
  | { readonly type: 'window-unavailable'; readonly error: CalendarSyncError }
  /** `ready`: whether a window can be opened. */
  | { readonly type: 'started'; readonly ready: boolean }
  | { readonly type: 'start-failed'; readonly error: CalendarSyncError }
  /** There is no valid token: it is time to search for a session. */
  | { readonly type: 'search-due' }
  /** The user wants to sign in, or to renew. Only this event opens a window. */
  | {
      readonly type: 'sign-in-wanted';
      /** Milliseconds since the epoch. */
      readonly at: number;
      readonly scopes: readonly string[];
      readonly request: TokenRequest;
    }
  /** The app has asked for more scopes than its configuration names. */
  | { readonly type: 'scopes-wanted'; readonly scopes: readonly string[] }
  /** A token has come although its request had failed; see `TokenSource.late$`. */
  | { readonly type: 'late-token'; readonly at: number; readonly token: AccessToken }
  /** It is known who the token of an attempt or of a search is for. */
  | {
      readonly type: 'identified';
      readonly number: number;
      readonly identity: Identity;
      readonly token: AccessToken;
    }
  /** An attempt or a search has failed. */
  | { readonly type: 'failed'; readonly number: number; readonly error: CalendarSyncError }
  /** A call that waits for this attempt was aborted. */
  | { readonly type: 'call-aborted'; readonly number: number; readonly error: CalendarSyncError }
  /** A search has found no session; `reason`: why, where an app should show it. */
  | {
      readonly type: 'nothing-found';
      readonly number: number;
      readonly reason: CalendarSyncError | undefined;
    }
  /** The user has signed out in this tab. With `account` only the session of that account ends. */
  | { readonly type: 'signed-out'; readonly account?: string }
  /** The user has signed out, and the token server has not confirmed it. */
  | { readonly type: 'sign-out-pending'; readonly error: CalendarSyncError };

/** What has to be done next. The outcome of an effect with a number is an event with the same number. */
export type SignInEffect<Identity extends AccountIdentity> =
  /** Searches for a session: in another tab, in the page before a reload, then at the token source. */
  | { readonly type: 'search'; readonly number: number }
  /** Asks the user, in a window. */
  | {
      readonly type: 'request';
      readonly number: number;
      readonly scopes: readonly string[];
      readonly request: TokenRequest;
    }
  /** Asks the provider who a token is for. */
  | { readonly type: 'identify'; readonly number: number; readonly token: AccessToken }
  /**
   * From now on requests carry this token. Without a token the account is only remembered: its requests wait until a
   * search, another tab or the user brings one.
   */
  | { readonly type: 'hold'; readonly identity: Identity; readonly token: AccessToken | undefined }
  /** Sends the token that is held to the other tabs. */
  | { readonly type: 'share' }
  /** Forgets the account and its token. */
  | { readonly type: 'clear' }
  /** Forgets the account, its token and the refresh token; `everywhere`: the other tabs do so, too. */
  | { readonly type: 'sign-out'; readonly everywhere: boolean }
  /** Fails the requests that wait for the user. */
  | { readonly type: 'give-up'; readonly error: CalendarSyncError };

export interface SignInStep<Identity extends AccountIdentity> {
  readonly state: SignInState<Identity>;
  /** In the order in which they are to be done. */
  readonly effects: readonly SignInEffect<Identity>[];
}
