/** A date or a time as written, without its time zone. */
export interface WrittenTime {
  /** Wall time: the digits read as if they were UTC, in milliseconds. */
  readonly wall: number;
  /** Whether it is a date without a time. */
  readonly isDay: boolean;
  readonly utc: boolean;
  /** Milliseconds east of UTC for a time such as `…+0200`, which RFC 5545 does not have but some programs write. */
  readonly offset?: number;
}

/** Basic and extended format, with or without seconds, in either case: `20260804T120000Z`, `2026-08-04T12:00`. */
const DATE_OR_DATE_TIME =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:T|T?[ ]*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?)?$/i;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** @returns Undefined for anything but a valid date or time, for instance 30 February. */
export function writtenTimeOf(text: string): WrittenTime | undefined {
  const match = DATE_OR_DATE_TIME.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // 24:00 is the end of the day, and 60 seconds are a leap second.
  if (!exists || year === 0 || hour > 24 || minute > 59 || second > 60) {
    return undefined;
  }
  const size = Number(match[9] ?? 0) * HOUR_MS + Number(match[10] ?? 0) * MINUTE_MS;
  return {
    wall: date.getTime() + hour * HOUR_MS + minute * MINUTE_MS + second * 1000,
    isDay: match[4] === undefined,
    utc: match[7] !== undefined,
    ...(match[8] !== undefined && { offset: match[8] === '-' ? -size : size }),
  };
}
