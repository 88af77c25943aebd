import { inRange } from '../model/time-range';
import { ZoneClock } from '../model/zone-clock';
import { GOOGLE_DIALECT } from './dialect';
import type { EventSeries, SeriesEvents, SeriesMember, SeriesQuery } from './event-series';
import { ExpansionCache } from './expansion-cache';
import { RecurrenceSet } from './recurrence-set';
import type { Sliced } from './sliced';

// Loaded from here by those who only read recurrences.
export { readIcalTime } from './ical-time';
export { readRecurrenceLines } from './recurrence-lines';

/** A function that expands one series after the other. */
export function seriesExpansion<E extends SeriesMember>(
  query: SeriesQuery<E>,
): (series: EventSeries<E>) => Sliced<SeriesEvents<E>> {
  const cache = new ExpansionCache(ZoneClock.of(query.timeZone), query.dialect ?? GOOGLE_DIALECT);
  return (series) => seriesEvents(series, query, cache);
}

/**
 * The events that a series has in a range. Exceptions show at their own times: also one that was moved into the range
 * from outside, and one whose original start the series does not have.
 */
function* seriesEvents<E extends SeriesMember>(
  { master, changed, cancelled }: EventSeries<E>,
  { range, timeZone, occurrenceOf }: SeriesQuery<E>,
  cache: ExpansionCache,
): Sliced<SeriesEvents<E>> {
  const replaced = [...changed.map(({ originalStart = '' }) => originalStart), ...cancelled];
  const {
    results: events,
    unreadable,
    problems,
  } = yield* new RecurrenceSet(master, cache).between(range, replaced, (occurrence) =>
    occurrenceOf(master, occurrence),
  );
  for (const event of changed) {
    if (event.status !== 'cancelled' && inRange(event, range, timeZone)) {
      events.push(event);
    }
  }
  const problem = problems.join(' ');
  return { events, problems: problem === '' ? [] : [{ master, problem, unreadable }] };
}
