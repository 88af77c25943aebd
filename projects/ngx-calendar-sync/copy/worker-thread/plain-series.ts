import { ɵSlices as Slices } from 'ngx-calendar-sync/base';
import type {
  ɵEventSeries as EventSeries,
  ɵSeriesEvents as SeriesEvents,
  ɵSeriesMember as SeriesMember,
  ɵSeriesQuery as SeriesQuery,
  ɵOccurrence as Occurrence,
} from 'ngx-calendar-sync/core';

/** The series of one calendar with nothing but what decides when they happen: it is copied to the worker. */
export type PlainSeriesQuery = Omit<SeriesQuery<SeriesMember>, 'occurrenceOf'> & {
  readonly series: readonly EventSeries<SeriesMember>[];
};

/** The answer to a {@link PlainSeriesQuery}. */
export interface PlainSeriesEvents {
  readonly events: readonly PlainEvent[];
  readonly problems: readonly PlainProblem[];
}

/** An occurrence with the id of its master, or the id of an exception alone. */
export type PlainEvent = readonly [id: string, occurrence?: Occurrence];

interface PlainProblem {
  readonly masterId: string;
  readonly problem: string;
  readonly unreadable: readonly string[];
}

/** What the worker has to know of series. */
export function plainQuery<E extends SeriesMember>(
  series: readonly EventSeries<E>[],
  { range, timeZone }: SeriesQuery<E>,
): PlainSeriesQuery {
  return {
    series: series.map(({ master, changed, cancelled }) => ({
      master: plain(master),
      changed: changed.map(plain),
      cancelled,
    })),
    range,
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** Makes the events of the worker's answer, in slices, so that the page stays responsive. */
export async function eventsOf<E extends SeriesMember>(
  { events: found, problems }: PlainSeriesEvents,
  series: readonly EventSeries<E>[],
  { occurrenceOf }: SeriesQuery<E>,
): Promise<SeriesEvents<E>> {
  const known = new Map<string, E>();
  for (const { master, changed } of series) {
    for (const event of [master, ...changed]) {
      known.set(event.id, event);
    }
  }
  const events: E[] = [];
  const slices = new Slices();
  for (const [id, occurrence] of found) {
    if (slices.over) {
      await slices.next();
    }
    const event = known.get(id);
    if (event) {
      events.push(occurrence ? occurrenceOf(event, occurrence) : event);
    }
  }
  return {
    events,
    problems: problems.flatMap(({ masterId, ...problem }) => {
      const master = known.get(masterId);
      return master ? [{ master, ...problem }] : [];
    }),
  };
}

function plain({
  id,
  start,
  end,
  status,
  timeZone,
  recurrence,
  originalStart,
}: SeriesMember): SeriesMember {
  return {
    id,
    start,
    end,
    status,
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(recurrence === undefined ? {} : { recurrence }),
    ...(originalStart === undefined ? {} : { originalStart }),
  };
}
