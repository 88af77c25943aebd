import { ZoneClock } from '../../model/zone-clock';
import { GOOGLE_DIALECT } from '../dialect';
import { ExpansionCache } from '../expansion-cache';
import {
  type Occurrence,
  RecurrenceSet,
  type SeriesExpansion,
  type SeriesTimes,
} from '../recurrence-set';

export const BERLIN = 'Europe/Berlin';

export interface CountedExpansion extends Omit<SeriesExpansion<Occurrence>, 'results'> {
  readonly occurrences: readonly Occurrence[];
  /** Into how many slices the work was divided. */
  readonly slices: number;
}

/** The occurrences between two instants. */
export function expand(
  series: SeriesTimes,
  start: string,
  end: string,
  calendarZone = BERLIN,
  dialect = GOOGLE_DIALECT,
): CountedExpansion {
  const range = { start: new Date(start), end: new Date(end) };
  const cache = new ExpansionCache(ZoneClock.of(calendarZone), dialect);
  const work = new RecurrenceSet(series, cache).between(range, [], (each) => each);
  for (let slices = 1; ; slices += 1) {
    const step = work.next();
    if (step.done) {
      const { results, ...rest } = step.value;
      return { ...rest, occurrences: results, slices };
    }
  }
}

/** The starts between two days in Berlin in winter time, as days or as wall times in Berlin. */
export function startsOf(series: SeriesTimes, from: string, to: string): readonly string[] {
  const { occurrences } = expand(series, `${from}T00:00:00+01:00`, `${to}T00:00:00+01:00`);
  return occurrences.map(({ start }) => start.slice(0, 16));
}

/** A series of an hour, in the zone of Berlin. */
export function timed(start: string, ...recurrence: string[]): SeriesTimes {
  const end = new Date(Date.parse(start) + 3_600_000).toISOString();
  return { start, end, timeZone: BERLIN, recurrence };
}

/** A series of one whole day. */
export function allDay(start: string, ...recurrence: string[]): SeriesTimes {
  const end = new Date(Date.parse(start) + 86_400_000).toISOString().slice(0, 10);
  return { start, end, recurrence };
}
