import { definedFields } from 'google-calendar-ics/internal';
import type { Calendar } from '../world/calendar.ts';
import type { World } from '../world/world.ts';
import { only, without } from './event-fields.ts';
import { findEvent } from './event-lookup.ts';
import { isCancelled, isSeries, type EventResource, type StoredEvent } from './event-resource.ts';
import { withServerFields, store } from './event-store.ts';
import { cancelLostExceptions } from './event-writer.ts';

type Attendee = NonNullable<EventResource['attendees']>[number];

/** Fields of a guest's copy that the organizer's changes do not affect. */
const GUEST_OWNED_FIELDS = [
  'reminders',
  'colorId',
  'eventLabelId',
  'transparency',
  'visibility',
] as const;

/**
 * Copies a written event to the other calendars that it concerns: the organizer's event to the guests with an account in
 * the emulator, and a guest's answer to the organizer and from there to the other guests.
 */
export function propagateInvitation(
  world: World,
  calendar: Calendar,
  before: StoredEvent | undefined,
  after: StoredEvent,
): void {
  const guests = [...guestsOf(before), ...guestsOf(after)];
  if (guests.length === 0) {
    return;
  }
  if (after.resource.organizer?.self) {
    invite(world, calendar, before, after);
  } else {
    answerOrganizer(world, calendar, after);
  }
}

function invite(
  world: World,
  calendar: Calendar,
  before: StoredEvent | undefined,
  after: StoredEvent,
): void {
  const invited = new Set(guestsOf(after).map(({ email }) => email));
  const everybody = new Set([...invited, ...guestsOf(before).map(({ email }) => email)]);
  const series = calendar.events.get(after.resource.recurringEventId ?? '');
  const invitedToSeries = new Set(guestsOf(series).map(({ email }) => email));
  for (const email of everybody) {
    const theirs = email && email !== calendar.id ? world.primaryOf(email) : undefined;
    // A guest of the whole series whose calendar lacks the series gets no single exception of it either.
    const lacksSeries = series && invitedToSeries.has(email) && !theirs?.events.get(series.id);
    if (theirs && theirs.id === email && !lacksSeries) {
      copyInto(theirs, after, invited.has(email), world.clock.now());
    }
  }
}

/** Updates a guest's copy from the organizer's event. The copy of a guest who is no longer invited is cancelled. */
function copyInto(calendar: Calendar, event: StoredEvent, isInvited: boolean, now: number): void {
  const copy = calendar.events.get(event.id);
  const isGone = !isInvited || isCancelled(event);
  if (copy ? !isCopy(copy, event) : isGone) {
    return;
  }
  const { resource } = event;
  const shared = without(resource, [
    ...GUEST_OWNED_FIELDS,
    'attendees',
    'extendedProperties',
    'etag',
    'updated',
  ]);
  const properties = {
    ...(copy?.resource.extendedProperties?.private && {
      private: copy.resource.extendedProperties.private,
    }),
    ...(resource.extendedProperties?.shared && { shared: resource.extendedProperties.shared }),
  };
  const stored = store(
    calendar,
    withServerFields(
      calendar,
      {
        ...shared,
        ...only(copy?.resource ?? {}, GUEST_OWNED_FIELDS),
        ...(Object.keys(properties).length > 0 && { extendedProperties: properties }),
        id: event.id,
        status: isGone ? 'cancelled' : (resource.status ?? 'confirmed'),
        attendees: guestsOf(event).map(withoutSelf),
        ...(resource.organizer && { organizer: withoutSelf(resource.organizer) }),
        ...(resource.creator && { creator: withoutSelf(resource.creator) }),
      },
      undefined,
      now,
    ),
    now,
  );
  if (isSeries(stored)) {
    cancelLostExceptions(calendar, stored, now);
  }
}

/**
 * Whether the guest's event is a copy, and not the guest's own event that happens to have the same id. Its organizer may
 * differ, because the event was moved to another calendar.
 */
function isCopy(copy: StoredEvent, { resource }: StoredEvent): boolean {
  return copy.resource.iCalUID === resource.iCalUID && !copy.resource.organizer?.self;
}

function answerOrganizer(world: World, calendar: Calendar, copy: StoredEvent): void {
  const organizer = world.calendar(copy.resource.organizer?.email ?? '');
  const event = organizer && findEvent(organizer, copy.id);
  const answer = guestsOf(copy).find(({ email }) => email === calendar.id);
  const known = event && guestsOf(event).find(({ email }) => email === calendar.id);
  if (!organizer || !event || !answer || !known || isCancelled(event)) {
    return;
  }
  // Deleting one's copy of an event declines the invitation.
  const responseStatus = isCancelled(copy) ? 'declined' : answer.responseStatus;
  const { comment, additionalGuests } = answer;
  const updated: Attendee = definedFields({
    ...known,
    comment: undefined,
    additionalGuests: undefined,
    ...(responseStatus && { responseStatus }),
    ...(comment && { comment }),
    ...(additionalGuests && { additionalGuests }),
  });
  if (JSON.stringify(updated) !== JSON.stringify(known)) {
    const attendees = guestsOf(event).map((each) => (each === known ? updated : each));
    const stored = store(organizer, { ...event.resource, attendees }, world.clock.now());
    const others = { ...stored, resource: { ...stored.resource, attendees } };
    updateOtherGuests(world, organizer, others, calendar.id);
  }
}

function updateOtherGuests(
  world: World,
  organizer: Calendar,
  event: StoredEvent,
  exceptEmail: string,
): void {
  for (const { email } of guestsOf(event)) {
    const theirs =
      email && email !== exceptEmail && email !== organizer.id ? world.primaryOf(email) : null;
    if (theirs?.events.get(event.id)) {
      copyInto(theirs, event, true, world.clock.now());
    }
  }
}

function guestsOf(event: StoredEvent | undefined): readonly Attendee[] {
  return event?.resource.attendees ?? [];
}

/** A copy without `self`, which is true in one calendar alone. */
export function withoutSelf<T extends { self?: boolean | null }>(person: T): T {
  const copy = { ...person };
  delete copy.self;
  return copy;
}
