import type { Calendar } from '../world/calendar.ts';
import { invalid, participantIsNeitherOrganizerNorAttendee, required } from './api-error.ts';
import { newEventId } from './event-id.ts';
import type { EventResource, StoredEvent } from './event-resource.ts';
import { withServerFields, store } from './event-store.ts';
import { normalizedEvent } from './normalized-event.ts';
import { readEventTime, writeEventTime } from './event-time.ts';
import { writableFields, staleSequence, type Writing } from './event-writer.ts';
import { withoutNulls } from './merge-patch.ts';

/** Fields that Google sets on an imported event. The organizer is kept as imported. */
const SERVER_FIELDS: ReadonlySet<string> = new Set([
  'kind',
  'etag',
  'id',
  'htmlLink',
  'created',
  'updated',
  'creator',
  'hangoutLink',
]);

/** The event that was imported before with the same UID. */
export function importedBefore(
  calendar: Calendar,
  { iCalUID }: EventResource,
): StoredEvent | undefined {
  return calendar.events
    .withICalUid(iCalUID ?? '')
    .find((event) => !event.resource.recurringEventId);
}

/**
 * Adds a copy of an event of another calendar, without inviting its guests. Importing an event with the same UID again
 * replaces the copy.
 * @throws ApiError 400 for a missing UID, another event type, an event of others to which the calendar is not invited, or a
 * sequence that is older than that of the copy.
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
  assertTakesPart(calendar, body);
  const known = importedBefore(calendar, body);
  if (known && (body.sequence ?? 0) < (known.resource.sequence ?? 0)) {
    throw staleSequence();
  }
  const given = Object.fromEntries(
    Object.entries(body).filter(([name]) => !SERVER_FIELDS.has(name)),
  ) as EventResource;
  const { organizer, originalStartTime } = body;
  const isOwn = organizer?.email === calendar.id;
  const event = normalizedEvent(
    withoutNulls(
      withServerFields(
        calendar,
        {
          ...writableFields(calendar, given, known?.resource, writing),
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

/** @throws ApiError 400 for an event of another organizer that does not have the calendar among its guests. */
function assertTakesPart(calendar: Calendar, { organizer, attendees }: EventResource): void {
  const isCalendar = (email: string | null | undefined) =>
    email?.toLowerCase() === calendar.id.toLowerCase();
  if (
    organizer?.email &&
    !isCalendar(organizer.email) &&
    !attendees?.some(({ email }) => isCalendar(email))
  ) {
    throw participantIsNeitherOrganizerNorAttendee();
  }
}
