import {
  CalendarSyncError,
  type EventTime,
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  ɵinstantOf as instantOf,
  ɵisDay as isDay,
} from 'ngx-calendar-sync';
import type { GoogleEvent, GoogleEventDateTime } from '../api/wire-types.generated';
import type { EventContext } from './event-mapping';
import type { GoogleCalendarEvent, GoogleCalendarEventDraft } from './google-calendar-event';
import { hasOffset, ianaZone, readableZone } from '../config/google-time-zone';
import { sameJson } from './merge-patch';

type Time = Date | EventTime;

/** What is asked for of an event's times. */
export interface TimesEdit extends Pick<
  Partial<GoogleCalendarEventDraft>,
  'start' | 'end' | 'allDay' | 'timeZone' | 'googleEvent'
> {
  /** Where it is not that of the start. */
  readonly endTimeZone?: string;
}

type SeenTimes = Partial<
  Pick<GoogleCalendarEvent, 'start' | 'end' | 'allDay' | 'timeZone' | 'googleEvent'>
>;

const HOUR_MS = 3_600_000;
const MIDNIGHT = /^[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-]|$)/i;

/**
 * `start` and `end` as Google wants them, as far as an edit changes them. Google needs a zone of the IANA database: a
 * time in another one is sent with its offset, beside the zone of the calendar.
 * @param seen The event that the edit was made from, where it is known.
 * @param isNew Whether both times are wanted, be they changed or not.
 * @throws CalendarSyncError `invalid-event`
 * @see https://developers.google.com/workspace/calendar/api/concepts/events-calendars
 */
export function timesPatch(
  edit: TimesEdit,
  seen: SeenTimes | undefined,
  context: Pick<EventContext, 'timeZone' | 'calendar'>,
  isNew = false,
): { readonly start?: object; readonly end?: object } {
  const newZone = edit.timeZone === seen?.timeZone ? undefined : edit.timeZone;
  const named = [newZone, seen?.timeZone, context.timeZone];
  const zone = zoneToSend(named, context.calendar?.timeZone);
  const allDay = edit.allDay ?? isAllDay(edit.start) ?? seen?.allDay ?? false;
  const anotherKind = allDay !== seen?.allDay;
  const exactly = (time: Time) => {
    const isWallTime = typeof time === 'string' && !hasOffset(time);
    const ofClock = named.find((name) => name !== undefined);
    return dateTimeOf(isWallTime ? readWallTime(time, ofClock) : time, zone);
  };
  const isChanged = (given: Time | null | undefined, time: EventTime, before?: EventTime) =>
    isNew ||
    anotherKind ||
    newZone !== undefined ||
    before === undefined ||
    (given !== undefined && !edit.googleEvent) ||
    instantOf(time, zone) !== instantOf(before, zone);

  const givenStart = edit.start ?? seen?.start;
  const start = givenStart && (allDay ? dayOf(givenStart) : exactly(givenStart));
  const last = endOf();
  if (start && last && instantOf(last, zone) < instantOf(start, zone)) {
    throw new CalendarSyncError(
      'invalid-event',
      `The event would end (${last}) before it starts (${start}).`,
    );
  }
  const endZone = ianaZone(edit.endTimeZone ?? newZone ?? seen?.googleEvent?.end?.timeZone) ?? zone;
  return {
    ...(start && isChanged(edit.start, start, seen?.start) ? { start: toWire(start, zone) } : {}),
    ...(last && isChanged(edit.end, last, seen?.end) ? { end: toWire(last, endZone) } : {}),
  };

  /** Calendar components say `null` or `''` for "of the usual length", above all where an event changes its kind. */
  function endOf(): EventTime | undefined {
    const isOtherKind = seen !== undefined && anotherKind;
    const isUsual = edit.end === undefined ? isOtherKind : !edit.end;
    if (isUsual) {
      return start && usualEnd(start, allDay, zone);
    }
    const given = edit.end ?? seen?.end;
    const end = given && (allDay ? dayAfter(given, start) : exactly(given));
    // The end that the event had as another kind: where it does not fit, it was not meant.
    const isLeftOver = isOtherKind && edit.end === seen.end;
    return isLeftOver && end && start && instantOf(end, zone) <= instantOf(start, zone)
      ? usualEnd(start, allDay, zone)
      : end;
  }
}

/**
 * The times of an edit, with those that are edited in its `googleEvent` where the model's own property is as it was.
 * @param base The resource that the edit was made from, where it is known.
 */
export function withGoogleTimes(
  edit: TimesEdit,
  base: GoogleEvent | undefined,
  seen: SeenTimes | undefined,
): TimesEdit {
  const start = editedTime(edit.googleEvent?.start, base?.start);
  const end = editedTime(edit.googleEvent?.end, base?.end);
  const isStartFree = isUnedited(edit.start, seen?.start);
  const isEndFree = isUnedited(edit.end, seen?.end);
  return {
    ...edit,
    ...(start && isStartFree
      ? { start: start.time, allDay: isDay(start.time), ...zoneOf('timeZone', start) }
      : {}),
    ...(end && isEndFree ? { end: end.time, ...zoneOf('endTimeZone', end) } : {}),
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
  const told = time?.date ?? time?.dateTime;
  if (!time || !told || (before && sameJson(time, before))) {
    return undefined;
  }
  const { timeZone } = time;
  const isWallTime = !isDay(told) && !hasOffset(told);
  return { time: isWallTime ? readWallTime(told, timeZone) : told, timeZone };
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

/** Whether a time that an app gives is the one that it has read, however it writes it. */
export function isSameTime(time: Time, seen: EventTime): boolean {
  return time === seen || (!isDay(seen) && new Date(time).getTime() === Date.parse(seen));
}

/** A `Date` does not say. */
function isAllDay(start: Time | undefined): boolean | undefined {
  return typeof start === 'string' ? isDay(start) : undefined;
}

/** A moment in a day makes that day the last one; midnight, as components say it, ends the day before. */
function dayAfter(end: Time, start: EventTime | undefined): EventTime {
  const told = typeof end === 'string' ? end : dateTimeOf(end);
  const isMidnight = isDay(told) || MIDNIGHT.test(told.slice(10));
  const day = isMidnight ? dayOf(told) : addDays(dayOf(told), 1);
  return day === start ? addDays(start, 1) : day;
}

function usualEnd(start: EventTime, allDay: boolean, zone: string): EventTime {
  return allDay ? addDays(start, 1) : dateTimeOf(new Date(instantOf(start) + HOUR_MS), zone);
}

/**
 * A time without an offset is what the clock of its zone shows, by default the browser's.
 * @throws CalendarSyncError `invalid-event` where that clock is not known
 */
function readWallTime(time: EventTime, timeZone: string | undefined): EventTime {
  if (timeZone === undefined || readableZone(timeZone)) {
    return dateTimeOf(time, timeZone);
  }
  throw new CalendarSyncError(
    'invalid-event',
    `"${timeZone.slice(0, 60)}" is not a time zone that this browser knows: give the time with its offset, or a zone such as "Europe/Berlin".`,
  );
}

/** Some browsers do not know their own zone (`Etc/Unknown`). */
function zoneToSend(named: readonly (string | undefined)[], ofCalendar: string | undefined) {
  const known = named.map(ianaZone).find((zone) => zone !== undefined);
  if (known) {
    return known;
  }
  const { timeZone: ofBrowser } = Intl.DateTimeFormat().resolvedOptions();
  const isNamed = named.some((zone) => zone !== undefined);
  const others = isNamed ? [ofCalendar, ofBrowser] : [ofBrowser, ofCalendar];
  return others.map(ianaZone).find((zone) => zone !== undefined) ?? 'UTC';
}

/** In a patch each kind of time takes the other away. */
function toWire(time: EventTime, zone: string): object {
  return isDay(time)
    ? { date: time, dateTime: null, timeZone: null }
    : { date: null, dateTime: time, timeZone: zone };
}
