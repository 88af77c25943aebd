import type { CalendarSyncError } from 'ngx-calendar-sync';
import type { AccessToken, NotRenewable } from './access-token';
import type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
import type { GoogleIdentity } from './google-identity';
import { missingScopes } from '../config/google-scopes';
import { notRenewable } from './sign-in-error';

/** Who is signed in; the token in use lives in AccessTokens. */
export interface AuthSession {
  readonly identity: GoogleIdentity;
  /** `undefined`: it has expired. */
  readonly token: AccessToken | undefined;
  /** False while the account is but remembered. */
  readonly verified: boolean;
  /** What the app has asked for beyond its configuration. */
  readonly asked: readonly string[];
  /** Why it has expired, where that was not the hour alone. */
  readonly reason?: CalendarSyncError | undefined;
}

/** All that is known of signing in; what an app sees is derived from it. */
export interface AuthSituation {
  readonly starting: boolean;
  readonly session?: AuthSession | undefined;
  /** A window is open, or its answer is being looked at. */
  readonly attempt?: Promise<GoogleSignedIn> | undefined;
  /** Why the start failed. */
  readonly error?: CalendarSyncError | undefined;
  /** Why nobody is signed in. */
  readonly reason?: CalendarSyncError | undefined;
}

export function publishedState(
  situation: AuthSituation,
  wanted: readonly string[],
): GoogleAuthState {
  const { starting, session, attempt, error, reason } = situation;
  const known = session ? { account: session.identity.account } : {};
  if (attempt) {
    return { status: 'signing-in', ...known };
  }
  const signedIn = signedInState(situation, wanted);
  if (signedIn) {
    return signedIn;
  }
  if (starting) {
    return { status: 'initializing', ...known };
  }
  if (session) {
    return { status: 'expired', ...accountOf(session, wanted), ...withReason(session.reason) };
  }
  return error ? { status: 'error', error } : { status: 'signed-out', ...withReason(reason) };
}

/** `undefined` where there is no token. */
export function signedInState(
  { session }: AuthSituation,
  wanted: readonly string[],
): GoogleSignedIn | undefined {
  if (!session?.token) {
    return undefined;
  }
  const { expiresAt, notRenewable: reason } = session.token;
  return {
    status: 'signed-in',
    ...accountOf(session, wanted),
    expiresAt: new Date(expiresAt),
    ...(reason ? { notRenewable: notRenewableError(reason) } : {}),
  };
}

function accountOf(
  { identity: { account, grantedScopes }, asked }: AuthSession,
  wanted: readonly string[],
) {
  const all = [...new Set([...wanted, ...asked])];
  return { account, grantedScopes, missingScopes: missingScopes(all, grantedScopes) };
}

function withReason(reason: CalendarSyncError | undefined) {
  return reason ? { reason } : {};
}

const errors = new Map<NotRenewable, CalendarSyncError>();

/** The same one each time, so that states can be compared. */
function notRenewableError(reason: NotRenewable): CalendarSyncError {
  const error = errors.get(reason) ?? notRenewable(reason);
  errors.set(reason, error);
  return error;
}
