import type { Calendar } from '../world/calendar.ts';
import { openCalendar } from './access.ts';
import { invalid } from './api-error.ts';
import type { Handler } from './call.ts';
import { eventAnswer, listAnswer } from './event-answers.ts';
import { listChanges, listEvents, listInstances, eventOfEntry } from './event-list.ts';
import { type ListedEvent } from './listed-event.ts';
import { existingEvent } from './event-lookup.ts';
import { assertSyncable, readEventQuery, startsSync, syncScope } from './event-query.ts';
import { isSeries } from './event-resource.ts';
import { readSyncToken } from './sync-token.ts';

const list: Handler = (call) => {
  const access = openCalendar(call);
  const { calendar, detail } = access;
  const query = readEventQuery(call, detail);
  const token = call.parameters.text('syncToken');
  if (token === undefined) {
    return listAnswer(call, access, () => listEvents(calendar, query), startsSync(call));
  }
  assertSyncable(call);
  const since = readSyncToken(call.world, syncScope(call, calendar), token, calendar.change);
  return listAnswer(call, access, () => listChanges(calendar, since, query), true);
};

const instances: Handler = (call) => {
  const access = openCalendar(call);
  const series = existingEvent(access.calendar, call.parameters.inPath('eventId'));
  if (!isSeries(series)) {
    throw invalid('The event is not a recurring event.');
  }
  const query = readEventQuery(call, access.detail);
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
  const event = existingEvent(access.calendar, call.parameters.inPath('eventId'));
  call.world.conferences.countRead(access.calendar.id, event.seriesId ?? event.id);
  return eventAnswer(call, access, event);
};

export const eventsMethods: Readonly<Record<string, Handler>> = {
  'calendar.events.list': list,
  'calendar.events.instances': instances,
  'calendar.events.get': get,
};

function startsAt(calendar: Calendar, entry: ListedEvent, original: string): boolean {
  const start = eventOfEntry(calendar, entry).resource.originalStartTime;
  return start?.date === original || Date.parse(start?.dateTime ?? '') === Date.parse(original);
}
