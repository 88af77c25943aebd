import { Temporal } from 'temporal-polyfill';

/** A date and a time of day without a zone, as date and time inputs have them: `2026-11-22` and `09:30`. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
}

/** What a clock in the zone shows at a time with an offset. */
export function wallTimeOf(time: string, timeZone: string): WallTime {
  const zoned = Temporal.Instant.from(time).toZonedDateTimeISO(timeZone);
  return {
    date: zoned.toPlainDate().toString(),
    time: zoned.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** The moment at which a clock in the zone shows this date and time, written with the zone's offset. */
export function dateTimeOf({ date, time }: WallTime, timeZone: string): string {
  return plainDateTimeOf({ date, time })
    .toZonedDateTime(timeZone)
    .toString({ timeZoneName: 'never' });
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Whether the browser knows a zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The next full hour in a zone. */
export function nextHour(timeZone: string, now = Temporal.Now.instant()): WallTime {
  const hour = now
    .toZonedDateTimeISO(timeZone)
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' });
  return wallTimeOf(hour.toInstant().toString(), timeZone);
}

/** `end`, moved by as much as `start` was moved to `newStart`. */
export function moveEndWithStart(end: WallTime, start: WallTime, newStart: WallTime): WallTime {
  const moved = plainDateTimeOf(end).add(plainDateTimeOf(start).until(plainDateTimeOf(newStart)));
  return {
    date: moved.toPlainDate().toString(),
    time: moved.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** Negative if `one` is earlier than `other`, 0 if they are the same. */
export function compareWallTimes(one: WallTime, other: WallTime): number {
  return Temporal.PlainDateTime.compare(plainDateTimeOf(one), plainDateTimeOf(other));
}

function plainDateTimeOf({ date, time }: WallTime): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(`${date}T${time}`);
}
