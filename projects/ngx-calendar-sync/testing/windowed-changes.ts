import {
  type CalendarEvent,
  type ɵPulledChange as PulledChange,
  type TimeRange,
  ɵinMilliseconds as inMilliseconds,
  ɵoverlaps as overlaps,
  ɵworldwideRangeOf as worldwideRangeOf,
} from 'ngx-calendar-sync/core';
import { eventsAndSeries, type EventsAndSeries } from './events-and-series';

/** A series as Microsoft tells it: its master, and its occurrences in the window. */
export interface SeriesRecord<E extends CalendarEvent> {
  readonly master: E;
  /** Occurrences that nobody has changed: nothing but their times is told. */
  readonly stubs: readonly OccurrenceStub[];
  readonly exceptions: readonly E[];
}

type OccurrenceStub = Pick<CalendarEvent, 'start' | 'end'>;

export function isSeriesRecord<E extends CalendarEvent>(record: object): record is SeriesRecord<E> {
  return 'master' in record;
}

/**
 * What a pull of a window tells of a calendar, by id. Everything outside the window is gone. An occurrence is told in
 * the record of its series alone, and a deleted one is merely missing there.
 * @param expand Makes the occurrences of series that show in the window.
 */
export async function windowedChanges<E extends CalendarEvent>(
  all: readonly E[],
  window: TimeRange,
  without: <R extends object>(record: R) => R,
  expand: (series: EventsAndSeries<E>['series']) => Promise<readonly E[]>,
): Promise<ReadonlyMap<string, PulledChange>> {
  const changes = new Map<string, PulledChange>(all.map(({ id }) => [id, { kind: 'gone', id }]));
  const { events, series } = eventsAndSeries(all);
  for (const event of events) {
    changes.set(event.id, singleIn(window, event, without(event)));
  }
  const occurrences = await expand(series);
  for (const { master, changed } of series) {
    const own = occurrences.filter(({ seriesId }) => seriesId === master.id);
    const record: SeriesRecord<E> = {
      master: without(master),
      stubs: own
        .filter((occurrence) => !changed.includes(occurrence))
        .map(({ start, end }) => ({ start, end })),
      exceptions: own.filter((occurrence) => changed.includes(occurrence)).map(without),
    };
    if (own.length > 0) {
      changes.set(master.id, { kind: 'series', id: master.id, record });
    }
  }
  return changes;
}

/** How many rows of a page a change takes: a series one for its master, and one for each of its occurrences. */
export function rowsOf(change: PulledChange | undefined): number {
  if (change?.kind !== 'series' || !isSeriesRecord(change.record)) {
    return 1;
  }
  const { stubs, exceptions } = change.record;
  return 1 + stubs.length + exceptions.length;
}

function singleIn(window: TimeRange, event: CalendarEvent, record: object): PulledChange {
  const { id } = event;
  const range = worldwideRangeOf(event);
  if (!range) {
    return { kind: 'malformed', id, problem: 'It has no time.' };
  }
  return overlaps(range, inMilliseconds(window))
    ? { kind: 'event', id, ...range, record }
    : { kind: 'gone', id };
}
