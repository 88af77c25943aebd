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

/** Signing in and out as this app does it, and what became of the last attempt. */
@Injectable({ providedIn: 'root' })
export class Account {
  readonly #google = inject(GoogleCalendarService);
  readonly #failure = signal<CalendarSyncError | undefined>(undefined);

  /** Why the last sign-in came to nothing. */
  readonly failure = this.#failure.asReadonly();
  readonly session = computed(() => sessionOf(this.#google.authState()), { equal: sameSession });

  /** Opens Google's window before it returns: nothing may come between the click and this. */
  signIn(request?: GoogleSignInRequest): Promise<void> {
    return this.#follow(this.#google.signIn(request));
  }

  /** Goes on as the account that is on screen; may open Google's window, as {@link signIn} does. */
  renew(): Promise<void> {
    return this.#follow(this.#google.renew());
  }

  /** Asks for more than was allowed; opens Google's window, as {@link signIn} does. */
  requestScopes(scopes: readonly string[]): Promise<void> {
    return this.#follow(this.#google.requestScopes(...scopes));
  }

  /** What goes wrong this time is in the state again. */
  tryAgain(): void {
    this.#google.initialize().catch(() => undefined);
  }

  async signOut(): Promise<void> {
    this.#failure.set(undefined);
    // What keeps it from the server is in the state, as the reason of being signed out.
    await this.#google.signOut().catch(() => undefined);
  }

  async disconnect(): Promise<void> {
    await this.#google.disconnect();
  }

  forgetFailure(): void {
    this.#failure.set(undefined);
  }

  async #follow(attempt: Promise<GoogleSignedIn>): Promise<void> {
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

/** While an account that is known is looked for, or its window is open, its calendars stay. */
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
