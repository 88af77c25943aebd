import { ZoneClock } from '../../model/zone-clock';
import { CompiledSeries, type SeriesExpansion, type SeriesTimes } from '../compiled-series';
import { SharedExpansion } from '../shared-expansion';

export const BERLIN = 'Europe/Berlin';

export interface CountedExpansion extends SeriesExpansion {
  /** How often others could have had their turn. */
  readonly slices: number;
}

/** The occurrences from one instant to another. */
export function expanded(
  series: SeriesTimes,
  start: string,
  end: string,
  toldIn = BERLIN,
): CountedExpansion {
  const range = { start: new Date(start), end: new Date(end) };
  const compiled = new CompiledSeries(series, ZoneClock.of(toldIn), new SharedExpansion());
  const work = compiled.between(range);
  for (let slices = 1; ; slices += 1) {
    const step = work.next();
    if (step.done) {
      return { ...step.value, slices };
    }
  }
}

/** The starts from one day in Berlin to another: days, or wall times there. */
export function startsOf(series: SeriesTimes, from: string, to: string): readonly string[] {
  const { occurrences } = expanded(series, `${from}T00:00:00+01:00`, `${to}T00:00:00+01:00`);
  return occurrences.map(({ start }) => start.slice(0, 16));
}

/** An hour in Berlin. */
export function timed(start: string, ...recurrence: string[]): SeriesTimes {
  const end = new Date(Date.parse(start) + 3_600_000).toISOString();
  return { start, end, timeZone: BERLIN, recurrence };
}

/** A day. */
export function allDay(start: string, ...recurrence: string[]): SeriesTimes {
  const end = new Date(Date.parse(start) + 86_400_000).toISOString().slice(0, 10);
  return { start, end, recurrence };
}
