import { isPlatformBrowser } from '@angular/common';
import { ErrorHandler, inject, Injectable, PLATFORM_ID } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  distinctUntilChanged,
  EMPTY,
  map,
  type Observable,
  of,
  switchMap,
} from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync';
import { CONFIG } from '../config-ref';
import { type AccessToken, AccessTokens } from './access-tokens';
import type { GoogleAuthState, GoogleSignedIn } from './google-auth-state';
import { GoogleIdentities, type GoogleIdentity } from './google-identity';
import { missingScopes } from './google-scopes';
import { notReady } from './sign-in-error';
import type { TokenRequest, TokenSource } from './token-source';
import { TokenSources } from './token-sources';

/** Who is signed in, with what; the token in use lives in AccessTokens. */
interface Session {
  readonly identity: GoogleIdentity;
  readonly token: AccessToken;
}

type State =
  | { readonly status: 'initializing' }
  | { readonly status: 'signed-out'; readonly reason?: CalendarSyncError }
  | { readonly status: 'error'; readonly error: CalendarSyncError }
  | { readonly status: 'signing-in'; readonly session?: Session }
  | { readonly status: 'signed-in'; readonly session: Session }
  | { readonly status: 'expired'; readonly session: Session; readonly reason?: CalendarSyncError };

/** Signs in, follows the life of the token, and signs out. */
@Injectable()
export class GoogleAuth {
  readonly #config = inject(CONFIG);
  readonly #tokens = inject(AccessTokens);
  readonly #sources = inject(TokenSources);
  readonly #identities = inject(GoogleIdentities);
  readonly #browser = isPlatformBrowser(inject(PLATFORM_ID));
  readonly #source = new BehaviorSubject<TokenSource | undefined>(undefined);
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
  readonly ready$: Observable<boolean> = this.#source.pipe(
    switchMap((source) => source?.ready$ ?? of(false)),
    distinctUntilChanged(),
  );

  constructor() {
    const errors = inject(ErrorHandler);
    this.#tokens.renewed$.pipe(takeUntilDestroyed()).subscribe((token) => {
      const state = this.#state.value;
      if (state.status !== 'signed-in') return;
      this.#state.next({ ...state, session: { ...state.session, token } });
    });
    this.#tokens.ended$.pipe(takeUntilDestroyed()).subscribe((reason) => {
      const state = this.#state.value;
      if (state.status !== 'signed-in') return;
      this.#state.next({ status: 'expired', session: state.session, reason });
    });
    this.#source
      .pipe(
        switchMap((source) => source?.late$ ?? EMPTY),
        takeUntilDestroyed(),
      )
      .subscribe((token) => {
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
    const source = this.#source.value;
    if (!source?.ready$.value) return Promise.reject(this.#whyNotReady());
    const session = this.#session();
    return this.#signInWith(
      source.request(
        session ? { prompt: '', loginHint: session.identity.account, ...request } : request,
      ),
    );
  }

  /** Ends the session here. The grant stays, and with it the user's other devices. */
  async signOut(): Promise<void> {
    this.#forget();
    await this.#source.value?.signOut();
  }

  /** Takes back the user's grant at Google, then signs out. */
  async disconnect(): Promise<void> {
    const token = await this.#tokens.valid();
    await this.#source.value?.disconnect(token);
    this.#forget();
  }

  #forget(): void {
    this.#signingIn = undefined;
    this.#tokens.clear();
    if (this.#state.value.status !== 'error') this.#state.next({ status: 'signed-out' });
  }

  async #initialize(): Promise<void> {
    if (this.#state.value.status === 'error') this.#state.next({ status: 'initializing' });
    try {
      const config = await this.#config.load();
      const source = this.#sources.of(config);
      this.#source.next(source);
      const { token, reason } = await source.initialize(config);
      if (this.#state.value.status !== 'initializing') return;
      if (token) await this.#signedInWith(token, undefined);
      else this.#state.next({ status: 'signed-out', ...(reason ? { reason } : {}) });
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      if (this.#state.value.status === 'initializing') this.#state.next({ status: 'error', error });
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
      return await this.#signedInWith(await answer, before, wanted);
    } catch (thrown) {
      if (wanted()) this.#state.next(this.#without(before));
      throw CalendarSyncError.from(thrown);
    } finally {
      if (wanted()) this.#signingIn = undefined;
    }
  }

  async #signedInWith(
    token: AccessToken,
    before: Session | undefined,
    wanted = () => true,
  ): Promise<GoogleSignedIn> {
    const found = await this.#identities.find(token);
    if (!wanted()) throw new CalendarSyncError('cancelled', 'Signed out before it was done.');
    const identity = before && sameIdentity(before.identity, found) ? before.identity : found;
    const session = { identity, token };
    this.#tokens.set(token, token.notRenewable ? undefined : this.#source.value?.renew);
    this.#state.next({ status: 'signed-in', session });
    return this.#signedIn(session);
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
        return {
          status: 'expired',
          ...this.#account(state.session),
          ...(state.reason ? { reason: state.reason } : {}),
        };
      case 'signing-in':
        return state.session
          ? { status: 'signing-in', account: state.session.identity.account }
          : { status: 'signing-in' };
      default:
        return state;
    }
  }

  #signedIn(session: Session): GoogleSignedIn {
    return {
      status: 'signed-in',
      ...this.#account(session),
      expiresAt: new Date(session.token.expiresAt),
      ...(session.token.notRenewable ? { notRenewable: session.token.notRenewable } : {}),
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
