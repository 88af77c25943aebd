import {
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  type EventTime,
  ɵisEventTime as isEventTime,
  ɵZoneClock as ZoneClock,
} from 'ngx-calendar-sync/core';

/** A time as Google sends it: a day, or an instant with an offset, a time zone or both. */
export interface SentTime {
  readonly date?: string;
  readonly dateTime?: string;
  readonly timeZone?: string;
}

/** The times that the library shows for an event. */
export interface ShownTimes {
  readonly start: EventTime;
  readonly end: EventTime;
  readonly allDay: boolean;
}

const OFFSET_AT_END = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * The times of an event, `undefined` if its start is missing or cannot be read.
 * @param timeZone IANA name of the time zone to show times in. If `undefined`, they keep the offset that Google sent.
 * @param calendarTimeZone IANA name of the time zone for times that have neither an offset nor a time zone.
 */
export function timesOf(
  { start: sentStart, end: sentEnd }: { readonly start?: SentTime; readonly end?: SentTime },
  timeZone?: string,
  calendarTimeZone?: string,
): ShownTimes | undefined {
  const start = timeOf(sentStart, timeZone, calendarTimeZone);
  if (!start) {
    return undefined;
  }
  const allDay = start.length === 10;
  const end = timeOf(sentEnd, timeZone, calendarTimeZone);
  return { start, end: toEnd(start, allDay, end), allDay };
}

/** One time of an event, with the zones of {@link timesOf}; `undefined` where it is missing or cannot be read. */
export function timeOf(
  time: SentTime | undefined,
  timeZone: string | undefined,
  calendarTimeZone: string | undefined,
): EventTime | undefined {
  const text = time?.date ?? time?.dateTime;
  if (!text || !isEventTime(text)) {
    return undefined;
  }
  if (time?.date) {
    return text;
  }
  // RFC 3339 requires an offset, but Google accepts times without one and reads them as local times of their time zone.
  const withOffset = hasOffset(text)
    ? text
    : dateTimeOf(text, readableZone(time?.timeZone, calendarTimeZone));
  return timeZone ? dateTimeOf(withOffset, timeZone) : withOffset;
}

/** Google shows an event without an end as a moment, or as one day if it is an all-day event. */
function toEnd(start: EventTime, allDay: boolean, end: EventTime | undefined): EventTime {
  if (!allDay) {
    return end ?? start;
  }
  const day = end && dayOf(end);
  return day && day > start ? day : addDays(start, 1);
}

/** Whether a time is an instant by itself, without a time zone beside it. */
export function hasOffset(time: string): boolean {
  return time.includes('T') && OFFSET_AT_END.test(time);
}

/**
 * The first of these time zones that the browser can calculate with, `undefined` if there is none. A zone that is
 * `undefined` stands for the browser's own.
 */
export function readableZone(...zones: readonly (string | undefined)[]): string | undefined {
  return zones.find((zone) => ZoneClock.find(zone) !== undefined);
}
