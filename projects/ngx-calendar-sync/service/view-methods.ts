import { computed, inject, Injector, type Signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { catchError, defer, map, type Observable, of, switchMap, tap } from 'rxjs';
import type {
  CalendarChanges,
  CalendarEvent,
  CalendarView,
  CommandOptions,
  LoadingState,
} from 'ngx-calendar-sync/core';
import type { ɵEventOf as EventOf } from 'ngx-calendar-sync/sessions';
import type { CalendarRuntime, ServiceTypes } from './calendar-runtime';
import { ServiceBase } from './service-base';

/** Where `setView` and `watchEvents` follow a function. */
export interface ViewOptions {
  /** Needed outside of an injection context: what is called is followed until this injector is destroyed. */
  readonly injector?: Injector;
}

/** While nothing is to be shown. */
const NOTHING_LOADED: LoadingState = {
  phase: 'idle',
  calendarsDone: 0,
  calendars: 0,
  events: 0,
  errors: new Map(),
};

/** While what reads the view is loaded itself. */
const LOADING: LoadingState = { ...NOTHING_LOADED, phase: 'loading' };

/** What a service shows of the events: its view, and other ranges that are watched. */
export abstract class ViewMethods<
  A extends ServiceTypes,
  R extends CalendarRuntime<A>,
> extends ServiceBase<A, R> {
  /**
   * The events of the view in the order of their start, series as occurrences, the app's own writes at once. All subscribers
   * and {@link events} get the same array: a component that sorts its events or changes them in place is given a copy.
   */
  readonly events$: Observable<EventOf<A>[]> = this.ɵruntime.live(
    ({ sessions }) => sessions.live((s) => s.events$).pipe(map(forComponents<EventOf<A>>)),
    () => [],
  );
  /** {@link events$} as a signal. */
  readonly events = toSignal(this.events$, { requireSync: true });

  /** How far the view is with its events, and which calendars could not be read. */
  readonly syncState$: Observable<LoadingState> = this.ɵruntime.live(
    ({ sessions }) => sessions.live((s) => s.syncState$),
    () =>
      this.ɵruntime.viewIsWanted$.pipe(map((isWanted) => (isWanted ? LOADING : NOTHING_LOADED))),
  );
  /** {@link syncState$} as a signal. */
  readonly syncState = toSignal(this.syncState$, { requireSync: true });

  /** What changes in the local copy, here or elsewhere, for apps that keep events of their own; never without a copy. */
  readonly changes$: Observable<CalendarChanges<EventOf<A>>> = this.ɵruntime.whenLoaded(
    ({ sessions }) => sessions.changes$,
    { loads: false },
  );

  /**
   * Says what `events$` holds. What is known of it shows at once, the rest as it comes. A day such as `2026-06-01` is
   * that day in the configured time zone, else in the browser's, and so is a time without an offset.
   *
   * With a function, which may read signals, the view follows it while the component lives in which this is called. Where
   * several components do so, the last one to come is shown, and when it is gone, the one before: components that show
   * ranges of their own at the same time call {@link watchEvents}. Where the function returns `undefined`, what it has
   * returned before stays in view, as does the view of the last component when that is gone.
   * @example service.setView({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' });
   * @example service.setView(() => ({ calendarIds: this.ids(), ...this.week() })); // in a constructor
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date. While the code of the library is
   * still loaded, and with a function, this goes to the ErrorHandler.
   */
  setView(view: CalendarView | (() => CalendarView | undefined), options?: ViewOptions): void {
    if (typeof view !== 'function') {
      this.ɵruntime.show(this, ({ sessions }) => {
        sessions.setView(view);
      });
      return;
    }
    const injector = options?.injector ?? inject(Injector);
    const owner = {};
    toObservable(computed(thunk(view)), { injector }).subscribe({
      next: (current) => {
        this.ɵruntime.show(owner, ({ sessions }) => {
          sessions.followView(owner, current);
        });
      },
      complete: () => {
        this.ɵruntime.show(owner, ({ sessions }) => {
          sessions.removeView(owner);
        });
      },
    });
  }

  /**
   * The events of a range beside the view: now, and whenever they change. Without a local copy only the app's own writes
   * change them. Days are those of {@link setView}.
   * @example service.watchEvents({ calendarIds: ['primary'], start: '2026-06-01', end: '2026-07-01' }).subscribe(show);
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date
   */
  watchEvents(view: CalendarView): Observable<EventOf<A>[]>;
  /**
   * The same of a function, which may read signals, as a signal of the events: it follows the function while the component
   * lives in which it is called, and is empty where the function returns `undefined`. Each component may watch a range of
   * its own; none of them changes what `events$` holds.
   * @example readonly events = this.service.watchEvents(() => ({ calendarIds: this.ids(), ...this.week() }));
   * @throws CalendarSyncError `invalid-request` for an empty range, or what is not a date: when the signal is read, until
   * the function returns another range
   */
  watchEvents(view: () => CalendarView | undefined, options?: ViewOptions): Signal<EventOf<A>[]>;
  watchEvents(
    view: CalendarView | (() => CalendarView | undefined),
    options?: ViewOptions,
  ): Observable<EventOf<A>[]> | Signal<EventOf<A>[]> {
    const watch = (watched: CalendarView, before?: readonly EventOf<A>[]) =>
      this.ɵruntime
        .whenLoaded(({ sessions }) => sessions.watchEvents(watched, before), { loads: true })
        .pipe(map(forComponents<EventOf<A>>));
    if (typeof view !== 'function') {
      return watch(view);
    }
    const injector = options?.injector ?? inject(Injector);
    let shown: EventOf<A>[] = [];
    const events = toSignal(
      toObservable(computed(thunk(view)), { injector }).pipe(
        switchMap((next) =>
          defer(() => {
            const current = next();
            return current ? watch(current, shown) : of([]);
          }).pipe(
            tap((now) => (shown = now)),
            map((now) => () => now),
            // Kept as a value, so that the signal goes on with the next range.
            catchError((error: unknown) => of(failing(error))),
          ),
        ),
      ),
      { initialValue: (): EventOf<A>[] => [], injector },
    );
    return computed(() => events()());
  }

  /**
   * Brings the local copy and all that is in view up to date. Resolves when `events$` shows what the calendar service had at this moment
   * or later. Where some calendars cannot be read and others can, it resolves too: the errors are in `syncState`, under
   * `errors` and `copy.errors`. In a click it renews an expired sign-in first.
   * @throws CalendarSyncError where no calendar could be read: `offline`, `expired`, `signed-out`, …; `script-failed` where the
   * code of the library could not be loaded
   */
  sync(options?: CommandOptions): Promise<void> {
    const signal = options?.signal;
    return this.ɵruntime.command(
      ({ sessions }) => sessions.command(({ session }) => session.sync(), signal),
      signal,
    );
  }

  /**
   * The same as {@link sync}, for what the app does by itself, as from time to time: it never opens a window. An app that
   * shows `syncState` need do nothing about a rejection, but has to catch it.
   * @throws CalendarSyncError what {@link sync} throws
   * @example service.refresh().catch(() => undefined);
   */
  refresh(options?: CommandOptions): Promise<void> {
    const signal = options?.signal;
    return this.ɵruntime.command(({ sessions }) => sessions.refresh(signal), signal);
  }
}

type View = () => CalendarView | undefined;

/** What the app's function returns or throws, as a function: one that has thrown can be followed on. */
function thunk(view: View): () => View {
  return () => {
    try {
      const current = view();
      return () => current;
    } catch (error) {
      return failing(error);
    }
  };
}

function failing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

/** Calendar components declare that they take arrays which may be written to: none of them is one of the library's own. */
export function forComponents<E extends CalendarEvent>(events: readonly E[]): E[] {
  return [...events];
}
