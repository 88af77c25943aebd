import type { Calendar } from '../world/calendar.ts';
import type { World } from '../world/world.ts';
import {
  cannotChangeOrganizer,
  cannotChangeOrganizerOfInstance,
  deleted,
  duplicate,
  eventTypeRestriction,
  invalidParameter,
} from './api-error.ts';
import { followConference } from './pending-conferences.ts';
import { without } from './event-fields.ts';
import { isCancelled, type EventResource, type StoredEvent } from './event-resource.ts';
import { organizerOf, store, withServerFields } from './event-store.ts';
import { readEventTime, writeEventTime } from './event-time.ts';
import { propagateInvitation, withoutSelf } from './invitations.ts';

type Attendee = NonNullable<EventResource['attendees']>[number];

/**
 * Moves an event, and a series with its exceptions, to another calendar: that calendar becomes the organizer, and the
 * events are cancelled in their former one. Copies in the calendars of guests get the new organizer.
 * @returns The event in the destination.
 * @throws ApiError 400 for an instance, an event that is not of the default type, another organizer's event, or the same
 *   calendar; 409 if the destination has another event of its id; 410 for a deleted event.
 */
export function moveEvent(
  world: World,
  from: Calendar,
  event: StoredEvent,
  to: Calendar,
  author: string,
): StoredEvent {
  assertMovable(from, event, to);
  const now = world.clock.now();
  const exceptions = [...from.events.exceptionsOf(event.id).values()];
  const moved = moveInto(to, event, now);
  const movedExceptions = exceptions.map((each) => moveInto(to, each, now));
  for (const each of [event, ...exceptions]) {
    store(from, { ...each.resource, status: 'cancelled' }, now);
  }
  for (const each of [moved, ...movedExceptions]) {
    propagateInvitation(world, to, undefined, each);
    followConference(world, to, undefined, each, author);
  }
  return moved;
}

function assertMovable(from: Calendar, event: StoredEvent, to: Calendar): void {
  const { recurringEventId, eventType = 'default', organizer } = event.resource;
  if (isCancelled(event)) {
    throw deleted();
  }
  if (recurringEventId) {
    throw cannotChangeOrganizerOfInstance();
  }
  if (eventType !== 'default') {
    throw eventTypeRestriction(`Attempt made to move '${String(eventType)}' event.`);
  }
  if (!organizer?.self) {
    throw cannotChangeOrganizer();
  }
  if (from === to) {
    throw invalidParameter('destination', 'The event is in the destination calendar already.');
  }
  const known = to.events.get(event.id);
  if (known && !isCancelled(known) && known.resource.iCalUID !== event.resource.iCalUID) {
    throw duplicate();
  }
}

function moveInto(calendar: Calendar, event: StoredEvent, now: number): StoredEvent {
  const { creator, originalStartTime, attendees } = event.resource;
  const resource: EventResource & { id: string } = {
    // The link names the calendar that the event leaves, and labels belong to that calendar.
    ...without(event.resource, ['eventLabelId', 'htmlLink']),
    id: event.id,
    organizer: organizerOf(calendar),
    ...(creator && {
      creator: { ...withoutSelf(creator), ...(creator.email === calendar.id && { self: true }) },
    }),
    ...(attendees && { attendees: attendees.map(withoutRoles) }),
    ...(originalStartTime && {
      originalStartTime: writeEventTime(
        readEventTime(originalStartTime, 'start'),
        calendar.timeZone,
      ),
    }),
  };
  return store(calendar, withServerFields(calendar, resource, undefined, now), now);
}

/** An attendee without the flags that depend on the calendar; storing the event sets them anew. */
function withoutRoles(attendee: Attendee): Attendee {
  const copy = withoutSelf(attendee);
  delete copy.organizer;
  return copy;
}
