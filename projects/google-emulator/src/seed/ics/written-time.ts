/** A date or a time as its digits are written, not yet placed in a zone. */
export interface WrittenTime {
  /** The digits read as if they were UTC, in milliseconds. */
  readonly wall: number;
  /** Only a day is written. */
  readonly isDay: boolean;
  readonly utc: boolean;
  /** Milliseconds east of UTC where the time says so, as `…+0200`: not of RFC 5545, but unmistakable. */
  readonly offset?: number;
}

/** Basic and extended format, with or without seconds, in either case: `20260804T120000Z`, `2026-08-04T12:00`. */
const WRITTEN =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:T|T?[ ]*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(?:(Z)|([+-])(\d{2}):?(\d{2}))?)?$/i;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** @returns undefined for what is neither a date nor a time, such as the 30th of February. */
export function clockOf(text: string): WrittenTime | undefined {
  const match = WRITTEN.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  // 24:00 is the end of the day, and 60 a leap second.
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
