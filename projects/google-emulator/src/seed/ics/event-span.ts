import ICAL from 'ical.js';

import { addDays, civilTimeIn } from '../civil-time.ts';
import { Refusal } from './refusal.ts';
import type { TimeValue } from './time-value.ts';
import { timeValueOf } from './time-value.ts';
import type { ZoneBook } from './zone-book.ts';

/** When an event begins and ends: two days, or two times. */
export type EventSpan =
  | { readonly start: TimeValue & { kind: 'day' }; readonly end: TimeValue & { kind: 'day' } }
  | { readonly start: TimeValue & { kind: 'time' }; readonly end: TimeValue & { kind: 'time' } };

const second = 1000;
const dayLength = 86_400_000;
const longest = 36_525 * dayLength;

/** @throws Refusal where the event does not say when it is, or ends before it begins. */
export function eventSpanOf(event: ICAL.Component, zones: ZoneBook): EventSpan {
  const dtstart = event.getFirstProperty('dtstart');
  if (!dtstart) {
    throw new Refusal('it has no DTSTART');
  }
  const start = timeValueOf(dtstart, zones);
  const end = endOf(event, start, zones);
  if (start.kind === 'day' && end.kind === 'day') {
    if (end.date < start.date) {
      throw new Refusal(`it ends (${end.date}) before it begins`);
    }
    // Some programs write the last day, where RFC 5545 wants the day after it.
    return { start, end: end.date === start.date ? nextDay(start) : end };
  }
  if (start.kind === 'day' || end.kind === 'day') {
    throw new Refusal('of DTSTART and DTEND, one is a day and the other a time');
  }
  if (end.instant < start.instant) {
    throw new Refusal('it ends before it begins');
  }
  return saysAllDay(event) ? asDays(start, end, zones.calendarZone) : { start, end };
}

/** The defaults are those of https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1 */
function endOf(event: ICAL.Component, start: TimeValue, zones: ZoneBook): TimeValue {
  const dtend = event.getFirstProperty('dtend');
  if (dtend) {
    return timeValueOf(dtend, zones);
  }
  const duration = event.getFirstPropertyValue('duration');
  if (!(duration instanceof ICAL.Duration)) {
    return start.kind === 'day' ? nextDay(start) : start;
  }
  const length = duration.toSeconds() * second;
  if (Math.abs(length) > longest) {
    throw new Refusal('it lasts longer than a century');
  }
  if (start.kind === 'time') {
    return { ...start, instant: start.instant + length };
  }
  return { kind: 'day', date: addDays(start.date, Math.max(1, Math.ceil(length / dayLength))) };
}

function nextDay(day: TimeValue & { kind: 'day' }): TimeValue & { kind: 'day' } {
  return { kind: 'day', date: addDays(day.date, 1) };
}

/** Outlook and Exchange write all-day events as times from midnight to midnight, and say so beside it. */
function saysAllDay(event: ICAL.Component): boolean {
  return ['x-microsoft-cdo-alldayevent', 'x-microsoft-msncalendar-alldayevent'].some(
    (name) => String(event.getFirstPropertyValue(name)).toUpperCase() === 'TRUE',
  );
}

function asDays(
  start: TimeValue & { kind: 'time' },
  end: TimeValue & { kind: 'time' },
  calendarZone: string,
): EventSpan {
  const zone = start.utc ? calendarZone : start.zone;
  const [first, last] = [start, end].map(({ instant }) => civilTimeIn(zone, instant).split('T'));
  const [firstDay = '', firstTime] = first ?? [];
  const [lastDay = '', lastTime] = last ?? [];
  // Seen from another zone it is not a day at all: then the times are what is known.
  if (firstTime !== '00:00:00' || lastTime !== '00:00:00') {
    return { start, end };
  }
  const day: TimeValue & { kind: 'day' } = { kind: 'day', date: firstDay };
  return { start: day, end: lastDay > firstDay ? { kind: 'day', date: lastDay } : nextDay(day) };
}
