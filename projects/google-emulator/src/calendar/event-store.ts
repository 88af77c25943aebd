import type { Calendar } from '../world/calendar.ts';
import type { EventResource, StoredEvent } from './event-resource.ts';
import { instantOf, readEventTime, writeEventTime } from './event-time.ts';
import { serialized } from './serialized.ts';

const MAX_PROPERTY_NAME_LENGTH = 44;
const MAX_PROPERTY_VALUE_LENGTH = 1024;

/** Adds the fields that Google adds to every event. */
export function withServerFields(
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

/** The organizer of events that are created in this calendar. */
export function organizerOf(calendar: Calendar): NonNullable<EventResource['organizer']> {
  const isPersonal = calendar.owner === calendar.id;
  return {
    email: calendar.id,
    ...(!isPersonal && { displayName: calendar.summary }),
    self: true,
  };
}

/** Stores the event as a new revision, with a new etag and change number, and with times in the calendar's zone. */
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
  // Serialize on writing, so that the first list of a large calendar is as fast as the later ones.
  serialized(stored.resource);
  calendar.events.put(stored);
  return stored;
}

/** Rewrites the times of all events after the calendar's time zone changed. This is not a change of the events. */
export function rewriteTimesInCalendarZone(calendar: Calendar): void {
  for (const event of [...calendar.events.all()]) {
    const start = readEventTime(event.resource.start, 'start');
    const end = readEventTime(event.resource.end, 'end');
    const original = event.resource.originalStartTime;
    calendar.events.replaceWithoutChange({
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

/** Google silently drops properties whose names are too long, and truncates values. */
function withinLimits(
  properties: NonNullable<EventResource['extendedProperties']>,
): NonNullable<EventResource['extendedProperties']> {
  const limited = (each: Record<string, string | null> | null | undefined) =>
    Object.fromEntries(
      Object.entries(each ?? {})
        .filter((entry): entry is [string, string] => entry[1] !== null)
        .filter(([name]) => name.length <= MAX_PROPERTY_NAME_LENGTH)
        .map(([name, value]) => [name, value.slice(0, MAX_PROPERTY_VALUE_LENGTH)]),
    );
  return {
    ...(properties.private && { private: limited(properties.private) }),
    ...(properties.shared && { shared: limited(properties.shared) }),
  };
}
