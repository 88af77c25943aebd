import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { NotRenewable } from '../tokens/access-token';
import { type AccountIdentity, addressOf } from '../tokens/account-identity';
import type { AuthState, SignedIn } from './auth-state';
import type { Session, SignInState } from './sign-in-state';

/** What the published state needs to know of the provider and the configuration. */
export interface PublishingContext {
  readonly configuredScopes: readonly string[];
  /** The wanted scopes that the granted ones do not hold. */
  readonly missingScopes: (
    wanted: readonly string[],
    granted: readonly string[],
  ) => readonly string[];
  /** The same error for the same reason, so that states can be compared. */
  readonly notRenewableError: (reason: NotRenewable) => CalendarSyncError;
}

/** The state as an app sees it. */
export function publishedState(
  state: SignInState<AccountIdentity>,
  context: PublishingContext,
): AuthState {
  const { starting, session, attempt, startError, signedOutReason } = state;
  const known = session ? { account: addressOf(session.identity) } : {};
  if (attempt) {
    return { status: 'signing-in', ...known };
  }
  const signedIn = signedInState(state, context);
  if (signedIn) {
    return signedIn;
  }
  if (starting) {
    return { status: 'initializing', ...known };
  }
  if (session) {
    return {
      status: 'expired',
      ...accountOf(session, context),
      ...withReason(session.expiryReason),
    };
  }
  return startError
    ? { status: 'error', error: startError }
    : { status: 'signed-out', ...withReason(signedOutReason) };
}

/** `undefined` where there is no token. */
export function signedInState(
  { session }: SignInState<AccountIdentity>,
  context: PublishingContext,
): SignedIn | undefined {
  if (!session?.token) {
    return undefined;
  }
  const { expiresAt, notRenewable } = session.token;
  return {
    status: 'signed-in',
    ...accountOf(session, context),
    expiresAt: new Date(expiresAt),
    ...(notRenewable ? { notRenewable: context.notRenewableError(notRenewable) } : {}),
  };
}

function accountOf(
  { identity, extraScopes }: Session<AccountIdentity>,
  { configuredScopes, missingScopes }: PublishingContext,
) {
  const { grantedScopes } = identity;
  const wanted = [...new Set([...configuredScopes, ...extraScopes])];
  return {
    account: addressOf(identity),
    grantedScopes,
    missingScopes: missingScopes(wanted, grantedScopes),
  };
}

function withReason(reason: CalendarSyncError | undefined) {
  return reason ? { reason } : {};
}
