import { CalendarSyncError } from './calendar-sync-error';
import { ZoneClock } from './zone-clock';

/**
 * When an event starts or ends. `2026-11-22` is a day, the same in every time zone and never an instant
 * (RFC 5545, 3.3.4); `2026-11-22T09:30:00+01:00` is an instant (RFC 3339).
 */
export type EventTime = string;

const dayMs = 86_400_000;
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
  return dateTimeOf(time, timeZone).slice(0, 10);
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
  return dateTimeAt(instant, ZoneClock.of(timeZone));
}

/** An instant in milliseconds since the epoch, as RFC 3339 with the offset of a clock. */
export function dateTimeAt(instant: number, clock: ZoneClock): EventTime {
  const ahead = clock.offsetAt(instant);
  const wall = instant + ahead;
  const second = Math.floor(wall / 1000);
  return dayAt(wall) + timeText(second - Math.floor(second / 86_400) * 86_400) + offsetText(ahead);
}

/** The day of a wall time that is written as the milliseconds that its digits have in UTC. */
export function dayAt(wall: number): EventTime {
  return dayText(Math.floor(wall / dayMs));
}

function validInstant(time: Date | string): number {
  const instant = new Date(time).getTime();
  if (Number.isNaN(instant)) {
    throw new CalendarSyncError('invalid-event', `"${String(time)}" is not a date or a time.`);
  }
  return instant;
}

function instantOfWallTime(wall: string, timeZone: string | undefined): number {
  if (timeZone === undefined) return validInstant(wall);
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

const dayText = remembered((day) => new Date(day * dayMs).toISOString().slice(0, 10));
const timeText = remembered((second) => new Date(second * 1000).toISOString().slice(10, 19));
const offsetText = remembered((milliseconds) => {
  const minutes = Math.round(milliseconds / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const sign = minutes < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
});
