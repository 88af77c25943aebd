import {
  BehaviorSubject,
  catchError,
  concat,
  defer,
  EMPTY,
  filter,
  finalize,
  firstValueFrom,
  map,
  NEVER,
  type Observable,
  of,
  type SchedulerLike,
  startWith,
  Subject,
  switchMap,
  take,
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
  readonly clock: SchedulerLike;
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
  readonly answer$: BehaviorSubject<EventAnswer<E>>;
}

/** The provider asked online. It tells of no changes by itself: it is asked again on refresh, and after some writes. */
export class OnlineEvents<E extends CalendarEvent> implements EventBackend<E, undefined> {
  readonly #list: OnlineEventsContext<E>['list'];
  readonly #clock: SchedulerLike;
  readonly #watches = new Set<Watch<E>>();
  readonly #listed = new Subject<Listed<E>>();

  readonly state$: Observable<undefined> = of(undefined);
  readonly changes$: Observable<never> = NEVER;

  constructor({ list, clock }: OnlineEventsContext<E>) {
    this.#list = list;
    this.#clock = clock;
  }

  watch(calendarId: string, range: TimeRange): Observable<EventAnswer<E>> {
    return defer(() => {
      const again$ = new Subject<void>();
      const answer$ = new BehaviorSubject<EventAnswer<E>>({ events: [], loading: true });
      const watch = { calendarId, range, again$, answer$ };
      this.#watches.add(watch);
      return again$.pipe(
        startWith(undefined),
        switchMap(() => this.#ask(watch)),
        tap((answer) => {
          answer$.next(answer);
        }),
        finalize(() => {
          this.#watches.delete(watch);
          answer$.complete();
        }),
      );
    });
  }

  async refresh(calendarId?: string): Promise<void> {
    const errors = await Promise.all(
      this.#watchesOf(calendarId).map(async ({ again$, answer$ }) => {
        again$.next();
        const whole$ = answer$.pipe(filter(({ loading }) => !loading));
        return (await firstValueFrom(whole$, { defaultValue: undefined }))?.error;
      }),
    );
    if (errors[0] && errors.every(Boolean)) {
      throw errors[0];
    }
  }

  beforeWrite({ calendarId, eventId }: WriteTarget): ConfirmWrite<E> {
    const watches = this.#watchesOf(calendarId);
    const before = watches
      .flatMap(({ range, answer$ }) => heldIn(answer$.value.events, range, eventId) ?? [])
      .at(0);
    return (write, isShown) => {
      const { overlay } = write;
      const written = targetOf(overlay).eventId;
      this.#listed
        .pipe(
          filter(({ range, events, askedAt, ...list }) => {
            const now = heldIn(events, range, written);
            // The list of another range may lack the event, or occurrences of it, because of its range alone.
            const tells = !before || sameRange(range, before.range) || now?.isWhole;
            return (
              list.calendarId === calendarId &&
              tells === true &&
              write.isShownBy(before, now, askedAt)
            );
          }),
          take(1),
        )
        .subscribe(isShown);
      const isSeries = overlay.kind === 'put' && overlay.event.recurrence !== undefined;
      for (const { again$, answer$ } of this.#watchesOf(calendarId)) {
        // Pages that are on their way may lack this write, and only the provider knows the occurrences of a series.
        if (answer$.value.loading || isSeries) {
          again$.next();
        }
      }
    };
  }

  /** What was listed before stays until the first page is there. */
  #ask({ calendarId, range, answer$ }: Watch<E>): Observable<EventAnswer<E>> {
    return defer(() => {
      const askedAt = this.#clock.now();
      let events: readonly E[] = [];
      const pages$ = this.#list(calendarId, range).pipe(
        tap((arrived) => (events = arrived)),
        map((arrived) => ({ events: arrived, loading: true })),
        startWith({ events: answer$.value.events, loading: true }),
      );
      const whole$ = defer(() => of({ events, loading: false }));
      // Only once the list is shown may the overlays go that it makes superfluous.
      const listed$ = defer(() => {
        this.#listed.next({ calendarId, range, events, askedAt });
        return EMPTY;
      });
      return concat(pages$, whole$, listed$).pipe(
        catchError((error: unknown) =>
          of({ ...answer$.value, loading: false, error: CalendarSyncError.from(error) }),
        ),
      );
    });
  }

  #watchesOf(calendarId: string | undefined): readonly Watch<E>[] {
    return [...this.#watches].filter(
      (watch) => calendarId === undefined || watch.calendarId === calendarId,
    );
  }
}

interface ListedEvent extends HeldEvent {
  /** Of the list that had it. */
  readonly range: TimeRange;
  /** Whether it is the event itself: a series is listed as its occurrences in that range. */
  readonly isWhole: boolean;
}

/** What a list says of an event, or of a series by its occurrences. */
function heldIn(
  events: readonly CalendarEvent[],
  range: TimeRange,
  eventId: string,
): ListedEvent | undefined {
  const event = events.find(({ id }) => id === eventId);
  if (event) {
    return { deleted: false, version: event.version, value: event, range, isWhole: true };
  }
  const value = events.filter(({ seriesId }) => seriesId === eventId);
  return value.length > 0
    ? { deleted: false, version: undefined, value, range, isWhole: false }
    : undefined;
}
