import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  ɵdayOf as dayOf,
  type EventTime,
  ɵinstantOf as instantOf,
  ɵisDay as isDay,
  ɵZoneClock as ZoneClock,
} from 'ngx-calendar-sync/core';
import type { OutlookDateTimeTimeZone } from 'ngx-calendar-sync/outlook/start';
import type {
  OutlookCalendarEvent,
  OutlookCalendarEventDraft,
  ɵTimeZoneNames as TimeZoneNames,
} from 'ngx-calendar-sync/outlook/runtime';

type Time = Date | EventTime;
export type TimesEdit = Pick<
  Partial<OutlookCalendarEventDraft>,
  'start' | 'end' | 'allDay' | 'timeZone'
>;

/** The times of an event as it is to be. */
export interface WrittenTimes {
  readonly isAllDay: boolean;
  /** IANA name. */
  readonly timeZone: string;
  /** A day, or a time with the offset of the zone. */
  readonly start: EventTime;
  /** Exclusive. */
  readonly end: EventTime;
}

const HOUR_MS = 3_600_000;

/**
 * The times after an edit.
 * @param before The event that the edit was made from; `undefined` for a new one.
 * @param draftZone IANA name of the zone of what names none; by default the browser's.
 * @throws CalendarSyncError `invalid-event` if a time or the zone cannot be read, or if the event would end before it starts.
 */
export function writtenTimes(
  edit: TimesEdit,
  before: OutlookCalendarEvent | undefined,
  draftZone: string | undefined,
): WrittenTimes {
  const zone = edit.timeZone ?? before?.timeZone ?? draftZone ?? browserZone();
  if (!ZoneClock.find(zone)) {
    throw new CalendarSyncError(
      'invalid-event',
      `"${zone}" is not a time zone that this browser knows` +
        (ngDevMode ? ': name one of the IANA database, such as "Europe/Berlin".' : '.'),
    );
  }
  const startToWrite = edit.start ?? before?.start;
  if (startToWrite === undefined) {
    throw new CalendarSyncError('invalid-event', ngDevMode && 'An event needs a start.');
  }
  const allDay = edit.allDay ?? isDayTime(edit.start) ?? before?.allDay ?? false;
  const inKind = (time: Time) => (allDay ? dayOf(time) : dateTimeOf(time, zone));
  const start = inKind(startToWrite);
  const end = endOf();
  if (instantOf(end, zone) < instantOf(start, zone)) {
    throw new CalendarSyncError(
      'invalid-event',
      `The event would end (${end}) before it starts (${start}): change one of the two.`,
    );
  }
  return { isAllDay: allDay, timeZone: zone, start, end };

  /** `null` and `''` set the default, and so does a change between days and times that names no end. */
  function endOf(): EventTime {
    const isConverted = before !== undefined && before.allDay !== allDay;
    const endToWrite = edit.end === undefined ? (isConverted ? undefined : before?.end) : edit.end;
    if (!endToWrite) {
      return allDay ? addDays(start, 1) : dateTimeOf(new Date(instantOf(start) + HOUR_MS), zone);
    }
    const written = inKind(endToWrite);
    // Outlook has no all-day event without a day.
    return allDay && written === start ? addDays(start, 1) : written;
  }
}

/**
 * The times as Graph takes them: wall times beside their zone, of whole days its midnights. They have no offset, so that one which
 * comes twice when clocks are set back is written in UTC.
 * @param isSeries The zone of its start is the one in which a series recurs: it is written in any case.
 */
export function timesBody(
  { isAllDay, timeZone, start, end }: WrittenTimes,
  names: TimeZoneNames,
  isSeries: boolean,
): {
  readonly isAllDay: boolean;
  readonly start: OutlookDateTimeTimeZone;
  readonly end: OutlookDateTimeTimeZone;
} {
  const clock = ZoneClock.of(timeZone);
  const toGraph = (time: EventTime): OutlookDateTimeTimeZone => {
    const wallTime = onClock(time);
    if (!isAllDay && !isSeries && clock.comesTwice(Date.parse(`${wallTime}Z`))) {
      return { dateTime: new Date(time).toISOString().slice(0, 19), timeZone: 'UTC' };
    }
    return {
      dateTime: isAllDay ? `${time}T00:00:00` : wallTime,
      timeZone: names.graphName(timeZone),
    };
  };
  return { isAllDay, start: toGraph(start), end: toGraph(end) };
}

/** Whether an edit of the times of an event changes them. */
export function isChanged(written: WrittenTimes, before: OutlookCalendarEvent): boolean {
  const unedited = writtenTimes({}, before, written.timeZone);
  return Object.keys(written).some(
    (name) => written[name as keyof WrittenTimes] !== unedited[name as keyof WrittenTimes],
  );
}

/** The time without an offset, as the clocks of its zone show it; a day as it is. */
export function onClock(time: EventTime): string {
  return isDay(time) ? time : time.slice(0, 19);
}

function isDayTime(time: Time | undefined): boolean | undefined {
  return typeof time === 'string' ? isDay(time) : undefined;
}

export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
