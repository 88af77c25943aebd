import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type WallTime, ZoneClock } from './zone-clock';

/**
 * When an event starts or ends. `2026-11-22` is a day, the same in every time zone and never an instant
 * (RFC 5545, 3.3.4); `2026-11-22T09:30:00+01:00` is an instant (RFC 3339).
 */
export type EventTime = string;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SECONDS_PER_DAY = 86_400;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WALL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** The years of RFC 3339 have four digits: these are the first and the last millisecond that it can write. */
const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

export function isDay(time: EventTime): boolean {
  return DAY.test(time);
}

/** Whether a text is a day or a time that exists; `2026-02-31` and `0000-00-00` do not. */
export function isEventTime(text: string): boolean {
  return isDay(text.slice(0, 10)) && hasRealDay(text) && !Number.isNaN(Date.parse(text));
}

/** False for 30 February, which `Date.parse` reads as a day in March. */
function hasRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  if (!isDay(day)) {
    return true;
  }
  const instant = Date.parse(day);
  return instant >= FIRST_INSTANT && dayAt(instant) === day;
}

/** Milliseconds since the epoch; of a day, its midnight in `timeZone`, by default the browser's. */
export function instantOf(time: EventTime, timeZone?: string): number {
  if (!isDay(time)) {
    return Date.parse(time);
  }
  return ZoneClock.of(timeZone).instantOf(Date.parse(time));
}

/**
 * The day of a date or time as a calendar shows it: of a `Date`, its day in `timeZone`, by default the browser's.
 * @throws CalendarSyncError `invalid-event` for a text that is not a day, such as 30 February.
 */
export function dayOf(time: Date | string, timeZone?: string): EventTime {
  if (typeof time === 'string' && isDay(time.slice(0, 10))) {
    return addDays(time.slice(0, 10), 0);
  }
  return dateTimeOf(time, timeZone).slice(0, 10);
}

/**
 * The day that lies `days` after another.
 * @throws CalendarSyncError `invalid-event` for a text that is not a day.
 */
export function addDays(time: EventTime, days: number): EventTime {
  return dayAt(validInstant(`${time}T00:00:00Z`) + days * DAY_MS);
}

/**
 * A time in RFC 3339 with the offset of `timeZone`, by default the browser's. A string without an offset is wall time
 * in that zone. In a zone that the browser does not know, a string with an offset is returned as it is.
 * @throws CalendarSyncError `invalid-event` for a text that is not a time, and for wall time in a zone that the browser
 *   does not know.
 */
export function dateTimeOf(time: Date | string, timeZone?: string): EventTime {
  const instant = instantOfTime(time, timeZone);
  if (typeof time === 'string' && !isWallTime(time) && !isKnownZone(timeZone)) {
    return time;
  }
  return dateTimeAt(instant, ZoneClock.of(timeZone));
}

/**
 * The instant of what {@link dateTimeOf} takes, in milliseconds since the epoch. No zone is asked where none is needed: the
 * first one costs a page ten milliseconds.
 * @throws CalendarSyncError `invalid-event` as {@link dateTimeOf}.
 */
export function instantOfTime(time: Date | string, timeZone?: string): number {
  if (typeof time !== 'string' || !isWallTime(time)) {
    return withinRfc3339(validInstant(time));
  }
  if (!isKnownZone(timeZone)) {
    throw new CalendarSyncError(
      'invalid-event',
      `"${timeZone}" is not a time zone that this browser knows` +
        (ngDevMode ? ': name one of the IANA database, such as "Europe/Berlin".' : '.'),
    );
  }
  const wallTime = isDay(time) ? `${time}T00:00:00` : time.replace(' ', 'T');
  return ZoneClock.of(timeZone).instantOf(validInstant(`${wallTime}Z`));
}

/** An instant in milliseconds since the epoch, as RFC 3339 with the offset of a clock. */
export function dateTimeAt(instant: number, clock: ZoneClock): EventTime {
  const writable = withinRfc3339(instant);
  // RFC 3339 writes offsets in whole minutes; before about 1900 those of zones had seconds too.
  const offset = Math.round(clock.offsetAt(writable) / MINUTE_MS) * MINUTE_MS;
  const wallTime = writable + offset;
  // Where the zone's clocks show the year 10000 or one before 0, only UTC can be written.
  if (wallTime < FIRST_INSTANT || wallTime > LAST_INSTANT) {
    return dateTimeAt(writable, ZoneClock.of('UTC'));
  }
  const second = Math.floor(wallTime / 1000);
  const secondOfDay = second - Math.floor(second / SECONDS_PER_DAY) * SECONDS_PER_DAY;
  return dayAt(wallTime) + timeText(secondOfDay) + offsetText(offset);
}

/** The day of a wall time. */
export function dayAt(wallTime: WallTime): EventTime {
  return dayText(Math.floor(withinRfc3339(wallTime) / DAY_MS));
}

/** The nearest time that RFC 3339 can write. */
function withinRfc3339(time: number): number {
  return Math.min(Math.max(time, FIRST_INSTANT), LAST_INSTANT);
}

function validInstant(time: Date | string): number {
  const instant = new Date(time).getTime();
  if (Number.isNaN(instant) || (typeof time === 'string' && !hasRealDay(time))) {
    throw new CalendarSyncError('invalid-event', `"${String(time)}" is not a date or a time.`);
  }
  return instant;
}

/** Whether a text says what a clock shows, and not in which zone. */
function isWallTime(text: string): boolean {
  return WALL_TIME.test(text) || isDay(text);
}

function isKnownZone(timeZone: string | undefined): boolean {
  return timeZone === undefined || ZoneClock.find(timeZone) !== undefined;
}

/** Writes each text only once: thousands of occurrences have the same few days, times of the day and offsets. */
function memoized(write: (value: number) => string): (value: number) => string {
  const texts = new Map<number, string>();
  return (value) => {
    let text = texts.get(value);
    if (text === undefined) {
      text = write(value);
      texts.set(value, text);
    }
    return text;
  };
}

const dayText = memoized((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
const timeText = memoized((second) => new Date(second * 1000).toISOString().slice(10, 19));
const offsetText = memoized((milliseconds) => {
  const minutes = Math.round(milliseconds / MINUTE_MS);
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
});
