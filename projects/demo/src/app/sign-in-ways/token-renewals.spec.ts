import type { GoogleAuthState } from 'ngx-calendar-sync/google';
import { NO_RENEWALS, nextRenewals } from './token-renewals';

const ADA = 'ada@example.com';
const SCOPES = { grantedScopes: [], missingScopes: [] };
const signedIn = (expiresAt: number, account = ADA): GoogleAuthState => ({
  status: 'signed-in',
  account,
  ...SCOPES,
  expiresAt: new Date(expiresAt),
});
const countOf = (...states: readonly GoogleAuthState[]) =>
  states.reduce(nextRenewals, NO_RENEWALS).count;

describe('nextRenewals', () => {
  it('the sign-in is no renewal; each later token of the account is one', () => {
    expect(countOf(signedIn(1))).toBe(0);
    expect(countOf(signedIn(1), signedIn(1), signedIn(2), signedIn(3))).toBe(2);
  });

  it('counts on after the sign-in has run out and while it is renewed', () => {
    const expired: GoogleAuthState = { status: 'expired', account: ADA, ...SCOPES };
    const renewing: GoogleAuthState = { status: 'signing-in', account: ADA };
    expect(countOf(signedIn(1), expired, renewing, signedIn(2))).toBe(1);
  });

  it('begins anew after a sign-out, and with another account', () => {
    expect(countOf(signedIn(1), signedIn(2), { status: 'signed-out' }, signedIn(3))).toBe(0);
    expect(countOf(signedIn(1), signedIn(2), signedIn(3, 'jonas@example.com'))).toBe(0);
  });
});
