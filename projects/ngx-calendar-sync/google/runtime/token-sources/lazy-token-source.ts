import { inject, Injector } from '@angular/core';
import { BehaviorSubject, Subject } from 'rxjs';
import {
  CalendarSyncError,
  ɵhasCode as hasCode,
  ɵnotReady as notReady,
  ɵLazyService as LazyService,
} from 'ngx-calendar-sync/base';
import {
  type ɵAccessToken as AccessToken,
  ɵexpired as expired,
  type ɵRestoreResult as RestoreResult,
  type ɵTokenSource as TokenSource,
} from 'ngx-calendar-sync/account';
import type { ResolvedConfig } from '../config/resolved-config';
import { PendingSignOut, signOutPending } from './pending-sign-out';
import { ɵRedirectLogin as RedirectLogin } from 'ngx-calendar-sync/google/start';
import { TOKEN_SOURCE_CODE } from './token-source-code';

/**
 * The token source of the configuration, whose code is loaded when it is first needed. The remembered account and the
 * sessions of other tabs do not wait for that code. What needs it rejects with `script-failed` where it cannot be loaded.
 * It is made in an injection context.
 */
export class LazyTokenSource implements TokenSource {
  readonly #config: ResolvedConfig;
  readonly #code: LazyService<TokenSource>;
  readonly #pendingSignOut = inject(PendingSignOut);
  readonly #login = inject(RedirectLogin);
  /** Whether a session outlives the page, at a token server or in the app itself. */
  readonly #keepsSession: boolean;
  #source: TokenSource | undefined;

  readonly ready$ = new BehaviorSubject(false);
  readonly late$ = new Subject<AccessToken>();
  readonly renewsInWindow: boolean;
  readonly renew?: (refused: string | undefined) => Promise<AccessToken>;

  constructor(config: ResolvedConfig) {
    this.#config = config;
    const loadCode = inject(TOKEN_SOURCE_CODE)[config.auth];
    this.#code = new LazyService(inject(Injector), async () => {
      const create = await loadCode();
      return () => create(config);
    });
    this.#keepsSession = config.auth !== 'client';
    this.renewsInWindow = !this.#keepsSession;
    if (this.#keepsSession) {
      this.renew = async (refused) => {
        const source = await this.#load();
        return source.renew?.(refused) ?? Promise.reject(expired());
      };
    }
  }

  get cameBack(): boolean {
    return this.#config.auth === 'redirect' && this.#login.outcome !== undefined;
  }

  async initialize(): Promise<void> {
    // An app with an API key alone has nobody to sign in.
    if (!this.#keepsSession && this.#config.clientId === undefined) {
      return;
    }
    const source = await this.#load();
    await source.initialize();
  }

  async restore(): Promise<RestoreResult> {
    if (!this.#keepsSession) {
      return {};
    }
    const source = await this.#load();
    return source.restore();
  }

  /** Not async: the window opens before this returns. */
  request(...asked: Parameters<TokenSource['request']>): Promise<AccessToken> {
    return this.#source?.request(...asked) ?? Promise.reject(notReady());
  }

  async signOut(): Promise<void> {
    if (!this.#keepsSession) {
      return;
    }
    const { server } = this.#config;
    if (!server?.sealed) {
      const source = this.#source ?? (await this.#load());
      await source.signOut();
      return;
    }
    // Before the code is loaded: that may fail, and the tab may be closed meanwhile.
    this.#login.outcome = undefined;
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
