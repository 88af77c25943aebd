import {
  ɵaddDays as addDays,
  ɵisDay as isDay,
  ɵisEventTime as isEventTime,
} from 'ngx-calendar-sync/core';
import type { OutlookRecurrenceRange } from 'ngx-calendar-sync/outlook/start';
import { dayOfStart } from './first-day';
import { notSayable, type RuleParts, wholeNumber } from './rule-parts';
import {
  ɵclockOf as clockOf,
  ɵisAllDay as isAllDay,
  type ɵSeriesStart as SeriesStart,
} from 'ngx-calendar-sync/outlook/runtime';

const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

/**
 * From when, and how long, a series recurs, by COUNT and UNTIL.
 * @throws CalendarSyncError `invalid-event` for what cannot be read, and for an end before the start.
 */
export function rangeOf(parts: RuleParts, start: SeriesStart): OutlookRecurrenceRange {
  const startDate = dayOfStart(start);
  const count = wholeNumber(parts, 'COUNT');
  const until = parts.get('UNTIL');
  if (until === undefined) {
    return count === undefined
      ? { type: 'noEnd', startDate }
      : { type: 'numbered', startDate, numberOfOccurrences: count };
  }
  const endDate = lastDayOf(until, start);
  if (count !== undefined || endDate === undefined || endDate < startDate) {
    throw notSayable('UNTIL', until);
  }
  return { type: 'endDate', startDate, endDate };
}

/**
 * The last day in the zone of the series on which it may still start: UNTIL may be an instant in the middle of a day, and
 * Graph has whole days.
 */
function lastDayOf(until: string, start: SeriesStart): string | undefined {
  const [, year = '', month = '', day = '', hour, minute = '', second = '', isUtc] =
    UNTIL.exec(until) ?? [];
  const date = `${year}-${month}-${day}`;
  const time = hour === undefined ? undefined : `${date}T${hour}:${minute}:${second}`;
  if (!isDay(date) || !isEventTime(time === undefined ? date : `${time}Z`)) {
    return undefined;
  }
  if (time === undefined || isAllDay(start)) {
    return date;
  }
  const clock = isUtc ? clockOf(start) : undefined;
  const wallTime = clock
    ? new Date(clock.wallTimeAt(Date.parse(`${time}Z`))).toISOString().slice(0, 19)
    : time;
  const lastDay = wallTime.slice(0, 10);
  return wallTime.slice(11) < start.wallTime.slice(11, 19) ? addDays(lastDay, -1) : lastDay;
}
