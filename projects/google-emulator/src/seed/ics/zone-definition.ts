import ICAL from 'ical.js';

import { fromWall } from '../../time/zone.ts';
import { zonesKnownToWindows } from './windows-zones.ts';

const dayLength = 86_400_000;

/**
 * The IANA zone whose clock runs through `year` as a VTIMEZONE says: its two offsets, and the days of change.
 * `preferred` is taken before others that run the same.
 */
export function zoneByDefinition(
  definition: ICAL.Component,
  year: number,
  preferred: readonly string[],
): string | undefined {
  const defined = new ICAL.Timezone(definition);
  // Noon of every fourth day: changes of clocks are always further apart, and happen at night.
  const noons = Array.from(
    { length: 92 },
    (_, index) => Date.UTC(year, 0, 1, 12) + index * 4 * dayLength,
  );
  const offsets = noons.map((noon) => defined.utcOffset(localTime(noon)) * 1000);
  const runsAlike = (zone: string): boolean =>
    noons.every((noon, index) => noon - fromWall(noon, zone) === offsets[index]);
  return [...preferred, ...zonesKnownToWindows, ...Intl.supportedValuesOf('timeZone')].find(
    runsAlike,
  );
}

function localTime(wall: number): ICAL.Time {
  const date = new Date(wall);
  return ICAL.Time.fromData({
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
  });
}
