import { inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  defer,
  distinctUntilChanged,
  EMPTY,
  firstValueFrom,
  map,
  merge,
  type Observable,
  of,
  switchMap,
  tap,
} from 'rxjs';
import {
  CalendarSyncError,
  type CommandOptions,
  ɵCLOCK as CLOCK,
  ɵhasCode as hasCode,
  ɵuntilAborted as untilAborted,
} from 'ngx-calendar-sync';
import { Diagnostics } from '../diagnostics/diagnostics';
import { AccessTokens } from '../tokens/access-tokens';
import type { AccountIdentity } from '../tokens/account-identity';
import { notReady, signedOut } from '../tokens/token-error';
import type { TokenEvent } from '../tokens/token-event';
import type { SignInRequest, TokenRequest } from '../tokens/token-source';
import type { AuthState, SignedIn } from './auth-state';
import type { SignInConfig, SignInProvider } from './sign-in-provider';
import { SignInRunner } from './sign-in-runner';
import { SignInStart } from './sign-in-start';

/**
 * The commands of the sign-in. Commands, and what happens to the tokens, become events of `nextSignIn`, which decides
 * what follows. Created in an injection context.
 */
export class SignIn<Identity extends AccountIdentity, Config extends SignInConfig = SignInConfig> {
  readonly #clock = inject(CLOCK);
  readonly #tokens = inject(AccessTokens);
  readonly #diagnostics = inject(Diagnostics);
  readonly #provider: SignInProvider<Identity, Config>;
  readonly #runner: SignInRunner<Identity, Config>;
  readonly #start: SignInStart<Identity, Config>;

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
    // Last, so that nothing which the start brings is missed.
    this.#start = new SignInStart(provider, this.#runner);
  }

  /** Makes signing in possible; may be called again after it has failed. Under server rendering it does nothing. */
  initialize({ signal }: CommandOptions = {}): Promise<void> {
    return unlessAborted(signal, () => this.#start.initialize());
  }

  /** Before it returns, opens the window that asks for the configured scopes. */
  signIn({ signal, ...request }: SignInRequest = {}): Promise<SignedIn> {
    return this.#askUser(() => this.#runner.configuredScopes(), signal, request);
  }

  /** Before it returns, opens the window that asks for these scopes as well. */
  requestScopes(scopes: readonly string[], { signal }: CommandOptions = {}): Promise<SignedIn> {
    return this.#askUser(() => {
      this.#runner.dispatch({ type: 'scopes-wanted', scopes });
      const granted = this.#runner.state.session?.identity.grantedScopes ?? [];
      return [...new Set([...this.#runner.configuredScopes(), ...granted, ...scopes])];
    }, signal);
  }

  /** Renews without the user where possible. Else, before it returns, opens the window that asks for the granted scopes. */
  renew({ signal }: CommandOptions = {}): Promise<SignedIn> {
    return unlessAborted(signal, async () => {
      const { session } = this.#runner.state;
      if (!session) {
        throw signedOut();
      }
      if (!this.#tokens.renewable) {
        return this.#askUser(() => session.identity.grantedScopes, signal);
      }
      await this.#tokens.renew();
      return this.#runner.signedIn();
    });
  }

  /** A valid token. Waits for it, and renews an expired one, as a request does. */
  getAccessToken({ signal }: CommandOptions = {}): Promise<string> {
    return firstValueFrom(
      this.#tokens.valid().pipe(
        map(({ value }) => value),
        untilAborted(signal),
      ),
    );
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
  signOut({ signal }: CommandOptions = {}): Promise<void> {
    return unlessAborted(signal, () => this.#signOut());
  }

  async #signOut(): Promise<void> {
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
  disconnect({ signal }: CommandOptions = {}): Promise<void> {
    return unlessAborted(signal, () => this.#disconnect(signal));
  }

  async #disconnect(signal: AbortSignal | undefined): Promise<void> {
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

  /** `wantedScopes` is not called where the signal is aborted already. */
  #askUser(
    wantedScopes: () => readonly string[],
    signal: AbortSignal | undefined,
    request: TokenRequest = {},
  ): Promise<SignedIn> {
    /** 0 is the number of no attempt. */
    let number = 0;
    const ask = () => {
      const scopes = wantedScopes();
      if (!this.#runner.source?.ready$.value) {
        return Promise.reject(this.#whyNotReady());
      }
      const { session } = this.#runner.state;
      const hint = session ? ({ prompt: '', loginHint: session.identity.account } as const) : {};
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
    return unlessAborted(signal, ask, (error) => {
      // An attempt that has failed by itself is over by now, and this changes nothing.
      this.#runner.dispatch({ type: 'call-aborted', number, error });
    });
  }

  #reportSignOutPending(error: unknown): void {
    if (hasCode(error, 'sign-out-pending')) {
      this.#diagnostics.failed(error);
      this.#runner.dispatch({ type: 'sign-out-pending', error });
    }
  }

  #whyNotReady(): CalendarSyncError {
    const { startError, starting, deferred } = this.#runner.state;
    if (deferred) {
      return new CalendarSyncError(
        'not-ready',
        "Call initialize() first: with start: 'lazy' nothing is loaded before that.",
      );
    }
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

/** Does nothing where the signal is aborted already. Aborted later, it stops waiting; `failed` hears of that, too. */
function unlessAborted<R>(
  signal: AbortSignal | undefined,
  work: () => Promise<R>,
  failed: (error: CalendarSyncError) => void = () => undefined,
): Promise<R> {
  return signal
    ? firstValueFrom(defer(work).pipe(untilAborted(signal), tap({ error: failed })))
    : work();
}
