import {
  type CalendarEvent,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  type EventTime,
  ɵisDay as isDay,
  type ɵSeriesTimes as SeriesTimes,
} from 'ngx-calendar-sync/core';

const DAY_MS = 86_400_000;

/** The times of a series, in the zone in which it recurs. */
export function seriesTimesOf({ start, end, timeZone, recurrence }: CalendarEvent): SeriesTimes {
  return {
    start,
    end,
    recurrence: recurrence ?? [],
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** In milliseconds; of an all-day event in days of 24 hours. */
export function lengthOf({ start, end }: Pick<CalendarEvent, 'start' | 'end'>): number {
  return Date.parse(end) - Date.parse(start);
}

/** The time that lies so many milliseconds after another, with the offset of `timeZone`. */
export function timeAfter(start: EventTime, lengthMs: number, timeZone?: string): EventTime {
  return isDay(start)
    ? addDays(start, Math.round(lengthMs / DAY_MS))
    : dateTimeOf(new Date(Date.parse(start) + lengthMs), timeZone);
}
