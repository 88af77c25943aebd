import {
  BehaviorSubject,
  catchError,
  defer,
  filter,
  map,
  type Observable,
  of,
  scan,
  startWith,
  switchMap,
  tap,
} from 'rxjs';
import { ɵSlices as Slices } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type EventTime,
  ɵsameJson as sameJson,
  ɵinMilliseconds as inMilliseconds,
  ɵoverlaps as overlaps,
  type TimeRange,
  type ɵOccurrence as Occurrence,
  type ɵEventSeries as EventSeries,
  ɵexpandSeries as expandSeries,
  type ɵProviderRecord as ProviderRecord,
  type ɵReplicaEntry as ReplicaEntry,
  type ɵReplicaChanges as ReplicaChanges,
  type ɵReplicaStore as ReplicaStore,
  type ɵEventAnswer as EventAnswer,
  type ɵEventBackend as EventBackend,
  ɵwithEarlierEvents as withEarlierEvents,
} from 'ngx-calendar-sync/core';
import { InFlight } from './in-flight';
import { isCovered } from './pull-scope';

/** What {@link CopiedEvents} needs to read the events of a replica. */
export interface CopiedEventsContext<E extends CalendarEvent> {
  readonly store: Pick<ReplicaStore, 'state' | 'read'>;
  /** What has changed in the replica; `undefined` where every event may look different, such as in other colours. */
  readonly changes$: Observable<CopyChange | undefined>;
  readonly toEvent: (calendarId: string, record: ProviderRecord) => E | undefined;
  /** The provider's `occurrencesIn`. Without it, series are expanded from their masters. */
  readonly occurrencesIn?:
    ((calendarId: string, record: ProviderRecord, range: TimeRange) => readonly E[]) | undefined;
  readonly occurrenceOf?: ((master: E, occurrence: Occurrence) => E) | undefined;
  readonly expandSeries?: typeof expandSeries;
  /** IANA name of the zone that a calendar's times are in. */
  readonly timeZoneOf: (calendarId: string) => string | undefined;
  /** Asked for what the replica does not hold, or not yet. */
  readonly online: Pick<EventBackend<E, unknown>, 'watch'>;
}

interface CopyRead<E extends CalendarEvent> {
  readonly events: readonly E[];
  /** Whether these are all events of the range: the replica may cover only a part of it. */
  readonly isComplete: boolean;
}

/** The series among the entries that were read for a range. */
interface SortedSeries<E extends CalendarEvent> {
  /** Series that are yet to be expanded. */
  readonly series: readonly EventSeries<E>[];
  /** Occurrences that need no expansion, and exceptions whose series is not in the replica. */
  readonly events: readonly E[];
}

/** Makes events of an entry; `undefined` where that throws. */
type ReadEntry = <R>(id: string, from: () => R) => R | undefined;

/** An event of the replica that does not show, or not as its provider would show it. */
export interface EventProblem {
  readonly calendarId: string;
  readonly id: string;
  /** What is wrong with it, in words that hold nothing of the event. */
  readonly problem: string;
}

export interface CopyChange {
  readonly calendarId: string;
  readonly changes: ReplicaChanges;
}

/** The events of the replica; the provider is asked for what the replica does not hold. */
export class CopiedEvents<E extends CalendarEvent> implements Pick<
  EventBackend<E, unknown>,
  'watch'
> {
  readonly #context: CopiedEventsContext<E>;
  readonly #reads = new InFlight();
  readonly #problems = new BehaviorSubject<readonly EventProblem[]>([]);

  /** For each calendar, the problems that its last reading has found. */
  readonly problems$: Observable<readonly EventProblem[]> = this.#problems;

  constructor(context: CopiedEventsContext<E>) {
    this.#context = context;
  }

  watch(calendarId: string, range: TimeRange): Observable<EventAnswer<E>> {
    const { changes$, online } = this.#context;
    return defer(() => {
      let isCopied = false;
      return changes$.pipe(
        filter((change) =>
          change ? change.calendarId === calendarId && touches(change, range) : isCopied,
        ),
        startWith(undefined),
        switchMap(() =>
          this.#reads
            .counted(defer(() => this.#read(calendarId, range)))
            .pipe(catchError(() => of(undefined))),
        ),
        tap((read) => (isCopied = read?.isComplete ?? false)),
        switchMap((read) =>
          read?.isComplete
            ? of({ events: read.events, loading: false })
            : online
                .watch(calendarId, range)
                .pipe(map((answer) => withEarlierEvents(read?.events ?? [], answer))),
        ),
        scan((before, answer) => ({
          ...answer,
          events: keepingObjects(before.events, answer.events),
        })),
      );
    });
  }

  /** Resolves when every change until now has been read, and everybody who watches has got the result. */
  readsDone(): Promise<void> {
    return this.#reads.idle();
  }

  /** `undefined` while there is no replica of this calendar. */
  async #read(calendarId: string, range: TimeRange): Promise<CopyRead<E> | undefined> {
    const { store, timeZoneOf, occurrenceOf, expandSeries: expand = expandSeries } = this.#context;
    // Asked for together, since each answer of a browser's storage takes a while. A commit between the two is followed by
    // another reading.
    const [state, entries] = await Promise.all([
      store.state(calendarId),
      store.read(calendarId, range),
    ]);
    if (!state.current) {
      return undefined;
    }
    const unreadable: string[] = [];
    const readEntry: ReadEntry = (id, from) => {
      try {
        return from();
      } catch {
        unreadable.push(id);
        return undefined;
      }
    };
    const { series, events } = await this.#series(calendarId, entries, range, readEntry);
    const timeZone = timeZoneOf(calendarId);
    // Begun before the other events are made: its code may have to be loaded.
    const expanding = expand(series, {
      range,
      occurrenceOf: occurrenceOf ?? notExpandable,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    const [single, expanded] = await Promise.all([
      this.#singleEvents(calendarId, entries, readEntry),
      expanding,
    ]);
    this.#report(calendarId, [
      ...unreadable.map((id) => ({ id, problem: 'It cannot be read: it does not show.' })),
      ...expanded.problems.map(({ master, problem }) => ({ id: master.id, problem })),
    ]);
    return {
      events: [...events, ...single, ...expanded.events],
      isComplete: isCovered(state, range),
    };
  }

  #report(calendarId: string, found: readonly Omit<EventProblem, 'calendarId'>[]): void {
    const others = this.#problems.value.filter((problem) => problem.calendarId !== calendarId);
    const problems = [...others, ...found.map((problem) => ({ calendarId, ...problem }))];
    if (!sameJson(problems, this.#problems.value)) {
      this.#problems.next(problems);
    }
  }

  /**
   * Assigns exceptions to their series; one whose series is not in the replica shows by itself. A record that cannot be
   * read is left out, and the others show.
   */
  async #series(
    calendarId: string,
    entries: readonly ReplicaEntry[],
    range: TimeRange,
    readEntry: ReadEntry,
  ): Promise<SortedSeries<E>> {
    const { toEvent, occurrencesIn } = this.#context;
    const events: E[] = [];
    const series = new Map<string, { master: E; changed: E[]; cancelled: EventTime[] }>();
    const slices = new Slices();
    for (const entry of entries) {
      if (entry.kind !== 'series') {
        continue;
      }
      if (slices.over) {
        await slices.next();
      }
      const { id, record } = entry;
      if (occurrencesIn) {
        events.push(...(readEntry(id, () => occurrencesIn(calendarId, record, range)) ?? []));
        continue;
      }
      const master = readEntry(id, () => toEvent(calendarId, record));
      if (master) {
        series.set(id, { master, changed: [], cancelled: [] });
      }
    }
    for (const entry of entries) {
      if (slices.over) {
        await slices.next();
      }
      if (entry.kind === 'cancelled') {
        series.get(entry.seriesId)?.cancelled.push(entry.originalStart);
      } else if (entry.kind === 'exception') {
        const event = readEntry(entry.id, () => toEvent(calendarId, entry.record));
        if (event) {
          (series.get(entry.seriesId)?.changed ?? events).push(event);
        }
      }
    }
    return { series: [...series.values()], events };
  }

  async #singleEvents(
    calendarId: string,
    entries: readonly ReplicaEntry[],
    readEntry: ReadEntry,
  ): Promise<readonly E[]> {
    const events: E[] = [];
    const slices = new Slices();
    for (const entry of entries) {
      if (slices.over) {
        await slices.next();
      }
      if (entry.kind === 'event') {
        const event = readEntry(entry.id, () => this.#context.toEvent(calendarId, entry.record));
        if (event) {
          events.push(event);
        }
      }
    }
    return events;
  }
}

/** Nobody sees this message: a series whose expansion fails is reported as a problem of that series. */
function notExpandable(): never {
  throw new TypeError('The provider has neither occurrencesIn nor occurrenceOf.');
}

function touches({ changes }: CopyChange, range: TimeRange): boolean {
  if (changes.everything) {
    return true;
  }
  const span = inMilliseconds(range);
  return [...changes.added, ...changes.updated, ...changes.removed].some((change) =>
    overlaps(change, span),
  );
}

/**
 * `now`, with the objects of `before` for events that are equal, so that a calendar component does not redraw them.
 */
function keepingObjects<E extends CalendarEvent>(
  before: readonly E[],
  now: readonly E[],
): readonly E[] {
  if (before.length === 0) {
    return now;
  }
  const known = new Map(before.map((event) => [event.id, event]));
  return now.map((event) => {
    const same = known.get(event.id);
    return same && sameJson(same, event) ? same : event;
  });
}
