import {
  type EventTime,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
  type ɵOccurrence as Occurrence,
} from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import {
  ɵbasicFormat as basicFormat,
  ɵinstanceIdPrefix as instanceIdPrefix,
} from 'ngx-calendar-sync/google/times';

/** What all occurrences of a series have in common, made once: a view has thousands of them. */
interface OccurrenceTemplate {
  readonly event: GoogleCalendarEvent;
  readonly googleEvent: GoogleEvent;
  /** What the ids of the occurrences begin with. */
  readonly idPrefix: string;
  readonly linkOf: ((id: string) => string) | undefined;
}

const TEMPLATES = new WeakMap<GoogleCalendarEvent, OccurrenceTemplate>();

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
  let template = TEMPLATES.get(master);
  if (!template) {
    template = templateOf(master);
    TEMPLATES.set(master, template);
  }
  const start = shownTime(occurrence.start, timeZone);
  const end = shownTime(occurrence.end, timeZone);
  const id = template.idPrefix + basicFormat(occurrence.originalStart);
  const originalStartTime = toWire(start, master.googleEvent.start);
  const times = {
    start: originalStartTime,
    end: toWire(end, master.googleEvent.end),
    originalStartTime,
  };
  if (template.linkOf) {
    const htmlLink = template.linkOf(id);
    const googleEvent = { ...template.googleEvent, id, htmlLink, ...times };
    return { ...template.event, id, htmlLink, start, end, originalStart: start, googleEvent };
  }
  const googleEvent = { ...template.googleEvent, id, ...times };
  return { ...template.event, id, start, end, originalStart: start, googleEvent };
}

function templateOf(master: GoogleCalendarEvent): OccurrenceTemplate {
  return {
    event: { ...withoutRecurrence(master), seriesId: master.id },
    googleEvent: { ...withoutRecurrence(master.googleEvent), recurringEventId: master.id },
    idPrefix: instanceIdPrefix(master.id),
    linkOf: occurrenceLinks(master.id, master.googleEvent.htmlLink),
  };
}

function shownTime(time: EventTime, timeZone: string | undefined): EventTime {
  return timeZone && !isDay(time) ? dateTimeOf(time, timeZone) : time;
}

function withoutRecurrence<T extends { readonly recurrence?: unknown }>(
  event: T,
): Omit<T, 'recurrence'> {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- named only to leave it out
  const { recurrence, ...rest } = event;
  return rest;
}

/** Google lists occurrences with the time zone of their series, whichever offset they are shown in. */
function toWire(time: EventTime, masterTime: GoogleEventDateTime | undefined): GoogleEventDateTime {
  if (isDay(time)) {
    return { date: time };
  }
  const timeZone = masterTime?.timeZone;
  return timeZone ? { dateTime: time, timeZone } : { dateTime: time };
}

/**
 * Makes the links to occurrences from that to their master. Its parameter `eid` is the ids of event and calendar with a
 * space between them, in base64url. `undefined` for a link of any other form, which occurrences have as it is.
 */
function occurrenceLinks(masterId: string, masterLink = ''): ((id: string) => string) | undefined {
  const [, beforeEid = '', eid = ''] = /^(.*[?&]eid=)([\w-]+)$/.exec(masterLink) ?? [];
  // `atob` throws for this length, which no base64 text has.
  const isBase64 = eid.length % 4 !== 1;
  const [eventId, calendarId] =
    beforeEid && isBase64 ? atob(eid.replaceAll('-', '+').replaceAll('_', '/')).split(' ') : [];
  if (eventId !== masterId || calendarId === undefined) {
    return undefined;
  }
  return (id) => {
    const occurrenceEid = btoa(`${id} ${calendarId}`);
    return beforeEid + occurrenceEid.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  };
}
