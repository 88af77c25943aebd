import { ɵZoneClock as ZoneClock } from 'ngx-calendar-sync';

const OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** `+02:00`, `UTC+2`, `GMT+05:30`: ahead of UTC is positive. */
const FIXED_OFFSET = /^(?:UTC|GMT)? ?([+-])(\d{1,2})(?::?(\d{2}))?$/i;

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
 * offset of whole hours has one, with the sign turned round: what is `UTC+2` elsewhere is `Etc/GMT-2` there.
 * @see https://data.iana.org/time-zones/theory.html
 */
export function ianaZone(zone: string | undefined): string | undefined {
  if (zone === undefined) return undefined;
  const [, sign, hours = '', minutes = '0'] = FIXED_OFFSET.exec(zone) ?? [];
  if (sign === undefined) return isKnownName(zone) ? zone : undefined;
  const offset = Number(hours);
  if (Number(minutes) !== 0 || offset > (sign === '+' ? 14 : 12)) return undefined;
  return offset === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${offset}`;
}

function isKnownName(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
