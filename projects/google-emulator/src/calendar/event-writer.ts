import type { Calendar } from '../world/calendar.ts';
import {
  deleted,
  duplicate,
  forbiddenForNonOrganizer,
  required,
  timeRangeEmpty,
  invalid,
} from './api-error.ts';
import { withConference } from './conference.ts';
import { assertClientId, newEventId } from './event-id.ts';
import { isCancelled, isSeries, type EventResource, type StoredEvent } from './event-resource.ts';
import { completed, store } from './event-store.ts';
import { readEventTime } from './event-time.ts';
import { mergePatch } from './merge-patch.ts';
import { assertExpandable, occurrenceAt } from './series.ts';

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
  /** `conferenceDataVersion=1`; without it conference data of the body counts for nothing. */
  readonly conferences: boolean;
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
  if (calendar.events.get(id)) {
    throw duplicate();
  }
  const given = Object.fromEntries(
    Object.entries(body).filter(([name]) => !NOT_INSERTED.has(name)),
  ) as EventResource;
  const event = withoutNulls(
    completed(
      calendar,
      { ...withConference(given, undefined, writing.conferences), id },
      writing.author,
      writing.now,
    ),
  );
  assertValid(event);
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

export function deleteEvent(calendar: Calendar, event: StoredEvent, now: number): void {
  if (isCancelled(event)) {
    throw deleted();
  }
  store(calendar, { ...event.resource, status: 'cancelled' }, now);
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
  const event = withoutNulls(
    withConference(
      {
        ...wanted,
        ...kept,
        reminders: wanted.reminders ?? { useDefault: true },
        ...(isInstance && { recurrence: null }),
        sequence: before.resource.sequence ?? 0,
      },
      before.resource,
      writing.conferences,
    ),
  );
  assertValid(event);
  assertMayChange(before.resource, event);
  const isRescheduled =
    differ(before.resource, event, 'start') ||
    differ(before.resource, event, 'end') ||
    differ(before.resource, event, 'recurrence');
  const sequence = (event.sequence ?? 0) + (isRescheduled ? 1 : 0);
  const stored = store(calendar, { ...event, sequence }, writing.now);
  if (isSeries(stored) && isRescheduled) {
    dropLostExceptions(calendar, stored, writing.now);
  }
  return stored;
}

/** Exceptions from occurrences that the changed rule no longer has are gone with them. */
function dropLostExceptions(calendar: Calendar, series: StoredEvent, now: number): void {
  for (const exception of [...calendar.events.exceptionsOf(series.id).values()]) {
    const original = readEventTime(exception.resource.originalStartTime, 'start');
    if (!isCancelled(exception) && !occurrenceAt(calendar, series, original)) {
      store(calendar, { ...exception.resource, status: 'cancelled' }, now);
    }
  }
}

function assertValid(event: EventResource): void {
  const start = readEventTime(event.start, 'start');
  const end = readEventTime(event.end, 'end');
  if (start.kind !== end.kind) {
    throw invalid('Start and end times must either both be date or both be dateTime.');
  }
  const isEmpty =
    start.kind === 'date'
      ? end.kind === 'date' && end.wall < start.wall
      : end.kind === 'dateTime' && end.instant < start.instant;
  if (isEmpty) {
    throw timeRangeEmpty();
  }
  if (event.recurrence && event.recurrence.length > 0) {
    if (start.kind === 'dateTime' && !start.zone) {
      throw required('Missing time zone definition for start time.');
    }
    assertExpandable(event.recurrence, start);
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

function withoutNulls(event: EventResource): EventResource {
  return Object.fromEntries(
    Object.entries(event).filter(([, value]) => value !== null && value !== undefined),
  );
}
