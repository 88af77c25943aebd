import { sha256 } from './sha-256.ts';
import type { CivilDate } from './time/civil-time.ts';
import { basicFormat, basicUtc } from './time/civil-time.ts';

const BASE32HEX = '0123456789abcdefghijklmnopqrstuv';

/**
 * A valid event id, always the same for the same key: base32hex of RFC 4648 in lower case, with 26 characters like
 * Google's own ids. https://developers.google.com/workspace/calendar/api/v3/reference/events#id
 */
export function eventIdFor(key: string): string {
  let id = '';
  let bits = 0;
  let value = 0;
  for (const byte of sha256(key)) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      id += BASE32HEX.charAt((value >> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return id.slice(0, 26);
}

/**
 * The id of an instance as Google forms it from the original start:
 * `…_20261122T090000Z` for a timed series, `…_20261122` for an all-day one.
 */
export function instanceIdFor(seriesId: string, originalStart: number | CivilDate): string {
  const stamp =
    typeof originalStart === 'string' ? basicFormat(originalStart) : basicUtc(originalStart);
  return `${seriesId}_${stamp}`;
}
