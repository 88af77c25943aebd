import type { CalendarEvent } from '../model/calendar-event';
import { type EventTime, isDay } from '../model/event-time';
import { inRange } from '../model/time-range';
import { ZoneClock } from '../model/zone-clock';
import type { EventSeries, SeriesEvents, SeriesQuery } from './event-series';
import { ExpansionCache } from './expansion-cache';
import { type Occurrence, RecurrenceSet, type SeriesExpansion } from './recurrence-set';
import type { Sliced } from './sliced';

export { ExpansionCache };

/** So many events are made in less than a millisecond. */
const EVENTS_PER_SLICE = 50;

/**
 * The events that a series has in a range. Exceptions show at their own times: also one that was moved into the range
 * from outside, and one whose original start the series does not have.
 * @param cache Shared with the other series of the same query.
 */
export function* seriesEvents<E extends CalendarEvent>(
  { master, changed, cancelled }: EventSeries<E>,
  { range, timeZone, occurrenceOf }: SeriesQuery<E>,
  cache: ExpansionCache,
): Sliced<SeriesEvents<E>> {
  const { occurrences, unreadable, problems } = hasTimes(master)
    ? yield* new RecurrenceSet(master, ZoneClock.of(timeZone), cache).between(range)
    : withoutTimes(master);
  const replaced = [...changed.map(({ originalStart = '' }) => originalStart), ...cancelled];
  const events: E[] = [];
  for (const occurrence of unchanged(occurrences, replaced)) {
    events.push(occurrenceOf(master, occurrence));
    if (events.length % EVENTS_PER_SLICE === 0) {
      yield;
    }
  }
  for (const event of changed) {
    if (event.status !== 'cancelled' && inRange(event, range, timeZone)) {
      events.push(event);
    }
  }
  const problem = problems.join(' ');
  return { events, problems: problem === '' ? [] : [{ master, problem, unreadable }] };
}

function hasTimes({ start, end }: CalendarEvent): boolean {
  return !Number.isNaN(Date.parse(start) + Date.parse(end));
}

function withoutTimes({ start, end }: CalendarEvent): SeriesExpansion {
  const problem = 'It has no times that can be read: it does not show.';
  return { occurrences: [], unreadable: [`${start} to ${end}`], problems: [problem] };
}

function unchanged(
  occurrences: readonly Occurrence[],
  replaced: readonly EventTime[],
): readonly Occurrence[] {
  if (replaced.length === 0) {
    return occurrences;
  }
  const keys = new Set(replaced.map(keyOf));
  return occurrences.filter(({ originalStart }) => !keys.has(keyOf(originalStart)));
}

/** The original start of an exception may have the offset of another zone than that of its occurrence. */
function keyOf(time: EventTime): EventTime | number {
  return isDay(time) ? time : Date.parse(time);
}
