import type { DetailLevel } from './access.ts';
import { only } from './event-fields.ts';
import type { EventResource, StoredEvent } from './event-resource.ts';
import { readEventTime, writeEventTime } from './event-time.ts';

const FREE_BUSY_FIELDS = [
  'kind',
  'etag',
  'id',
  'status',
  'start',
  'end',
  'recurrence',
  'recurringEventId',
  'originalStartTime',
  'eventType',
] as const satisfies readonly (keyof EventResource)[];

const DELETED_EVENT_FIELDS = [
  'kind',
  'etag',
  'id',
  'status',
] as const satisfies readonly (keyof EventResource)[];

const CANCELLED_INSTANCE_FIELDS = [
  ...DELETED_EVENT_FIELDS,
  'recurringEventId',
  'originalStartTime',
] as const satisfies readonly (keyof EventResource)[];

/** The part of an event that this level of detail shows; undefined if it shows nothing of it. */
export function visibleResource(
  event: StoredEvent,
  detail: DetailLevel,
  calendarZone: string,
  zone = calendarZone,
): EventResource | undefined {
  const resource = withDetail(event.resource, detail);
  return resource && zone !== calendarZone ? inZone(resource, zone) : resource;
}

/** Which fields of a cancelled event a list shows. */
export type CancelledForm =
  /** A cancelled instance of a series that is not deleted: only the fields that identify it. */
  | 'instance'
  /** A deleted event in an incremental list: only its id and status. */
  | 'deleted'
  | 'with details';

/** A cancelled event as Google's lists show it. */
export function cancelledForm(resource: EventResource, form: CancelledForm): EventResource {
  switch (form) {
    case 'instance':
      return only(resource, CANCELLED_INSTANCE_FIELDS);
    case 'deleted':
      return only(resource, DELETED_EVENT_FIELDS);
    case 'with details':
      return resource;
  }
}

/** Google answers all attendees or, if there are more than `maxAttendees`, the caller alone. */
export function withAttendeeLimit(resource: EventResource, maxAttendees: number): EventResource {
  const attendees = resource.attendees ?? [];
  return attendees.length <= maxAttendees
    ? resource
    : { ...resource, attendees: attendees.filter((each) => each.self), attendeesOmitted: true };
}

export function isPrivate({ visibility }: EventResource): boolean {
  return visibility === 'private' || visibility === 'confidential';
}

function withDetail(resource: EventResource, detail: DetailLevel): EventResource | undefined {
  if (detail === 'everything') {
    return resource;
  }
  if (detail === 'times only' && resource.recurrence) {
    return undefined;
  }
  if (detail === 'no private details' && !isPrivate(resource)) {
    return resource;
  }
  // Events that do not block time are invisible to free/busy access.
  return resource.transparency === 'transparent' && resource.status !== 'cancelled'
    ? undefined
    : { ...only(resource, FREE_BUSY_FIELDS), visibility: 'private' };
}

function inZone(resource: EventResource, zone: string): EventResource {
  const move = (name: 'start' | 'end' | 'originalStartTime') => {
    const time = resource[name];
    return time?.dateTime ? { [name]: writeEventTime(readEventTime(time, 'start'), zone) } : {};
  };
  return { ...resource, ...move('start'), ...move('end'), ...move('originalStartTime') };
}
