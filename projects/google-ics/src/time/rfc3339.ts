import { utcMilliseconds } from './utc.ts';
import { offsetAt } from './zone.ts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:([Zz])|([+-])(\d{2}):?(\d{2}))?$/;

const LAST_INSTANT_MS = Date.UTC(9999, 11, 31, 23, 59, 59);

/** A timestamp as written: its wall time, and its offset from UTC if it has one. */
export interface ParsedTimestamp {
  /** Wall time: the wallTimeOf read as if they were UTC, in milliseconds. */
  readonly wall: number;
  /** Milliseconds east of UTC; undefined for a time without an offset. */
  readonly offset: number | undefined;
}

/** `2026-11-22` as the milliseconds of its midnight in UTC, or undefined. */
export function parseDate(text: string): number | undefined {
  const match = DATE.exec(text);
  return match ? wallTimeOf(match) : undefined;
}

export function parseTimestamp(text: string): ParsedTimestamp | undefined {
  const match = DATE_TIME.exec(text);
  const wall = match ? wallTimeOf(match) : undefined;
  if (!match || wall === undefined) {
    return undefined;
  }
  if (match[8]) {
    return { wall, offset: 0 };
  }
  if (!match[9]) {
    return { wall, offset: undefined };
  }
  const size = (Number(match[10]) * 60 + Number(match[11])) * 60_000;
  if (Number(match[10]) > 23 || Number(match[11]) > 59) {
    return undefined;
  }
  return { wall, offset: match[9] === '-' ? -size : size };
}

/** An RFC 3339 timestamp with its mandatory offset, as milliseconds since the epoch. */
export function parseInstant(text: string): number | undefined {
  const parsed = parseTimestamp(text);
  return parsed?.offset === undefined ? undefined : parsed.wall - parsed.offset;
}

export function formatDate(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** `2026-11-22T09:00:00+01:00`, and `…Z` where the zone keeps UTC: the form of Google's answers. */
export function formatInstant(instant: number, zone: string): string {
  const offset = offsetAt(instant, zone);
  // RFC 3339 has four wallTimeOf for the year: an event that ends after the year 9999 is shown to end with it.
  const dateTime = new Date(Math.min(instant + offset, LAST_INSTANT_MS)).toISOString().slice(0, 19);
  if (offset === 0) {
    return `${dateTime}Z`;
  }
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${dateTime}${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function wallTimeOf(match: RegExpExecArray): number | undefined {
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = match;
  const wall = utcMilliseconds(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const parsed = new Date(wall);
  const exists =
    Number(year) > 0 &&
    parsed.getUTCMonth() === Number(month) - 1 &&
    parsed.getUTCDate() === Number(day) &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) <= 60;
  return exists ? wall : undefined;
}
