import { isPlatformBrowser } from '@angular/common';
import { inject, PLATFORM_ID } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  distinctUntilChanged,
  EMPTY,
  firstValueFrom,
  map,
  merge,
  type Observable,
  of,
  switchMap,
  timer,
} from 'rxjs';
import {
  CalendarSyncError,
  type CalendarSyncErrorCode,
  ɵCLOCK as CLOCK,
  ɵWAKE as WAKE,
  ɵhasCode as hasCode,
} from 'ngx-calendar-sync';
import { Diagnostics } from '../diagnostics/diagnostics';
import { AccessTokens } from '../tokens/access-tokens';
import type { AccountIdentity } from '../tokens/account-identity';
import { notReady, signedOut } from '../tokens/token-error';
import type { TokenEvent } from '../tokens/token-event';
import type { TokenRequest } from '../tokens/token-source';
import type { AuthState, SignedIn } from './auth-state';
import type { SignInConfig, SignInProvider } from './sign-in-provider';
import { SignInRunner } from './sign-in-runner';

/**
 * The start is repeated after these errors. Its search first tells the server of a sign-out that it has not confirmed
 * (`finishSignOut`).
 */
const TRANSIENT_ERROR_CODES: readonly CalendarSyncErrorCode[] = [
  'offline',
  'unavailable',
  'script-failed',
  'sign-out-pending',
];
const RETRY_PAUSE_MS = 30_000;

/**
 * The commands of the sign-in. Commands, and what happens to the tokens, become events of `nextSignIn`, which decides
 * what follows. Created in an injection context.
 */
export class SignIn<Identity extends AccountIdentity, Config extends SignInConfig = SignInConfig> {
  readonly #clock = inject(CLOCK);
  readonly #tokens = inject(AccessTokens);
  readonly #diagnostics = inject(Diagnostics);
  readonly #browser = isPlatformBrowser(inject(PLATFORM_ID));
  readonly #provider: SignInProvider<Identity, Config>;
  readonly #runner: SignInRunner<Identity, Config>;
  #starting: Promise<void> | undefined;

  readonly state$: Observable<AuthState>;
  /** The account whose data may be shown. It stays while its token has expired or is being renewed. */
  readonly identity$: Observable<Identity | undefined>;
  /** Whether a window can be opened. */
  readonly ready$: Observable<boolean>;

  constructor(provider: SignInProvider<Identity, Config>) {
    this.#provider = provider;
    this.#runner = new SignInRunner(provider);
    this.state$ = this.#runner.authState$;
    this.identity$ = this.#runner.state$.pipe(
      map(({ session }) => session?.identity),
      distinctUntilChanged(),
    );
    this.ready$ = this.#runner.source$.pipe(
      switchMap((source) => source?.ready$ ?? of(false)),
      distinctUntilChanged(),
    );
    this.#followTokens();
    this.#retryTransientFailures();
    this.#startOnce().catch((error: unknown) => {
      this.#runner.tellDeveloper(error);
    });
  }

  /** Makes signing in possible; may be called again after it has failed. Under server rendering it does nothing. */
  initialize(): Promise<void> {
    this.#runner.dispatch({ type: 'restarted' });
    return this.#startOnce();
  }

  /** Before it returns, opens the window that asks for the configured scopes. */
  signIn(request: TokenRequest = {}): Promise<SignedIn> {
    return this.#askUser(this.#runner.configuredScopes(), request);
  }

  /** Before it returns, opens the window that asks for these scopes as well. */
  requestScopes(scopes: readonly string[]): Promise<SignedIn> {
    this.#runner.dispatch({ type: 'scopes-wanted', scopes });
    const granted = this.#runner.state.session?.identity.grantedScopes ?? [];
    return this.#askUser(
      [...new Set([...this.#runner.configuredScopes(), ...granted, ...scopes])],
      {},
    );
  }

  /** Renews without the user where possible. Else, before it returns, opens the window that asks for the granted scopes. */
  async renew(): Promise<SignedIn> {
    const { session } = this.#runner.state;
    if (!session) {
      throw signedOut();
    }
    if (!this.#tokens.renewable) {
      return this.#askUser(session.identity.grantedScopes, {});
    }
    await this.#tokens.renew();
    return this.#runner.signedIn();
  }

  /** Whether a window that closes by itself would renew the expired token. */
  isRenewableInWindow(): boolean {
    const { session, attempt } = this.#runner.state;
    const source = this.#runner.source;
    return (
      session !== undefined &&
      attempt === undefined &&
      source?.renewsInWindow === true &&
      source.ready$.value &&
      !this.#tokens.current()
    );
  }

  /** Ends the session in every tab. The grant stays, so that other devices stay signed in. */
  async signOut(): Promise<void> {
    this.#runner.dispatch({ type: 'signed-out' });
    let { source } = this.#runner;
    if (!source) {
      // The other tabs, the remembered account and the server are known only once the configuration is loaded. Then
      // the sign-out is repeated for them.
      source = this.#runner.open(await this.#provider.config.load());
      this.#runner.dispatch({ type: 'signed-out' });
    }
    await source.signOut().catch((error: unknown) => {
      this.#reportSignOutPending(error);
      throw error;
    });
  }

  /** Takes back the user's grant at the provider, then signs out. */
  async disconnect(): Promise<void> {
    const source = this.#runner.source;
    const account = this.#runner.state.session?.identity.account;
    if (!source || account === undefined) {
      throw signedOut();
    }
    try {
      // Called now, for a token of this account even where another one has signed in when the token is needed.
      const token$ = this.#tokens.valid();
      await source.disconnect(() => firstValueFrom(token$));
      this.#runner.dispatch({ type: 'signed-out', account });
    } catch (error) {
      if (hasCode(error, 'sign-out-pending')) {
        this.#runner.dispatch({ type: 'signed-out', account });
        this.#reportSignOutPending(error);
      }
      throw error;
    }
  }

  #followTokens(): void {
    const late$ = this.#runner.source$.pipe(
      switchMap((source) => source?.late$ ?? EMPTY),
      map((token) => ({ type: 'late-token', at: this.#clock.now(), token }) as const),
    );
    // The tokens were opened with the identities of this provider.
    const events$ = this.#tokens.events$ as Observable<TokenEvent<Identity>>;
    merge(events$, late$)
      .pipe(takeUntilDestroyed())
      .subscribe((event) => {
        if (event.type === 'token-ended') {
          this.#diagnostics.failed(event.reason);
        }
        this.#runner.dispatch(event);
      });
  }

  #retryTransientFailures(): void {
    const wake$ = inject(WAKE);
    this.#runner.state$
      .pipe(
        map(({ startError, signedOutReason }) =>
          [startError, signedOutReason].some((error) => hasCode(error, ...TRANSIENT_ERROR_CODES)),
        ),
        distinctUntilChanged(),
        switchMap((isTransient) =>
          isTransient ? merge(timer(RETRY_PAUSE_MS, RETRY_PAUSE_MS, this.#clock), wake$) : EMPTY,
        ),
        takeUntilDestroyed(),
      )
      .subscribe(() => {
        this.#startOnce().catch(() => undefined);
      });
  }

  #startOnce(): Promise<void> {
    if (!this.#browser) {
      return Promise.resolve();
    }
    this.#starting ??= this.#start().finally(() => (this.#starting = undefined));
    return this.#starting;
  }

  async #start(): Promise<void> {
    try {
      const source = this.#runner.open(await this.#provider.config.load());
      const windowReady = source.initialize();
      // A session that the search finds needs no window: it neither waits for the provider's script nor fails with it.
      windowReady.catch((error: unknown) => {
        this.#runner.dispatch({ type: 'window-unavailable', error: CalendarSyncError.from(error) });
      });
      if (!this.#tokens.current()) {
        this.#runner.dispatch({ type: 'search-due' });
        await this.#runner.searched;
      }
      const { session, attempt } = this.#runner.state;
      if (!session?.token && !attempt) {
        await windowReady;
      }
      this.#runner.dispatch({ type: 'started', ready: source.ready$.value });
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.#diagnostics.failed(error);
      this.#runner.dispatch({ type: 'start-failed', error });
      throw error;
    }
  }

  #askUser(scopes: readonly string[], request: TokenRequest): Promise<SignedIn> {
    if (!this.#runner.source?.ready$.value) {
      return Promise.reject(this.#whyNotReady());
    }
    const { session } = this.#runner.state;
    const hint = session ? ({ prompt: '', loginHint: session.identity.account } as const) : {};
    const at = this.#clock.now();
    this.#runner.dispatch({ type: 'sign-in-wanted', at, scopes, request: { ...hint, ...request } });
    return this.#runner.outcome;
  }

  #reportSignOutPending(error: unknown): void {
    if (hasCode(error, 'sign-out-pending')) {
      this.#diagnostics.failed(error);
      this.#runner.dispatch({ type: 'sign-out-pending', error });
    }
  }

  #whyNotReady(): CalendarSyncError {
    const { startError, starting } = this.#runner.state;
    if (startError) {
      return notReady(startError);
    }
    if (this.#provider.config.current?.clientId || starting) {
      return notReady();
    }
    return new CalendarSyncError(
      'invalid-config',
      'Only public calendars can be read: signing in needs a clientId in the configuration.',
    );
  }
}
