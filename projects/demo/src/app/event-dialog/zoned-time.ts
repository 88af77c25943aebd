import { Temporal } from 'temporal-polyfill';

/** What date and time inputs hold: `2026-11-22` and `09:30`. */
export interface WallTime {
  readonly date: string;
  readonly time: string;
}

/** What calendar and clock show in a zone at a time with an offset. */
export function wallTimeOf(time: string, timeZone: string): WallTime {
  const there = Temporal.Instant.from(time).toZonedDateTimeISO(timeZone);
  return {
    date: there.toPlainDate().toString(),
    time: there.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** The same moment with its offset. */
export function dateTimeOf({ date, time }: WallTime, timeZone: string): string {
  return plain({ date, time }).toZonedDateTime(timeZone).toString({ timeZoneName: 'never' });
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The next full hour in a zone. */
export function nextHour(timeZone: string, now = Temporal.Now.instant()): WallTime {
  const hour = now
    .toZonedDateTimeISO(timeZone)
    .round({ smallestUnit: 'hour', roundingMode: 'ceil' });
  return wallTimeOf(hour.toInstant().toString(), timeZone);
}

/** `end`, moved as far as its start was moved. */
export function moveAlong(end: WallTime, start: WallTime, newStart: WallTime): WallTime {
  const moved = plain(end).add(plain(start).until(plain(newStart)));
  return {
    date: moved.toPlainDate().toString(),
    time: moved.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

/** Negative where `one` is earlier. */
export function compareWallTimes(one: WallTime, other: WallTime): number {
  return Temporal.PlainDateTime.compare(plain(one), plain(other));
}

function plain({ date, time }: WallTime): Temporal.PlainDateTime {
  return Temporal.PlainDateTime.from(`${date}T${time}`);
}
