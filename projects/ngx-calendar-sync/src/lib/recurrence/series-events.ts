import type { CalendarEvent } from '../model/calendar-event';
import { type EventTime, isDay } from '../model/event-time';
import { inRange } from '../model/time-range';
import { ZoneClock } from '../model/zone-clock';
import { CompiledSeries, type Occurrence } from './compiled-series';
import type { EventSeries, SeriesEvents, SeriesQuery } from './event-series';
import { SharedExpansion } from './shared-expansion';

export { SharedExpansion };

/**
 * The events that a series shows in a range. An exception shows at its own time, also where it was moved across an edge
 * of the range, or where the series has no such occurrence.
 * @param shared With the other series of the same query.
 */
export function seriesEvents<E extends CalendarEvent>(
  { master, changed, cancelled }: EventSeries<E>,
  { range, timeZone, occurrenceOf }: SeriesQuery<E>,
  shared = new SharedExpansion(),
): SeriesEvents<E> {
  const zone = ZoneClock.find(timeZone) ? timeZone : undefined;
  const { occurrences, unreadable } = hasTimes(master)
    ? new CompiledSeries(master, ZoneClock.of(zone), shared).between(range)
    : { occurrences: [], unreadable: [`${master.start} to ${master.end}`] };
  const replaced = [...changed.map(({ originalStart = '' }) => originalStart), ...cancelled];
  const events = untouched(occurrences, replaced).map((each) => occurrenceOf(master, each));
  for (const event of changed) {
    if (event.status !== 'cancelled' && inRange(event, range, zone)) events.push(event);
  }
  return { events, problems: unreadable.length === 0 ? [] : [{ master, unreadable }] };
}

function hasTimes({ start, end }: CalendarEvent): boolean {
  return !Number.isNaN(Date.parse(start) + Date.parse(end));
}

function untouched(
  occurrences: readonly Occurrence[],
  replaced: readonly EventTime[],
): readonly Occurrence[] {
  if (replaced.length === 0) return occurrences;
  const keys = new Set(replaced.map(key));
  return occurrences.filter(({ originalStart }) => !keys.has(key(originalStart)));
}

/** The same instant may be told in several zones. */
function key(time: EventTime): EventTime | number {
  return isDay(time) ? time : Date.parse(time);
}
