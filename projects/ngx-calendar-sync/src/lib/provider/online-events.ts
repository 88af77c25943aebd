import {
  asyncScheduler,
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  finalize,
  firstValueFrom,
  map,
  merge,
  NEVER,
  type Observable,
  of,
  type SchedulerLike,
  startWith,
  Subject,
  switchMap,
  take,
  takeUntil,
  tap,
} from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError } from '../model/calendar-sync-error';
import { sameRange, type TimeRange } from '../model/time-range';
import type { ConfirmWrite, EventAnswer, EventBackend, HeldEvent } from './event-backend';
import { targetOf, type WriteTarget } from './event-write';

export interface OnlineEventsContext<E extends CalendarEvent> {
  /** Asks the provider: what is known so far after each page, complete at the end. */
  readonly list: (calendarId: string, range: TimeRange) => Observable<readonly E[]>;
  readonly clock?: SchedulerLike;
  /** Lists that are known already, as what a server has rendered: they are not asked for. */
  readonly known?: readonly KnownEvents<E>[];
}

/** All events of one calendar in one range. */
export interface KnownEvents<E extends CalendarEvent> {
  readonly calendarId: string;
  readonly range: TimeRange;
  readonly events: readonly E[];
}

/** A whole list, as the provider has answered it. */
interface Listed<E extends CalendarEvent> extends KnownEvents<E> {
  /** In milliseconds since the epoch. */
  readonly askedAt: number;
}

/** One calendar in one range, while somebody watches it. */
interface Watch<E extends CalendarEvent> {
  readonly calendarId: string;
  readonly range: TimeRange;
  /** Emits when the provider is to be asked again. */
  readonly again$: Subject<void>;
  readonly answers$: Subject<EventAnswer<E>>;
  loading: boolean;
  /** The last whole list; before there is one, what its pages have brought so far. */
  events: readonly E[];
}

/** The provider asked online. It tells of no changes by itself: it is asked again on refresh, and after some writes. */
export class OnlineEvents<E extends CalendarEvent> implements EventBackend<E, undefined> {
  readonly #list: OnlineEventsContext<E>['list'];
  readonly #clock: SchedulerLike;
  #known: readonly KnownEvents<E>[];
  readonly #watches = new Set<Watch<E>>();
  readonly #listed = new Subject<Listed<E>>();
  readonly #closed = new Subject<void>();

  readonly state$: Observable<undefined> = of(undefined);
  readonly changes$: Observable<never> = NEVER;

  constructor({ list, clock = asyncScheduler, known = [] }: OnlineEventsContext<E>) {
    this.#list = list;
    this.#clock = clock;
    this.#known = known;
  }

  watch(calendarId: string, range: TimeRange): Observable<EventAnswer<E>> {
    return defer(() => {
      const watch: Watch<E> = {
        calendarId,
        range,
        again$: new Subject(),
        answers$: new Subject(),
        loading: true,
        events: [],
      };
      this.#watches.add(watch);
      const again$ = this.#ask(watch).pipe(
        startWith<EventAnswer<E>>({ events: [], loading: true }),
      );
      return watch.again$.pipe(
        map(() => again$),
        startWith(this.#takeKnown(calendarId, range) ?? this.#ask(watch)),
        switchMap((answers$) => answers$),
        tap((answer) => {
          const isWhole = !answer.loading && !answer.error;
          if (isWhole || answer.events.length > watch.events.length) {
            watch.events = answer.events;
          }
          watch.loading = answer.loading;
          watch.answers$.next(answer);
        }),
        takeUntil(this.#closed),
        finalize(() => {
          this.#watches.delete(watch);
          watch.answers$.complete();
        }),
      );
    });
  }

  async refresh(calendarId?: string): Promise<void> {
    const errors = await Promise.all(
      this.#watchesOf(calendarId).map(async ({ answers$, again$ }) => {
        const end$ = answers$.pipe(filter(({ loading }) => !loading));
        const end = firstValueFrom(end$, { defaultValue: undefined });
        again$.next();
        return (await end)?.error;
      }),
    );
    if (errors[0] && errors.every(Boolean)) {
      throw errors[0];
    }
  }

  beforeWrite({ calendarId, eventId }: WriteTarget): ConfirmWrite<E> {
    const before = this.#held(calendarId, eventId);
    return (write) => {
      const { overlay } = write;
      const written = targetOf(overlay).eventId;
      const shown$ = this.#listed.pipe(
        filter((list) => {
          // The list of another range may lack the event, or occurrences of it, because of its range alone.
          const tells =
            !before ||
            sameRange(list.range, before.range) ||
            list.events.some(({ id }) => id === written);
          return (
            list.calendarId === calendarId &&
            tells &&
            write.isShownBy(before, heldIn(list, written), list.askedAt)
          );
        }),
      );
      const isSeries = overlay.kind === 'put' && overlay.event.recurrence !== undefined;
      const ask$ = defer(() => {
        for (const { again$, loading } of this.#watchesOf(calendarId)) {
          // Pages that are on their way may lack this write, and only the provider knows the occurrences of a series.
          if (loading || isSeries) {
            again$.next();
          }
        }
        return EMPTY;
      });
      return merge(shown$, ask$).pipe(take(1), takeUntil(this.#closed));
    };
  }

  close(): void {
    this.#closed.next();
  }

  #ask({ calendarId, range }: Watch<E>): Observable<EventAnswer<E>> {
    return defer(() => {
      const askedAt = this.#clock.now();
      let events: readonly E[] = [];
      const pages$ = this.#list(calendarId, range).pipe(
        tap((arrived) => (events = arrived)),
        map((arrived) => ({ events: arrived, loading: true })),
      );
      const whole$ = defer(() => of({ events, loading: false }));
      // Only once the list is shown may the overlays go that it makes superfluous.
      const listed$ = defer(() => {
        this.#listed.next({ calendarId, range, events, askedAt });
        return EMPTY;
      });
      return concat(pages$, whole$, listed$).pipe(
        catchError((error: unknown) =>
          of({ events, loading: false, error: CalendarSyncError.from(error) }),
        ),
      );
    });
  }

  /** What is known serves once: who comes back to a range later asks for it. */
  #takeKnown(calendarId: string, range: TimeRange): Observable<EventAnswer<E>> | undefined {
    const known = this.#known.find(
      (list) => list.calendarId === calendarId && sameRange(list.range, range),
    );
    this.#known = this.#known.filter((list) => list !== known);
    return known && of({ events: known.events, loading: false });
  }

  #watchesOf(calendarId: string | undefined): readonly Watch<E>[] {
    return [...this.#watches].filter(
      (watch) => calendarId === undefined || watch.calendarId === calendarId,
    );
  }

  #held(calendarId: string, eventId: string): ListedEvent | undefined {
    for (const watch of this.#watchesOf(calendarId)) {
      const held = heldIn(watch, eventId);
      if (held) {
        return held;
      }
    }
    return undefined;
  }
}

interface ListedEvent extends HeldEvent {
  /** Of the list that had it. */
  readonly range: TimeRange;
}

/** What a list says of an event, or of a series by its occurrences. */
function heldIn<E extends CalendarEvent>(
  { events, range }: Pick<KnownEvents<E>, 'events' | 'range'>,
  eventId: string,
): ListedEvent | undefined {
  const event = events.find(({ id }) => id === eventId);
  if (event) {
    return { deleted: false, version: event.version, value: event, range };
  }
  const occurrences = events.filter(({ seriesId }) => seriesId === eventId);
  return occurrences.length > 0
    ? { deleted: false, version: undefined, value: occurrences, range }
    : undefined;
}
