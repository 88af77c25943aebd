import {
  BehaviorSubject,
  combineLatest,
  distinctUntilChanged,
  EMPTY,
  map,
  type Observable,
  scan,
  startWith,
  type Subscription,
} from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { inRange, sameRange, type TimeRange } from '../model/time-range';
import type { EventAnswer } from '../provider/event-backend';
import type { KnownEvents } from '../provider/online-events';
import { withEarlierEvents } from '../provider/partial-answers';
import type { EventWindow, EventWindows } from './event-window';

/** The calendars in view, and the range that they are shown in. */
export interface ShownView {
  readonly calendarIds: readonly string[];
  readonly range: TimeRange;
}

export interface ViewState<E extends CalendarEvent> {
  readonly view: ShownView | undefined;
  /** Those of the calendars in view, and of the calendars that were in view before. */
  readonly windows: EventWindows<E>;
}

/** `inView$`: whether the calendar is in view, now and from then on. */
type WatchCalendar<E extends CalendarEvent> = (
  calendarId: string,
  range: TimeRange,
  inView$: Observable<boolean>,
) => Observable<EventAnswer<E>>;

/** The events of the view, in one window for each calendar. Calendars that leave the view go on being watched. */
export class ViewWindows<E extends CalendarEvent> {
  readonly #watch: WatchCalendar<E>;
  readonly #state: BehaviorSubject<ViewState<E>>;
  readonly #watches = new Map<string, Subscription>();

  readonly state$: Observable<ViewState<E>>;

  /**
   * @param known Events to show until the first complete answer of their calendar, as far as they are in the view: their
   * range may be another one.
   */
  constructor(watch: WatchCalendar<E>, known: readonly KnownEvents<E>[]) {
    this.#watch = watch;
    const windows = known.map(
      // Loading, because the backend is asked for each of these calendars all the same: they come from elsewhere, such
      // as the page that a server has rendered.
      ({ calendarId, range, events }) => [calendarId, { range, events, loading: true }] as const,
    );
    this.#state = new BehaviorSubject<ViewState<E>>({ view: undefined, windows: new Map(windows) });
    this.state$ = this.#state;
  }

  get state(): ViewState<E> {
    return this.#state.value;
  }

  /** Shows what is known of a view at once, and watches its calendars in its range. */
  show(view: ShownView): void {
    this.#state.next({ ...this.state, view });
    for (const id of view.calendarIds) {
      const window = this.state.windows.get(id);
      if (
        !window ||
        // Events that were known from elsewhere are not watched yet.
        !this.#watches.has(id) ||
        window.error ||
        !sameRange(window.range, view.range)
      ) {
        this.#load(id, view.range);
      }
    }
  }

  /** Forgets the calendars that are out of view: when they come back, the backend is asked for them again. */
  forgetHidden(): void {
    const { view } = this.state;
    const windows = new Map(this.state.windows);
    for (const [id, watch] of this.#watches) {
      if (!view?.calendarIds.includes(id)) {
        watch.unsubscribe();
        windows.delete(id);
      }
    }
    this.#state.next({ view, windows });
  }

  #load(calendarId: string, range: TimeRange): void {
    this.#watches.get(calendarId)?.unsubscribe();
    const before = this.state.windows.get(calendarId)?.events ?? [];
    const first: EventAnswer<E> = {
      events: before.filter((event) => inRange(event, range)),
      loading: true,
    };
    const inView$ = this.state$.pipe(
      map(({ view }) => view?.calendarIds.includes(calendarId) ?? false),
      distinctUntilChanged(),
    );
    const watch = this.#watch(calendarId, range, inView$)
      .pipe(
        scan((shown, answer) => withEarlierEvents(shown.events, answer), first),
        startWith(first),
      )
      .subscribe(({ events, ...answer }) => {
        const window: EventWindow<E> = {
          ...answer,
          range,
          events: events.filter((event) => inRange(event, range)),
        };
        this.#state.next({
          ...this.state,
          windows: new Map(this.state.windows).set(calendarId, window),
        });
      });
    this.#watches.set(calendarId, watch);
  }
}

/** The events in the colours of now: a provider may know colours only after the events. */
export function inCurrentColors<E extends CalendarEvent>(
  answers$: Observable<EventAnswer<E>>,
  { recolored$ = EMPTY, recolor }: Recoloring<E>,
): Observable<EventAnswer<E>> {
  if (!recolor) {
    return answers$;
  }
  return combineLatest([
    answers$,
    recolored$.pipe(
      map(() => true),
      startWith(false),
    ),
  ]).pipe(
    map(([answer, isRecolored]) =>
      isRecolored ? { ...answer, events: answer.events.map(recolor) } : answer,
    ),
  );
}

interface Recoloring<E extends CalendarEvent> {
  readonly recolored$?: Observable<void>;
  readonly recolor?: (event: E) => E;
}
