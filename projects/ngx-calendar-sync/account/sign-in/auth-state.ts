import type { CalendarSyncError } from 'ngx-calendar-sync/base';

/** Who is signed in, as an app shows it. */
export type AuthState =
  /** The configuration or the provider's script is loading; with the account of the last visit, where there is one. */
  | {
      readonly status: 'initializing';
      /** The address of the account. */
      readonly account?: string;
    }
  /**
   * With the reason, where the search at the start found that a sign-in by redirect has failed, that no session can be
   * kept (`cross-site-cookies`) or that Google has ended it (`expired`), or where the token server has not confirmed
   * the sign-out (`sign-out-pending`).
   */
  | {
      readonly status: 'signed-out';
      /** Why nobody is signed in, where the user should know. */
      readonly reason?: CalendarSyncError;
    }
  /** The window is open, or the account is being read; with the account that is signed in already. */
  | {
      readonly status: 'signing-in';
      /** The address of the account. */
      readonly account?: string;
    }
  | SignedIn
  /** There is no valid token, but the account is still known: calendars stay on screen, and `renew()` or `signIn()` goes on. */
  | {
      readonly status: 'expired';
      /** The address of the account. */
      readonly account: string;
      /** The scopes that the token had. */
      readonly grantedScopes: readonly string[];
      /** The scopes that were asked for and not granted. */
      readonly missingScopes: readonly string[];
      /**
       * Why: the code is `expired` where the lifetime of the token or the grant has ended, else that of what has kept the
       * sign-in from going on. May be absent where the account is only remembered from an earlier page.
       */
      readonly reason?: CalendarSyncError;
    }
  /**
   * The start has failed: `initialize()` tries again, and after a failure of the network the library does so by itself.
   * Until then `ready` says whether signing in is possible nevertheless; public calendars may still work.
   */
  | {
      readonly status: 'error';
      /** Why the start has failed. */
      readonly error: CalendarSyncError;
    };

/** There is a valid token. */
export interface SignedIn {
  readonly status: 'signed-in';
  /** The address of the account. */
  readonly account: string;
  /** The scopes that the token has. */
  readonly grantedScopes: readonly string[];
  /** The scopes that were asked for and not granted: users can untick single scopes. */
  readonly missingScopes: readonly string[];
  /** When the access token expires; it is renewed before that, where this needs no user. */
  readonly expiresAt: Date;
  /** Why this token will not be renewed without the user, although the app has set up a server that should do so. */
  readonly notRenewable?: CalendarSyncError;
}
