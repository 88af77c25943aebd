import { sessionOf } from './account';

const scopes = { grantedScopes: [], missingScopes: [] };

describe('sessionOf', () => {
  it('is there while somebody is signed in', () => {
    expect(sessionOf({ status: 'initializing' })).toBeUndefined();
    expect(sessionOf({ status: 'signed-out' })).toBeUndefined();
    expect(sessionOf({ status: 'signing-in' })).toBeUndefined();
    expect(
      sessionOf({
        status: 'signed-in',
        account: 'ada@example.com',
        ...scopes,
        expiresAt: new Date(0),
      }),
    ).toEqual({ address: 'ada@example.com', state: 'active' });
  });

  it('is there at once where the account is remembered', () => {
    const state = sessionOf({ status: 'initializing', account: 'ada@example.com' });
    expect(state).toEqual({ address: 'ada@example.com', state: 'starting' });
  });

  it('stays when the sign-in has run out, and while it is renewed', () => {
    const account = 'ada@example.com';
    expect(sessionOf({ status: 'expired', account, ...scopes })?.state).toBe('expired');
    expect(sessionOf({ status: 'signing-in', account })?.state).toBe('renewing');
  });
});
