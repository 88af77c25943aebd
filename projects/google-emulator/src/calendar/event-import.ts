import type { Calendar } from '../world/calendar.ts';
import { invalid, required } from './api-error.ts';
import { newEventId } from './event-id.ts';
import type { EventResource, StoredEvent } from './event-resource.ts';
import { completed, store } from './event-store.ts';
import { accepted } from './event-validity.ts';
import { readEventTime, writeEventTime } from './event-time.ts';
import { allowedOf, staleSequence, type Writing } from './event-writer.ts';
import { withoutNulls } from './merge-patch.ts';

/** What Google decides of an imported event. Its organizer is who the event says. */
const GOOGLES: ReadonlySet<string> = new Set([
  'kind',
  'etag',
  'id',
  'htmlLink',
  'created',
  'updated',
  'creator',
  'hangoutLink',
]);

/** The event that this is a newer revision of. */
export function importedBefore(
  calendar: Calendar,
  { iCalUID }: EventResource,
): StoredEvent | undefined {
  return calendar.events
    .withICalUid(iCalUID ?? '')
    .find((event) => !event.resource.recurringEventId);
}

/**
 * Adds a private copy of somebody's event; nobody is invited. The same event again, by its UID, is a newer revision of
 * the copy.
 */
export function importEvent(
  calendar: Calendar,
  body: EventResource,
  writing: Writing,
): StoredEvent {
  if (!body.iCalUID) {
    throw required('Missing iCal UID.');
  }
  if (body.eventType && body.eventType !== 'default') {
    throw invalid('Only default events can be imported.');
  }
  const known = importedBefore(calendar, body);
  if (known && (body.sequence ?? 0) < (known.resource.sequence ?? 0)) {
    throw staleSequence();
  }
  const given = Object.fromEntries(
    Object.entries(body).filter(([name]) => !GOOGLES.has(name)),
  ) as EventResource;
  const { organizer, originalStartTime } = body;
  const isOwn = organizer?.email === calendar.id;
  const event = accepted(
    withoutNulls(
      completed(
        calendar,
        {
          ...allowedOf(calendar, given, known?.resource, writing),
          ...(organizer && { organizer: { ...organizer, ...(isOwn && { self: true }) } }),
          ...(originalStartTime && {
            originalStartTime: writeEventTime(
              readEventTime(originalStartTime, 'start'),
              calendar.timeZone,
            ),
          }),
          ...(known?.resource.created && { created: known.resource.created }),
          id: known?.id ?? newEventId(),
        },
        writing.author,
        writing.now,
      ),
    ),
  );
  return store(calendar, event, writing.now);
}
