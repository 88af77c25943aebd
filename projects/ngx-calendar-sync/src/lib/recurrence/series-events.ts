import type { CalendarEvent } from '../model/calendar-event';
import { type EventTime, isDay } from '../model/event-time';
import { inRange } from '../model/time-range';
import { ZoneClock } from '../model/zone-clock';
import { CompiledSeries, type Occurrence, type SeriesExpansion } from './compiled-series';
import type { EventSeries, SeriesEvents, SeriesQuery } from './event-series';
import type { Sliced } from './rule-walls';
import { SharedExpansion } from './shared-expansion';

export { SharedExpansion };

/**
 * The events that a series shows in a range. An exception shows at its own time, also where it was moved across an edge
 * of the range, or where the series has no such occurrence.
 * @param shared With the other series of the same query.
 */
export function* seriesEvents<E extends CalendarEvent>(
  { master, changed, cancelled }: EventSeries<E>,
  { range, timeZone, occurrenceOf }: SeriesQuery<E>,
  shared: SharedExpansion,
): Sliced<SeriesEvents<E>> {
  const { occurrences, unreadable, problems } = hasTimes(master)
    ? yield* new CompiledSeries(master, ZoneClock.of(timeZone), shared).between(range)
    : timeless(master);
  const replaced = [...changed.map(({ originalStart = '' }) => originalStart), ...cancelled];
  const events: E[] = [];
  for (const occurrence of untouched(occurrences, replaced)) {
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

/** Made within a millisecond. */
const EVENTS_PER_SLICE = 50;

function hasTimes({ start, end }: CalendarEvent): boolean {
  return !Number.isNaN(Date.parse(start) + Date.parse(end));
}

function timeless({ start, end }: CalendarEvent): SeriesExpansion {
  const problem = 'It has no times that can be read: it does not show.';
  return { occurrences: [], unreadable: [`${start} to ${end}`], problems: [problem] };
}

function untouched(
  occurrences: readonly Occurrence[],
  replaced: readonly EventTime[],
): readonly Occurrence[] {
  if (replaced.length === 0) {
    return occurrences;
  }
  const keys = new Set(replaced.map(key));
  return occurrences.filter(({ originalStart }) => !keys.has(key(originalStart)));
}

/** The same instant may be told in several zones. */
function key(time: EventTime): EventTime | number {
  return isDay(time) ? time : Date.parse(time);
}
