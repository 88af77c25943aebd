import {
  type EventTime,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
  type ɵOccurrence as Occurrence,
} from 'ngx-calendar-sync/core';
import type { GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from './google-calendar-event';

/**
 * An occurrence of a series, made from its master, as Google lists it with `singleEvents=true`.
 * @param timeZone IANA name of the time zone to show times in. If `undefined`, they keep the offset of `occurrence`.
 * @see https://developers.google.com/workspace/calendar/api/guides/recurringevents
 */
export function toOccurrence(
  master: GoogleCalendarEvent,
  occurrence: Occurrence,
  timeZone?: string,
): GoogleCalendarEvent {
  const inTimeZone = (time: EventTime) =>
    timeZone && !isDay(time) ? dateTimeOf(time, timeZone) : time;
  const [start, end] = [inTimeZone(occurrence.start), inTimeZone(occurrence.end)];
  const id = occurrenceId(master.id, occurrence.originalStart);
  const htmlLink = occurrenceLink(id, master.id, master.googleEvent.htmlLink);
  const link = htmlLink === undefined ? {} : { htmlLink };
  const wireStart = toWire(start, master.googleEvent.start);
  const googleEvent = Object.assign(withoutRecurrence(master.googleEvent), {
    id,
    ...link,
    start: wireStart,
    end: toWire(end, master.googleEvent.end),
    recurringEventId: master.id,
    originalStartTime: wireStart,
  });
  return Object.assign(withoutRecurrence(master), {
    id,
    ...link,
    start,
    end,
    seriesId: master.id,
    originalStart: start,
    googleEvent,
  });
}

function withoutRecurrence<T extends { readonly recurrence?: unknown }>(
  event: T,
): Omit<T, 'recurrence'> {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- named only to leave it out
  const { recurrence, ...rest } = event;
  return rest;
}

/**
 * A change of "this and following events" splits a series. The id of the new series is that of the first with this
 * suffix, which holds the new start. The ids of its occurrences are made from the id of the first series.
 * @see https://developers.google.com/workspace/calendar/api/guides/recurringevents
 */
const SPLIT_SERIES_SUFFIX = /_R\d{8}(?:T\d{6}Z?)?$/;

function occurrenceId(seriesId: string, originalStart: EventTime): string {
  return `${seriesId.replace(SPLIT_SERIES_SUFFIX, '')}_${toBasicFormat(originalStart)}`;
}

/** The basic format of ISO 8601, `20261122` or `20261122T090000Z`, as in Google's ids. */
function toBasicFormat(time: EventTime): string {
  if (isDay(time)) {
    return time.replaceAll('-', '');
  }
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Google lists occurrences with the time zone of their series, whichever offset they are shown in. */
function toWire(time: EventTime, masterTime: GoogleEventDateTime | undefined): GoogleEventDateTime {
  if (isDay(time)) {
    return { date: time };
  }
  return { dateTime: time, ...(masterTime?.timeZone ? { timeZone: masterTime.timeZone } : {}) };
}

/**
 * The link to an occurrence, made from that to its master. Its parameter `eid` is the ids of event and calendar with a
 * space between them, in base64url. A link of any other form is returned as it is.
 */
function occurrenceLink(
  id: string,
  masterId: string,
  masterLink: string | undefined,
): string | undefined {
  const [, beforeEid = '', eid = ''] = /^(.*[?&]eid=)([\w-]+)$/.exec(masterLink ?? '') ?? [];
  // `atob` throws for this length, which no base64 text has.
  const isBase64 = eid.length % 4 !== 1;
  const [eventId, calendarId] =
    beforeEid && isBase64 ? atob(eid.replaceAll('-', '+').replaceAll('_', '/')).split(' ') : [];
  if (eventId !== masterId || calendarId === undefined) {
    return masterLink;
  }
  const occurrenceEid = btoa(`${id} ${calendarId}`)
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
  return beforeEid + occurrenceEid;
}
