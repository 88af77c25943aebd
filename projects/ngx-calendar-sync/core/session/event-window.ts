import type { CalendarEvent } from '../model/calendar-event';
import { ɵonceForEach as onceForEach } from 'ngx-calendar-sync/base';
import { instantOf } from '../model/event-time';
import { inMilliseconds, overlaps, type TimeRange } from '../model/time-range';
import type { EventAnswer } from '../provider/event-backend';
import { withOverlays } from '../provider/overlays';
import type { ShownOverlays } from './shown-overlays';

/** The events of one calendar in one range, as far as they are known. */
export interface EventWindow<E extends CalendarEvent> extends EventAnswer<E> {
  readonly range: TimeRange;
}

/** The windows of several calendars, by calendar id. */
export type EventWindows<E extends CalendarEvent> = ReadonlyMap<string, EventWindow<E>>;

/** The events of some windows with overlays on them, in the order of their start. */
export function eventsOf<E extends CalendarEvent>(
  calendarIds: readonly string[],
  range: TimeRange,
  windows: EventWindows<E>,
  { overlays, occurrencesOf }: ShownOverlays<E>,
): readonly E[] {
  const read = calendarIds.flatMap((id) => windows.get(id)?.events ?? []);
  const shownIds = new Set(calendarIds);
  const rangeMs = inMilliseconds(range);
  const shown = withOverlays(read, overlays, occurrencesOf).filter(
    (event) =>
      shownIds.has(event.calendarId) && overlaps(instantsOf(event, range.timeZone), rangeMs),
  );
  return inOrder(shown);
}

export function inOrder<E extends CalendarEvent>(events: readonly E[]): readonly E[] {
  return events
    .map((event) => ({ event, start: instantsOf(event).start }))
    .sort((a, b) => a.start - b.start || (a.event.title < b.event.title ? -1 : 1))
    .map(({ event }) => event);
}

/** Times are read once: whenever one of a thousand events changes, all of them are put in order. */
const timesOf = onceForEach(({ start, end }: CalendarEvent) => ({
  start: instantOf(start),
  end: instantOf(end),
}));

/** Only a day is at another instant in another zone. */
function instantsOf(event: CalendarEvent, timeZone?: string): TimeRange<number> {
  const { start, end, allDay } = event;
  return allDay
    ? { start: instantOf(start, timeZone), end: instantOf(end, timeZone) }
    : timesOf(event);
}

export function sameElements<E>(a: readonly E[], b: readonly E[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}
