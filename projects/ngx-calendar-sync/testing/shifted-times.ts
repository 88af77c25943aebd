import {
  ɵaddDays as addDays,
  type CalendarEvent,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  type EventTime,
  ɵinstantOf as instantOf,
} from 'ngx-calendar-sync/core';

const DAY_MS = 86_400_000;

type Times = Pick<CalendarEvent, 'start' | 'end' | 'allDay' | 'timeZone'>;

/** The times of a master after one of its occurrences was moved: it moves by the same amount, and lasts as long. */
export function shiftedTimes(master: Times, before: Times, after: Times): Times {
  const { allDay, timeZone } = after;
  const start = shiftedStart(master, before, after);
  const durationMs = instantOf(after.end, 'UTC') - instantOf(after.start, 'UTC');
  const end = allDay
    ? addDays(start, Math.round(durationMs / DAY_MS))
    : dateTimeOf(new Date(instantOf(start) + durationMs), timeZone);
  return { start, end, allDay, ...(timeZone === undefined ? {} : { timeZone }) };
}

function shiftedStart(master: Times, before: Times, after: Times): EventTime {
  if (!before.allDay && !after.allDay) {
    const shiftMs = instantOf(after.start) - instantOf(before.start);
    return dateTimeOf(new Date(instantOf(master.start) + shiftMs), after.timeZone);
  }
  const days = (dayNumber(after.start) - dayNumber(before.start)) / DAY_MS;
  const day = addDays(dayOf(master.start), days);
  // The offset may be another one on that day: what the clock shows is kept.
  return after.allDay ? day : dateTimeOf(`${day}${after.start.slice(10, 19)}`, after.timeZone);
}

/** The midnight of its day in UTC, in milliseconds since the epoch. */
function dayNumber(time: EventTime): number {
  return Date.parse(dayOf(time));
}
