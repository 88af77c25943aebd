import {
  BehaviorSubject,
  combineLatest,
  EMPTY,
  map,
  type Observable,
  scan,
  startWith,
  type Subscription,
} from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { inRange, sameRange, type TimeRange } from '../model/time-range';
import { type EventWindow, type EventWindows, mergeById } from '../outbox/event-window';
import type { EventAnswer } from '../provider/event-backend';
import type { KnownEvents } from '../provider/online-events';

/** Calendars and the range that they are shown in. */
export interface ShownView {
  readonly calendarIds: readonly string[];
  readonly range: TimeRange;
}

export interface ViewState<E extends CalendarEvent> {
  readonly view: ShownView | undefined;
  /** Of the calendars in view, and of those that were in view before. */
  readonly windows: EventWindows<E>;
}

type WatchCalendar<E extends CalendarEvent> = (
  calendarId: string,
  range: TimeRange,
) => Observable<EventAnswer<E>>;

/** What is known of the view, one window for each calendar. Calendars that leave the view are watched on. */
export class ViewWindows<E extends CalendarEvent> {
  readonly #watch: WatchCalendar<E>;
  readonly #state: BehaviorSubject<ViewState<E>>;
  readonly #watches = new Map<string, Subscription>();

  readonly state$: Observable<ViewState<E>>;

  /** @param known Shown until the first answer of their calendar, whatever its range. */
  constructor(watch: WatchCalendar<E>, known: readonly KnownEvents<E>[]) {
    this.#watch = watch;
    const windows = known.map(
      // They are asked for again: as of another source, they are complete for none of the ranges here.
      ({ calendarId, range, events }) => [calendarId, { range, events, loading: true }] as const,
    );
    this.#state = new BehaviorSubject<ViewState<E>>({ view: undefined, windows: new Map(windows) });
    this.state$ = this.#state;
  }

  get state(): ViewState<E> {
    return this.#state.value;
  }

  /** Shows what is known of a view at once, and asks for what is not. */
  show(view: ShownView): void {
    this.#state.next({ ...this.state, view });
    for (const id of view.calendarIds) {
      const window = this.state.windows.get(id);
      if (
        !window ||
        !this.#watches.has(id) ||
        window.error ||
        !sameRange(window.range, view.range)
      ) {
        this.#load(id, view.range);
      }
    }
  }

  /** Forgets the calendars that are out of view: they are asked for when they come back. */
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
    const watch = this.#watch(calendarId, range)
      .pipe(scan(completedBy, first), startWith(first))
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

/** Events that an incomplete answer lacks stay on screen: they may exist all the same. */
export function completedBy<E extends CalendarEvent>(
  shown: EventAnswer<E>,
  answer: EventAnswer<E>,
): EventAnswer<E> {
  const isWhole = !answer.loading && !answer.error;
  return isWhole ? answer : { ...answer, events: mergeById(shown.events, answer.events) };
}

/** The events in the colours that are known by now: a provider may tell colours later than events. */
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
