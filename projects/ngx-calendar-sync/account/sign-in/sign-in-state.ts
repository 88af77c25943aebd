import type { CalendarSyncError } from 'ngx-calendar-sync';
import type { AccessToken, NotRenewable } from '../tokens/access-token';
import type { AccountIdentity } from '../tokens/account-identity';
import type { TokenEvent } from '../tokens/token-event';
import type { TokenRequest } from '../tokens/token-source';

/** What the state knows of a token; the token itself is in `tokens/` alone. */
export interface TokenTerms {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly notRenewable?: NotRenewable;
}

/** The account whose data may be shown. It outlives its token. */
export interface Session<Identity extends AccountIdentity> {
  readonly identity: Identity;
  /** `undefined`: the token has expired, or the account is only remembered from an earlier page. */
  readonly token: TokenTerms | undefined;
  /** The scopes that the app has asked for beyond its configuration. */
  readonly extraScopes: readonly string[];
  /** Why the token has expired, where it was not its lifetime alone. */
  readonly reason?: CalendarSyncError | undefined;
}

/** Everything that is known of signing in; what an app sees is derived from it. */
export interface SignInState<Identity extends AccountIdentity> {
  /** Grows with each attempt, search and sign-out. An answer whose number is not current changes nothing. */
  readonly lastNumber: number;
  /** Whether the first look for a session, or the loading of the configuration or the script, goes on. */
  readonly starting: boolean;
  readonly session?: Session<Identity> | undefined;
  /** The user's own wish to sign in: a window is open, or its token is being identified. */
  readonly attempt?: { readonly number: number; readonly askedAt: number } | undefined;
  /** Whether the last attempt has failed and nothing has come after it, so that a late token may still be of it. */
  readonly attemptFailed: boolean;
  /** A look for a session that the user has not asked for: of an earlier page, or of another tab. */
  readonly search?: number | undefined;
  /** Why no window can be opened. */
  readonly error?: CalendarSyncError | undefined;
  /** Why nobody is signed in. */
  readonly reason?: CalendarSyncError | undefined;
}

export type SignInEvent<Identity extends AccountIdentity> =
  | TokenEvent<Identity>
  /** The app tries again after the start has failed. */
  | { readonly type: 'restarted' }
  /** The configuration is there, with the account of the last visit. */
  | { readonly type: 'opened'; readonly remembered: Identity | undefined }
  /** The provider's script could not be loaded. */
  | { readonly type: 'window-failed'; readonly error: CalendarSyncError }
  /** `ready`: whether a window can be opened. */
  | { readonly type: 'started'; readonly ready: boolean }
  | { readonly type: 'start-failed'; readonly error: CalendarSyncError }
  /** It is time to look for a session that is there already. */
  | { readonly type: 'search-due' }
  /** The user wants to sign in. Only this event opens a window. */
  | {
      readonly type: 'asked';
      /** Milliseconds since the epoch. */
      readonly at: number;
      readonly scopes: readonly string[];
      readonly request: TokenRequest;
    }
  /** The app has asked for more scopes than its configuration names. */
  | { readonly type: 'scopes-wanted'; readonly scopes: readonly string[] }
  /** A token has come although its request had failed: some pages see an open window as closed. */
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
  /** A search has found no session; with the reason, where there is one to tell. */
  | {
      readonly type: 'nothing-found';
      readonly number: number;
      readonly reason: CalendarSyncError | undefined;
    }
  /** The user has signed out in this tab. With `account` only the session of that account ends. */
  | { readonly type: 'signed-out'; readonly account?: string }
  /** The token server does not know of the sign-out yet. */
  | { readonly type: 'sign-out-pending'; readonly error: CalendarSyncError };

/** What has to be done next. An effect with a number reports back with that number. */
export type SignInEffect<Identity extends AccountIdentity> =
  /** Looks for a session of another tab, of the page before a reload, or of the token source. */
  | { readonly type: 'restore'; readonly number: number }
  /** Asks the user, in a window. */
  | {
      readonly type: 'request';
      readonly number: number;
      readonly scopes: readonly string[];
      readonly request: TokenRequest;
    }
  /** Asks the provider who a token is for. */
  | { readonly type: 'identify'; readonly number: number; readonly token: AccessToken }
  /** Requests carry this token from now on. */
  | { readonly type: 'hold'; readonly identity: Identity; readonly token: AccessToken | undefined }
  /** Tells the other tabs of the token that is held. */
  | { readonly type: 'share' }
  /** Forgets the account and its token. */
  | { readonly type: 'clear' }
  /** Forgets the whole session; `everywhere`: in the other tabs, too. */
  | { readonly type: 'sign-out'; readonly everywhere: boolean }
  /** Requests that wait for the user need not wait any more. */
  | { readonly type: 'give-up'; readonly error: CalendarSyncError };

export interface SignInStep<Identity extends AccountIdentity> {
  readonly state: SignInState<Identity>;
  /** In the order in which they are to be done. */
  readonly effects: readonly SignInEffect<Identity>[];
}
