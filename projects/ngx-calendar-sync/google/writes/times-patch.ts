import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  type EventTime,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵinstantOf as instantOf,
  ɵisDay as isDay,
  ɵsameJson as sameJson,
} from 'ngx-calendar-sync/core';
import type { GoogleEvent, GoogleEventDateTime } from 'ngx-calendar-sync/google/start';
import {
  type ɵEventContext as EventContext,
  type GoogleCalendarEvent,
  type GoogleCalendarEventDraft,
  ɵianaZone as ianaZone,
} from 'ngx-calendar-sync/google/runtime';
import {
  ɵhasOffset as hasOffset,
  ɵreadableZone as readableZone,
} from 'ngx-calendar-sync/google/times';

type Time = Date | EventTime;

/** The properties of an edit that concern the times of an event. */
export interface TimesEdit extends Pick<
  Partial<GoogleCalendarEventDraft>,
  'start' | 'end' | 'allDay' | 'timeZone' | 'googleEvent'
> {
  /** The zone that an edited `googleEvent.end` names. Only {@link withGoogleTimes} sets it. */
  readonly endTimeZone?: string;
}

type TimesBefore = Partial<
  Pick<GoogleCalendarEvent, 'start' | 'end' | 'allDay' | 'timeZone' | 'googleEvent'>
>;

const HOUR_MS = 3_600_000;
const MIDNIGHT_TIME = /^[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]|$)/i;

/**
 * The merge patch of `start` and `end`, in Google's form, with only those that an edit changes. Google accepts only time
 * zones of the IANA database: a time in any other zone is sent with its offset, and with the time zone of the calendar.
 * @param seen The event that the edit was made from, if it is known.
 * @param isNew Whether the event is new, so that both times are needed, changed or not.
 * @throws CalendarSyncError `invalid-event` if a time cannot be read, or if the event would end before it starts.
 * @see https://developers.google.com/workspace/calendar/api/concepts/events-calendars
 */
export function timesPatch(
  edit: TimesEdit,
  seen: TimesBefore | undefined,
  context: Pick<EventContext, 'timeZone' | 'calendar'>,
  isNew = false,
): { readonly start?: object; readonly end?: object } {
  const newTimeZone = edit.timeZone === seen?.timeZone ? undefined : edit.timeZone;
  const preferred = [newTimeZone, seen?.timeZone, context.timeZone];
  const zone = zoneToSend(preferred, context.calendar?.timeZone);
  const allDay = edit.allDay ?? isAllDay(edit.start) ?? seen?.allDay ?? false;
  const isAllDayChanged = allDay !== seen?.allDay;
  const inZone = (time: Time) => {
    const isLocalTime = typeof time === 'string' && !hasOffset(time);
    const localZone = preferred.find((name) => name !== undefined);
    return dateTimeOf(isLocalTime ? readLocalTime(time, localZone) : time, zone);
  };
  const isChanged = (edited: Time | null | undefined, time: EventTime, before?: EventTime) =>
    isNew ||
    isAllDayChanged ||
    newTimeZone !== undefined ||
    before === undefined ||
    // An edit without `googleEvent` is no copy of an event that was read: its times were put in on purpose.
    (edited !== undefined && !edit.googleEvent) ||
    instantOf(time, zone) !== instantOf(before, zone);

  const startToWrite = edit.start ?? seen?.start;
  const start = startToWrite && (allDay ? dayOf(startToWrite) : inZone(startToWrite));
  const end = endOf();
  if (start && end && instantOf(end, zone) < instantOf(start, zone)) {
    throw new CalendarSyncError(
      'invalid-event',
      `The event would end (${end}) before it starts (${start}): change one of the two.`,
    );
  }
  const endZone =
    ianaZone(edit.endTimeZone ?? newTimeZone ?? seen?.googleEvent?.end?.timeZone) ?? zone;
  return {
    ...(start && isChanged(edit.start, start, seen?.start) ? { start: toWire(start, zone) } : {}),
    ...(end && isChanged(edit.end, end, seen?.end) ? { end: toWire(end, endZone) } : {}),
  };

  /**
   * Calendar components set `end` to `null` or `''` to mean the default duration, above all when the user drags an event
   * between the all-day row and the hours.
   */
  function endOf(): EventTime | undefined {
    const isConverted = seen !== undefined && isAllDayChanged;
    const hasDefaultDuration = edit.end === undefined ? isConverted : !edit.end;
    if (hasDefaultDuration) {
      return start && defaultEnd(start, allDay, zone);
    }
    const endToWrite = edit.end ?? seen?.end;
    const newEnd = endToWrite && (allDay ? exclusiveEndDay(endToWrite, start) : inZone(endToWrite));
    const length = lengthOnClock(edit.start, endToWrite);
    if (!allDay && length > 0 && start && newEnd && instantOf(newEnd) <= instantOf(start)) {
      return dateTimeOf(new Date(instantOf(start) + length), zone);
    }
    // A converted event that still has its old end: the component did not change the end, so one before the new start is
    // not an error of the app.
    const isOldEnd = isConverted && edit.end === seen.end;
    return isOldEnd && newEnd && start && instantOf(newEnd, zone) <= instantOf(start, zone)
      ? defaultEnd(start, allDay, zone)
      : newEnd;
  }
}

/**
 * The times of an edit. Those that are edited in its `googleEvent` replace the model's, unless these are edited too.
 * @param base The resource that the edit was made from, if it is known.
 */
export function withGoogleTimes(
  edit: TimesEdit,
  base: GoogleEvent | undefined,
  seen: TimesBefore | undefined,
): TimesEdit {
  const start = editedTime(edit.googleEvent?.start, base?.start);
  const end = editedTime(edit.googleEvent?.end, base?.end);
  const isModelStartUnedited = isUnedited(edit.start, seen?.start);
  const isModelEndUnedited = isUnedited(edit.end, seen?.end);
  return {
    ...edit,
    ...(start && isModelStartUnedited
      ? { start: start.time, allDay: isDay(start.time), ...zoneOf('timeZone', start) }
      : {}),
    ...(end && isModelEndUnedited ? { end: end.time, ...zoneOf('endTimeZone', end) } : {}),
  };
}

interface ZonedTime {
  readonly time: EventTime;
  readonly timeZone: string | undefined;
}

function editedTime(
  time: GoogleEventDateTime | undefined,
  before: GoogleEventDateTime | undefined,
): ZonedTime | undefined {
  const text = time?.date ?? time?.dateTime;
  if (!time || !text || (before && sameJson(time, before))) {
    return undefined;
  }
  const { timeZone } = time;
  const isLocalTime = !isDay(text) && !hasOffset(text);
  return { time: isLocalTime ? readLocalTime(text, timeZone) : text, timeZone };
}

function zoneOf(name: 'timeZone' | 'endTimeZone', { timeZone }: ZonedTime): Partial<TimesEdit> {
  return timeZone === undefined ? {} : { [name]: timeZone };
}

function isUnedited(time: Time | null | undefined, seen: EventTime | undefined): boolean {
  if (time === undefined) {
    return true;
  }
  return time !== null && time !== '' && seen !== undefined && isSameTime(time, seen);
}

/** Whether a time of an edit is the time that was read, also if written as a `Date` or with another offset. */
export function isSameTime(time: Time, seen: EventTime): boolean {
  return time === seen || (!isDay(seen) && new Date(time).getTime() === Date.parse(seen));
}

/** Whether a start makes an event an all-day one. `undefined` for a `Date`, which can mean either. */
function isAllDay(start: Time | undefined): boolean | undefined {
  return typeof start === 'string' ? isDay(start) : undefined;
}

/**
 * The end of an all-day event, which is the day after its last one. Components write that day as midnight. An end later in
 * a day makes that day the last one.
 */
function exclusiveEndDay(end: Time, start: EventTime | undefined): EventTime {
  const text = typeof end === 'string' ? end : dateTimeOf(end);
  const isMidnight = isDay(text) || MIDNIGHT_TIME.test(text.slice(10));
  const day = isMidnight ? dayOf(text) : addDays(dayOf(text), 1);
  return day === start ? addDays(start, 1) : day;
}

/**
 * How long a clock runs from one time to another, in milliseconds; 0 where one of the two has an offset or is a day. A change of
 * the clocks may skip all of that: an event there keeps its length.
 */
function lengthOnClock(start: Time | undefined, end: Time | undefined): number {
  const isLocal = (time: Time | undefined): time is string =>
    typeof time === 'string' && !isDay(time) && !hasOffset(time);
  return isLocal(start) && isLocal(end) ? Date.parse(`${end}Z`) - Date.parse(`${start}Z`) : 0;
}

function defaultEnd(start: EventTime, allDay: boolean, zone: string): EventTime {
  return allDay ? addDays(start, 1) : dateTimeOf(new Date(instantOf(start) + HOUR_MS), zone);
}

/**
 * A time without an offset is a local time of its time zone, by default of the browser's.
 * @throws CalendarSyncError `invalid-event` if the browser does not know the time zone.
 */
function readLocalTime(time: EventTime, timeZone: string | undefined): EventTime {
  if (timeZone === undefined || readableZone(timeZone)) {
    return dateTimeOf(time, timeZone);
  }
  throw new CalendarSyncError(
    'invalid-event',
    `"${timeZone.slice(0, 60)}" is not a time zone that this browser knows` +
      (ngDevMode
        ? ': write the time with its offset, or use a time zone such as "Europe/Berlin".'
        : '.'),
  );
}

/**
 * The first time zone that Google accepts: of the preferred ones, else of calendar and browser. The browser may not know
 * its own (`Etc/Unknown`), then it is UTC.
 */
function zoneToSend(
  preferred: readonly (string | undefined)[],
  calendarTimeZone: string | undefined,
): string {
  const known = preferred.map(ianaZone).find((zone) => zone !== undefined);
  if (known) {
    return known;
  }
  const { timeZone: browserTimeZone } = Intl.DateTimeFormat().resolvedOptions();
  const isPreferred = preferred.some((zone) => zone !== undefined);
  const others = isPreferred
    ? [calendarTimeZone, browserTimeZone]
    : [browserTimeZone, calendarTimeZone];
  return others.map(ianaZone).find((zone) => zone !== undefined) ?? 'UTC';
}

/** A patch has to remove the fields of the other kind of time, since Google would otherwise merge both. */
function toWire(time: EventTime, zone: string): object {
  return isDay(time)
    ? { date: time, dateTime: null, timeZone: null }
    : { date: null, dateTime: time, timeZone: zone };
}
