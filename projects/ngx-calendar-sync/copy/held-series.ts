import {
  type CalendarEvent,
  type EventTime,
  ɵexpandSeries as expandSeries,
  ɵinRange as inRange,
  type ɵReplicaStore as ReplicaStore,
  type ɵSeriesEventsOf as SeriesEventsOf,
  type ɵSeriesOverlay as SeriesOverlay,
  type TimeRange,
} from 'ngx-calendar-sync/core';
import type { CopiedEventsContext } from './copied-events';
import { committedScope } from './pull-scope';

export interface HeldSeriesContext<E extends CalendarEvent> extends Omit<
  CopiedEventsContext<E>,
  'store' | 'changes$' | 'online'
> {
  readonly store: Pick<ReplicaStore, 'state' | 'find' | 'read'>;
}

/** The store returns every series with all of its exceptions, whatever the range is. */
const NO_TIME: TimeRange = { start: new Date(0), end: new Date(0) };

/** Whole series of the replica, for writes that change more than one occurrence. */
export class HeldSeries<E extends CalendarEvent> {
  readonly #context: HeldSeriesContext<E>;

  constructor(context: HeldSeriesContext<E>) {
    this.#context = context;
  }

  /**
   * The master and the exceptions of a series. `undefined` where the replica does not hold it or leaves fields out, where one
   * of its records cannot be read, and where the provider stores a series with its occurrences.
   */
  async series(calendarId: string, seriesId: string): Promise<SeriesEventsOf<E> | undefined> {
    const { store, toEvent, occurrencesIn } = this.#context;
    if (occurrencesIn) {
      return undefined;
    }
    try {
      // What is left out could not be told from what is not set: a series that is divided would lose it.
      const scope = committedScope(await store.state(calendarId));
      if (scope?.omit) {
        return undefined;
      }
      // One reading, so that no commit comes between master and exceptions.
      const entries = await store.read(calendarId, NO_TIME);
      const entry = entries.find(({ kind, id }) => kind === 'series' && id === seriesId);
      const master = entry?.kind === 'series' ? toEvent(calendarId, entry.record) : undefined;
      if (!master) {
        return undefined;
      }
      const exceptions: E[] = [];
      const cancelled: EventTime[] = [];
      for (const exception of entries) {
        if (exception.kind === 'exception' && exception.seriesId === seriesId) {
          const event = toEvent(calendarId, exception.record);
          exceptions.push(...(event ? [event] : []));
        } else if (exception.kind === 'cancelled' && exception.seriesId === seriesId) {
          cancelled.push(exception.originalStart);
        }
      }
      return { master, exceptions, cancelled };
    } catch {
      return undefined;
    }
  }

  /** The occurrences that a written series shows in a range. */
  async occurrencesOf(
    { target, master, exceptions, cancelled }: SeriesOverlay<E>,
    range: TimeRange,
  ): Promise<readonly E[]> {
    const { occurrenceOf, timeZoneOf, expandSeries: expand = expandSeries } = this.#context;
    if (!master || !occurrenceOf) {
      return [];
    }
    const timeZone = timeZoneOf(target.calendarId);
    if (!master.recurrence) {
      return inRange(master, range, timeZone) ? [master] : [];
    }
    const { events } = await expand([{ master, changed: exceptions, cancelled }], {
      range,
      occurrenceOf,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
    return events;
  }
}
