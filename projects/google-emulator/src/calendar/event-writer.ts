import type { Calendar } from '../world/calendar.ts';
import {
  deleted,
  duplicate,
  forbiddenForNonOrganizer,
  invalid,
  type ApiError,
} from './api-error.ts';
import { withConference } from './conference.ts';
import { assertClientId, newEventId } from './event-id.ts';
import { withLabel } from './event-labels.ts';
import { isCancelled, isSeries, type EventResource, type StoredEvent } from './event-resource.ts';
import { completed, store } from './event-store.ts';
import { readEventTime } from './event-time.ts';
import { accepted } from './event-validity.ts';
import { withGates, type GatedField } from './gated-fields.ts';
import { mergePatch, withoutNulls } from './merge-patch.ts';
import { occurrenceAt } from './series.ts';

/** Numbers of the API have 32 bits. */
const LAST_SEQUENCE = 2 ** 31 - 1;

/** What a client may send but not decide. */
const KEPT = [
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

/** The same for a new event, whose client may choose the id or the UID. */
const NOT_INSERTED: ReadonlySet<string> = new Set(
  KEPT.filter((name) => name !== 'id' && name !== 'iCalUID' && name !== 'eventType'),
);

/** What belongs to one's own copy of an event; everything else is the organizer's. */
const PERSONAL: readonly (keyof EventResource)[] = [
  ...KEPT,
  'attendees',
  'colorId',
  'eventLabelId',
  'reminders',
  'sequence',
  'status',
  'transparency',
  'visibility',
  'extendedProperties',
];

/** Who writes, and how: the parts of a request that matter beside the event. */
export interface Writing {
  readonly author: string;
  readonly now: number;
  /** Fields that the client says it knows; without that they count for nothing. */
  readonly gates: ReadonlySet<GatedField>;
}

export function insertEvent(
  calendar: Calendar,
  body: EventResource,
  writing: Writing,
): StoredEvent {
  const id = body.id ?? newEventId();
  if (body.id !== undefined && body.id !== null) {
    assertClientId(body.id);
  }
  const isSame = body.iCalUID && calendar.events.withICalUid(body.iCalUID).some(isAlive);
  if (calendar.events.get(id) || isSame) {
    throw duplicate();
  }
  const given = Object.fromEntries(
    Object.entries(body).filter(([name]) => !NOT_INSERTED.has(name)),
  ) as EventResource;
  const event = accepted(
    withoutNulls(
      completed(
        calendar,
        { ...withConference(allowedOf(calendar, given, undefined, writing)), id },
        writing.author,
        writing.now,
      ),
    ),
  );
  return store(calendar, event, writing.now);
}

/** PUT: the body is the event; what a client does not decide stays. */
export function replaceEvent(
  calendar: Calendar,
  event: StoredEvent,
  body: EventResource,
  writing: Writing,
): StoredEvent {
  return write(calendar, event, { status: event.resource.status ?? 'confirmed', ...body }, writing);
}

/** PATCH: objects are merged, arrays replaced whole, `null` removes. */
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
    KEPT.flatMap((name) =>
      before.resource[name] === undefined ? [] : [[name, before.resource[name]]],
    ),
  );
  const isInstance = before.resource.recurringEventId !== undefined;
  const allowed = allowedOf(calendar, wanted, before.resource, writing);
  const event = accepted(
    withoutNulls(
      withConference({
        ...allowed,
        ...kept,
        ...(wanted.attendeesOmitted && { attendees: allAttendees(before.resource, wanted) }),
        attendeesOmitted: null,
        reminders: wanted.reminders ?? { useDefault: true },
        ...(isInstance && { recurrence: null }),
        sequence: nextSequence(before.resource, wanted),
      }),
    ),
  );
  assertMayChange(before.resource, event);
  const isRescheduled =
    differ(before.resource, event, 'start') ||
    differ(before.resource, event, 'end') ||
    differ(before.resource, event, 'recurrence');
  const isCounted = event.sequence !== (before.resource.sequence ?? 0);
  const next = (event.sequence ?? 0) + (isRescheduled && !isCounted ? 1 : 0);
  const sequence = Math.min(next, LAST_SEQUENCE);
  const stored = store(calendar, { ...event, sequence }, writing.now);
  if (isSeries(stored) && isRescheduled) {
    dropLostExceptions(calendar, stored, writing.now);
  }
  return stored;
}

/** What of an event the client may write, by what it says that it knows. */
export function allowedOf(
  calendar: Calendar,
  wanted: EventResource,
  before: EventResource | undefined,
  { gates }: Writing,
): EventResource {
  const allowed = withGates(wanted, before, gates);
  return withLabel(calendar, allowed, before, gates.has('eventLabelId'));
}

/** Who asked for a part of the attendees sends only that part back. */
function allAttendees(
  before: EventResource,
  after: EventResource,
): NonNullable<EventResource['attendees']> {
  const changed = new Map(after.attendees?.map((each) => [each.email, each]));
  return before.attendees?.map((each) => changed.get(each.email) ?? each) ?? [];
}

export const staleSequence = (): ApiError =>
  invalid(
    'Invalid sequence value. The specified sequence number is below the current sequence number of the resource. Re-fetch the resource and use its sequence number on the following request.',
  );

/** @throws ApiError 400 for a revision that is older than the one there is. */
function nextSequence(before: EventResource, after: EventResource): number {
  const current = before.sequence ?? 0;
  const sent = after.sequence ?? current;
  if (sent < current) {
    throw staleSequence();
  }
  return sent;
}

/** Exceptions from occurrences that the changed rule no longer has are gone with them. */
export function dropLostExceptions(calendar: Calendar, series: StoredEvent, now: number): void {
  for (const exception of [...calendar.events.exceptionsOf(series.id).values()]) {
    const original = readEventTime(exception.resource.originalStartTime, 'start');
    if (!isCancelled(exception) && !occurrenceAt(calendar, series, original)) {
      store(calendar, { ...exception.resource, status: 'cancelled' }, now);
    }
  }
}

function assertMayChange(before: EventResource, after: EventResource): void {
  const isOrganizer = !before.organizer || before.organizer.self === true;
  if (isOrganizer || before.guestsCanModify) {
    return;
  }
  const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<
    keyof EventResource
  >;
  for (const name of names) {
    if (!PERSONAL.includes(name) && differ(before, after, name)) {
      throw forbiddenForNonOrganizer();
    }
  }
}

function differ(before: EventResource, after: EventResource, name: keyof EventResource): boolean {
  if (name === 'start' || name === 'end') {
    const [was, is] = [readEventTime(before[name], name), readEventTime(after[name], name)];
    return JSON.stringify({ ...was, zone: null }) !== JSON.stringify({ ...is, zone: null });
  }
  return JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null);
}

function isAlive(event: StoredEvent): boolean {
  return !isCancelled(event);
}
