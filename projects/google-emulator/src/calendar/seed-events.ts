import type { Calendar } from '../world/calendar.ts';
import { instanceId, newEventId } from './event-id.ts';
import type { EventResource } from './event-resource.ts';
import { readEventTime } from './event-time.ts';
import { withServerFields, store } from './event-store.ts';

/**
 * Stores a seed's events without the checks of `events.insert`: they may be deleted, have another organizer or lack an
 * id.
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
    // A cancelled instance may have no times of its own.
    const start = event.start ?? original ?? null;
    const end = event.end ?? event.start ?? original ?? null;
    store(
      calendar,
      withServerFields(
        calendar,
        { ...event, id, start: inZone(start), end: inZone(end) },
        undefined,
        now,
      ),
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
