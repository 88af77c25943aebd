import {
  DestroyRef,
  ErrorHandler,
  inject,
  Injectable,
  InjectionToken,
  Injector,
  PendingTasks,
  runInInjectionContext,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  BehaviorSubject,
  distinctUntilChanged,
  EMPTY,
  filter,
  type Observable,
  of,
  shareReplay,
  switchMap,
  take,
} from 'rxjs';
import {
  CalendarSyncError,
  ɵabortable as abortable,
  ɵhasCode as hasCode,
  ɵorNotLoaded as orNotLoaded,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import type {
  ɵGoogleRuntime as GoogleRuntime,
  ɵGoogleStart as GoogleStart,
  GoogleAuthState,
  ɵstartGoogle as startGoogle,
} from 'ngx-calendar-sync/google/runtime';
import {
  type GoogleCalendarSyncConfigSource,
  type ɵGoogleFeatures as GoogleFeatures,
  ɵRedirectLogin as RedirectLogin,
} from 'ngx-calendar-sync/google/start';

/** The arguments of `provideGoogleCalendarSync`. */
export const CONFIG_SOURCE = new InjectionToken<GoogleCalendarSyncConfigSource>(
  'ngx-calendar-sync Google config source',
);
export const FEATURES = new InjectionToken<GoogleFeatures>('ngx-calendar-sync Google features');

/** The code behind the service. */
export interface GoogleCode {
  readonly runtime: { readonly ɵstartGoogle: typeof startGoogle };
  readonly offline?: GoogleStart['offline'];
}

/** Tests provide the code itself, so that nothing has to be loaded. */
export const GOOGLE_CODE = new InjectionToken<GoogleCode>('ngx-calendar-sync Google code');

/**
 * What is behind the service, whose code is loaded while the app starts, so that it is no part of what the app shows
 * first. With `start: 'lazy'` it is loaded when the app first asks for something.
 */
@Injectable()
export class LazyGoogle {
  readonly #injector = inject(Injector);
  readonly #tasks = inject(PendingTasks);
  readonly #errors = inject(ErrorHandler);
  readonly #config = inject(CONFIG_SOURCE);
  readonly #features = inject(FEATURES);
  // Created with the app, before a router changes the address that it reads.
  readonly #login = inject(RedirectLogin);
  readonly #destroyed = inject(DestroyRef);
  readonly #state = new BehaviorSubject<GoogleRuntime | CalendarSyncError | undefined>(undefined);
  #loading: Promise<GoogleRuntime> | undefined;

  /** What the state of the sign-in is until the code is there. */
  readonly firstState: GoogleAuthState;

  constructor() {
    const config = this.#config instanceof Promise ? undefined : this.#config;
    const givenCode = inject(GOOGLE_CODE, { optional: true });
    const { start, auth } = typeof config === 'object' ? config : {};
    // The login from which the page comes back was begun by the app.
    const cameBack = auth === 'redirect' && this.#login.outcome !== undefined;
    const startsLazily = start === 'lazy' && !cameBack;
    this.firstState = { status: startsLazily ? 'signed-out' : 'initializing' };
    if (givenCode) {
      this.#startGiven(givenCode);
    } else if (!startsLazily) {
      this.#loadInBackground();
    }
    inject(WAKE)
      .pipe(
        takeUntilDestroyed(),
        filter(() => this.failure !== undefined && this.failure.code !== 'invalid-config'),
      )
      .subscribe(() => {
        this.#loadInBackground();
      });
  }

  /** `undefined` until the code is there. */
  get current(): GoogleRuntime | undefined {
    const { value } = this.#state;
    return value instanceof CalendarSyncError ? undefined : value;
  }

  get isLoading(): boolean {
    return this.#loading !== undefined;
  }

  /** Why the code could not be loaded; it is tried again when the app asks for something, or comes back online. */
  get failure(): CalendarSyncError | undefined {
    const { value } = this.#state;
    return value instanceof CalendarSyncError ? value : undefined;
  }

  /** Rejects with `offline` or `script-failed`. */
  load(): Promise<GoogleRuntime> {
    const { current } = this;
    if (current) {
      return Promise.resolve(current);
    }
    this.#loading ??= this.#load();
    return this.#loading;
  }

  /**
   * State of what is behind the service, now and whenever it changes.
   * @param before What it is until the code is there, given why it could not be loaded, if so.
   */
  live<R>(
    select: (google: GoogleRuntime) => Observable<R>,
    before: (failure: CalendarSyncError | undefined) => R,
  ): Observable<R> {
    return this.#state.pipe(
      switchMap((state) =>
        state === undefined || state instanceof CalendarSyncError
          ? of(before(state))
          : select(state),
      ),
      distinctUntilChanged(),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }

  /** The same for what has nothing to tell until the code is there. */
  later<R>(select: (google: GoogleRuntime) => Observable<R>): Observable<R> {
    return this.#state.pipe(
      switchMap((state) =>
        state === undefined || state instanceof CalendarSyncError ? EMPTY : select(state),
      ),
    );
  }

  /**
   * Does it now where the code is there, else when it is, also where a load fails before that. What it then throws goes to
   * the ErrorHandler.
   */
  do(action: (google: GoogleRuntime) => void): void {
    const { current } = this;
    if (current) {
      action(current);
      return;
    }
    this.later((google) => of(google))
      .pipe(take(1), takeUntilDestroyed(this.#destroyed))
      .subscribe((google) => {
        try {
          action(google);
        } catch (error) {
          this.#errors.handleError(error);
        }
      });
    this.#loadInBackground();
  }

  /** Begins before it returns where the code is there, so that a window may open in a gesture. */
  command<R>(run: (google: GoogleRuntime) => Promise<R>, signal?: AbortSignal): Promise<R> {
    const { current } = this;
    return current ? run(current) : abortable(() => this.load().then(run), signal);
  }

  /** A failure is the state of the service. What only a developer can mend is told to the ErrorHandler, too. */
  #loadInBackground(): void {
    this.load().catch((error: unknown) => {
      this.#tellDeveloper(error);
    });
  }

  #startGiven(code: GoogleCode): void {
    try {
      this.#start(code);
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      this.#state.next(error);
      this.#tellDeveloper(error);
    }
  }

  #tellDeveloper(error: unknown): void {
    if (hasCode(error, 'invalid-config') && !this.#destroyed.destroyed) {
      this.#errors.handleError(error);
    }
  }

  /** The app is unstable until the code is there: server rendering and tests wait for what it does. */
  async #load(): Promise<GoogleRuntime> {
    const done = this.#tasks.add();
    try {
      const [runtime, offline] = await Promise.all([
        orNotLoaded(import('ngx-calendar-sync/google/runtime')),
        this.#features.offlineReplica?.load() as Promise<GoogleStart['offline']> | undefined,
      ]);
      return this.#start({ runtime, offline });
    } catch (thrown) {
      const error = CalendarSyncError.from(thrown);
      // Before the state says so: who hears of it may try again at once.
      this.#loading = undefined;
      this.#state.next(error);
      throw error;
    } finally {
      done();
    }
  }

  #start({ runtime, offline }: GoogleCode): GoogleRuntime {
    if (this.#destroyed.destroyed) {
      throw new CalendarSyncError('cancelled', 'The app has ended.');
    }
    const google = runInInjectionContext(this.#injector, () =>
      runtime.ɵstartGoogle({
        config: this.#config,
        features: this.#features,
        login: this.#login,
        ...(offline ? { offline } : {}),
      }),
    );
    this.#state.next(google);
    return google;
  }
}
