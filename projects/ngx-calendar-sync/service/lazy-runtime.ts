import {
  DestroyRef,
  ErrorHandler,
  inject,
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
  ɵStoredValue as StoredValue,
  ɵWAKE as WAKE,
} from 'ngx-calendar-sync/base';
import type { SignOutOptions } from 'ngx-calendar-sync/core';
import type {
  ɵAuthState as AuthState,
  ɵDiagnosedError as DiagnosedError,
} from 'ngx-calendar-sync/account';

/** After a failure of the network the load is repeated, as the start of the sign-in is. */
const RETRY_PAUSE_MS = 30_000;

/** What is behind a service, as its start sees it. */
interface Startable {
  readonly sessions: {
    signOut(options?: SignOutOptions): Promise<void>;
    signOutOfApp(discard: boolean): Promise<void>;
  };
}

/** How the start of a service comes to what is behind it. */
export interface RuntimeStart<R extends Startable> {
  /** Whether it is loaded only when the app first asks for something. */
  readonly startsLazily: boolean;
  /** The name under which a sign-out is kept that waits for the code, also for the next visit. */
  readonly signOutKey: string;
  /** Starts code that is there from the start, as in tests. In an injection context. */
  readonly startGiven?: (() => R) | undefined;
  /** Loads the code. What it resolves to starts it, in an injection context. */
  readonly load: () => Promise<() => R>;
}

/**
 * What is behind the service, whose code is loaded while the app starts, so that it is no part of what the app shows
 * first. With `start: 'lazy'` it is loaded when the app first asks for something. To be created in an injection context.
 */
export class LazyRuntime<R extends Startable> {
  readonly #injector = inject(Injector);
  readonly #tasks = inject(PendingTasks);
  readonly #errors = inject(ErrorHandler);
  readonly #start: RuntimeStart<R>;
  readonly #destroyed = inject(DestroyRef);
  readonly #state = new BehaviorSubject<R | CalendarSyncError | undefined>(undefined);
  /** A sign-out of a user whose sign-in could not be loaded: it is done when it can, also at the next visit. */
  readonly #wantsSignOut: StoredValue<SignOutWish>;
  /** The sign-outs of this page that wait for the code, and do themselves what {@link #wantsSignOut} says. */
  readonly #signOuts = new Set<(runtime: R) => void>();
  /** What is to be done when the code is there; of each owner the last. */
  readonly #waiting = new Map<object, (runtime: R) => void>();
  readonly #viewIsWanted = new BehaviorSubject(false);
  readonly #clock = inject(CLOCK);
  #loading: Promise<R> | undefined;
  #failedAt = 0;

  /** What the state of the sign-in is until the code is there. */
  readonly firstState: AuthState;
  /** Whether a view waits for the code. */
  readonly viewIsWanted$: Observable<boolean> = this.#viewIsWanted;

  constructor(start: RuntimeStart<R>) {
    this.#start = start;
    this.#wantsSignOut = new StoredValue(inject(LOCAL_STORAGE), start.signOutKey, isWish);
    this.firstState = { status: start.startsLazily ? 'signed-out' : 'initializing' };
    if (start.startGiven) {
      this.#runGiven(start.startGiven);
    } else if (!start.startsLazily) {
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
  get current(): R | undefined {
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
  load(): Promise<R> {
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
  live<V>(
    select: (runtime: R) => Observable<V>,
    before: (failure: CalendarSyncError | undefined) => V | Observable<V>,
  ): Observable<V> {
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
  whenLoaded<V>(
    select: (runtime: R) => Observable<V>,
    { loads }: { readonly loads: boolean },
  ): Observable<V> {
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
  show(owner: object, action: (runtime: R) => void): void {
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
      const signOut = (runtime: R) => {
        signedOut = runtime.sessions.signOut({ discard });
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
  command<V>(run: (runtime: R) => Promise<V>, signal?: AbortSignal): Promise<V> {
    const { current } = this;
    return current ? run(current) : abortable(() => this.load().then(run), signal);
  }

  /** A failure is the state of the service. */
  #loadInBackground(): void {
    this.load().catch(() => undefined);
  }

  /** The app is unstable until the code is there: server rendering and tests wait for what it does. */
  async #load(): Promise<R> {
    const done = this.#tasks.add();
    if (this.failure) {
      this.#state.next(undefined);
    }
    try {
      return this.#run(await this.#start.load());
    } catch (thrown) {
      throw this.#failed(thrown);
    } finally {
      done();
    }
  }

  /** Before a session is searched for. */
  #signOutOf(runtime: R): void {
    const wish = this.#wantsSignOut.read();
    this.#wantsSignOut.write(undefined);
    for (const signOut of this.#signOuts) {
      signOut(runtime);
    }
    if (wish && this.#signOuts.size === 0) {
      // What the token server has not heard is sent again by what is behind the service.
      runtime.sessions.signOutOfApp(wish === 'discard').catch(() => undefined);
    }
  }

  #runGiven(start: () => R): void {
    try {
      this.#run(start);
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

  #run(start: () => R): R {
    if (this.#destroyed.destroyed) {
      throw new CalendarSyncError('cancelled', ngDevMode && 'The app has ended.');
    }
    const runtime = runInInjectionContext(this.#injector, start);
    this.#signOutOf(runtime);
    for (const action of this.#waiting.values()) {
      try {
        action(runtime);
      } catch (error) {
        this.#errors.handleError(error);
      }
    }
    this.#waiting.clear();
    this.#state.next(runtime);
    return runtime;
  }
}

type SignOutWish = true | 'discard';

function isWish(value: unknown): value is SignOutWish {
  return value === true || value === 'discard';
}
