import { computed, inject, Injectable, signal } from '@angular/core';
import { CalendarSyncError, type SignOutOptions } from 'ngx-calendar-sync';
import {
  type GoogleAuthState,
  GoogleCalendarService,
  type GoogleSignedIn,
  type GoogleSignInRequest,
} from 'ngx-calendar-sync/google';

/** The account whose calendars are on screen. */
export interface AccountSession {
  readonly address: string;
  readonly state: 'starting' | 'active' | 'expired' | 'renewing';
}

/** What the user is asked before writes are lost that are not saved at Google. */
export interface LeaveQuestion {
  readonly kind: 'sign-out' | 'disconnect';
  /** How many writes. */
  readonly pendingWrites: number;
  /** To be called once. */
  answer(goes: boolean): void;
}

/** Signs the user in and out, and keeps why the last attempt failed. */
@Injectable({ providedIn: 'root' })
export class Account {
  readonly #google = inject(GoogleCalendarService);
  readonly #failure = signal<CalendarSyncError | undefined>(undefined);

  /** Why the last sign-in failed; `undefined` after a success and after a cancelled attempt. */
  readonly failure = this.#failure.asReadonly();
  readonly #leaveQuestion = signal<LeaveQuestion | undefined>(undefined);
  /** The question that the user has to answer now. */
  readonly leaveQuestion = this.#leaveQuestion.asReadonly();
  readonly #isLeaving = signal(false);
  /** Whether writes are being given up with the session. */
  readonly isLeaving = this.#isLeaving.asReadonly();
  readonly session = computed(() => sessionOf(this.#google.authState()), { equal: sameSession });
  readonly address = computed(() => this.session()?.address);
  /** The permissions that the user has given to this app; none while nobody is signed in. */
  readonly grantedScopes = computed(() => {
    const state = this.#google.authState();
    return 'grantedScopes' in state ? state.grantedScopes : [];
  });

  /**
   * Opens Google's window before it returns. Call it in the click handler itself: after an `await` the browser blocks the window.
   * After a refusal Google asks for every permission again, which it would not do by itself.
   */
  signIn(request?: GoogleSignInRequest): Promise<void> {
    const code = this.#failure()?.code;
    const wasRefused = code === 'scopes-refused' || code === 'access-denied';
    return this.#recordFailureOf(
      this.#google.signIn(wasRefused ? { prompt: 'consent', ...request } : request),
    );
  }

  /** Renews the sign-in of the account on screen; may open Google's window, as {@link signIn} does. */
  renew(): Promise<void> {
    return this.#recordFailureOf(this.#google.renew());
  }

  /** Asks for permissions that are missing; opens Google's window, as {@link signIn} does. */
  requestScopes(scopes: readonly string[]): Promise<void> {
    return this.#recordFailureOf(this.#google.requestScopes(...scopes));
  }

  /** Loads Google's sign-in again after a failure. The published state tells of another failure, so none is thrown. */
  initializeAgain(): void {
    this.#google.initialize().catch(() => undefined);
  }

  /**
   * Asks the user first where that would lose writes.
   * @returns whether the user is signed out
   */
  async signOut(): Promise<boolean> {
    this.#failure.set(undefined);
    return this.#leave('sign-out', async (options) => {
      await this.#google.signOut(options).catch((error: unknown) => {
        // If the token server could not be told, the published state has that as the reason of being signed out.
        if (CalendarSyncError.from(error).code === 'pending-writes') {
          throw error;
        }
      });
    });
  }

  /**
   * Asks the user first where that would lose writes.
   * @returns whether the app has no access any more
   */
  disconnect(): Promise<boolean> {
    return this.#leave('disconnect', (options) => this.#google.disconnect(options));
  }

  forgetFailure(): void {
    this.#failure.set(undefined);
  }

  async #leave(
    kind: LeaveQuestion['kind'],
    leave: (options: SignOutOptions) => Promise<void>,
  ): Promise<boolean> {
    try {
      await leave({});
      return true;
    } catch (thrown) {
      const { code, pendingWrites = 0 } = CalendarSyncError.from(thrown);
      if (code !== 'pending-writes') {
        throw thrown;
      }
      if (!(await this.#asked(kind, pendingWrites))) {
        return false;
      }
    }
    this.#isLeaving.set(true);
    try {
      await leave({ discard: true });
      return true;
    } finally {
      this.#isLeaving.set(false);
    }
  }

  #asked(kind: LeaveQuestion['kind'], pendingWrites: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.#leaveQuestion.set({
        kind,
        pendingWrites,
        answer: (goes) => {
          this.#leaveQuestion.set(undefined);
          resolve(goes);
        },
      });
    });
  }

  async #recordFailureOf(attempt: Promise<GoogleSignedIn>): Promise<void> {
    this.#failure.set(undefined);
    try {
      await attempt;
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      if (error.code !== 'cancelled') {
        this.#failure.set(error);
      }
    }
  }
}

/** The session whose calendars are shown. A known account keeps it while its sign-in is restored or renewed. */
export function sessionOf(state: GoogleAuthState): AccountSession | undefined {
  switch (state.status) {
    case 'initializing':
      return state.account === undefined
        ? undefined
        : { address: state.account, state: 'starting' };
    case 'signed-in':
      return { address: state.account, state: 'active' };
    case 'expired':
      return { address: state.account, state: 'expired' };
    case 'signing-in':
      return state.account === undefined
        ? undefined
        : { address: state.account, state: 'renewing' };
    default:
      return undefined;
  }
}

function sameSession(a: AccountSession | undefined, b: AccountSession | undefined): boolean {
  return a?.address === b?.address && a?.state === b?.state;
}
