import { isPlatformBrowser } from '@angular/common';
import { ErrorHandler, inject, Injectable, PLATFORM_ID } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { BehaviorSubject, distinctUntilChanged, map, type Observable } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { CONFIG } from '../config-ref';
import { type AccessToken, AccessTokens } from './access-tokens';
import type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
import { GoogleIdentities, type GoogleIdentity } from './google-identity';
import { missingScopes } from './google-scopes';
import { GoogleTokenClient, notReady, type TokenRequest } from './google-token-client';

/** Who is signed in, with what; the token itself lives in AccessTokens. */
interface Session {
  readonly identity: GoogleIdentity;
  readonly token: AccessToken;
}

type State =
  | { readonly status: 'initializing' | 'signed-out' }
  | { readonly status: 'error'; readonly error: CalendarSyncError }
  | { readonly status: 'signing-in'; readonly session?: Session }
  | { readonly status: 'signed-in' | 'expired'; readonly session: Session };

/** Signs in, notices the end of a token, and signs out. */
@Injectable()
export class GoogleAuth {
  readonly #config = inject(CONFIG);
  readonly #tokens = inject(AccessTokens);
  readonly #client = inject(GoogleTokenClient);
  readonly #identities = inject(GoogleIdentities);
  readonly #browser = isPlatformBrowser(inject(PLATFORM_ID));
  readonly #state = new BehaviorSubject<State>({ status: 'initializing' });
  #initializing: Promise<void> | undefined;
  #signingIn: Promise<GoogleSignedIn> | undefined;

  readonly state$: Observable<GoogleAuthState> = this.#state.pipe(
    map((state) => this.#published(state)),
  );
  /** Whose data may be shown: it stays while a token is expired or renewed. */
  readonly identity$: Observable<GoogleIdentity | undefined> = this.#state.pipe(
    map((state) => sessionOf(state)?.identity),
    distinctUntilChanged(),
  );
  readonly ready$ = this.#client.ready$.asObservable();

  constructor() {
    const errors = inject(ErrorHandler);
    this.#tokens.token$.pipe(takeUntilDestroyed()).subscribe((token) => {
      const state = this.#state.value;
      if (!token && state.status === 'signed-in') {
        this.#state.next({ status: 'expired', session: state.session });
      }
    });
    this.#client.late$.pipe(takeUntilDestroyed()).subscribe((token) => {
      if (!this.#signingIn) this.#signInWith(Promise.resolve(token)).catch(() => undefined);
    });
    this.initialize().catch((error: unknown) => {
      // A mistake of the app's goes to its developer; what the network does is for the user, in the state.
      if (error instanceof CalendarSyncError && error.code === 'invalid-config') {
        errors.handleError(error);
      }
    });
  }

  /** Makes sign-in possible; to be called again after it failed. Under server rendering it waits for nothing. */
  initialize(): Promise<void> {
    if (!this.#browser) return Promise.resolve();
    this.#initializing ??= this.#initialize().finally(() => (this.#initializing = undefined));
    return this.#initializing;
  }

  /** Opens the window before it returns. */
  signIn(request: TokenRequest = {}): Promise<GoogleSignedIn> {
    if (this.#signingIn) return this.#signingIn;
    if (!this.#client.ready$.value) return Promise.reject(this.#whyNotReady());
    const session = this.#session();
    return this.#signInWith(
      this.#client.request(
        session ? { prompt: '', loginHint: session.identity.account, ...request } : request,
      ),
    );
  }

  /** Ends the session here. The grant stays, and with it the user's other devices. */
  signOut(): void {
    this.#signingIn = undefined;
    this.#tokens.set(undefined);
    if (this.#state.value.status !== 'error') this.#state.next({ status: 'signed-out' });
  }

  /** Takes back the user's grant at Google, then signs out. */
  async disconnect(): Promise<void> {
    await this.#client.revoke(this.#tokens.require());
    this.signOut();
  }

  async #initialize(): Promise<void> {
    if (this.#state.value.status === 'error') this.#state.next({ status: 'initializing' });
    try {
      const config = await this.#config.load();
      await this.#client.initialize(config);
      if (this.#state.value.status === 'initializing') this.#state.next({ status: 'signed-out' });
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.#state.next({ status: 'error', error });
      throw error;
    }
  }

  #signInWith(answer: Promise<AccessToken>): Promise<GoogleSignedIn> {
    const before = this.#session();
    this.#state.next({ status: 'signing-in', ...(before ? { session: before } : {}) });
    const attempt = this.#complete(answer, before, () => this.#signingIn === attempt);
    this.#signingIn = attempt;
    return attempt;
  }

  /** `wanted` turns false when the user signs out meanwhile. */
  async #complete(
    answer: Promise<AccessToken>,
    before: Session | undefined,
    wanted: () => boolean,
  ): Promise<GoogleSignedIn> {
    try {
      const token = await answer;
      const found = await this.#identities.find(token);
      if (!wanted()) throw new CalendarSyncError('cancelled', 'Signed out before it was done.');
      const identity = before && sameIdentity(before.identity, found) ? before.identity : found;
      const signedIn = { status: 'signed-in', session: { identity, token } } as const;
      this.#tokens.set(token);
      this.#state.next(signedIn);
      return this.#signedIn(signedIn.session);
    } catch (thrown) {
      if (wanted()) this.#state.next(this.#without(before));
      throw CalendarSyncError.from(thrown);
    } finally {
      if (wanted()) this.#signingIn = undefined;
    }
  }

  /** The state after an attempt that changed nothing. */
  #without(session: Session | undefined): State {
    if (!session) return { status: 'signed-out' };
    return { status: this.#tokens.current() ? 'signed-in' : 'expired', session };
  }

  #session(): Session | undefined {
    return sessionOf(this.#state.value);
  }

  #whyNotReady(): CalendarSyncError {
    const state = this.#state.value;
    if (state.status === 'error') return notReady(state.error);
    if (this.#config.current?.clientId || state.status === 'initializing') return notReady();
    return new CalendarSyncError(
      'invalid-config',
      'Only public calendars can be read: signing in needs a clientId in the configuration.',
    );
  }

  #published(state: State): GoogleAuthState {
    switch (state.status) {
      case 'signed-in':
        return this.#signedIn(state.session);
      case 'expired':
        return { status: 'expired', ...this.#account(state.session) };
      case 'signing-in':
        return state.session
          ? { status: 'signing-in', account: state.session.identity.account }
          : { status: 'signing-in' };
      case 'error':
        return state;
      default:
        return { status: state.status };
    }
  }

  #signedIn(session: Session): GoogleSignedIn {
    return {
      status: 'signed-in',
      ...this.#account(session),
      expiresAt: new Date(session.token.expiresAt),
    };
  }

  #account({ identity: { account, grantedScopes } }: Session) {
    const wanted = this.#config.current?.scopes ?? [];
    return { account, grantedScopes, missingScopes: missingScopes(wanted, grantedScopes) };
  }
}

function sessionOf(state: State): Session | undefined {
  return 'session' in state ? state.session : undefined;
}

function sameIdentity(a: GoogleIdentity, b: GoogleIdentity): boolean {
  return (
    a.account === b.account &&
    missingScopes(a.grantedScopes, b.grantedScopes).length === 0 &&
    missingScopes(b.grantedScopes, a.grantedScopes).length === 0
  );
}
