import {
  CalendarSyncError,
  type EventTime,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵinstantOf as instantOf,
  ɵisDay as isDay,
} from 'ngx-calendar-sync';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from './google-calendar-event';

type Edit = Partial<GoogleCalendarEventDraft>;
type Time = Date | EventTime;

const hour = 3_600_000;

/**
 * `start` and `end` as Google wants them, as far as an edit changes them.
 * @throws CalendarSyncError `invalid-event`
 * @see https://developers.google.com/workspace/calendar/api/concepts/events-calendars
 */
export function timesPatch(
  edit: Edit,
  seen: GoogleCalendarEvent | undefined,
  defaultZone: string | undefined,
): { readonly start?: object; readonly end?: object } {
  const newZone = edit.timeZone === seen?.timeZone ? undefined : edit.timeZone;
  const zone = newZone ?? seen?.timeZone ?? defaultZone ?? browserZone();
  const allDay = edit.allDay ?? isAllDay(edit.start) ?? seen?.allDay ?? false;
  const rewritten = allDay !== seen?.allDay || newZone !== undefined;
  const changed = (time: EventTime, before: EventTime | undefined) =>
    rewritten || before === undefined || instantOf(time, zone) !== instantOf(before, zone);

  const givenStart = edit.start ?? seen?.start;
  const givenEnd = edit.end === undefined ? seen?.end : edit.end;
  const start = givenStart && (allDay ? dayOf(givenStart) : dateTimeOf(givenStart, zone));
  const end = givenEnd ? toEnd(givenEnd, start, allDay, zone) : givenEnd;
  const last = end === null && start ? defaultEnd(start, allDay, zone) : end;
  if (start && last && instantOf(last, zone) < instantOf(start, zone)) {
    throw new CalendarSyncError(
      'invalid-event',
      `The event would end (${last}) before it starts (${start}).`,
    );
  }
  const endZone = newZone ?? seen?.googleEvent.end?.timeZone ?? zone;
  return {
    ...(start && changed(start, seen?.start) ? { start: toWire(start, zone) } : {}),
    ...(last && changed(last, seen?.end) ? { end: toWire(last, endZone) } : {}),
  };
}

/** A `Date` does not say. */
function isAllDay(start: Time | undefined): boolean | undefined {
  return typeof start === 'string' ? isDay(start) : undefined;
}

/** A moment in a day makes that day the last one; midnight, as components say it, ends the day before. */
function toEnd(end: Time, start: EventTime | undefined, allDay: boolean, zone: string): EventTime {
  if (!allDay) return dateTimeOf(end, zone);
  const day =
    typeof end === 'string' && isDay(end)
      ? end
      : addDays(dayOf(new Date(instantOf(dateTimeOf(end)) - 1)), 1);
  return day === start ? addDays(start, 1) : day;
}

function defaultEnd(start: EventTime, allDay: boolean, zone: string): EventTime {
  return allDay ? addDays(start, 1) : dateTimeOf(new Date(instantOf(start) + hour), zone);
}

/** In a patch each kind of time takes the other away. */
function toWire(time: EventTime, zone: string): object {
  return isDay(time)
    ? { date: time, dateTime: null, timeZone: null }
    : { date: null, dateTime: time, timeZone: zone };
}

function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
