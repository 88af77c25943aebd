import {
  type CalendarEvent,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  type EventTime,
  ɵisDay as isDay,
  type ɵSeriesTimes as SeriesTimes,
} from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';

const DAY_MS = 86_400_000;
const SHORTEST_MONTH_DAYS = 28;

type Lines = readonly string[];

/** The times of a series, in the zone in which it recurs. */
export function seriesTimesOf({ start, end, timeZone, recurrence }: CalendarEvent): SeriesTimes {
  return {
    start,
    end,
    recurrence: recurrence ?? [],
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/**
 * Whether Outlook may count other occurrences than we do: what it does with day 31 in shorter months is not documented, so that the
 * COUNT of such a series may reach further.
 */
export function isCountUnsure({ outlookEvent }: OutlookCalendarEvent): boolean {
  const { pattern, range } = outlookEvent.recurrence ?? {};
  return range?.type === 'numbered' && (pattern?.dayOfMonth ?? 0) > SHORTEST_MONTH_DAYS;
}

/** The times of a series without its COUNT. */
export function endless(series: CalendarEvent): SeriesTimes {
  const { recurrence = [], ...times } = seriesTimesOf(series);
  return { ...times, recurrence: recurrence.map((line) => line.replace(/;COUNT=\d+/i, '')) };
}

/** A rule without an end as one of so many occurrences. */
export function counted(endlessLines: Lines, count: number): Lines {
  return endlessLines.map((line) => (line.startsWith('RRULE') ? `${line};COUNT=${count}` : line));
}

/** The COUNT of a rule; one where there is none. */
export function countOf(lines: Lines): number {
  return Number(/;COUNT=(\d+)/i.exec(lines.join('\n'))?.[1] ?? 1);
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
