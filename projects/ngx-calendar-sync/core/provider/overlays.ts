import type { CalendarEvent } from '../model/calendar-event';
import { type Overlay, targetOf } from './event-write';

/** Puts overlays on events as they were read, in the order of the writes: the result is what the user sees. */
export function withOverlays<E extends CalendarEvent>(
  events: readonly E[],
  overlays: readonly Overlay<E>[],
): readonly E[] {
  return overlays.reduce(withOverlay, events);
}

/** Deleting a series takes its occurrences with it. */
function withOverlay<E extends CalendarEvent>(
  events: readonly E[],
  overlay: Overlay<E>,
): readonly E[] {
  const { calendarId, eventId } = targetOf(overlay);
  const isOther = (event: E) => event.calendarId !== calendarId || event.id !== eventId;
  const isOccurrence = (event: E) => event.calendarId === calendarId && event.seriesId === eventId;
  switch (overlay.kind) {
    case 'put':
      // A series shows as its occurrences, which only the provider knows: those that were read stay for now.
      return [...events.filter(isOther), ...(events.some(isOccurrence) ? [] : [overlay.event])];
    case 'delete':
      return events.filter((event) => isOther(event) && !isOccurrence(event));
    case 'none':
      return events;
  }
}
