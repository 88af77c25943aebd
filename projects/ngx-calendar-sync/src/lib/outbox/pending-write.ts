import type { CalendarEvent } from '../model/calendar-event';

/** A write that what is read does not show yet; `none` shows nothing, since the event is not known here. */
export type PendingWrite<E extends CalendarEvent> =
  | { readonly kind: 'put'; readonly event: E }
  | { readonly kind: 'delete' | 'none'; readonly calendarId: string; readonly eventId: string };

export function targetOf<E extends CalendarEvent>(
  write: PendingWrite<E>,
): { readonly calendarId: string; readonly eventId: string } {
  if (write.kind !== 'put') {
    return write;
  }
  return { calendarId: write.event.calendarId, eventId: write.event.id };
}

/** What the user sees: what the provider said, with what is pending replayed on it in order. */
export function withPendingWrites<E extends CalendarEvent>(
  base: readonly E[],
  writes: Iterable<PendingWrite<E>>,
): readonly E[] {
  let events = base;
  for (const write of writes) {
    events = withWrite(events, write);
  }
  return events;
}

/** `events` after one write; deleting a series takes its occurrences with it. */
export function withWrite<E extends CalendarEvent>(
  events: readonly E[],
  write: PendingWrite<E>,
): readonly E[] {
  const { calendarId, eventId } = targetOf(write);
  const others = (event: E) => event.calendarId !== calendarId || event.id !== eventId;
  const isOccurrence = (event: E) => event.calendarId === calendarId && event.seriesId === eventId;
  switch (write.kind) {
    case 'put':
      // A series shows as its occurrences, which only what is read can tell.
      return [...events.filter(others), ...(events.some(isOccurrence) ? [] : [write.event])];
    case 'delete':
      return events.filter((event) => others(event) && !isOccurrence(event));
    case 'none':
      return events;
  }
}
