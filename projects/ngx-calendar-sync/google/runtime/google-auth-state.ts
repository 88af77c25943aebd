import type { ɵAuthState as AuthState, ɵSignedIn as SignedIn } from 'ngx-calendar-sync/account';

/** Who is signed in, as an app shows it. */
export type GoogleAuthState = AuthState;

/** The part of {@link GoogleAuthState} while there is a valid token. */
export type GoogleSignedIn = SignedIn;
