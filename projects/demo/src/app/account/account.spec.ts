import { sessionOf } from './account';

const SCOPES = { grantedScopes: [], missingScopes: [] };

describe('sessionOf', () => {
  it('returns an active session for a signed-in account, and none while nobody is signed in', () => {
    expect(sessionOf({ status: 'initializing' })).toBeUndefined();
    expect(sessionOf({ status: 'signed-out' })).toBeUndefined();
    expect(sessionOf({ status: 'signing-in' })).toBeUndefined();
    expect(
      sessionOf({
        status: 'signed-in',
        account: 'ada@example.com',
        ...SCOPES,
        expiresAt: new Date(0),
      }),
    ).toEqual({ address: 'ada@example.com', state: 'active' });
  });

  it('returns a starting session for a remembered account before its sign-in is restored', () => {
    const state = sessionOf({ status: 'initializing', account: 'ada@example.com' });
    expect(state).toEqual({ address: 'ada@example.com', state: 'starting' });
  });

  it('keeps the session of an expired sign-in, and while the sign-in is renewed', () => {
    const account = 'ada@example.com';
    expect(sessionOf({ status: 'expired', account, ...SCOPES })?.state).toBe('expired');
    expect(sessionOf({ status: 'signing-in', account })?.state).toBe('renewing');
  });
});
