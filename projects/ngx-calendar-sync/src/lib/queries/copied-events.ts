import {
  catchError,
  defer,
  filter,
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
import type { ReplicaChanges, ReplicaStore } from '../replica/replica-store';
import type { EventAnswer, EventSource } from './event-source';
import { InFlight } from './in-flight';
import { sameValue } from './same-value';

/** What is known about the events of a copy. */
export interface CopiedEventsContext<E extends CalendarEvent> {
  readonly store: Pick<ReplicaStore, 'state' | 'read'>;
  /** What has changed in the copy; `undefined` where anything may show differently. */
  readonly changes$: Observable<CopyChange | undefined>;
  /** What the copy holds in its time. */
  readonly covers: (range: TimeRange) => boolean;
  readonly toEvent: (calendarId: string, record: ProviderRecord) => E | undefined;
  readonly occurrenceOf: (master: E, occurrence: Occurrence) => E;
  /** IANA name of the zone that a calendar's times are told in. */
  readonly timeZoneOf: (calendarId: string) => string | undefined;
  /** For what the copy does not hold, or not yet. */
  readonly online: EventSource<E>;
}

export interface CopyChange {
  readonly calendarId: string;
  readonly changes: ReplicaChanges;
}

/** The events of the local copy; the provider is asked for what is not in it. */
export class CopiedEvents<E extends CalendarEvent> implements EventSource<E> {
  readonly #context: CopiedEventsContext<E>;
  readonly #reads = new InFlight();

  constructor(context: CopiedEventsContext<E>) {
    this.#context = context;
  }

  watch(calendarId: string, range: TimeRange): Observable<EventAnswer<E>> {
    const { changes$, covers, online } = this.#context;
    if (!covers(range)) return online.watch(calendarId, range);
    return defer(() => {
      let copied = false;
      return changes$.pipe(
        filter((change) =>
          change ? change.calendarId === calendarId && touches(change, range) : copied,
        ),
        startWith(undefined),
        switchMap(() =>
          this.#reads
            .counted(defer(() => this.#read(calendarId, range)))
            .pipe(catchError(() => of(undefined))),
        ),
        tap((events) => (copied = events !== undefined)),
        switchMap((events) =>
          events ? of({ events, loading: false }) : online.watch(calendarId, range),
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
  async #read(calendarId: string, range: TimeRange): Promise<readonly E[] | undefined> {
    const { store, timeZoneOf, occurrenceOf } = this.#context;
    const { current } = await store.state(calendarId);
    if (!current) return undefined;
    const { events, series } = await this.#sorted(calendarId, await store.read(calendarId, range));
    const timeZone = timeZoneOf(calendarId);
    const expanded = await expandSeries(series, {
      range,
      occurrenceOf,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    return [...events, ...expanded.events];
  }

  /** Exceptions go to their series; one whose series is not known shows by itself. */
  async #sorted(
    calendarId: string,
    entries: readonly ReplicaEntry[],
  ): Promise<{ readonly events: readonly E[]; readonly series: readonly EventSeries<E>[] }> {
    const events: E[] = [];
    const series = new Map<string, { master: E; changed: E[]; cancelled: EventTime[] }>();
    const toEvent = (record: ProviderRecord) => this.#context.toEvent(calendarId, record);
    for (const entry of entries) {
      const master = entry.kind === 'series' ? toEvent(entry.record) : undefined;
      if (master) series.set(entry.id, { master, changed: [], cancelled: [] });
    }
    const slices = new Slices();
    for (const entry of entries) {
      if (slices.over) await slices.next();
      if (entry.kind === 'cancelled') {
        series.get(entry.seriesId)?.cancelled.push(entry.originalStart);
      } else if (entry.kind === 'event' || entry.kind === 'exception') {
        const event = toEvent(entry.record);
        const own = entry.kind === 'exception' ? series.get(entry.seriesId)?.changed : undefined;
        if (event) (own ?? events).push(event);
      }
    }
    return { events, series: [...series.values()] };
  }
}

function touches({ changes }: CopyChange, { start, end }: TimeRange): boolean {
  if (changes.everything) return true;
  return [...changes.added, ...changes.updated, ...changes.removed].some(
    (change) => change.start < end.getTime() && change.end >= start.getTime(),
  );
}

/** The same objects for what is the same, so that nothing is drawn anew. */
function unchanged<E extends CalendarEvent>(before: readonly E[], now: readonly E[]): readonly E[] {
  if (before.length === 0) return now;
  const known = new Map(before.map((event) => [event.id, event]));
  return now.map((event) => {
    const same = known.get(event.id);
    return same && sameValue(same, event) ? same : event;
  });
}
