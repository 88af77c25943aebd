import { ɵfixedOffset as fixedOffset, ɵZoneClock as ZoneClock } from 'ngx-calendar-sync';

const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;

const HOUR_MS = 3_600_000;

/** Zones without summer time whose offset, in hours, is not a whole number. */
const ZONES_OF_PARTS_OF_HOURS: ReadonlyMap<number, string> = new Map([
  [-9.5, 'Pacific/Marquesas'],
  [3.5, 'Asia/Tehran'],
  [4.5, 'Asia/Kabul'],
  [5.5, 'Asia/Kolkata'],
  [5.75, 'Asia/Kathmandu'],
  [6.5, 'Asia/Yangon'],
  [8.75, 'Australia/Eucla'],
  [9.5, 'Australia/Darwin'],
]);

/** Whether a time says by itself which instant it is. */
export function hasOffset(time: string): boolean {
  return time.includes('T') && OFFSET.test(time);
}

/** The first of these zones whose clock is known here; `undefined` stands for the browser's own. */
export function readableZone(...zones: readonly (string | undefined)[]): string | undefined {
  return zones.find((zone) => ZoneClock.find(zone) !== undefined);
}

/**
 * A zone under a name of the IANA database, the only ones that Google takes; `undefined` where it has none. A fixed
 * offset has one, so that a series goes on at the same time of the same day of the week: of whole hours with the sign
 * turned round (what is `UTC+2` elsewhere is `Etc/GMT-2` there), of parts of hours that of a place.
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
    return ZONES_OF_PARTS_OF_HOURS.get(hours);
  }
  if (hours < -12 || hours > 14) {
    return undefined;
  }
  return hours > 0 ? `Etc/GMT-${hours}` : `Etc/GMT+${-hours}`;
}

function isKnownName(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
