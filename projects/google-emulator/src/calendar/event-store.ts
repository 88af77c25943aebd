import type { Calendar } from '../world/calendar.ts';
import type { EventResource, StoredEvent } from './event-resource.ts';
import { instantOf, readEventTime, writeEventTime } from './event-time.ts';
import { serialized } from './serialized.ts';

const LONGEST_PROPERTY_NAME = 44;
const LONGEST_PROPERTY_VALUE = 1024;

/** Adds what Google adds to every event. */
export function completed(
  calendar: Calendar,
  event: EventResource & { readonly id: string },
  creator: string | undefined,
  now: number,
): EventResource {
  const author = creator ?? calendar.owner ?? calendar.id;
  return {
    kind: 'calendar#event',
    ...event,
    status: event.status ?? 'confirmed',
    htmlLink: event.htmlLink ?? linkTo(calendar, event.id),
    created: event.created ?? new Date(now).toISOString(),
    creator: event.creator ?? {
      email: author,
      ...(author === calendar.id && { self: true }),
    },
    organizer: event.organizer ?? organizerOf(calendar),
    iCalUID: event.iCalUID ?? `${event.id}@google.com`,
    sequence: event.sequence ?? 0,
    reminders: event.reminders ?? { useDefault: true },
    eventType: event.eventType ?? 'default',
  };
}

/** Organizer of whatever is made in this calendar. */
export function organizerOf(calendar: Calendar): NonNullable<EventResource['organizer']> {
  const isPersonal = calendar.owner === calendar.id;
  return {
    email: calendar.id,
    ...(!isPersonal && { displayName: calendar.summary }),
    self: true,
  };
}

/** Writes a revision: new etag, new place in the history, times in the calendar's zone. */
export function store(calendar: Calendar, event: EventResource, now: number): StoredEvent {
  const start = readEventTime(event.start, 'start');
  const end = readEventTime(event.end, 'end');
  const id = event.id ?? '';
  const stored: StoredEvent = {
    id,
    change: calendar.nextChange(),
    start: instantOf(start, calendar.timeZone),
    end: instantOf(end, calendar.timeZone),
    updated: now,
    cancelled: event.status === 'cancelled',
    series: (event.recurrence?.length ?? 0) > 0,
    seriesId: event.recurringEventId ?? undefined,
    resource: {
      ...event,
      etag: `"${calendar.nextVersion(now)}"`,
      updated: new Date(now).toISOString(),
      start: writeEventTime(start, calendar.timeZone),
      end: writeEventTime(end, calendar.timeZone),
      ...(event.attendees && { attendees: attendeesIn(calendar, event, event.attendees) }),
      ...(event.extendedProperties && {
        extendedProperties: withinLimits(event.extendedProperties),
      }),
    },
  };
  // Here and not when it is asked for: the first reader of a large calendar is the one who measures.
  serialized(stored.resource);
  calendar.events.put(stored);
  return stored;
}

/** The times of all events in the offset of the zone that the calendar has now. No event changes by that. */
export function restateInZone(calendar: Calendar): void {
  for (const event of [...calendar.events.all()]) {
    const start = readEventTime(event.resource.start, 'start');
    const end = readEventTime(event.resource.end, 'end');
    const original = event.resource.originalStartTime;
    calendar.events.restate({
      ...event,
      start: instantOf(start, calendar.timeZone),
      end: instantOf(end, calendar.timeZone),
      resource: {
        ...event.resource,
        start: writeEventTime(start, calendar.timeZone),
        end: writeEventTime(end, calendar.timeZone),
        ...(original && {
          originalStartTime: writeEventTime(readEventTime(original, 'start'), calendar.timeZone),
        }),
      },
    });
  }
}

function linkTo(calendar: Calendar, id: string): string {
  const eid = Buffer.from(`${id} ${calendar.id}`).toString('base64url');
  return `https://www.google.com/calendar/event?eid=${eid}`;
}

function attendeesIn(
  calendar: Calendar,
  event: EventResource,
  attendees: NonNullable<EventResource['attendees']>,
): NonNullable<EventResource['attendees']> {
  return attendees.map((attendee) => ({
    ...attendee,
    responseStatus: attendee.responseStatus ?? 'needsAction',
    ...(attendee.email === calendar.id && { self: true }),
    ...(attendee.email === event.organizer?.email && { organizer: true }),
  }));
}

/** Google drops a property whose name is too long, and cuts a value, without a word. */
function withinLimits(
  properties: NonNullable<EventResource['extendedProperties']>,
): NonNullable<EventResource['extendedProperties']> {
  const limited = (each: Record<string, string | null> | null | undefined) =>
    Object.fromEntries(
      Object.entries(each ?? {})
        .filter((entry): entry is [string, string] => entry[1] !== null)
        .filter(([name]) => name.length <= LONGEST_PROPERTY_NAME)
        .map(([name, value]) => [name, value.slice(0, LONGEST_PROPERTY_VALUE)]),
    );
  return {
    ...(properties.private && { private: limited(properties.private) }),
    ...(properties.shared && { shared: limited(properties.shared) }),
  };
}
