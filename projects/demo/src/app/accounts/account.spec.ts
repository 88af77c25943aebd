import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { CalendarSyncError, type SignOutOptions } from 'ngx-calendar-sync';
import { type GoogleAuthState, GoogleCalendarService } from 'ngx-calendar-sync/google';
import { sessionOf } from './account';
import { Accounts } from './accounts';
import { Leaving } from './leaving';

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

/** Resolves once everything is done that waits for nothing but promises. */
function microtasks(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

describe('Account', () => {
  it('signIn: after a refused permission Google is asked to show every permission again, and only then', async () => {
    const signIn = jasmine.createSpy('signIn');
    const authState = signal<GoogleAuthState>({ status: 'signed-out' });
    TestBed.configureTestingModule({
      providers: [{ provide: GoogleCalendarService, useValue: { signIn, authState } }],
    });
    const account = TestBed.inject(Accounts).google;
    signIn.and.rejectWith(new CalendarSyncError('scopes-refused', 'A permission is missing.'));
    await account.signIn();
    expect(account.failure()?.code).toBe('scopes-refused');
    signIn.and.resolveTo({});
    await account.signIn();
    await account.signIn();
    expect(signIn.calls.allArgs()).toEqual([[undefined], [{ prompt: 'consent' }], [undefined]]);
  });

  it('signIn: a window that counted as closed and signs in all the same has not failed', async () => {
    const authState = signal<GoogleAuthState>({ status: 'signed-out' });
    const signIn = () => Promise.reject(new CalendarSyncError('popup-closed', 'It is closed.'));
    TestBed.configureTestingModule({
      providers: [{ provide: GoogleCalendarService, useValue: { signIn, authState } }],
    });
    const account = TestBed.inject(Accounts).google;
    await account.signIn();
    expect(account.failure()?.code).toBe('popup-closed');
    const expiresAt = new Date(0);
    authState.set({ status: 'signed-in', account: 'ada@example.com', ...SCOPES, expiresAt });
    expect(account.failure()).toBeUndefined();
  });

  /** An account whose service refuses to lose two writes. */
  function withPendingWrites() {
    const leave = jasmine
      .createSpy('leave')
      .and.callFake(({ discard }: SignOutOptions) =>
        discard
          ? Promise.resolve()
          : Promise.reject(new CalendarSyncError('pending-writes', '', { pendingWrites: 2 })),
      );
    TestBed.configureTestingModule({
      providers: [
        { provide: GoogleCalendarService, useValue: { signOut: leave, disconnect: leave } },
      ],
    });
    return { account: TestBed.inject(Accounts).google, leaving: TestBed.inject(Leaving), leave };
  }

  for (const kind of ['sign-out', 'disconnect'] as const) {
    it(`${kind}: with writes that wait the user is asked, and nothing is done when they stay`, async () => {
      const { account, leaving, leave } = withPendingWrites();
      const left = kind === 'sign-out' ? account.signOut() : account.disconnect();
      await microtasks();
      expect(leaving.question()).toEqual(jasmine.objectContaining({ kind, pendingWrites: 2 }));
      leaving.question()?.answer(false);
      expect(await left).toBeFalse();
      expect(leaving.question()).toBeUndefined();
      expect(leave).toHaveBeenCalledTimes(1);
    });

    it(`${kind}: with writes that wait they are discarded when the user goes all the same`, async () => {
      const { account, leaving, leave } = withPendingWrites();
      const left = kind === 'sign-out' ? account.signOut() : account.disconnect();
      await microtasks();
      leaving.question()?.answer(true);
      expect(await left).toBeTrue();
      expect(leave.calls.mostRecent().args).toEqual([{ discard: true }]);
      expect(leaving.isLeaving()).toBeFalse();
    });
  }
});
