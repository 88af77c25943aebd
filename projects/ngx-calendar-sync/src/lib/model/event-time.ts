import { CalendarSyncError } from './calendar-sync-error';

/**
 * When an event starts or ends. `2026-11-22` is a day, the same in every time zone and never an instant
 * (RFC 5545, 3.3.4); `2026-11-22T09:30:00+01:00` is an instant (RFC 3339).
 */
export type EventTime = string;

const day = /^\d{4}-\d{2}-\d{2}$/;
const wallTime = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

export function isDay(time: EventTime): boolean {
  return day.test(time);
}

/** Milliseconds since the epoch; a day counts from its midnight in `timeZone`, by default the browser's. */
export function instantOf(time: EventTime, timeZone?: string): number {
  if (isDay(time)) return instantOfWallTime(`${time}T00:00:00`, timeZone);
  return Date.parse(time);
}

/** The day of a date or time as a calendar shows it: of a `Date`, its day in `timeZone`, by default the browser's. */
export function dayOf(time: Date | string, timeZone?: string): EventTime {
  if (typeof time === 'string' && day.test(time.slice(0, 10))) return time.slice(0, 10);
  return wallTimeOf(validInstant(time), timeZone).slice(0, 10);
}

/** The day that lies `days` after another. */
export function addDays(time: EventTime, days: number): EventTime {
  const date = new Date(`${time}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** RFC 3339 with the offset of `timeZone`, by default the browser's. A string without an offset is wall time there. */
export function dateTimeOf(time: Date | string, timeZone?: string): EventTime {
  const instant =
    typeof time === 'string' && (wallTime.test(time) || day.test(time))
      ? instantOfWallTime(day.test(time) ? `${time}T00:00:00` : time.replace(' ', 'T'), timeZone)
      : validInstant(time);
  const wall = wallTimeOf(instant, timeZone);
  return wall + offset(Date.parse(`${wall}Z`) - Math.floor(instant / 1000) * 1000);
}

function validInstant(time: Date | string): number {
  const instant = new Date(time).getTime();
  if (Number.isNaN(instant)) {
    throw new CalendarSyncError('invalid-event', `"${String(time)}" is not a date or a time.`);
  }
  return instant;
}

/** The gap of a change to summer time reads as the time after it, the doubled hour as its first pass (RFC 5545, 3.3.5). */
function instantOfWallTime(wall: string, timeZone: string | undefined): number {
  if (timeZone === undefined) return validInstant(wall);
  const asUtc = validInstant(`${wall}Z`);
  const shiftAt = (instant: number) => Date.parse(`${wallTimeOf(instant, timeZone)}Z`) - instant;
  const dayMs = 86_400_000;
  const before = asUtc - shiftAt(asUtc - dayMs);
  const after = asUtc - shiftAt(asUtc + dayMs);
  return before + shiftAt(before) === asUtc || after + shiftAt(after) !== asUtc ? before : after;
}

/** `2026-11-22T09:30:00`, what a clock on the wall shows. */
function wallTimeOf(instant: number, timeZone: string | undefined): string {
  return formatter(timeZone).format(instant).replace(', ', 'T').replace(' ', 'T');
}

const formatters = new Map<string | undefined, Intl.DateTimeFormat>();

function formatter(timeZone: string | undefined): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (!found) {
    // Swedish writes ISO 8601.
    found = new Intl.DateTimeFormat('sv-SE', {
      ...(timeZone === undefined ? {} : { timeZone }),
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

function offset(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
}
