import { definedFields } from 'google-calendar-ics/internal';
import type { Calendar } from '../world/calendar.ts';
import type { ConferenceOutcome } from '../world/conference-requests.ts';
import {
  deleted,
  duplicate,
  forbiddenForNonOrganizer,
  invalid,
  type ApiError,
} from './api-error.ts';
import { withConference } from './conference.ts';
import { assertClientChosenId, newEventId } from './event-id.ts';
import { withLabel } from './event-labels.ts';
import { isCancelled, isSeries, type EventResource, type StoredEvent } from './event-resource.ts';
import { withServerFields, store } from './event-store.ts';
import { readEventTime } from './event-time.ts';
import { assertTypeAllowed, assertTypeKept } from './event-type.ts';
import { normalizedEvent } from './normalized-event.ts';
import { withGates, type GatedField } from './gated-fields.ts';
import { mergePatch, withoutNulls } from './merge-patch.ts';
import { occurrenceAt } from './series.ts';

/** The API's integers have 32 bits. */
const MAX_SEQUENCE = 2 ** 31 - 1;

/** Fields whose values in a request are ignored. */
const READ_ONLY_FIELDS = [
  'kind',
  'etag',
  'id',
  'htmlLink',
  'created',
  'updated',
  'creator',
  'organizer',
  'iCalUID',
  'recurringEventId',
  'originalStartTime',
  'hangoutLink',
  'eventType',
] as const satisfies readonly (keyof EventResource)[];

/** The same for a new event: its client may choose id, UID and type. */
const READ_ONLY_ON_INSERT: ReadonlySet<string> = new Set(
  READ_ONLY_FIELDS.filter((name) => name !== 'id' && name !== 'iCalUID' && name !== 'eventType'),
);

/** Fields that a guest may change in the own copy of an event. Only the organizer may change the others. */
const GUEST_WRITABLE_FIELDS: ReadonlySet<string> = new Set<keyof EventResource>([
  ...READ_ONLY_FIELDS,
  'attendees',
  'colorId',
  'eventLabelId',
  'reminders',
  'sequence',
  'status',
  'transparency',
  'visibility',
  'extendedProperties',
]);

/** The parts of a write request that matter in addition to the event. */
export interface Writing {
  readonly author: string;
  readonly now: number;
  /** Fields that the client declares to support by a parameter; others of `GatedField` are ignored. */
  readonly gates: ReadonlySet<GatedField>;
  /** The status of a conference that the request asks for. */
  readonly conferenceStatus: ConferenceOutcome | 'pending';
}

export function insertEvent(
  calendar: Calendar,
  body: EventResource,
  writing: Writing,
): StoredEvent {
  const id = body.id ?? newEventId();
  if (body.id !== undefined && body.id !== null) {
    assertClientChosenId(body.id);
  }
  const isUidTaken = body.iCalUID && calendar.events.withICalUid(body.iCalUID).some(isActive);
  if (calendar.events.get(id) || isUidTaken) {
    throw duplicate();
  }
  const given = Object.fromEntries(
    Object.entries(body).filter(([name]) => !READ_ONLY_ON_INSERT.has(name)),
  ) as EventResource;
  const event = normalizedEvent(
    withoutNulls(
      withServerFields(
        calendar,
        {
          ...withConference(
            writableFields(calendar, given, undefined, writing),
            undefined,
            writing.conferenceStatus,
          ),
          id,
        },
        writing.author,
        writing.now,
      ),
    ),
  );
  assertTypeAllowed(calendar, event);
  return store(calendar, event, writing.now);
}

/** PUT: the body replaces the event, except for its read-only fields. */
export function replaceEvent(
  calendar: Calendar,
  event: StoredEvent,
  body: EventResource,
  writing: Writing,
): StoredEvent {
  return write(calendar, event, { status: event.resource.status ?? 'confirmed', ...body }, writing);
}

/** PATCH: objects are merged, arrays are replaced, and `null` removes a field. */
export function patchEvent(
  calendar: Calendar,
  event: StoredEvent,
  body: EventResource,
  writing: Writing,
): StoredEvent {
  return write(calendar, event, mergePatch(event.resource, body), writing);
}

export function deleteEvent(calendar: Calendar, event: StoredEvent, now: number): StoredEvent {
  if (isCancelled(event)) {
    throw deleted();
  }
  return store(calendar, { ...event.resource, status: 'cancelled' }, now);
}

function write(
  calendar: Calendar,
  before: StoredEvent,
  wanted: EventResource,
  writing: Writing,
): StoredEvent {
  const kept = Object.fromEntries(
    READ_ONLY_FIELDS.flatMap((name) =>
      before.resource[name] === undefined ? [] : [[name, before.resource[name]]],
    ),
  );
  const isInstance = before.resource.recurringEventId !== undefined;
  const allowed = writableFields(calendar, wanted, before.resource, writing);
  const event = normalizedEvent(
    withoutNulls(
      withConference(
        {
          ...allowed,
          ...kept,
          ...(wanted.attendeesOmitted && { attendees: allAttendees(before.resource, wanted) }),
          attendeesOmitted: null,
          reminders: wanted.reminders ?? { useDefault: true },
          ...(isInstance && { recurrence: null }),
          sequence: nextSequence(before.resource, wanted),
        },
        before.resource,
        writing.conferenceStatus,
      ),
    ),
  );
  const changed = changedFields(before.resource, event);
  assertMayChange(before.resource, changed);
  assertTypeKept(event, before.resource, wanted.eventType, changed);
  const isRescheduled = ['start', 'end', 'recurrence'].some((name) => changed.includes(name));
  const isSequenceSent = event.sequence !== (before.resource.sequence ?? 0);
  const next = (event.sequence ?? 0) + (isRescheduled && !isSequenceSent ? 1 : 0);
  const sequence = Math.min(next, MAX_SEQUENCE);
  // A change of the reminders alone is a change with a new etag, and yet it leaves `updated` as it was.
  const isUpdated = changed.length === 0 || changed.some((name) => name !== 'reminders');
  const updated = isUpdated ? writing.now : before.updated;
  const stored = store(calendar, { ...event, sequence }, updated);
  if (isSeries(stored) && isRescheduled) {
    cancelLostExceptions(calendar, stored, writing.now);
  }
  if (isSeries(stored) && isCancelled(before)) {
    listExceptionsAgain(calendar, stored, writing.now);
  }
  return stored;
}

/** The requested event, with gated fields that the client does not support kept as before. */
export function writableFields(
  calendar: Calendar,
  wanted: EventResource,
  before: EventResource | undefined,
  { gates }: Writing,
): EventResource {
  const allowed = withGates(wanted, before, gates);
  return withLabel(calendar, allowed, before, gates.has('eventLabelId'));
}

/**
 * All attendees after a write with `attendeesOmitted`, whose client sends some of them, because it got only those or
 * because a guest answers. A guest changes the own answer alone.
 */
function allAttendees(
  before: EventResource,
  after: EventResource,
): NonNullable<EventResource['attendees']> {
  const sent = new Map(after.attendees?.map((each) => [each.email, each]));
  return (before.attendees ?? []).map((each) => {
    const changes = sent.get(each.email);
    if (!changes) {
      return each;
    }
    if (isOrganizer(before)) {
      return { ...each, ...changes };
    }
    const { responseStatus, comment, additionalGuests } = changes;
    const answer = definedFields({ responseStatus, comment, additionalGuests });
    return each.self ? { ...each, ...answer } : each;
  });
}

export const staleSequence = (): ApiError =>
  invalid(
    'Invalid sequence value. The specified sequence number is below the current sequence number of the resource. Re-fetch the resource and use its sequence number on the following request.',
  );

/** @throws ApiError 400 if the request's sequence is lower than the stored one. */
function nextSequence(before: EventResource, after: EventResource): number {
  const current = before.sequence ?? 0;
  const sent = after.sequence ?? current;
  if (sent < current) {
    throw staleSequence();
  }
  return sent;
}

/** Cancels the exceptions of occurrences that the changed rule no longer has. */
export function cancelLostExceptions(calendar: Calendar, series: StoredEvent, now: number): void {
  for (const exception of [...calendar.events.exceptionsOf(series.id).values()]) {
    const original = readEventTime(exception.resource.originalStartTime, 'start');
    if (!isCancelled(exception) && !occurrenceAt(calendar, series, original)) {
      store(calendar, { ...exception.resource, status: 'cancelled' }, now);
    }
  }
}

/** With a series that is brought back its exceptions are there again, which who follows the calendar has to hear of. */
function listExceptionsAgain(calendar: Calendar, series: StoredEvent, now: number): void {
  for (const exception of [...calendar.events.exceptionsOf(series.id).values()]) {
    store(calendar, exception.resource, now);
  }
}

function assertMayChange(before: EventResource, changed: readonly string[]): void {
  const mayChangeAll = isOrganizer(before) || before.guestsCanModify;
  if (!mayChangeAll && changed.some((name) => !GUEST_WRITABLE_FIELDS.has(name))) {
    throw forbiddenForNonOrganizer();
  }
}

function changedFields(before: EventResource, after: EventResource): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<
    keyof EventResource
  >;
  return [...names].filter((name) => differ(before, after, name));
}

/** Whether the event is in the calendar that organizes it. */
function isOrganizer({ organizer }: EventResource): boolean {
  return !organizer || organizer.self === true;
}

function differ(before: EventResource, after: EventResource, name: keyof EventResource): boolean {
  if (name === 'start' || name === 'end') {
    const [was, is] = [readEventTime(before[name], name), readEventTime(after[name], name)];
    return JSON.stringify({ ...was, zone: null }) !== JSON.stringify({ ...is, zone: null });
  }
  return JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null);
}

function isActive(event: StoredEvent): boolean {
  return !isCancelled(event);
}
