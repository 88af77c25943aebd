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
import type { SignInConfig, SignInProvider } from './sign-in-provider';
import type { SignInRunner } from './sign-in-runner';

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
 * The start of the sign-in: with the app, or where the configuration says so when the app calls `initialize()`. It is
 * repeated after failures that may pass. Under server rendering nothing starts. Created in an injection context.
 */
export class SignInStart<Identity extends AccountIdentity, Config extends SignInConfig> {
  readonly #clock = inject(CLOCK);
  readonly #tokens = inject(AccessTokens);
  readonly #diagnostics = inject(Diagnostics);
  readonly #browser = isPlatformBrowser(inject(PLATFORM_ID));
  readonly #provider: SignInProvider<Identity, Config>;
  readonly #runner: SignInRunner<Identity, Config>;
  #starting: Promise<void> | undefined;
  /** Once true it stays so: what has started is started again after a failure of the network. */
  #mayStart = false;

  constructor(provider: SignInProvider<Identity, Config>, runner: SignInRunner<Identity, Config>) {
    this.#provider = provider;
    this.#runner = runner;
    this.#retryTransientFailures();
    // At once where the configuration is there, so that no first rendering waits for a start that does not come.
    if (provider.config.current) {
      this.#deferIfLazy(provider.config.current);
    }
    this.#startOnce().catch((error: unknown) => {
      runner.tellDeveloper(error);
    });
  }

  initialize(): Promise<void> {
    this.#mayStart = true;
    this.#runner.dispatch({ type: 'restarted' });
    return this.#startOnce();
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
}
