import { isZone } from '../../time/zone.ts';
import { zoneOfLabel } from './zone-label.ts';
import { zoneOfWindowsName } from './windows-zones.ts';

/** Exchange quotes names that need no quotes, even inside a VTIMEZONE. */
export function plainName(tzid: string): string {
  return tzid
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();
}

/** Whether a name is IANA's, letter by letter: only such a one is believed against its own VTIMEZONE. */
export function isExactIanaName(name: string): boolean {
  const canonical = isIanaName(name) ? canonicalName(name) : undefined;
  if (canonical === undefined) {
    return false;
  }
  // Of an older name such as Asia/Calcutta the host tells only the new one: then capitals have to do.
  return canonical.toLowerCase() === name.toLowerCase()
    ? canonical === name
    : name.split('/').every((part) => /^[A-Z](?!.*[A-Z]{3})/.test(part) || /^US$/.test(part));
}

/** The IANA zone that a name means, whoever wrote it. */
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

/** Names such as `EST` or `+01` are in no use as zones of a calendar, though Intl takes some of them. */
function isIanaName(name: string): boolean {
  return name.includes('/') && isZone(name);
}

/** The present name of a zone that this host knows, in IANA's capitals. */
export function canonicalName(name: string): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: name }).resolvedOptions().timeZone;
}

const HOUR_MS = 3_600_000;

/** The offset that a name states: `UTC+2`, `(GMT +1)`, `GMT+05:30`, `+0100`. In milliseconds east of UTC. */
export function offsetOfName(name: string): number | undefined {
  const [, sign, hours, minutes = '0'] =
    /^\(?(?:UTC|GMT)?\s*([+-])\s*(\d{1,2})(?:[:.]?(\d{2}))?\)?(?:\s|$)/i.exec(name) ?? [];
  if (hours === undefined || Number(hours) > 14) {
    return undefined;
  }
  const size = (Number(hours) + Number(minutes) / 60) * HOUR_MS;
  return sign === '-' ? -size : size;
}

/** IANA's zone of whole hours that is nearest to an offset. Its names count westwards. */
export function fixedZone(offset: number): string {
  const hours = Math.max(-12, Math.min(14, Math.round(offset / HOUR_MS)));
  return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
