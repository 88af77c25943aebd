import { ZoneClock } from '../../model/zone-clock';
import { ExpansionCache } from '../expansion-cache';
import { RecurrenceSet, type SeriesExpansion, type SeriesTimes } from '../recurrence-set';

export const BERLIN = 'Europe/Berlin';

export interface CountedExpansion extends SeriesExpansion {
  /** Into how many slices the work was divided. */
  readonly slices: number;
}

/** The occurrences between two instants. */
export function expand(
  series: SeriesTimes,
  start: string,
  end: string,
  calendarZone = BERLIN,
): CountedExpansion {
  const range = { start: new Date(start), end: new Date(end) };
  const set = new RecurrenceSet(series, ZoneClock.of(calendarZone), new ExpansionCache());
  const work = set.between(range);
  for (let slices = 1; ; slices += 1) {
    const step = work.next();
    if (step.done) {
      return { ...step.value, slices };
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
