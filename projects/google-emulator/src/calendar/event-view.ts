import type { View } from './access.ts';
import { only } from './event-fields.ts';
import type { EventResource, StoredEvent } from './event-resource.ts';
import { readEventTime, writeEventTime } from './event-time.ts';

const TIMES_ONLY = [
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

const OF_DELETED = [
  'kind',
  'etag',
  'id',
  'status',
] as const satisfies readonly (keyof EventResource)[];

const OF_CANCELLED_INSTANCE = [
  ...OF_DELETED,
  'recurringEventId',
  'originalStartTime',
] as const satisfies readonly (keyof EventResource)[];

/** What somebody with this view reads of an event; undefined where there is nothing to read. */
export function viewed(
  event: StoredEvent,
  view: View,
  calendarZone: string,
  zone = calendarZone,
): EventResource | undefined {
  const resource = shown(event.resource, view);
  return resource && zone !== calendarZone ? inZone(resource, zone) : resource;
}

/** How much of a cancelled event is told. */
export type CancelledForm =
  /** An instance of a living series: only what is needed to know which one. */
  | 'instance'
  /** That it is gone, to somebody who follows the changes. */
  | 'deleted'
  | 'with details';

/** A cancelled event as lists give it. */
export function cancelledForm(resource: EventResource, form: CancelledForm): EventResource {
  switch (form) {
    case 'instance':
      return only(resource, OF_CANCELLED_INSTANCE);
    case 'deleted':
      return only(resource, OF_DELETED);
    case 'with details':
      return resource;
  }
}

/** Google gives all attendees or, where they are more than somebody wants, the caller alone. */
export function withAttendeeLimit(resource: EventResource, most: number): EventResource {
  const attendees = resource.attendees ?? [];
  return attendees.length <= most
    ? resource
    : { ...resource, attendees: attendees.filter((each) => each.self), attendeesOmitted: true };
}

export function isPrivate({ visibility }: EventResource): boolean {
  return visibility === 'private' || visibility === 'confidential';
}

function shown(resource: EventResource, view: View): EventResource | undefined {
  if (view === 'everything') {
    return resource;
  }
  if (view === 'times only' && resource.recurrence) {
    return undefined;
  }
  if (view === 'no private details' && !isPrivate(resource)) {
    return resource;
  }
  // Who sees only busy times does not see a time that is not busy.
  return resource.transparency === 'transparent' && resource.status !== 'cancelled'
    ? undefined
    : { ...only(resource, TIMES_ONLY), visibility: 'private' };
}

function inZone(resource: EventResource, zone: string): EventResource {
  const move = (name: 'start' | 'end' | 'originalStartTime') => {
    const time = resource[name];
    return time?.dateTime ? { [name]: writeEventTime(readEventTime(time, 'start'), zone) } : {};
  };
  return { ...resource, ...move('start'), ...move('end'), ...move('originalStartTime') };
}
