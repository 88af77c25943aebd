import { CalendarSyncError } from './calendar-sync-error';
import { ZoneClock } from './zone-clock';

/**
 * When an event starts or ends. `2026-11-22` is a day, the same in every time zone and never an instant
 * (RFC 5545, 3.3.4); `2026-11-22T09:30:00+01:00` is an instant (RFC 3339).
 */
export type EventTime = string;

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WALL_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** RFC 3339 has years of four digits: these are the first and the last millisecond that it can say. */
const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

export function isDay(time: EventTime): boolean {
  return DAY.test(time);
}

/** Whether a text is a day or a time that exists; `2026-02-31` and `0000-00-00` do not. */
export function isEventTime(text: string): boolean {
  return isDay(text.slice(0, 10)) && hasRealDay(text) && !Number.isNaN(Date.parse(text));
}

/** Browsers read 30 February as a day in March. */
function hasRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  if (!isDay(day)) {
    return true;
  }
  const instant = Date.parse(day);
  return instant >= FIRST_INSTANT && dayAt(instant) === day;
}

/** Milliseconds since the epoch; a day counts from its midnight in `timeZone`, by default the browser's. */
export function instantOf(time: EventTime, timeZone?: string): number {
  if (!isDay(time)) {
    return Date.parse(time);
  }
  return ZoneClock.of(timeZone).instantOf(Date.parse(time));
}

/**
 * The day of a date or time as a calendar shows it: of a `Date`, its day in `timeZone`, by default the browser's.
 * @throws CalendarSyncError `invalid-event` for what is no day, such as 30 February.
 */
export function dayOf(time: Date | string, timeZone?: string): EventTime {
  if (typeof time === 'string' && isDay(time.slice(0, 10))) {
    return addDays(time.slice(0, 10), 0);
  }
  return dateTimeOf(time, timeZone).slice(0, 10);
}

/**
 * The day that lies `days` after another.
 * @throws CalendarSyncError `invalid-event` for what is no day.
 */
export function addDays(time: EventTime, days: number): EventTime {
  return dayAt(validInstant(`${time}T00:00:00Z`) + days * DAY_MS);
}

/**
 * RFC 3339 with the offset of `timeZone`, by default the browser's. A string without an offset is wall time there; one
 * with an offset keeps it where the zone cannot be read.
 * @throws CalendarSyncError `invalid-event` for what is no time, and for wall time in a zone that cannot be read.
 */
export function dateTimeOf(time: Date | string, timeZone?: string): EventTime {
  const known = timeZone === undefined || ZoneClock.find(timeZone) !== undefined;
  if (typeof time === 'string' && (WALL_TIME.test(time) || isDay(time))) {
    if (!known) {
      throw new CalendarSyncError(
        'invalid-event',
        `"${timeZone}" is not a time zone that this browser knows: name one of the IANA database, such as "Europe/Berlin".`,
      );
    }
    return dateTimeAt(instantOfWallTime(time, timeZone), ZoneClock.of(timeZone));
  }
  const instant = validInstant(time);
  if (typeof time === 'string' && !known) {
    return time;
  }
  return dateTimeAt(instant, ZoneClock.of(timeZone));
}

/** An instant in milliseconds since the epoch, as RFC 3339 with the offset of a clock. */
export function dateTimeAt(instant: number, clock: ZoneClock): EventTime {
  const told = Math.min(Math.max(instant, FIRST_INSTANT), LAST_INSTANT);
  // The offset is told in minutes; that of a zone's first years may have seconds.
  const ahead = Math.round(clock.offsetAt(told) / 60_000) * 60_000;
  const wall = told + ahead;
  // In another year than those of four digits there is only UTC.
  if (wall < FIRST_INSTANT || wall > LAST_INSTANT) {
    return dateTimeAt(told, ZoneClock.of('UTC'));
  }
  const second = Math.floor(wall / 1000);
  return dayAt(wall) + timeText(second - Math.floor(second / 86_400) * 86_400) + offsetText(ahead);
}

/** The day of a wall time that is written as the milliseconds that its digits have in UTC. */
export function dayAt(wall: number): EventTime {
  const told = Math.min(Math.max(wall, FIRST_INSTANT), LAST_INSTANT);
  return dayText(Math.floor(told / DAY_MS));
}

function validInstant(time: Date | string): number {
  const instant = new Date(time).getTime();
  if (Number.isNaN(instant) || (typeof time === 'string' && !hasRealDay(time))) {
    throw new CalendarSyncError('invalid-event', `"${String(time)}" is not a date or a time.`);
  }
  return instant;
}

function instantOfWallTime(time: string, timeZone: string | undefined): number {
  const wall = isDay(time) ? `${time}T00:00:00` : time.replace(' ', 'T');
  return ZoneClock.of(timeZone).instantOf(validInstant(`${wall}Z`));
}

/** An answer of thousands of occurrences says the same few days and times again and again. */
function remembered(write: (value: number) => string): (value: number) => string {
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

const dayText = remembered((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
const timeText = remembered((second) => new Date(second * 1000).toISOString().slice(10, 19));
const offsetText = remembered((milliseconds) => {
  const minutes = Math.round(milliseconds / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
});
