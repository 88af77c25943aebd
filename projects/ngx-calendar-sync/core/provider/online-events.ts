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
  merge,
  NEVER,
  type Observable,
  of,
  repeat,
  type SchedulerLike,
  startWith,
  Subject,
  switchMap,
  tap,
} from 'rxjs';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { inRange, type TimeRange } from '../model/time-range';
import type {
  ConfirmedWrite,
  ConfirmWrite,
  EventAnswer,
  EventBackend,
  HeldEvent,
} from './event-backend';
import { confirmedTarget, type Overlay, type WriteTarget } from './event-write';
import { withOverlays } from './overlays';

export interface OnlineEventsContext<E extends CalendarEvent> {
  /** Asks the provider. Emits all events so far after each page, and completes after the last. */
  readonly list: (calendarId: string, range: TimeRange) => Observable<readonly E[]>;
  readonly clock: SchedulerLike;
}

/** All events of one calendar in one range. */
export interface KnownEvents<E extends CalendarEvent> {
  readonly calendarId: string;
  readonly range: TimeRange;
  readonly events: readonly E[];
}

/** One calendar in one range, while somebody watches it. */
interface Watch<E extends CalendarEvent> {
  readonly calendarId: string;
  readonly range: TimeRange;
  /** Emits when the provider is to be asked again. */
  readonly again$: Subject<void>;
  readonly answer$: BehaviorSubject<EventAnswer<E>>;
  /** Emits the last answer again with a write on it that the provider has just confirmed. */
  readonly written$: Subject<EventAnswer<E>>;
  /** Whether a write was confirmed after the list that runs was asked for: its pages may lack the write. */
  isListOutdated: boolean;
}

interface ListedEvents<E extends CalendarEvent> {
  readonly events: readonly E[];
  /** Whether all pages are there. */
  readonly isComplete: boolean;
  /** In milliseconds since the epoch. */
  readonly askedAt: number;
}

/** A write that the provider has confirmed, but that its lists may lack for a while: they lag behind. */
interface UnlistedWrite<E extends CalendarEvent> {
  readonly write: ConfirmedWrite<E>;
  readonly target: WriteTarget;
  /** What was listed of the event before the write. */
  readonly before: ListedEvent | undefined;
}

/**
 * Asks the provider online. What changes there shows only when it is asked again: on refresh, and after some writes. A
 * confirmed write is put on every answer at once, and on later lists that lack it.
 */
export class OnlineEvents<E extends CalendarEvent> implements EventBackend<E, undefined> {
  readonly #list: OnlineEventsContext<E>['list'];
  readonly #clock: SchedulerLike;
  readonly #watches = new Set<Watch<E>>();
  readonly #unlisted = new Set<UnlistedWrite<E>>();

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
      const written$ = new Subject<EventAnswer<E>>();
      const watch = { calendarId, range, again$, answer$, written$, isListOutdated: false };
      this.#watches.add(watch);
      const list$ = this.#ask(watch).pipe(
        repeat({ delay: () => (watch.isListOutdated ? of(undefined) : EMPTY) }),
      );
      const asked$ = again$.pipe(
        startWith(undefined),
        switchMap(() => list$),
      );
      return merge(asked$, written$).pipe(
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
        const complete$ = answer$.pipe(filter(({ loading }) => !loading));
        return (await firstValueFrom(complete$, { defaultValue: undefined }))?.error;
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
    return (write, onShown) => {
      const { overlay } = write;
      this.#forgetBelieved();
      this.#unlisted.add({ write, target: confirmedTarget(overlay, before), before });
      for (const { range, answer$, written$ } of this.#watchesOf(calendarId)) {
        const { events, ...answer } = answer$.value;
        written$.next({ ...answer, events: withOverlayIn(range, events, overlay) });
      }
      onShown();
      const isSeries =
        overlay.kind === 'series' ||
        (overlay.kind === 'put' && overlay.event.recurrence !== undefined);
      for (const watch of this.#watchesOf(calendarId)) {
        if (watch.answer$.value.loading) {
          // The list that runs is not cut off: it would never be complete while write follows upon write.
          watch.isListOutdated = true;
        } else if (isSeries) {
          // Only the provider knows the occurrences of a series.
          watch.again$.next();
        }
      }
    };
  }

  /** The events that were listed before stay until the first page is there. */
  #ask(watch: Watch<E>): Observable<EventAnswer<E>> {
    const { calendarId, range, answer$ } = watch;
    return defer(() => {
      const askedAt = this.#clock.now();
      watch.isListOutdated = false;
      let arrived: readonly E[] = [];
      const answer = (isComplete: boolean) => ({
        events: this.#withUnlisted(watch, { events: arrived, isComplete, askedAt }),
        loading: !isComplete,
      });
      const pages$ = this.#list(calendarId, range).pipe(
        map((events) => {
          arrived = events;
          return answer(false);
        }),
        startWith({ events: answer$.value.events, loading: true }),
      );
      return concat(
        pages$,
        defer(() => of(answer(true))),
      ).pipe(
        catchError((error: unknown) =>
          of({ ...answer$.value, loading: false, error: CalendarSyncError.from(error) }),
        ),
      );
    });
  }

  /** A list with the writes on it that it lacks. Once a complete list has a write, that write is forgotten. */
  #withUnlisted({ calendarId, range }: Watch<E>, listed: ListedEvents<E>): readonly E[] {
    let { events } = listed;
    for (const unlisted of this.#unlisted) {
      const { write, target, before } = unlisted;
      if (target.calendarId !== calendarId) {
        continue;
      }
      // `events` has the earlier unlisted writes on it by now, as the list before this write had.
      const current = heldIn(events, range, target.eventId);
      // The list of another range may lack the event, or occurrences of it, because of its range alone.
      const isConclusive =
        !before || current?.isEventItself === true || covers(range, before.range);
      if (!write.isShownBy(before, isConclusive ? current : before, listed.askedAt)) {
        events = withOverlayIn(range, events, write.overlay);
      } else if (listed.isComplete) {
        this.#unlisted.delete(unlisted);
      }
    }
    return events;
  }

  /** Forgets the writes that no list can lack any more, whether or not their calendar is asked for again. */
  #forgetBelieved(): void {
    const now = this.#clock.now();
    for (const unlisted of this.#unlisted) {
      const { write, before } = unlisted;
      if (!write.isShownBy(before, before, now)) {
        // The later ones were answered later.
        return;
      }
      this.#unlisted.delete(unlisted);
    }
  }

  #watchesOf(calendarId: string | undefined): readonly Watch<E>[] {
    return [...this.#watches].filter(
      (watch) => calendarId === undefined || watch.calendarId === calendarId,
    );
  }
}

/** The events of a range after a write: one that it has moved out of the range is no longer among them. */
function withOverlayIn<E extends CalendarEvent>(
  range: TimeRange,
  events: readonly E[],
  overlay: Overlay<E>,
): readonly E[] {
  return withOverlays(events, [overlay]).filter((event) => inRange(event, range));
}

function covers(range: TimeRange, other: TimeRange): boolean {
  return range.start <= other.start && range.end >= other.end;
}

interface ListedEvent extends HeldEvent {
  /** The range of the list that had the event. */
  readonly range: TimeRange;
  /** False for a series, which is listed as its occurrences in the range. */
  readonly isEventItself: boolean;
}

/** What a list holds of an event; of a series, its occurrences. */
function heldIn(
  events: readonly CalendarEvent[],
  range: TimeRange,
  eventId: string,
): ListedEvent | undefined {
  const event = events.find(({ id }) => id === eventId);
  if (event) {
    return { deleted: false, version: event.version, value: event, range, isEventItself: true };
  }
  const value = events.filter(({ seriesId }) => seriesId === eventId);
  return value.length > 0
    ? { deleted: false, version: undefined, value, range, isEventItself: false }
    : undefined;
}
