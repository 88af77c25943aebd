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

const OF_CANCELLED_INSTANCE = [
  'kind',
  'etag',
  'id',
  'status',
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

/** A cancelled instance of a living series as lists give it: only what is needed to know which one. */
export function cancelledInstance(resource: EventResource): EventResource {
  return only(resource, OF_CANCELLED_INSTANCE);
}

function shown(resource: EventResource, view: View): EventResource | undefined {
  if (view === 'everything') {
    return resource;
  }
  const isPrivate = resource.visibility === 'private' || resource.visibility === 'confidential';
  if (view === 'no private details' && !isPrivate) {
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
