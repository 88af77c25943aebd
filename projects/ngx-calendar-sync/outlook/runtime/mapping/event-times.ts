import {
  ɵaddDays as addDays,
  ɵdateTimeOf as dateTimeOf,
  type EventTime,
  ɵisDay as isDay,
  ɵisEventTime as isEventTime,
  ɵZoneClock as ZoneClock,
} from 'ngx-calendar-sync/core';
import type { OutlookDateTimeTimeZone, OutlookEvent } from 'ngx-calendar-sync/outlook/start';
import type { SeriesStart } from '../recurrence/series-start';
import type { TimeZoneNames } from '../time-zones/time-zone-names';

/** What times are read with. */
export interface TimeContext {
  /** IANA name of the time zone to show times in. If `undefined`, they keep the one in which Graph sent them. */
  readonly timeZone: string | undefined;
  readonly names: TimeZoneNames;
}

export interface ShownTimes {
  readonly start: EventTime;
  readonly end: EventTime;
  readonly allDay: boolean;
}

/** Without the decimals, of which Graph sends seven. */
const WALL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
/** From UTC-12 to UTC+12, any zone is on the same day as UTC at this time after its own midnight. */
const NEARLY_HALF_A_DAY_MS = 12 * 3_600_000 - 1;

/** The times of an event, `undefined` if its start is missing or cannot be read. */
export function timesOf(event: OutlookEvent, context: TimeContext): ShownTimes | undefined {
  const allDay = event.isAllDay === true;
  const read = (time: OutlookDateTimeTimeZone | null | undefined) =>
    allDay ? dayOf(time?.dateTime) : timeOf(time, context);
  const start = read(event.start);
  const end = read(event.end);
  if (start === undefined) {
    return undefined;
  }
  if (allDay) {
    return { start, end: end !== undefined && end > start ? end : addDays(start, 1), allDay };
  }
  return { start, end: end ?? start, allDay };
}

/** Of all-day events Graph sends the midnights of their days, whatever zone it names: they are never converted. */
function dayOf(dateTime: string | undefined): EventTime | undefined {
  const day = dateTime?.slice(0, 10) ?? '';
  return isDay(day) && isEventTime(day) ? day : undefined;
}

function timeOf(
  time: OutlookDateTimeTimeZone | null | undefined,
  { timeZone, names }: TimeContext,
): EventTime | undefined {
  const wallTime = wallTimeIn(time?.dateTime);
  // A zone is missing or unknown only where Graph was not asked for one that is known.
  const sentZone = names.ianaName(time?.timeZone) ?? 'UTC';
  return wallTime === undefined
    ? undefined
    : dateTimeOf(dateTimeOf(wallTime, sentZone), timeZone ?? sentZone);
}

function wallTimeIn(dateTime: string | undefined): string | undefined {
  const [text] = WALL_TIME.exec(dateTime ?? '') ?? [];
  return text !== undefined && isEventTime(`${text}Z`) ? text : undefined;
}

/**
 * The IANA name of an event's zone. A start that its clocks show twice is written in UTC: then the end alone may tell the zone.
 */
export function zoneOf(
  { originalStartTimeZone, originalEndTimeZone }: OutlookEvent,
  names: TimeZoneNames,
): string | undefined {
  const zone = names.ianaName(originalStartTimeZone);
  return zone === 'UTC' ? (names.ianaName(originalEndTimeZone) ?? zone) : zone;
}

/**
 * The start that the series gives an occurrence. Graph sends an instant, and of an all-day one the midnight of a zone that it
 * does not name: the nearest day is taken where that of the event is none.
 */
export function originalStartOf(
  event: OutlookEvent,
  { start, allDay }: ShownTimes,
  { timeZone, names }: TimeContext,
): EventTime | undefined {
  // An occurrence that nobody has changed is where its series has it; in delta nothing else is told.
  if (event.type === 'occurrence') {
    return start;
  }
  const instant = Date.parse(event.originalStart ?? '');
  if (event.type !== 'exception' || Number.isNaN(instant)) {
    return undefined;
  }
  const zone = names.ianaName(event.originalStartTimeZone);
  if (!allDay) {
    return dateTimeOf(new Date(instant), timeZone ?? zone ?? 'UTC');
  }
  const wallTime = new Date(ZoneClock.of(zone ?? 'UTC').wallTimeAt(instant)).toISOString();
  return wallTime.slice(11, 19) === '00:00:00'
    ? wallTime.slice(0, 10)
    : new Date(instant + NEARLY_HALF_A_DAY_MS).toISOString().slice(0, 10);
}

/** What the rule of a series is read with: its start as the clocks of its own zone show it. */
export function seriesStartOf(
  event: OutlookEvent,
  { start, allDay }: ShownTimes,
  names: TimeZoneNames,
): SeriesStart {
  const timeZone =
    names.ianaName(event.recurrence?.range?.recurrenceTimeZone) ??
    names.ianaName(event.originalStartTimeZone);
  return {
    wallTime: allDay ? start : dateTimeOf(new Date(start), timeZone ?? 'UTC').slice(0, 19),
    timeZone,
  };
}
