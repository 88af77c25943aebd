import { computed, inject, Injectable, signal } from '@angular/core';
import { CalendarSyncError } from 'ngx-calendar-sync';
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

/** Signs the user in and out, and keeps why the last attempt failed. */
@Injectable({ providedIn: 'root' })
export class Account {
  readonly #google = inject(GoogleCalendarService);
  readonly #failure = signal<CalendarSyncError | undefined>(undefined);

  /** Why the last sign-in failed; `undefined` after a success and after a cancelled attempt. */
  readonly failure = this.#failure.asReadonly();
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

  async signOut(): Promise<void> {
    this.#failure.set(undefined);
    // If the token server could not be told, the published state has that as the reason of being signed out.
    await this.#google.signOut().catch(() => undefined);
  }

  async disconnect(): Promise<void> {
    await this.#google.disconnect();
  }

  forgetFailure(): void {
    this.#failure.set(undefined);
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
