import {
  type Calendar,
  type CalendarEvent,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵisDay as isDay,
} from 'ngx-calendar-sync/core';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';

const HOUR_MS = 3_600_000;

/** A calendar that the user owns; `properties` replace any of its own. */
export function aCalendar(id: string, properties: Partial<Calendar> = {}): Calendar {
  return {
    id,
    name: id,
    accessRole: 'owner',
    writable: true,
    primary: false,
    selected: true,
    hidden: false,
    ...properties,
  };
}

/** An event for a test; Google's own resource is made of its properties, unless `googleEvent` has them. */
export type EventInTest = CalendarEvent & Partial<GoogleCalendarEvent>;

/**
 * An event today at nine in the calendar `primary`; `properties` replace any of its own. Without an `end` it lasts an
 * hour, or the whole day where `start` is a day.
 * @example anEvent('standup', { title: 'Stand-up' })
 * @example anEvent('holiday', { start: '2026-12-24' })
 * @example anEvent('away', { eventType: 'outOfOffice' })
 */
export function anEvent(id: string, properties: Partial<GoogleCalendarEvent> = {}): EventInTest {
  const start = properties.start ?? todayAtNine();
  const allDay = isDay(start);
  return {
    id,
    calendarId: 'primary',
    title: id,
    start,
    end: allDay ? addDays(start, 1) : dateTimeOf(new Date(Date.parse(start) + HOUR_MS)),
    allDay,
    status: 'confirmed',
    editable: true,
    ...properties,
  };
}

/** In the browser's time zone. */
function todayAtNine(): string {
  const time = new Date();
  time.setHours(9, 0, 0, 0);
  return dateTimeOf(time);
}
