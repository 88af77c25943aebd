import { TestBed } from '@angular/core/testing';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { GoogleCalendarService } from 'ngx-calendar-sync/google';
import { Account, sessionOf } from './account';

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

describe('Account', () => {
  it('signIn: after a refused permission Google is asked to show every permission again, and only then', async () => {
    const signIn = jasmine.createSpy('signIn');
    TestBed.configureTestingModule({
      providers: [{ provide: GoogleCalendarService, useValue: { signIn } }],
    });
    const account = TestBed.inject(Account);
    signIn.and.rejectWith(new CalendarSyncError('scopes-refused', 'A permission is missing.'));
    await account.signIn();
    expect(account.failure()?.code).toBe('scopes-refused');
    signIn.and.resolveTo({});
    await account.signIn();
    await account.signIn();
    expect(signIn.calls.allArgs()).toEqual([[undefined], [{ prompt: 'consent' }], [undefined]]);
  });
});
