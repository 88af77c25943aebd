import { isPlatformBrowser } from '@angular/common';
import { inject, PLATFORM_ID } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  distinctUntilChanged,
  EMPTY,
  filter,
  firstValueFrom,
  map,
  merge,
  type Observable,
  of,
  switchMap,
} from 'rxjs';
import {
  CalendarSyncError,
  ɵCLOCK as CLOCK,
  ɵhasCode as hasCode,
  ɵabortable as abortable,
  ɵuntilAborted as untilAborted,
  ɵnotReady as notReady,
} from 'ngx-calendar-sync/base';
import type { CommandOptions } from 'ngx-calendar-sync/core';
import { Diagnostics } from '../diagnostics/diagnostics';
import { AccessTokens } from '../tokens/access-tokens';
import { type AccountIdentity, addressOf } from '../tokens/account-identity';
import { signedOut } from '../tokens/token-error';
import type { TokenEvent } from '../tokens/token-event';
import type { SignInRequest, TokenRequest } from '../tokens/token-source';
import type { AuthState, SignedIn } from './auth-state';
import type { SignInConfig, SignInProvider } from './sign-in-provider';
import { SignInRunner } from './sign-in-runner';
import { startRetries } from './start-retries';

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
  /** Once true it stays so: what has started is started again after a failure of the network. */
  #mayStart = false;

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
    startRetries(this.#runner.state$)
      .pipe(takeUntilDestroyed())
      .subscribe(() => {
        this.#startOnce().catch(() => undefined);
      });
    // At once where the configuration is there, so that no first rendering waits for a start that does not come.
    if (provider.config.current) {
      this.#deferIfLazy(provider.config.current);
    }
    this.#startOnce().catch((error: unknown) => {
      this.#runner.tellDeveloper(error);
    });
  }

  /** Makes signing in possible; may be called again after it has failed. Under server rendering it does nothing. */
  initialize({ signal }: CommandOptions = {}): Promise<void> {
    return abortable(() => {
      this.#mayStart = true;
      this.#runner.dispatch({ type: 'restarted' });
      return this.#startOnce();
    }, signal);
  }

  /** Before it returns, opens the window that asks for the configured scopes. */
  signIn({ signal, ...request }: SignInRequest = {}): Promise<SignedIn> {
    return this.#askUser(this.#runner.configuredScopes(), signal, request);
  }

  /** Before it returns, opens the window that asks for these scopes as well. */
  requestScopes(scopes: readonly string[], { signal }: CommandOptions = {}): Promise<SignedIn> {
    return abortable(() => {
      this.#runner.dispatch({ type: 'scopes-wanted', scopes });
      const granted = this.#runner.state.session?.identity.grantedScopes ?? [];
      const all = [...new Set([...this.#runner.configuredScopes(), ...granted, ...scopes])];
      return this.#askUser(all, signal);
    }, signal);
  }

  /** Renews without the user where possible. Else, before it returns, opens the window that asks for the granted scopes. */
  renew({ signal }: CommandOptions = {}): Promise<SignedIn> {
    return abortable(async () => {
      const { session } = this.#runner.state;
      if (!session) {
        throw signedOut();
      }
      if (!this.#tokens.renewable) {
        return this.#askUser(session.identity.grantedScopes, signal);
      }
      await this.#tokens.renew();
      return this.#runner.signedIn();
    }, signal);
  }

  /** A valid token. Waits for it, and renews an expired one, as a request does. */
  async getAccessToken(): Promise<string> {
    return (await firstValueFrom(this.#tokens.valid())).value;
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

  /** The account whose session goes on from an earlier page, also before it does; `undefined` where there is none. */
  async rememberedAccount(): Promise<string | undefined> {
    const { clientId } = await this.#provider.config.load();
    return this.#tokens.accountOf(clientId);
  }

  /**
   * Opens the window that {@link signOut} needs, where it needs one, before it returns; to be called in a gesture where something is
   * waited for before.
   * @returns Closes the window: nobody signs out.
   */
  prepareSignOut(): () => void {
    const providerSignOut = this.#runner.source?.providerSignOut;
    providerSignOut?.open();
    return () => providerSignOut?.cancel();
  }

  /** Ends the session in every tab. The grant stays, so that other devices stay signed in. */
  signOut({ signal }: CommandOptions = {}): Promise<void> {
    return abortable(() => this.#signOut({ ofAppOnly: false }), signal);
  }

  /**
   * The same for a sign-out that an earlier page could not carry out. Nobody has asked on this page: no window opens and the page
   * is not left, so that a session of the provider's own stays.
   */
  signOutOfApp(): Promise<void> {
    return this.#signOut({ ofAppOnly: true });
  }

  async #signOut(options: { readonly ofAppOnly: boolean }): Promise<void> {
    this.#runner.dispatch({ type: 'signed-out' });
    let { source } = this.#runner;
    if (!source) {
      // The other tabs, the remembered account and the server are known only once the configuration is loaded. Then
      // the sign-out is repeated for them.
      source = this.#runner.open(await this.#provider.config.load());
      this.#runner.dispatch({ type: 'signed-out' });
    }
    await source.signOut(options).catch((error: unknown) => {
      this.#reportSignOutPending(error);
      throw error;
    });
  }

  /** Takes back the user's grant at the provider, then signs out. Once `signal` is aborted no token is given for that. */
  async disconnect(signal?: AbortSignal): Promise<void> {
    const source = this.#runner.source;
    const account = this.#runner.state.session?.identity.account;
    if (!source || account === undefined) {
      throw signedOut();
    }
    try {
      // Called now, for a token of this account even where another one has signed in when the token is needed.
      const token$ = this.#tokens.valid().pipe(untilAborted(signal));
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

  #deferIfLazy(config: Config): void {
    this.#mayStart ||= !this.#provider.startsLazily(config);
    if (!this.#mayStart) {
      this.#runner.dispatch({ type: 'start-deferred' });
    }
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
      const config = await this.#provider.config.load();
      this.#deferIfLazy(config);
      await firstValueFrom(this.#runner.state$.pipe(filter(({ deferred }) => !deferred)));
      const source = this.#runner.open(config);
      this.#provider.openForeignClient(config);
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
  #askUser(
    scopes: readonly string[],
    signal: AbortSignal | undefined,
    request: TokenRequest = {},
  ): Promise<SignedIn> {
    /** 0 is the number of no attempt. */
    let number = 0;
    const ask = () => {
      if (!this.#runner.source?.ready$.value) {
        return Promise.reject(this.#whyNotReady());
      }
      const { session } = this.#runner.state;
      const hint = session ? ({ prompt: '', loginHint: addressOf(session.identity) } as const) : {};
      const at = this.#clock.now();
      this.#runner.dispatch({
        type: 'sign-in-wanted',
        at,
        scopes,
        request: { ...hint, ...request },
      });
      number = this.#runner.state.attempt?.number ?? 0;
      return this.#runner.outcome;
    };
    if (!signal) {
      return ask();
    }
    const outcome = abortable(ask, signal);
    outcome.catch((thrown: unknown) => {
      // An attempt that has failed by itself is over by now, and this changes nothing.
      const error = CalendarSyncError.from(thrown);
      this.#runner.dispatch({ type: 'call-aborted', number, error });
    });
    return outcome;
  }

  #reportSignOutPending(error: unknown): void {
    if (hasCode(error, 'sign-out-pending')) {
      this.#diagnostics.failed(error);
      this.#runner.dispatch({ type: 'sign-out-pending', error });
    }
  }

  #whyNotReady(): CalendarSyncError {
    const { startError, starting, deferred } = this.#runner.state;
    if (startError) {
      return notReady(startError);
    }
    if (this.#provider.config.current?.clientId || starting || deferred) {
      return notReady();
    }
    return new CalendarSyncError(
      'invalid-config',
      ngDevMode &&
        'Only public calendars can be read: signing in needs a clientId in the configuration.',
    );
  }
}
