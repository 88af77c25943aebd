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
  defer,
  distinctUntilChanged,
  EMPTY,
  isObservable,
  map,
  merge,
  type Observable,
  of,
  shareReplay,
  switchMap,
  timer,
} from 'rxjs';
import {
  CalendarSyncError,
  ɵabortable as abortable,
  ɵCLOCK as CLOCK,
  ɵhasCode as hasCode,
  ɵLOCAL_STORAGE as LOCAL_STORAGE,
  ɵorNotLoaded as orNotLoaded,
  ɵStoredValue as StoredValue,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import type { SignOutOptions } from 'ngx-calendar-sync/core';
import type {
  DiagnosedError,
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

/** After a failure of the network the load is repeated, as the start of the sign-in is. */
const RETRY_PAUSE_MS = 30_000;

/** The arguments of `provideGoogleCalendarSync`. */
export const CONFIG_SOURCE = new InjectionToken<GoogleCalendarSyncConfigSource>(
  'ngx-calendar-sync Google config source',
);
export const FEATURES = new InjectionToken<GoogleFeatures>('ngx-calendar-sync Google features');

/** The code behind the service. */
export interface GoogleCode {
  readonly runtime: { readonly ɵstartGoogle: typeof startGoogle };
  readonly writes: GoogleStart['writes'];
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
  /** A sign-out of a user whose sign-in could not be loaded: it is done when it can, also at the next visit. */
  readonly #wantsSignOut = new StoredValue(
    inject(LOCAL_STORAGE),
    'ngx-calendar-sync sign-out before the start',
    isWish,
  );
  /** The sign-outs of this page that wait for the code, and do themselves what {@link #wantsSignOut} says. */
  readonly #signOuts = new Set<(google: GoogleRuntime) => void>();
  /** What is to be done when the code is there; of each owner the last. */
  readonly #waiting = new Map<object, (google: GoogleRuntime) => void>();
  readonly #viewIsWanted = new BehaviorSubject(false);
  readonly #clock = inject(CLOCK);
  #loading: Promise<GoogleRuntime> | undefined;
  #failedAt = 0;

  /** What the state of the sign-in is until the code is there. */
  readonly firstState: GoogleAuthState;
  /** Whether a view waits for the code. */
  readonly viewIsWanted$: Observable<boolean> = this.#viewIsWanted;

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
    const wake$ = inject(WAKE);
    this.#state
      .pipe(
        map((state) => hasCode(state, 'offline', 'script-failed')),
        distinctUntilChanged(),
        switchMap((isTransient) =>
          isTransient ? merge(timer(RETRY_PAUSE_MS, RETRY_PAUSE_MS, this.#clock), wake$) : EMPTY,
        ),
        takeUntilDestroyed(),
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

  /** {@link failure} for a bug report. */
  get diagnosedFailure(): readonly DiagnosedError[] {
    const { failure } = this;
    return failure ? [{ at: new Date(this.#failedAt).toISOString(), code: failure.code }] : [];
  }

  /** Rejects with `offline`, `script-failed`, or `invalid-config`. */
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
    before: (failure: CalendarSyncError | undefined) => R | Observable<R>,
  ): Observable<R> {
    return this.#state.pipe(
      switchMap((state) => {
        if (state !== undefined && !(state instanceof CalendarSyncError)) {
          return select(state);
        }
        const value = before(state);
        return isObservable(value) ? value : of(value);
      }),
      distinctUntilChanged(),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }

  /**
   * The same for what has nothing to tell until the code is there.
   * @param loads Whether to load it for that, where the app starts lazily or a load has failed.
   */
  whenLoaded<R>(
    select: (google: GoogleRuntime) => Observable<R>,
    { loads }: { readonly loads: boolean },
  ): Observable<R> {
    return defer(() => {
      if (loads && !this.current) {
        this.#loadInBackground();
      }
      return this.#state.pipe(
        switchMap((state) =>
          state === undefined || state instanceof CalendarSyncError ? EMPTY : select(state),
        ),
      );
    });
  }

  /**
   * Does it now where the code is there, else when it is, also where a load fails before that. What it then throws goes to
   * the ErrorHandler.
   * @param owner Of each owner only what was asked last is done.
   */
  show(owner: object, action: (google: GoogleRuntime) => void): void {
    const { current } = this;
    if (current) {
      action(current);
      return;
    }
    // Behind what others have asked since.
    this.#waiting.delete(owner);
    this.#waiting.set(owner, action);
    this.#viewIsWanted.next(true);
    if (!this.failure) {
      this.#loadInBackground();
    }
  }

  /** Where the code cannot be loaded, the user is signed out when it can. */
  signOut(options?: SignOutOptions): Promise<void> {
    const { current } = this;
    if (current) {
      return current.sessions.signOut(options);
    }
    const { discard = false, signal } = options ?? {};
    return abortable(async () => {
      this.#wantsSignOut.write(discard ? 'discard' : true);
      let signedOut: Promise<void> | undefined;
      const signOut = (google: GoogleRuntime) => {
        signedOut = google.sessions.signOut({ discard });
      };
      this.#signOuts.add(signOut);
      try {
        await this.load();
      } finally {
        this.#signOuts.delete(signOut);
      }
      await signedOut;
    }, signal);
  }

  /** Begins before it returns where the code is there, so that a window may open in a gesture. */
  command<R>(run: (google: GoogleRuntime) => Promise<R>, signal?: AbortSignal): Promise<R> {
    const { current } = this;
    return current ? run(current) : abortable(() => this.load().then(run), signal);
  }

  /** A failure is the state of the service. */
  #loadInBackground(): void {
    this.load().catch(() => undefined);
  }

  /** The app is unstable until the code is there: server rendering and tests wait for what it does. */
  async #load(): Promise<GoogleRuntime> {
    const done = this.#tasks.add();
    if (this.failure) {
      this.#state.next(undefined);
    }
    try {
      const [runtime, offline] = await Promise.all([
        orNotLoaded(import('ngx-calendar-sync/google/runtime')),
        this.#features.offlineReplica?.load() as Promise<GoogleStart['offline']> | undefined,
      ]);
      const writes = () => import('ngx-calendar-sync/google/writes');
      return this.#start({ runtime, writes, offline });
    } catch (thrown) {
      throw this.#failed(thrown);
    } finally {
      done();
    }
  }

  /** Before a session is searched for. */
  #signOutOf(google: GoogleRuntime): void {
    const wish = this.#wantsSignOut.read();
    this.#wantsSignOut.write(undefined);
    for (const signOut of this.#signOuts) {
      signOut(google);
    }
    if (wish && this.#signOuts.size === 0) {
      // What the token server has not heard is sent again by what is behind the service.
      google.sessions.finishSignOut(wish === 'discard').catch(() => undefined);
    }
  }

  #startGiven(code: GoogleCode): void {
    try {
      this.#start(code);
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  #failed(thrown: unknown): CalendarSyncError {
    const error = CalendarSyncError.from(thrown);
    // Before the state says so: who hears of it may try again at once.
    this.#loading = undefined;
    this.#failedAt = this.#clock.now();
    // What no later try can mend is for the developer to know.
    if (!hasCode(error, 'offline', 'script-failed', 'cancelled')) {
      this.#errors.handleError(error);
    }
    this.#state.next(error);
    return error;
  }

  #start({ runtime, writes, offline }: GoogleCode): GoogleRuntime {
    if (this.#destroyed.destroyed) {
      throw new CalendarSyncError('cancelled', ngDevMode && 'The app has ended.');
    }
    const google = runInInjectionContext(this.#injector, () =>
      runtime.ɵstartGoogle({
        config: this.#config,
        features: this.#features,
        login: this.#login,
        writes,
        ...(offline ? { offline } : {}),
      }),
    );
    this.#signOutOf(google);
    for (const action of this.#waiting.values()) {
      try {
        action(google);
      } catch (error) {
        this.#errors.handleError(error);
      }
    }
    this.#waiting.clear();
    this.#state.next(google);
    return google;
  }
}

type SignOutWish = true | 'discard';

function isWish(value: unknown): value is SignOutWish {
  return value === true || value === 'discard';
}
