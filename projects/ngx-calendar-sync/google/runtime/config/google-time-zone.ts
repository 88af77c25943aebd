import { ɵfixedOffset as fixedOffset } from 'ngx-calendar-sync/core';

const HOUR_MS = 3_600_000;

/** A time zone without daylight saving time for each UTC offset, in hours, that is not a whole number. */
const ZONES_BY_FRACTIONAL_OFFSET_HOURS: ReadonlyMap<number, string> = new Map([
  [-9.5, 'Pacific/Marquesas'],
  [3.5, 'Asia/Tehran'],
  [4.5, 'Asia/Kabul'],
  [5.5, 'Asia/Kolkata'],
  [5.75, 'Asia/Kathmandu'],
  [6.5, 'Asia/Yangon'],
  [8.75, 'Australia/Eucla'],
  [9.5, 'Australia/Darwin'],
]);

/**
 * A time zone's name in the IANA database, `undefined` if it has none there: Google accepts no other names.
 *
 * A fixed offset gets a name too, since Google expands a series in its named zone: without it, occurrences could move to
 * another time or day. Whole hours are written with the opposite sign there (`UTC+2` is `Etc/GMT-2`); for other offsets
 * a place stands in that has them all year.
 * @see https://data.iana.org/time-zones/theory.html
 */
export function ianaZone(zone: string | undefined): string | undefined {
  if (zone === undefined) {
    return undefined;
  }
  const offset = fixedOffset(zone);
  if (offset !== undefined) {
    return nameOfOffset(offset / HOUR_MS);
  }
  return isKnownName(zone) ? zone : undefined;
}

function nameOfOffset(hours: number): string | undefined {
  if (hours === 0) {
    return 'UTC';
  }
  if (!Number.isInteger(hours)) {
    return ZONES_BY_FRACTIONAL_OFFSET_HOURS.get(hours);
  }
  if (hours < -12 || hours > 14) {
    return undefined;
  }
  return hours > 0 ? `Etc/GMT-${hours}` : `Etc/GMT+${-hours}`;
}

/** To ask Intl is slow, and each write of an event asks. Names that it does not know are not kept. */
const KNOWN_NAMES = new Set<string>();

function isKnownName(zone: string): boolean {
  if (KNOWN_NAMES.has(zone)) {
    return true;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    KNOWN_NAMES.add(zone);
    return true;
  } catch {
    return false;
  }
}
