import { ErrorHandler, inject } from '@angular/core';
import { BehaviorSubject, map, type Observable } from 'rxjs';
import {
  CalendarSyncError,
  ɵhasCode as hasCode,
  ɵnotReady as notReady,
} from 'ngx-calendar-sync/base';
import { Diagnostics } from '../diagnostics/diagnostics';
import type { AccessToken } from '../tokens/access-token';
import { AccessTokens } from '../tokens/access-tokens';
import type { AccountIdentity } from '../tokens/account-identity';
import { expired, signedOut, superseded } from '../tokens/token-error';
import type { TokenSource } from '../tokens/token-source';
import type { AuthState, SignedIn } from './auth-state';
import { type PublishingContext, publishedState, signedInState } from './published-state';
import { searchSession } from './search-session';
import { INITIAL_STATE, nextSignIn } from './sign-in-machine';
import type { SignInConfig, SignInProvider } from './sign-in-provider';
import type { SignInEffect, SignInEvent, SignInState } from './sign-in-state';

/**
 * Keeps the state of the sign-in and carries out its effects. The outcome of an effect with a number is an event with the
 * same number, and `nextSignIn` decides whether it still counts. Created in an injection context.
 */
export class SignInRunner<Identity extends AccountIdentity, Config extends SignInConfig> {
  readonly #tokens = inject(AccessTokens);
  readonly #diagnostics = inject(Diagnostics);
  readonly #errors = inject(ErrorHandler);
  readonly #provider: SignInProvider<Identity, Config>;
  readonly #source = new BehaviorSubject<TokenSource | undefined>(undefined);
  readonly #published = new BehaviorSubject<SignInState<Identity>>(INITIAL_STATE);
  /** Ahead of the published state while effects are carried out. */
  #state: SignInState<Identity> = INITIAL_STATE;
  #outcome: Promise<SignedIn>;
  #searched = Promise.resolve();

  readonly state$: Observable<SignInState<Identity>> = this.#published;
  readonly source$: Observable<TokenSource | undefined> = this.#source;
  readonly authState$: Observable<AuthState> = this.#published.pipe(
    map((state) => publishedState(state, this.#publishingContext())),
  );

  constructor(provider: SignInProvider<Identity, Config>) {
    this.#provider = provider;
    this.#outcome = Promise.reject(signedOut());
    this.#outcome.catch(() => undefined);
  }

  get state(): SignInState<Identity> {
    return this.#state;
  }

  /** `undefined` until the configuration is there. */
  get source(): TokenSource | undefined {
    return this.#source.value;
  }

  /** Settles with the last attempt. */
  get outcome(): Promise<SignedIn> {
    return this.#outcome;
  }

  /** Settles with the last search. */
  get searched(): Promise<void> {
    return this.#searched;
  }

  configuredScopes(): readonly string[] {
    return this.#provider.config.current?.scopes ?? [];
  }

  /** Opens the token source that the configuration names; a later call returns the same one. */
  open(config: Config): TokenSource {
    if (this.#source.value) {
      return this.#source.value;
    }
    const { identities } = this.#provider;
    const source = this.#provider.openSource(config);
    const { clientId, tokenWait } = config;
    this.#tokens.open({ clientId, tokenWait, source, identities });
    const account = this.#tokens.rememberedAccount();
    this.dispatch({ type: 'configured', remembered: account && identities.remembered(account) });
    this.#source.next(source);
    return source;
  }

  dispatch(event: SignInEvent<Identity>): void {
    const { state, effects } = nextSignIn(this.#state, event);
    this.#state = state;
    // The state is published after its effects: who sees `signed-in` may at once send a request, which needs the token.
    for (const effect of effects) {
      this.#carryOut(effect);
    }
    if (this.#published.value !== this.#state) {
      this.#published.next(this.#state);
    }
  }

  #carryOut(effect: SignInEffect<Identity>): void {
    switch (effect.type) {
      case 'search':
        this.#searched = this.#search(effect.number);
        break;
      case 'request': {
        const { number, scopes, request } = effect;
        const isCurrent = () => this.#isCurrent(number);
        const token = this.#source.value?.request(scopes, request, isCurrent);
        this.#outcome = this.#identify(number, token ?? Promise.reject(notReady()));
        break;
      }
      case 'identify': {
        const outcome = this.#identify(effect.number, Promise.resolve(effect.token));
        outcome.catch(() => undefined);
        if (this.#state.attempt?.number === effect.number) {
          this.#outcome = outcome;
        }
        break;
      }
      case 'hold':
        this.#tokens.hold(effect.identity, effect.token);
        this.#reportNotRenewable(effect.token);
        break;
      case 'share':
        this.#tokens.share();
        break;
      case 'clear':
        this.#tokens.clear();
        break;
      case 'sign-out':
        this.#tokens.signOut({ everywhere: effect.everywhere });
        break;
      case 'give-up':
        this.#tokens.giveUp(effect.error);
        break;
    }
  }

  #isCurrent(number: number): boolean {
    const { attempt, search } = this.#state;
    return number === attempt?.number || number === search;
  }

  /** Finds out who the token is for. Until then no request uses it, and none of its account's data is shown. */
  async #identify(number: number, tokenPromise: Promise<AccessToken>): Promise<SignedIn> {
    const assertCurrent = () => {
      if (!this.#isCurrent(number)) {
        throw superseded();
      }
    };
    try {
      const token = await tokenPromise;
      assertCurrent();
      const identity = await this.#provider.identities.find(token);
      assertCurrent();
      this.dispatch({ type: 'identified', number, identity, token });
      return this.signedIn();
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.#diagnostics.failed(error);
      this.dispatch({ type: 'failed', number, error });
      throw error;
    }
  }

  async #search(number: number): Promise<void> {
    const source = this.#source.value;
    if (!source) {
      return;
    }
    const { identities, foreignToken } = this.#provider;
    const isCurrent = () => this.#isCurrent(number);
    try {
      const found = await searchSession({
        source,
        tokens: this.#tokens,
        identities,
        foreignToken,
        isCurrent,
      });
      if ('token' in found) {
        this.dispatch({ type: 'identified', number, ...found });
        return;
      }
      const { reason } = found;
      if (reason) {
        this.#diagnostics.failed(reason);
      }
      this.dispatch({ type: 'nothing-found', number, reason });
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.dispatch({ type: 'failed', number, error });
      throw error;
    }
  }

  #reportNotRenewable(token: AccessToken | undefined): void {
    const error = token?.notRenewable && this.#provider.notRenewableError(token.notRenewable);
    if (error) {
      this.#diagnostics.failed(error);
      this.tellDeveloper(error);
    }
  }

  /** Passes a mistake of the app to the ErrorHandler. Other errors, such as of the network, are in the state. */
  tellDeveloper(error: unknown): void {
    if (hasCode(error, 'invalid-config')) {
      this.#errors.handleError(error);
    }
  }

  #publishingContext(): PublishingContext {
    const { missingScopes, notRenewableError } = this.#provider;
    return { configuredScopes: this.configuredScopes(), missingScopes, notRenewableError };
  }

  signedIn(): SignedIn {
    const state = signedInState(this.#state, this.#publishingContext());
    if (state) {
      return state;
    }
    throw expired();
  }
}
