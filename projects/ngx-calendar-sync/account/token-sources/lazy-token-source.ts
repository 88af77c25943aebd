import { inject, Injector } from '@angular/core';
import { BehaviorSubject, Subject } from 'rxjs';
import {
  CalendarSyncError,
  ɵhasCode as hasCode,
  ɵnotReady as notReady,
  ɵLazyService as LazyService,
} from 'ngx-calendar-sync/base';
import type { ServerConfig } from '../config/server-config';
import type { AccessToken } from '../tokens/access-token';
import { expired } from '../tokens/token-error';
import type { ProviderSignOut, RestoreResult, TokenSource } from '../tokens/token-source';
import { PendingSignOut, signOutPending } from './pending-sign-out';

/** Loads the code of a token source. What it resolves to creates the source and runs in an injection context. */
export type LoadTokenSource<Config> = (config: Config) => Promise<(config: Config) => TokenSource>;

/** What is known of a token source before its code is there. */
export interface TokenSourceTraits {
  /** Whether a session outlives the page: at a token server, in the app itself, or since the page has come back from a login. */
  readonly keepsSession: boolean;
  /** Whether a token can be renewed without the user. */
  readonly renews: boolean;
  /** Whether a token is renewed by a window that closes by itself, where it cannot be without the user. */
  readonly renewsInWindow: boolean;
  /** Whether a sign-out ends the provider's own session with the browser, too. */
  readonly signsOutOfProvider: boolean;
  /** How the login ended for which the page was left; `undefined` where it has not come back from one. */
  readonly login: { outcome: unknown } | undefined;
}

/**
 * The token source of the configuration, whose code is loaded when it is first needed. The remembered account and the
 * sessions of other tabs do not wait for that code. What needs it rejects with `script-failed` where it cannot be loaded.
 * It is made in an injection context.
 */
export class LazyTokenSource<
  Config extends {
    readonly clientId: string | undefined;
    readonly server?: ServerConfig | undefined;
  },
> implements TokenSource {
  readonly #config: Config;
  readonly #traits: TokenSourceTraits;
  readonly #code: LazyService<TokenSource>;
  readonly #pendingSignOut = inject(PendingSignOut);
  #source: TokenSource | undefined;

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = new Subject<AccessToken>();
  readonly renewsInWindow: boolean;
  readonly renew?: (refused: string | undefined) => Promise<AccessToken>;

  constructor(config: Config, loadCode: LoadTokenSource<Config>, traits: TokenSourceTraits) {
    this.#config = config;
    this.#traits = traits;
    this.#code = new LazyService(inject(Injector), async () => {
      const create = await loadCode(config);
      return () => create(config);
    });
    this.renewsInWindow = traits.renewsInWindow;
    if (traits.renews) {
      this.renew = async (refused) => {
        const source = await this.#load();
        return source.renew?.(refused) ?? Promise.reject(expired());
      };
    }
  }

  get cameBack(): boolean {
    return this.#traits.login?.outcome !== undefined;
  }

  async initialize(): Promise<void> {
    // An app with an API key alone has nobody to sign in.
    if (!this.#traits.keepsSession && this.#config.clientId === undefined) {
      return;
    }
    const source = await this.#load();
    await source.initialize();
  }

  async restore(): Promise<RestoreResult> {
    if (!this.#traits.keepsSession) {
      return {};
    }
    const source = await this.#load();
    return source.restore();
  }

  /** Not async: the window opens before this returns. */
  request(...asked: Parameters<TokenSource['request']>): Promise<AccessToken> {
    return this.#source?.request(...asked) ?? Promise.reject(notReady());
  }

  get providerSignOut(): ProviderSignOut | undefined {
    return this.#source?.providerSignOut;
  }

  async signOut({ ofAppOnly = false }: { readonly ofAppOnly?: boolean } = {}): Promise<void> {
    // First, and called before anything is waited for: a window opens in a gesture alone, which counts for seconds.
    const signedOutOfProvider = ofAppOnly ? Promise.resolve() : this.#signOutOfProvider();
    // Told below, unless the sign-out of the app fails, too.
    signedOutOfProvider.catch(() => undefined);
    await this.#signOutOfApp();
    await signedOutOfProvider;
  }

  async #signOutOfProvider(): Promise<void> {
    if (this.#traits.signsOutOfProvider) {
      const source = this.#source ?? (await this.#load());
      source.providerSignOut?.finish();
    }
  }

  async #signOutOfApp(): Promise<void> {
    if (!this.#traits.keepsSession) {
      return;
    }
    const { server } = this.#config;
    if (!server?.sealed) {
      const source = this.#source ?? (await this.#load());
      await source.signOut();
      return;
    }
    // Before the code is loaded: that may fail, and the tab may be closed meanwhile.
    this.#forgetLogin();
    this.#pendingSignOut.remember(server, 'sign-out');
    try {
      // Sent only while it is wanted: another tab may have signed in again while the code was loaded.
      await this.finishSignOut();
    } catch (error) {
      throw hasCode(error, 'sign-out-pending')
        ? error
        : signOutPending(CalendarSyncError.from(error));
    }
  }

  async finishSignOut(): Promise<boolean> {
    const { server } = this.#config;
    if (!server || this.#pendingSignOut.wish(server) === undefined) {
      return false;
    }
    // No await where the code is there: a sign-in that begins next has to find this sign-out begun, to stop it.
    const source = this.#source ?? (await this.#load());
    return (await source.finishSignOut?.()) ?? false;
  }

  async disconnect(token: () => Promise<AccessToken>): Promise<void> {
    const source = await this.#load();
    await source.disconnect(token);
  }

  #forgetLogin(): void {
    const { login } = this.#traits;
    if (login) {
      login.outcome = undefined;
    }
  }

  async #load(): Promise<TokenSource> {
    const source = await this.#code.load();
    if (this.#source !== source) {
      this.#source = source;
      source.ready$.subscribe(this.ready$);
      source.late$.subscribe(this.late$);
    }
    return source;
  }
}
