import { ErrorHandler, inject } from '@angular/core';
import { BehaviorSubject, map, type Observable } from 'rxjs';
import { CalendarSyncError, ɵhasCode as hasCode } from 'ngx-calendar-sync';
import { Diagnostics } from '../diagnostics/diagnostics';
import type { AccessToken } from '../tokens/access-token';
import { AccessTokens } from '../tokens/access-tokens';
import type { AccountIdentity } from '../tokens/account-identity';
import { expired, notReady, signedOut, signedOutMeanwhile } from '../tokens/token-error';
import type { TokenSource } from '../tokens/token-source';
import type { AuthState, SignedIn } from './auth-state';
import { type PublishedTerms, publishedState, signedInState } from './published-state';
import { restoreSession } from './restore-session';
import { INITIAL_STATE, nextSignIn } from './sign-in-machine';
import type { SignInConfig, SignInProvider } from './sign-in-provider';
import type { SignInEffect, SignInEvent, SignInState } from './sign-in-state';

/**
 * Keeps the state of the sign-in and carries out its effects. An effect with a number reports back with that number, and
 * `nextSignIn` decides whether the answer still counts. It is made in an injection context.
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
  #answer: Promise<SignedIn>;
  #restored = Promise.resolve();

  readonly state$: Observable<SignInState<Identity>> = this.#published;
  readonly source$: Observable<TokenSource | undefined> = this.#source;
  readonly authState$: Observable<AuthState> = this.#published.pipe(
    map((state) => publishedState(state, this.#terms())),
  );

  constructor(provider: SignInProvider<Identity, Config>) {
    this.#provider = provider;
    this.#answer = Promise.reject(signedOut());
    this.#answer.catch(() => undefined);
  }

  get state(): SignInState<Identity> {
    return this.#state;
  }

  /** `undefined` until the configuration is there. */
  get source(): TokenSource | undefined {
    return this.#source.value;
  }

  /** The outcome of the last attempt. */
  get answer(): Promise<SignedIn> {
    return this.#answer;
  }

  /** The end of the last search for a session that was there already. */
  get restored(): Promise<void> {
    return this.#restored;
  }

  configuredScopes(): readonly string[] {
    return this.#provider.config.current?.scopes ?? [];
  }

  open(config: Config): TokenSource {
    if (this.#source.value) {
      return this.#source.value;
    }
    const { identities } = this.#provider;
    const source = this.#provider.openSource(config);
    const { clientId, tokenWait } = config;
    this.#tokens.open({ clientId, tokenWait, source, identities });
    const account = this.#tokens.rememberedAccount();
    this.dispatch({ type: 'opened', remembered: account && identities.remembered(account) });
    this.#source.next(source);
    return source;
  }

  dispatch(event: SignInEvent<Identity>): void {
    const { state, effects } = nextSignIn(this.#state, event);
    this.#state = state;
    // Tokens come before the state: whoever sees that somebody is signed in may send requests.
    for (const effect of effects) {
      this.#carryOut(effect);
    }
    if (this.#published.value !== this.#state) {
      this.#published.next(this.#state);
    }
  }

  #carryOut(effect: SignInEffect<Identity>): void {
    switch (effect.type) {
      case 'restore':
        this.#restored = this.#restore(effect.number);
        break;
      case 'request': {
        const { number, scopes, request } = effect;
        const token = this.#source.value?.request(scopes, request);
        this.#answer = this.#identify(number, token ?? Promise.reject(notReady()));
        break;
      }
      case 'identify': {
        const answer = this.#identify(effect.number, Promise.resolve(effect.token));
        answer.catch(() => undefined);
        if (this.#state.attempt?.number === effect.number) {
          this.#answer = answer;
        }
        break;
      }
      case 'hold':
        this.#tokens.hold(effect.identity, effect.token);
        this.#tellNotRenewable(effect.token);
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

  /** No request uses a token, and nobody's data is shown, before it is known who the token is for. */
  async #identify(number: number, answer: Promise<AccessToken>): Promise<SignedIn> {
    try {
      const token = await answer;
      const identity = await this.#provider.identities.find(token);
      if (!this.#isCurrent(number)) {
        throw signedOutMeanwhile();
      }
      this.dispatch({ type: 'identified', number, identity, token });
      return this.signedIn();
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.#diagnostics.failed(error);
      this.dispatch({ type: 'failed', number, error });
      throw error;
    }
  }

  async #restore(number: number): Promise<void> {
    const source = this.#source.value;
    if (!source) {
      return;
    }
    const { identities, foreignToken } = this.#provider;
    const isCurrent = () => this.#isCurrent(number);
    try {
      const found = await restoreSession({
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

  #tellNotRenewable(token: AccessToken | undefined): void {
    const error = token?.notRenewable && this.#provider.notRenewable(token.notRenewable);
    if (error) {
      this.#diagnostics.failed(error);
      this.tellDeveloper(error);
    }
  }

  /** A mistake of the app's goes to its developer; a failure of the network is for the user and in the state. */
  tellDeveloper(error: unknown): void {
    if (hasCode(error, 'invalid-config')) {
      this.#errors.handleError(error);
    }
  }

  #terms(): PublishedTerms {
    const { missingScopes, notRenewable } = this.#provider;
    return { configuredScopes: this.configuredScopes(), missingScopes, notRenewable };
  }

  signedIn(): SignedIn {
    const state = signedInState(this.#state, this.#terms());
    if (state) {
      return state;
    }
    throw expired();
  }
}
