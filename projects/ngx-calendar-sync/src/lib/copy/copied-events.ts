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
import { Slices } from '../ambient/next-task';
import type { CalendarEvent } from '../model/calendar-event';
import type { EventTime } from '../model/event-time';
import type { TimeRange } from '../model/time-range';
import type { Occurrence } from '../recurrence/compiled-series';
import type { EventSeries } from '../recurrence/event-series';
import { expandSeries } from '../recurrence/expand-series';
import type { ProviderRecord, ReplicaEntry } from '../replica/replica-entry';
import type { ReplicaChanges, ReplicaState, ReplicaStore } from '../replica/replica-store';
import type { EventAnswer, EventBackend } from '../provider/event-backend';
import { mergeById } from '../outbox/event-window';
import { InFlight } from './in-flight';
import { sameJson } from '../model/same-json';

/** What is known about the events of a copy. */
export interface CopiedEventsContext<E extends CalendarEvent> {
  readonly store: Pick<ReplicaStore, 'state' | 'read'>;
  /** What has changed in the copy; `undefined` where anything may show differently. */
  readonly changes$: Observable<CopyChange | undefined>;
  /** Whether the copy of a calendar, as it is now, holds everything that shows in a range. */
  readonly covers: (state: ReplicaState, range: TimeRange) => boolean;
  readonly toEvent: (calendarId: string, record: ProviderRecord) => E | undefined;
  readonly occurrenceOf: (master: E, occurrence: Occurrence) => E;
  /** IANA name of the zone that a calendar's times are told in. */
  readonly timeZoneOf: (calendarId: string) => string | undefined;
  /** For what the copy does not hold, or not yet. */
  readonly online: Pick<EventBackend<E, unknown>, 'watch'>;
}

interface CopyRead<E extends CalendarEvent> {
  readonly events: readonly E[];
  /** Whether that is everything that shows in the range: a copy may have been made for a shorter time. */
  readonly isComplete: boolean;
}

/** An event of the copy that does not show, or not as its provider would show it. */
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

/** The events of the local copy; the provider is asked for what is not in it. */
export class CopiedEvents<E extends CalendarEvent> implements Pick<
  EventBackend<E, unknown>,
  'watch'
> {
  readonly #context: CopiedEventsContext<E>;
  readonly #reads = new InFlight();
  readonly #problems = new BehaviorSubject<readonly EventProblem[]>([]);

  /** Of each calendar, what the last reading of it has found. */
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
                .pipe(map((answer) => over(read?.events ?? [], answer))),
        ),
        scan((before, answer) => ({ ...answer, events: unchanged(before.events, answer.events) })),
      );
    });
  }

  /** Resolves when everybody sees what has changed until now. */
  seen(): Promise<void> {
    return this.#reads.idle();
  }

  /** `undefined` while there is no copy of this calendar. */
  async #read(calendarId: string, range: TimeRange): Promise<CopyRead<E> | undefined> {
    const { store, timeZoneOf, occurrenceOf, covers } = this.#context;
    const state = await store.state(calendarId);
    if (!state.current) {
      return undefined;
    }
    const entries = await store.read(calendarId, range);
    const { events, series, unreadable } = await this.#sorted(calendarId, entries);
    const timeZone = timeZoneOf(calendarId);
    const expanded = await expandSeries(series, {
      range,
      occurrenceOf,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    this.#report(calendarId, [
      ...unreadable.map((id) => ({ id, problem: 'It cannot be read: it does not show.' })),
      ...expanded.problems.map(({ master, problem }) => ({ id: master.id, problem })),
    ]);
    return { events: [...events, ...expanded.events], isComplete: covers(state, range) };
  }

  #report(calendarId: string, found: readonly Omit<EventProblem, 'calendarId'>[]): void {
    const others = this.#problems.value.filter((problem) => problem.calendarId !== calendarId);
    const problems = [...others, ...found.map((problem) => ({ calendarId, ...problem }))];
    if (!sameJson(problems, this.#problems.value)) {
      this.#problems.next(problems);
    }
  }

  /**
   * Exceptions go to their series; one whose series is not known shows by itself. A record that cannot be read is left
   * out, and the others show.
   */
  async #sorted(
    calendarId: string,
    entries: readonly ReplicaEntry[],
  ): Promise<{
    readonly events: readonly E[];
    readonly series: readonly EventSeries<E>[];
    /** Ids. */
    readonly unreadable: readonly string[];
  }> {
    const events: E[] = [];
    const unreadable: string[] = [];
    const series = new Map<string, { master: E; changed: E[]; cancelled: EventTime[] }>();
    const toEvent = ({ id, record }: Extract<ReplicaEntry, { record: ProviderRecord }>) => {
      try {
        return this.#context.toEvent(calendarId, record);
      } catch {
        unreadable.push(id);
        return undefined;
      }
    };
    for (const entry of entries) {
      const master = entry.kind === 'series' ? toEvent(entry) : undefined;
      if (master) {
        series.set(entry.id, { master, changed: [], cancelled: [] });
      }
    }
    const slices = new Slices();
    for (const entry of entries) {
      if (slices.over) {
        await slices.next();
      }
      if (entry.kind === 'cancelled') {
        series.get(entry.seriesId)?.cancelled.push(entry.originalStart);
      } else if (entry.kind === 'event' || entry.kind === 'exception') {
        const event = toEvent(entry);
        const own = entry.kind === 'exception' ? series.get(entry.seriesId)?.changed : undefined;
        if (event) {
          (own ?? events).push(event);
        }
      }
    }
    return { events, series: [...series.values()], unreadable };
  }
}

/** What the provider has told so far, over what the copy holds of it; a whole answer stands for itself. */
function over<E extends CalendarEvent>(held: readonly E[], answer: EventAnswer<E>): EventAnswer<E> {
  const isWhole = !answer.loading && !answer.error;
  return isWhole ? answer : { ...answer, events: mergeById(held, answer.events) };
}

function touches({ changes }: CopyChange, { start, end }: TimeRange): boolean {
  if (changes.everything) {
    return true;
  }
  return [...changes.added, ...changes.updated, ...changes.removed].some(
    (change) => change.start < end.getTime() && change.end >= start.getTime(),
  );
}

/** The same objects for what is the same, so that nothing is drawn anew. */
function unchanged<E extends CalendarEvent>(before: readonly E[], now: readonly E[]): readonly E[] {
  if (before.length === 0) {
    return now;
  }
  const known = new Map(before.map((event) => [event.id, event]));
  return now.map((event) => {
    const same = known.get(event.id);
    return same && sameJson(same, event) ? same : event;
  });
}
