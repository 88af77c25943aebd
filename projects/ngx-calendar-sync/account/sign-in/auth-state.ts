import type { CalendarSyncError } from 'ngx-calendar-sync';

/** Who is signed in, as an app shows it. */
export type AuthState =
  /** The configuration or the provider's script is loading; with the account of the last visit, where there is one. */
  | { readonly status: 'initializing'; readonly account?: string }
  /**
   * With the reason, where a sign-in by redirect has failed, no session can be kept (`cross-site-cookies`), or the
   * token server does not know of the sign-out yet (`sign-out-pending`).
   */
  | { readonly status: 'signed-out'; readonly reason?: CalendarSyncError }
  /** The window is open, or the account is being read; with the account, where its session is being renewed. */
  | { readonly status: 'signing-in'; readonly account?: string }
  | SignedIn
  /** The token has ended, not the session: calendars stay on screen, and `signIn()` renews it. */
  | {
      readonly status: 'expired';
      readonly account: string;
      readonly grantedScopes: readonly string[];
      readonly missingScopes: readonly string[];
      /** Why, where it was not the lifetime of the token: the grant may have been taken back. */
      readonly reason?: CalendarSyncError;
    }
  /** Sign-in is impossible until `initialize()` succeeds; public calendars may still work. */
  | { readonly status: 'error'; readonly error: CalendarSyncError };

export interface SignedIn {
  readonly status: 'signed-in';
  /** The address of the account. */
  readonly account: string;
  readonly grantedScopes: readonly string[];
  /** The scopes that were asked for and not granted: users can untick single scopes. */
  readonly missingScopes: readonly string[];
  /** When the access token expires; it is renewed before, where that needs no user. */
  readonly expiresAt: Date;
  /** Why the session will end with this token, although a server should renew it. */
  readonly notRenewable?: CalendarSyncError;
}
