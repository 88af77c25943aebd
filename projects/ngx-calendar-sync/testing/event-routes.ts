import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type ɵEventQuery as EventQuery, ɵdayOf as dayOf } from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { idOf, pageOf, type RestCall, type Route } from './google-route';
import type { InMemoryGoogle } from './in-memory-google';

const HOUR_MS = 3_600_000;

/** Without `timeMax`, a list shows series for this long, so that one without an end does not fill it for ever. */
const OPEN_RANGE_MS = 366 * 24 * HOUR_MS;

/** A time of the day in the text of `quickAdd`. */
const TIME_OF_DAY = /\b([01]?\d|2[0-3]):([0-5]\d)\b/;

/**
 * The requests of events beyond those of `CalendarProvider`, in memory.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events
 */
export function eventRoutes(google: InMemoryGoogle): readonly Route[] {
  const eventIn = (call: RestCall) =>
    google.existing(idOf(call, 'calendarId'), idOf(call, 'eventId'), call.ifMatch);
  const events = '/calendars/:calendarId/events';
  const event = `${events}/:eventId`;
  return [
    {
      method: 'GET',
      path: events,
      name: 'list :calendarId',
      answer: async (call) => {
        const query = queryOf(call, google.clock.now());
        const { iCalUID } = call.params;
        const listed = (await google.listed(idOf(call, 'calendarId'), query)).filter(
          ({ googleEvent }) => iCalUID === undefined || googleEvent.iCalUID === iCalUID,
        );
        const shown = call.params['singleEvents'] ? listed : storedOnes(google, listed);
        return pageOf(resourcesOf(shown), call);
      },
    },
    {
      method: 'GET',
      path: event,
      name: 'get :calendarId/:eventId',
      answer: (call) => eventIn(call).googleEvent,
    },
    {
      method: 'GET',
      path: `${event}/instances`,
      name: 'instances :calendarId/:eventId',
      answer: async (call) => {
        const { calendarId, id, recurrence } = eventIn(call);
        if (!recurrence) {
          throw new CalendarSyncError('invalid-request', 'This event is of no series.');
        }
        const listed = await google.listed(calendarId, queryOf(call, google.clock.now()));
        return pageOf(resourcesOf(listed.filter(({ seriesId }) => seriesId === id)), call);
      },
    },
    {
      method: 'POST',
      path: events,
      name: 'insert :calendarId',
      answer: (call) => google.insert(idOf(call, 'calendarId'), call.body).googleEvent,
    },
    {
      method: 'DELETE',
      path: event,
      name: 'delete :calendarId/:eventId',
      answer: (call) => {
        google.remove(eventIn(call));
        return null;
      },
    },
    {
      method: 'PATCH',
      path: event,
      name: 'restore :calendarId/:eventId',
      takes: (call) => {
        const { status }: GoogleEvent = call.body;
        const stored = google.stored(idOf(call, 'calendarId'), idOf(call, 'eventId'));
        return status === 'confirmed' && stored?.status === 'cancelled';
      },
      answer: (call) => google.patch(eventIn(call), call.body).googleEvent,
    },
    {
      method: 'PATCH',
      path: event,
      name: 'update :calendarId/:eventId',
      answer: (call) => google.patch(eventIn(call), call.body).googleEvent,
    },
    {
      method: 'POST',
      path: `${events}/quickAdd`,
      name: 'quickAdd :calendarId',
      answer: (call) => {
        const title = String(call.params['text']);
        const draft = { title, start: startIn(title, google) };
        return google.add(idOf(call, 'calendarId'), draft).googleEvent;
      },
    },
    {
      method: 'POST',
      path: `${events}/import`,
      name: 'import :calendarId',
      answer: (call) => google.import(idOf(call, 'calendarId'), call.body).googleEvent,
    },
    {
      method: 'POST',
      path: `${event}/move`,
      name: 'move :calendarId/:eventId',
      answer: (call) => google.move(eventIn(call), String(call.params['destination'])).googleEvent,
    },
  ];
}

/** The time of the day that the text has, today in the configured time zone; without one it is now, as at Google. */
function startIn(text: string, { clock, timeZone }: InMemoryGoogle): Date | string {
  const now = new Date(clock.now());
  const [, hour, minute] = TIME_OF_DAY.exec(text) ?? [];
  return hour && minute ? `${dayOf(now, timeZone)}T${hour.padStart(2, '0')}:${minute}:00` : now;
}

function queryOf({ params }: RestCall, now: number): EventQuery {
  const { timeMin, timeMax, q, updatedMin, showDeleted, privateExtendedProperty = [] } = params;
  const properties = [privateExtendedProperty].flat().map((property) => {
    const [name = '', ...value] = String(property).split('=');
    return [name, value.join('=')] as const;
  });
  return {
    range: {
      start: timeMin === undefined ? new Date(0) : timeOf(timeMin),
      end: timeMax === undefined ? new Date(now + OPEN_RANGE_MS) : timeOf(timeMax),
    },
    text: q === undefined ? undefined : String(q),
    updatedMin: updatedMin === undefined ? undefined : String(updatedMin),
    showDeleted: showDeleted === undefined ? undefined : Boolean(showDeleted),
    privateExtendedProperty: Object.fromEntries(properties),
  };
}

function timeOf(param: unknown): Date {
  const time = new Date(String(param));
  if (Number.isNaN(time.getTime())) {
    throw new CalendarSyncError('invalid-request', 'A range needs times in RFC 3339.');
  }
  return time;
}

/** What a list without `singleEvents` has: the master in place of occurrences that nobody has changed. */
function storedOnes(
  google: InMemoryGoogle,
  events: readonly GoogleCalendarEvent[],
): readonly GoogleCalendarEvent[] {
  const stored = events.flatMap(
    ({ calendarId, id, seriesId = id }) =>
      google.stored(calendarId, id) ?? google.stored(calendarId, seriesId) ?? [],
  );
  return [...new Set(stored)];
}

function resourcesOf(events: readonly GoogleCalendarEvent[]): readonly GoogleEvent[] {
  return [...events]
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
    .map(({ googleEvent }) => googleEvent);
}
