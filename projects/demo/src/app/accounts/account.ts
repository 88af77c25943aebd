import { computed, signal } from '@angular/core';
import { CalendarSyncError } from 'ngx-calendar-sync';
import type {
  GoogleAuthState,
  GoogleSignedIn,
  GoogleSignInRequest,
} from 'ngx-calendar-sync/google';
import type { AnyCalendarService } from './any-account';
import type { Leaving } from './leaving';

/** Whose calendars an account has. */
export type Provider = 'google' | 'outlook';

/** The account whose calendars are on screen. */
export interface AccountSession {
  readonly address: string;
  readonly state: 'starting' | 'active' | 'expired' | 'renewing';
}

interface Failure {
  readonly error: CalendarSyncError;
  /** Whether the user was signed in all the same, as where one more permission was asked for. */
  readonly wasSignedIn: boolean;
}

const PROVIDER_NAMES: Readonly<Record<Provider, string>> = {
  google: 'Google',
  outlook: 'Outlook',
};

/** The account that the user has at one provider. Signs the user in and out, and keeps why the last attempt failed. */
export class Account {
  readonly #leaving: Leaving;
  readonly #failure = signal<Failure | undefined>(undefined);

  readonly session = computed(() => sessionOf(this.service.authState()), { equal: sameSession });
  /**
   * Why the last sign-in failed; `undefined` after a success and after a cancelled attempt. A window that counted as closed may
   * still bring its answer, and then nothing has failed.
   */
  readonly failure = computed(() => {
    const failure = this.#failure();
    return failure && (failure.wasSignedIn || !this.#isSignedIn()) ? failure.error : undefined;
  });
  readonly address = computed(() => this.session()?.address);
  /** The permissions that the user has given to this app; none while nobody is signed in. */
  readonly grantedScopes = computed(() => {
    const state = this.service.authState();
    return 'grantedScopes' in state ? state.grantedScopes : [];
  });

  constructor(
    readonly provider: Provider,
    readonly service: AnyCalendarService,
    leaving: Leaving,
  ) {
    this.#leaving = leaving;
  }

  /** The name of the provider, which is the same in all languages. */
  get name(): string {
    return PROVIDER_NAMES[this.provider];
  }

  /**
   * Opens the provider's window before it returns. Call it in the click handler itself: after an `await` the browser blocks the window.
   * After a refusal the provider asks for every permission again, which it would not do by itself.
   */
  signIn(request?: GoogleSignInRequest): Promise<void> {
    const code = this.failure()?.code;
    const wasRefused = code === 'scopes-refused' || code === 'access-denied';
    return this.#recordFailureOf(
      this.service.signIn(wasRefused ? { prompt: 'consent', ...request } : request),
    );
  }

  /** Renews the sign-in of the account on screen; may open the provider's window, as {@link signIn} does. */
  renew(): Promise<void> {
    return this.#recordFailureOf(this.service.renew());
  }

  /** Asks for permissions that are missing; opens the provider's window, as {@link signIn} does. */
  requestScopes(scopes: readonly string[]): Promise<void> {
    return this.#recordFailureOf(this.service.requestScopes(...scopes));
  }

  /** Loads the sign-in again after a failure. The published state tells of another failure, so none is thrown. */
  initializeAgain(): void {
    this.service.initialize().catch(() => undefined);
  }

  /**
   * Asks the user first where that would lose writes.
   * @returns whether the user is signed out
   */
  async signOut(): Promise<boolean> {
    this.#failure.set(undefined);
    return this.#leaving.leave('sign-out', async (options) => {
      await this.service.signOut(options).catch((error: unknown) => {
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
    return this.#leaving.leave('disconnect', (options) => this.service.disconnect(options));
  }

  forgetFailure(): void {
    this.#failure.set(undefined);
  }

  #isSignedIn(): boolean {
    return this.session()?.state === 'active';
  }

  async #recordFailureOf(attempt: Promise<GoogleSignedIn>): Promise<void> {
    this.#failure.set(undefined);
    try {
      await attempt;
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      if (error.code !== 'cancelled') {
        this.#failure.set({ error, wasSignedIn: this.#isSignedIn() });
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
