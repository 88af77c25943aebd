import type { Calendar } from '../world/calendar.ts';
import { openCalendar, openForWriting, type Access } from './access.ts';
import { conditionNotMet, deleted, invalid, invalidParameter, notFound } from './api-error.ts';
import { pageSize, userOf, type Answer, type Call, type Handler } from './call.ts';
import { findEvent } from './event-lookup.ts';
import {
  listChanges,
  listEvents,
  listInstances,
  materialized,
  type ListedEvent,
} from './event-list.ts';
import { assertSyncable, readEventQuery, startsSync } from './event-query.ts';
import { isCancelled, isSeries, type EventResource, type StoredEvent } from './event-resource.ts';
import { completed, organizerOf, store } from './event-store.ts';
import { viewed } from './event-view.ts';
import {
  deleteEvent,
  insertEvent,
  patchEvent,
  replaceEvent,
  type Writing,
} from './event-writer.ts';
import { readSyncToken, writeSyncToken } from './sync-token.ts';

const USUAL_PAGE = 250;
const LARGEST_PAGE = 2500;

const list: Handler = (call) => {
  const access = openCalendar(call);
  const { calendar, view } = access;
  const query = readEventQuery(call, view);
  const token = call.parameters.text('syncToken');
  if (token === undefined) {
    return listAnswer(call, access, () => listEvents(calendar, query), startsSync(call));
  }
  assertSyncable(call);
  const since = readSyncToken(call.world, calendar, token);
  return listAnswer(call, access, () => listChanges(calendar, since, query), true);
};

const instances: Handler = (call) => {
  const access = openCalendar(call);
  const series = existing(call, access);
  if (!isSeries(series)) {
    throw invalid('The event is not a recurring event.');
  }
  const query = readEventQuery(call, access.view);
  const original = call.parameters.text('originalStart');
  return listAnswer(
    call,
    access,
    () =>
      listInstances(access.calendar, series, query).filter(
        (entry) => original === undefined || startsAt(access.calendar, entry, original),
      ),
    false,
  );
};

const get: Handler = (call) => {
  const access = openCalendar(call);
  return eventAnswer(call, access, existing(call, access));
};

const insert: Handler = (call) => {
  const access = openForWriting(call);
  return eventAnswer(call, access, insertEvent(access.calendar, call.body, writingOf(call)));
};

const update: Handler = (call) => {
  const access = openForWriting(call);
  const event = unchanged(call, existing(call, access));
  return eventAnswer(
    call,
    access,
    replaceEvent(access.calendar, event, call.body, writingOf(call)),
  );
};

const patch: Handler = (call) => {
  const access = openForWriting(call);
  const event = unchanged(call, existing(call, access));
  return eventAnswer(call, access, patchEvent(access.calendar, event, call.body, writingOf(call)));
};

const remove: Handler = (call) => {
  const access = openForWriting(call);
  deleteEvent(access.calendar, unchanged(call, existing(call, access)), call.world.clock.now());
  return {};
};

const move: Handler = (call) => {
  const from = openForWriting(call);
  const event = existing(call, from);
  const to = openForWriting(call, call.parameters.text('destination') ?? '');
  if (isCancelled(event)) {
    throw deleted();
  }
  if (event.resource.recurringEventId) {
    throw invalidParameter('eventId', 'Cannot move an instance of a recurring event.');
  }
  const now = call.world.clock.now();
  const family = [event, ...from.calendar.events.exceptionsOf(event.id).values()];
  const [moved] = family.map((each) => moveInto(to.calendar, each, now));
  family.forEach((each) => store(from.calendar, { ...each.resource, status: 'cancelled' }, now));
  return eventAnswer(call, to, moved ?? event);
};

export const eventsMethods: Readonly<Record<string, Handler>> = {
  'calendar.events.list': list,
  'calendar.events.instances': instances,
  'calendar.events.get': get,
  'calendar.events.insert': insert,
  'calendar.events.update': update,
  'calendar.events.patch': patch,
  'calendar.events.delete': remove,
  'calendar.events.move': move,
};

function listAnswer(
  call: Call,
  { calendar, role, view }: Access,
  read: () => readonly ListedEvent[],
  isSync: boolean,
): Answer {
  const zone = call.parameters.zone('timeZone');
  const page = call.snapshots.page(
    JSON.stringify([
      call.method.id,
      call.caller.user?.email,
      call.parameters.fingerprint(['pageToken', 'maxResults', 'fields', 'access_token', 'key']),
    ]),
    call.parameters.text('pageToken'),
    pageSize(call, USUAL_PAGE, LARGEST_PAGE),
    () => ({ items: read(), change: calendar.change }),
  );
  const items = page.items.flatMap(
    (entry) => viewed(materialized(calendar, entry), view, calendar.timeZone, zone) ?? [],
  );
  const etag = `"${calendar.version}-${role}"`;
  return {
    etag,
    body: {
      kind: 'calendar#events',
      etag,
      summary: calendar.summary,
      ...(calendar.description !== undefined && { description: calendar.description }),
      updated: new Date(calendar.version / 2000).toISOString(),
      timeZone: zone ?? calendar.timeZone,
      accessRole: role,
      defaultReminders: role === 'owner' ? [{ method: 'popup', minutes: 10 }] : [],
      ...(page.nextPageToken !== undefined && { nextPageToken: page.nextPageToken }),
      ...(page.nextPageToken === undefined &&
        isSync && { nextSyncToken: writeSyncToken(call.world, calendar, page.change) }),
      items,
    },
  };
}

function eventAnswer(call: Call, { calendar, view }: Access, event: StoredEvent): Answer {
  const body = viewed(event, view, calendar.timeZone, call.parameters.zone('timeZone'));
  if (!body) {
    throw notFound();
  }
  return { body, etag: body.etag };
}

function existing(call: Call, { calendar }: Access): StoredEvent {
  const event = findEvent(calendar, call.parameters.inPath('eventId'));
  if (!event) {
    throw notFound();
  }
  return event;
}

/** @throws ApiError 412 where the caller knows another revision. */
function unchanged(call: Call, event: StoredEvent): StoredEvent {
  if (call.ifMatch !== undefined && call.ifMatch !== '*' && call.ifMatch !== event.resource.etag) {
    throw conditionNotMet();
  }
  return event;
}

function writingOf(call: Call): Writing {
  return {
    author: userOf(call).email,
    now: call.world.clock.now(),
    conferences: Number(call.parameters.text('conferenceDataVersion') ?? 0) > 0,
  };
}

function moveInto(calendar: Calendar, event: StoredEvent, now: number): StoredEvent {
  const resource: EventResource & { id: string } = {
    ...event.resource,
    id: event.id,
    organizer: organizerOf(calendar),
  };
  return store(calendar, completed(calendar, resource, undefined, now), now);
}

function startsAt(calendar: Calendar, entry: ListedEvent, original: string): boolean {
  const start = materialized(calendar, entry).resource.originalStartTime;
  return start?.date === original || Date.parse(start?.dateTime ?? '') === Date.parse(original);
}
