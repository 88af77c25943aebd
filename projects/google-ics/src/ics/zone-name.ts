import { isZone } from '../time/zone.ts';
import { zoneOfLabel } from './zone-label.ts';
import { zoneOfWindowsName } from './windows-zones.ts';

/** Removes quotes, which Exchange writes even inside of a VTIMEZONE. */
export function plainName(tzid: string): string {
  return tzid
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
}

/** Whether a name is exactly one of IANA's. Only then does it take precedence over a VTIMEZONE of that name. */
export function isExactIanaName(name: string): boolean {
  const canonical = isIanaName(name) ? canonicalName(name) : undefined;
  if (canonical === undefined) {
    return false;
  }
  // The host answers only the new name of an older one such as Asia/Calcutta, so check its capitals by a pattern.
  return canonical.toLowerCase() === name.toLowerCase()
    ? canonical === name
    : name.split('/').every((part) => /^[A-Z](?!.*[A-Z]{3})/.test(part) || /^US$/.test(part));
}

/** The IANA zone of a name in the form of any program, or undefined. */
export function zoneByName(name: string): string | undefined {
  const trimmed = plainName(name);
  if (/^(\/.*\/)?(z|utc|gmt|etc\/utc|etc\/gmt|tzone:\/\/microsoft\/utc)$/i.test(trimmed)) {
    return 'UTC';
  }
  const windows = zoneOfWindowsName(trimmed) ?? zoneOfLabel(trimmed);
  if (windows !== undefined) {
    return windows;
  }
  // `/mozilla.org/20050126_1/Europe/Berlin`, `/freeassociation.sourceforge.net/America/Indiana/Knox`
  const parts = trimmed.split('/').filter((part) => part !== '');
  const candidates = [parts, parts.slice(-3), parts.slice(-2)].map((each) => each.join('/'));
  // `US-Eastern`, `Europe-Berlin`, `America/New York`
  const respelt = candidates.map((each) => each.replaceAll(' ', '_'));
  const slashed = trimmed.replace('-', '/').replaceAll(' ', '_');
  const found = [...candidates, ...respelt, slashed].find((candidate) => isIanaName(candidate));
  return found === undefined || isExactIanaName(found) ? found : canonicalName(found);
}

/** Intl also accepts some names such as `EST` or `+01`, which are not used as time zones of calendars. */
function isIanaName(name: string): boolean {
  return name.includes('/') && isZone(name);
}

/** The current name of a zone, in IANA's spelling. */
export function canonicalName(name: string): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
}

const HOUR_MS = 3_600_000;

/** The offset in a name such as `UTC+2`, `(GMT +1)`, `GMT+05:30` or `+0100`, in milliseconds east of UTC. */
export function offsetOfName(name: string): number | undefined {
  const [, sign, hours, minutes = '0'] =
    /^\(?(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?:[:.]?(\d{2}))?\)?(?:\s|$)/i.exec(name) ?? [];
  if (hours === undefined || Number(hours) > 14) {
    return undefined;
  }
  const size = (Number(hours) + Number(minutes) / 60) * HOUR_MS;
  return sign === '-' ? -size : size;
}

/** The IANA zone of whole hours nearest to an offset. The signs in its name are reversed: `Etc/GMT-1` is UTC+1. */
export function fixedZone(offset: number): string {
  const hours = Math.max(-12, Math.min(14, Math.round(offset / HOUR_MS)));
  return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
