import {
  type EventTime,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
  type Occurrence,
} from 'ngx-calendar-sync';
import type { GoogleEventDateTime } from '../api/wire-types.generated';
import type { GoogleCalendarEvent } from './google-calendar-event';

/**
 * An occurrence of a series as Google lists it with `singleEvents`.
 * @param timeZone IANA name of the zone that times are told in; by default as the occurrence tells them.
 * @see https://developers.google.com/workspace/calendar/api/guides/recurringevents
 */
export function toOccurrence(
  master: GoogleCalendarEvent,
  occurrence: Occurrence,
  timeZone?: string,
): GoogleCalendarEvent {
  const tell = (time: EventTime) => (timeZone && !isDay(time) ? dateTimeOf(time, timeZone) : time);
  const [start, end] = [tell(occurrence.start), tell(occurrence.end)];
  const id = occurrenceId(master.id, occurrence.originalStart);
  const link = linkTo(id, master.id, master.googleEvent.htmlLink);
  const wireStart = toWire(start, master.googleEvent.start);
  const googleEvent = Object.assign(withoutRecurrence(master.googleEvent), {
    id,
    ...(link === undefined ? {} : { htmlLink: link }),
    start: wireStart,
    end: toWire(end, master.googleEvent.end),
    recurringEventId: master.id,
    originalStartTime: wireStart,
  });
  return Object.assign(withoutRecurrence(master), {
    id,
    start,
    end,
    seriesId: master.id,
    originalStart: start,
    googleEvent,
  });
}

function withoutRecurrence<T extends { readonly recurrence?: unknown }>(
  of: T,
): Omit<T, 'recurrence'> {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- named only to be left out
  const { recurrence, ...rest } = of;
  return rest;
}

/**
 * "This and following" makes a series of its own out of the rest of one, under the id of that one and `_R` with the time
 * from which it is; its occurrences are named after the first series all the same.
 * @see https://developers.google.com/workspace/calendar/api/guides/recurringevents
 */
const SPLIT_OFF = /_R\d{8}(?:T\d{6}Z?)?$/;

function occurrenceId(seriesId: string, originalStart: EventTime): string {
  return `${seriesId.replace(SPLIT_OFF, '')}_${basicForm(originalStart)}`;
}

/** `20261122`, or `20261122T090000Z`, as Google's ids have it. */
function basicForm(time: EventTime): string {
  if (isDay(time)) {
    return time.replaceAll('-', '');
  }
  return new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');
}

/** The series' own zone stays beside the offset. */
function toWire(time: EventTime, ofSeries: GoogleEventDateTime | undefined): GoogleEventDateTime {
  if (isDay(time)) {
    return { date: time };
  }
  return { dateTime: time, ...(ofSeries?.timeZone ? { timeZone: ofSeries.timeZone } : {}) };
}

/** A link names an event and its calendar, in base 64; one of another kind stays as it is. */
function linkTo(id: string, masterId: string, link: string | undefined): string | undefined {
  const [, page = '', eid = ''] = /^(.*[?&]eid=)([\w-]+)$/.exec(link ?? '') ?? [];
  // Of that length nothing is base 64.
  const [named, calendar] =
    page && eid.length % 4 !== 1
      ? atob(eid.replaceAll('-', '+').replaceAll('_', '/')).split(' ')
      : [];
  if (named !== masterId || calendar === undefined) {
    return link;
  }
  return (
    page + btoa(`${id} ${calendar}`).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
  );
}
