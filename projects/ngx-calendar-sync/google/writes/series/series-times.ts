import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type EventTime,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
  type ɵSeriesTimes as SeriesTimes,
} from 'ngx-calendar-sync/core';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import {
  ɵreadableZone as readableZone,
  ɵtimeOf as timeOf,
  ɵtimesOf as timesOf,
} from 'ngx-calendar-sync/google/times';

const DAY_MS = 86_400_000;

/**
 * The times of a series, in the zone in which it recurs.
 * @param calendarTimeZone IANA name of the zone for a series without one of its own.
 * @throws CalendarSyncError `invalid-event` for times that cannot be read.
 */
export function seriesTimesOf(master: GoogleEvent, calendarTimeZone?: string): SeriesTimes {
  const { start, end } = readTimesOf(master, calendarTimeZone);
  const timeZone = readableZone(master.start?.timeZone, calendarTimeZone);
  return {
    start,
    end,
    recurrence: master.recurrence ?? [],
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** @throws CalendarSyncError `invalid-event` for times that cannot be read. */
export function readTimesOf(
  event: GoogleEvent,
  calendarTimeZone?: string,
): { readonly start: EventTime; readonly end: EventTime } {
  const times = timesOf(event, undefined, calendarTimeZone);
  if (!times) {
    throw new CalendarSyncError(
      'invalid-event',
      ngDevMode ? 'The times of this series cannot be read: change one occurrence.' : '',
    );
  }
  return times;
}

/**
 * The start of an event and the zone in which it would recur.
 * @param seriesTimeZone IANA name of the zone for an event without one of its own.
 * @throws CalendarSyncError `invalid-event` for times that cannot be read.
 */
export function zonedStartOf(
  event: GoogleEvent,
  seriesTimeZone: string | undefined,
  calendarTimeZone: string | undefined,
): { readonly start: EventTime; readonly timeZone?: string } {
  const { start } = readTimesOf(event, calendarTimeZone);
  const timeZone = readableZone(event.start?.timeZone, seriesTimeZone, calendarTimeZone);
  return timeZone === undefined ? { start } : { start, timeZone };
}

/** The start that the series gives an exception. `undefined` if it cannot be read. */
export function originalStartOf(
  exception: GoogleEvent,
  calendarTimeZone?: string,
): EventTime | undefined {
  return timeOf(exception.originalStartTime, undefined, calendarTimeZone);
}

/** In milliseconds; of an all-day event in days of 24 hours. */
export function lengthOf({
  start,
  end,
}: {
  readonly start: EventTime;
  readonly end: EventTime;
}): number {
  return Date.parse(end) - Date.parse(start);
}

/** The time that lies so many milliseconds after another, with the offset of `timeZone`. */
export function timeAfter(start: EventTime, lengthMs: number, timeZone?: string): EventTime {
  return isDay(start)
    ? addDays(start, Math.round(lengthMs / DAY_MS))
    : dateTimeOf(new Date(Date.parse(start) + lengthMs), timeZone);
}

/** A time in Google's form. */
export function toWire(time: EventTime, timeZone?: string): GoogleEventDateTime {
  if (isDay(time)) {
    return { date: time };
  }
  return timeZone === undefined ? { dateTime: time } : { dateTime: time, timeZone };
}

/** A time as a merge patch, which has to remove the fields of the other kind of time. */
export function toWirePatch(time: EventTime, timeZone?: string): object {
  return isDay(time)
    ? { date: time, dateTime: null, timeZone: null }
    : { date: null, ...toWire(time, timeZone) };
}

export function isSameTime(a: EventTime, b: EventTime): boolean {
  return isDay(a) === isDay(b) && Date.parse(a) === Date.parse(b);
}
