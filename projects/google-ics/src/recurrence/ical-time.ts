import { formatDate } from '../time/rfc3339.ts';
import { utcMilliseconds } from '../time/utc.ts';
import { fromWall, isZone, toWall } from '../time/zone.ts';
import type { SeriesStart } from './series-start.ts';
import { DAY_MS } from './year-weeks.ts';

const DATE_OR_DATE_TIME = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?$/i;
const DURATION =
  /^P(?=\d|T\d)(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/i;

/** A value of UNTIL, RDATE or EXDATE, in the time zone of its series. */
export interface SeriesTime {
  readonly wall: number;
  /** Whether the value is a date although the series has times. */
  readonly wholeDay: boolean;
}

/** A value as written, in milliseconds of the same digits in UTC. */
interface WrittenTime {
  readonly midnight: number;
  readonly wall: number;
  readonly hasTime: boolean;
  readonly isUtc: boolean;
}

/**
 * Reads `20261122`, `20261122T090000` or `20261122T090000Z`. In Google's data the form does not always match the series:
 * an all-day series may have UTC times, of which only the date counts.
 * @param zone The TZID. Google reads times of an unknown zone as UTC
 *   (github.com/derekantrican/GAS-ICS-Sync/issues/398).
 */
export function readSeriesTime(
  text: string,
  series: SeriesStart,
  zone?: string,
): SeriesTime | undefined {
  const written = readWritten(text);
  if (!written) {
    return undefined;
  }
  if (series.allDay || !written.hasTime) {
    return { wall: written.midnight, wholeDay: !series.allDay };
  }
  if (zone === series.zone || (zone === undefined && !written.isUtc)) {
    return { wall: written.wall, wholeDay: false };
  }
  const isUtc = written.isUtc || zone === undefined || !isZone(zone);
  const instant = isUtc ? written.wall : fromWall(written.wall, zone);
  return { wall: toWall(instant, series.zone), wholeDay: false };
}

/**
 * The last day of an all-day series by its UNTIL, such as `2026-07-05`. Only the date counts, whatever time follows it:
 * Google reads it so, and itself writes `UNTIL=20130225T000000Z` for all-day series.
 */
export function untilDate(text: string): string | undefined {
  const written = readWritten(text);
  return written && formatDate(written.midnight);
}

/** Whether the value has a time but no `Z`, so that its time zone must come from elsewhere. */
export function isLocalTime(text: string): boolean {
  const written = readWritten(text);
  return written !== undefined && written.hasTime && !written.isUtc;
}

/** Milliseconds of a duration such as `PT3H`, `P1W` or `P1DT30M`; undefined for other text. */
export function readDuration(text: string): number | undefined {
  const match = DURATION.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const parts = match.slice(1).map((part: string | undefined) => Number(part ?? 0));
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  return (weeks * 7 + days) * DAY_MS + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

function readWritten(text: string): WrittenTime | undefined {
  const match = DATE_OR_DATE_TIME.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part: string | undefined) => Number(part ?? 0));
  const midnight = utcMilliseconds(year, month - 1, day);
  const exists =
    year > 0 &&
    new Date(midnight).getUTCMonth() === month - 1 &&
    new Date(midnight).getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second <= 60;
  return exists
    ? {
        midnight,
        wall: midnight + ((hour * 60 + minute) * 60 + second) * 1000,
        hasTime: match[4] !== undefined,
        isUtc: match[7] !== undefined,
      }
    : undefined;
}
