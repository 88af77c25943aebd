import { formatDate, fromWall } from 'google-calendar-ics/internal';
import type { Calendar } from '../world/calendar.ts';
import { openForWriting, type Access } from './access.ts';
import { requiredAccessLevel } from './api-error.ts';
import { assertUnchanged, userOf, type Answer, type Call, type Handler } from './call.ts';
import { followConference } from './pending-conferences.ts';
import { eventAnswer } from './event-answers.ts';
import { importedBefore, importEvent } from './event-import.ts';
import { existingEvent } from './event-lookup.ts';
import { moveEvent } from './event-move.ts';
import type { EventDateTime, EventResource, StoredEvent } from './event-resource.ts';
import { isPrivate } from './visible-event.ts';
import {
  deleteEvent,
  insertEvent,
  patchEvent,
  replaceEvent,
  type Writing,
} from './event-writer.ts';
import { openGates } from './gated-fields.ts';
import { propagateInvitation } from './invitations.ts';
import { recordEventMails, recordMoveMails } from '../mail/event-mails.ts';
import { readQuickAdd } from './quick-add.ts';

const insert: Handler = (call) => {
  const access = openForWriting(call);
  return inserted(call, access, call.body);
};

const quickAdd: Handler = (call) => {
  const access = openForWriting(call);
  const zone = access.calendar.timeZone;
  const text = call.parameters.text('text') ?? '';
  const { summary, allDay, start, end } = readQuickAdd(text, call.world.clock.now(), zone);
  const time = (wall: number): EventDateTime =>
    allDay
      ? { date: formatDate(wall) }
      : { dateTime: new Date(fromWall(wall, zone)).toISOString(), timeZone: zone };
  return inserted(call, access, { summary, start: time(start), end: time(end) });
};

const importOne: Handler = (call) => {
  const access = openForWriting(call);
  const known = importedBefore(access.calendar, call.body);
  if (known) {
    assertMayWritePrivate(access, known);
  }
  return eventAnswer(call, access, importEvent(access.calendar, call.body, writingOf(call)));
};

const update: Handler = (call) => changed(call, replaceEvent);

const patch: Handler = (call) => changed(call, patchEvent);

const remove: Handler = (call) => {
  const { calendar, event } = eventToChange(call);
  const cancelled = deleteEvent(calendar, event, call.world.clock.now());
  written(call, calendar, event, cancelled);
  return {};
};

const move: Handler = (call) => {
  const { calendar: from, event } = eventToChange(call);
  const to = openForWriting(call, call.parameters.text('destination') ?? '');
  const moved = moveEvent(call.world, from, event, to.calendar, userOf(call).email);
  recordMoveMails(call, to.calendar, moved);
  return eventAnswer(call, to, moved);
};

export const eventWriteMethods: Readonly<Record<string, Handler>> = {
  'calendar.events.insert': insert,
  'calendar.events.quickAdd': quickAdd,
  'calendar.events.import': importOne,
  'calendar.events.update': update,
  'calendar.events.patch': patch,
  'calendar.events.delete': remove,
  'calendar.events.move': move,
};

function inserted(call: Call, access: Access, body: EventResource): Answer {
  const event = insertEvent(access.calendar, body, writingOf(call));
  written(call, access.calendar, undefined, event);
  return eventAnswer(call, access, event);
}

function changed(
  call: Call,
  write: (
    calendar: Calendar,
    event: StoredEvent,
    body: EventResource,
    writing: Writing,
  ) => StoredEvent,
): Answer {
  const { access, calendar, event } = eventToChange(call);
  const after = write(calendar, event, call.body, writingOf(call));
  written(call, calendar, event, after);
  return eventAnswer(call, access, after);
}

/** What follows a write: the copies of guests, the mails to them, and the conference that it asks for. */
function written(
  call: Call,
  calendar: Calendar,
  before: StoredEvent | undefined,
  after: StoredEvent,
): void {
  propagateInvitation(call.world, calendar, before, after);
  recordEventMails(call, calendar, before, after);
  followConference(call.world, calendar, before, after, userOf(call).email);
}

/**
 * The event of the path, for changing it.
 * @throws ApiError 403 if the caller may not change it, 404 if it does not exist, 412 if `If-Match` differs.
 */
function eventToChange(call: Call) {
  const access = openForWriting(call);
  const { calendar } = access;
  const event = existingEvent(calendar, call.parameters.inPath('eventId'));
  assertMayWritePrivate(access, event);
  assertUnchanged(call, event.resource.etag);
  return { access, calendar, event };
}

/** @throws ApiError 403 for a private event if the caller's role is writerWithoutPrivateAccess. */
function assertMayWritePrivate({ role }: Access, { resource }: StoredEvent): void {
  if (role === 'writerWithoutPrivateAccess' && isPrivate(resource)) {
    throw requiredAccessLevel('writer');
  }
}

function writingOf(call: Call): Writing {
  return {
    author: userOf(call).email,
    now: call.world.clock.now(),
    gates: openGates(call.parameters),
    conferenceStatus: call.world.conferences.firstStatus(userOf(call).email),
  };
}
