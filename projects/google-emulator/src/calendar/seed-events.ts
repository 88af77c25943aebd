import type { Calendar } from '../world/calendar.ts';
import { instanceId, newEventId } from './event-id.ts';
import type { EventResource } from './event-resource.ts';
import { readEventTime } from './event-time.ts';
import { completed, store } from './event-store.ts';

/**
 * Puts a seed's events in as they are: they may be deleted, foreign, or have no id; nothing of what a client's insert
 * would be refused for is asked.
 */
export function storeSeedEvents(
  calendar: Calendar,
  events: readonly EventResource[],
  now: number,
): void {
  for (const event of events) {
    const id = event.id ?? idOf(event);
    const updated = Date.parse(event.updated ?? '');
    const original = event.originalStartTime;
    // A cancelled instance need not say when it would have been.
    const start = event.start ?? original ?? null;
    const end = event.end ?? event.start ?? original ?? null;
    store(
      calendar,
      completed(calendar, { ...event, id, start: inZone(start), end: inZone(end) }, undefined, now),
      Number.isNaN(updated) ? now : updated,
    );

    function inZone(time: EventResource['start'] | null) {
      const needsZone = event.recurrence && time?.dateTime && !time.timeZone;
      return needsZone ? { ...time, timeZone: calendar.timeZone } : (time ?? {});
    }
  }
}

function idOf(event: EventResource): string {
  return event.recurringEventId && event.originalStartTime
    ? instanceId(event.recurringEventId, readEventTime(event.originalStartTime, 'start'))
    : newEventId();
}
