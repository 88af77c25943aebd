import type { CalendarSyncError } from 'ngx-calendar-sync';

/** Who is signed in, as an app shows it. */
export type GoogleAuthState =
  /** The configuration or Google's script is on its way; with the account, where one is remembered. */
  | { readonly status: 'initializing'; readonly account?: string }
  /**
   * With the reason, where the user has just come back from a sign-in that failed, no session can be kept
   * (`cross-site-cookies`), or the token server does not know yet of the sign-out (`sign-out-pending`).
   */
  | { readonly status: 'signed-out'; readonly reason?: CalendarSyncError }
  /** The window is open, or the account is being read; with the account, where its session is being renewed. */
  | { readonly status: 'signing-in'; readonly account?: string }
  | GoogleSignedIn
  /** The token has ended, not the session: calendars stay on screen, and `signIn()` renews it. */
  | {
      readonly status: 'expired';
      readonly account: string;
      readonly grantedScopes: readonly string[];
      readonly missingScopes: readonly string[];
      /** Why, where it was not the hour alone: the grant may have been taken back. */
      readonly reason?: CalendarSyncError;
    }
  /** Sign-in is impossible until `initialize()` succeeds; public calendars may still work. */
  | { readonly status: 'error'; readonly error: CalendarSyncError };

export interface GoogleSignedIn {
  readonly status: 'signed-in';
  /** The address of the account. */
  readonly account: string;
  readonly grantedScopes: readonly string[];
  /** What was asked for and not granted: users can untick single scopes. */
  readonly missingScopes: readonly string[];
  /** When the access token ends, or is renewed before. */
  readonly expiresAt: Date;
  /** Why the session will end with this token, where a server should renew it. */
  readonly notRenewable?: CalendarSyncError;
}
