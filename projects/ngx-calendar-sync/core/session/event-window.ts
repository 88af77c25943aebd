import type { CalendarEvent } from '../model/calendar-event';
import { instantOf } from '../model/event-time';
import { inRange, type TimeRange } from '../model/time-range';
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
  const shown = withOverlays(read, overlays, occurrencesOf).filter(
    (event) => calendarIds.includes(event.calendarId) && inRange(event, range),
  );
  return inOrder(shown);
}

export function inOrder<E extends CalendarEvent>(events: readonly E[]): readonly E[] {
  const starts = new Map(events.map((event) => [event, instantOf(event.start)]));
  const startOf = (event: E) => starts.get(event) ?? 0;
  return [...events].sort((a, b) => startOf(a) - startOf(b) || (a.title < b.title ? -1 : 1));
}

export function sameElements<E>(a: readonly E[], b: readonly E[]): boolean {
  return a.length === b.length && a.every((element, index) => element === b[index]);
}
