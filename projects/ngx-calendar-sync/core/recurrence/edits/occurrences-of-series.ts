import { type EventTime, isDay } from '../../model/event-time';
import { ZoneClock } from '../../model/zone-clock';
import { GOOGLE_DIALECT } from '../dialect';
import { ExpansionCache } from '../expansion-cache';
import { RecurrenceSet, type SeriesExpansion, type SeriesTimes } from '../recurrence-set';
import { DAY_MS } from '../wall-time';

/** Enough for the first occurrence of nearly any series. */
const FIRST_WINDOW_MS = 40 * DAY_MS;
/** An RDATE may be earlier than the start of its series. */
const EARLIER_DATES_MS = 3660 * DAY_MS;

/**
 * The first start that a series has before a time, `undefined` if there is none. The range that is searched grows, since a
 * rule of every minute may have more occurrences in years than are expanded.
 * @param cancelled The original starts of deleted occurrences.
 */
export function firstStartBefore(
  series: SeriesTimes,
  time: EventTime,
  cancelled: readonly EventTime[],
): EventTime | undefined {
  const [start, end] = [Date.parse(series.start), Date.parse(time)];
  const from = Math.min(start, end) - EARLIER_DATES_MS;
  for (let length = FIRST_WINDOW_MS; ; length *= 8) {
    const to = Math.min(start + length, end);
    const first = startsIn(series, from, to, cancelled).find((each) => Date.parse(each) < end);
    if (first !== undefined || !(to < end)) {
      return first;
    }
  }
}

/** Those of the starts that a series has, without regard to its exceptions. */
export function startsOfSeries(
  series: SeriesTimes,
  starts: readonly EventTime[],
): readonly EventTime[] {
  return starts.filter((start) => {
    const instant = Date.parse(start);
    return (
      isDay(start) === isDay(series.start) &&
      startsIn(series, instant, instant + 1000, []).some((each) => Date.parse(each) === instant)
    );
  });
}

/**
 * Whether the rules and dates of a series have a start, or may have it where some of them cannot be read. What is left out of them,
 * by a line or as a deleted occurrence, counts too.
 */
export function mayHaveStart(series: SeriesTimes, start: EventTime): boolean {
  const instant = Date.parse(start);
  const recurrence = series.recurrence?.filter((line) => !/^EX/i.test(line)) ?? [];
  const { results, unreadable, problems } = expansionIn(
    { ...series, recurrence },
    instant,
    instant + 1000,
    [],
  );
  return (
    unreadable.length + problems.length > 0 || results.some((each) => Date.parse(each) === instant)
  );
}

function startsIn(
  series: SeriesTimes,
  from: number,
  to: number,
  cancelled: readonly EventTime[],
): EventTime[] {
  return expansionIn(series, from, to, cancelled).results;
}

function expansionIn(
  series: SeriesTimes,
  from: number,
  to: number,
  cancelled: readonly EventTime[],
): SeriesExpansion<EventTime> {
  const calendarClock = ZoneClock.of(isDay(series.start) ? 'UTC' : series.timeZone);
  const set = new RecurrenceSet(series, new ExpansionCache(calendarClock, GOOGLE_DIALECT));
  const range = { start: new Date(from), end: new Date(to) };
  const work = set.between(range, cancelled, ({ start }) => start);
  let step = work.next();
  while (!step.done) {
    step = work.next();
  }
  return step.value;
}
