import type { GoogleAuthState } from 'ngx-calendar-sync/google';

/** The renewals of the token that have been seen. */
export interface TokenRenewals {
  readonly count: number;
  /** Of the newest token that has been seen; `undefined` while nobody is signed in. */
  readonly account?: string;
  readonly expiresAt?: Date;
}

export const NO_RENEWALS: TokenRenewals = { count: 0 };

/** Counts a renewal where the token ends later than the one before it, and begins anew with another account. */
export function nextRenewals(seen: TokenRenewals, state: GoogleAuthState): TokenRenewals {
  if (state.status === 'signed-out') {
    return NO_RENEWALS;
  }
  if (state.status !== 'signed-in') {
    return seen;
  }
  const { account, expiresAt } = state;
  if (seen.account !== account || seen.expiresAt === undefined) {
    return { count: 0, account, expiresAt };
  }
  return expiresAt > seen.expiresAt ? { count: seen.count + 1, account, expiresAt } : seen;
}
