import { offsetAt } from '../time/zone.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';
import type { UsedTimeRange } from './used-time.ts';
import type { ZoneDefinition } from './zone-definition.ts';

const DAY_MS = 86_400_000;
/** Clock changes are further apart than this, even those that suspend daylight saving time during Ramadan. */
const SAMPLE_DAYS = 10;
/** The hour of a clock change may differ: it makes no difference to almost all events. */
const CHANGE_TOLERANCE_MS = DAY_MS / 2;

/**
 * The IANA zone whose offsets in a time range are those of a definition. If several match, the `preferred` ones come
 * first and then those that Windows has a name for.
 */
export function zoneMatching(
  definition: Pick<ZoneDefinition, 'offsetAt' | 'changesBefore'>,
  { from, end }: UsedTimeRange,
  preferred: readonly string[],
): string | undefined {
  const instants = new Set<number>();
  for (let instant = from; instant < end; instant += SAMPLE_DAYS * DAY_MS) {
    instants.add(instant);
  }
  const changes = definition.changesBefore(new Date(end).getUTCFullYear());
  for (const { instant } of changes.filter(
    (change) => change.instant >= from && change.instant < end,
  )) {
    instants.add(instant - CHANGE_TOLERANCE_MS).add(instant + CHANGE_TOLERANCE_MS);
  }
  const samples = [...instants].map((instant) => ({
    instant,
    offset: definition.offsetAt(instant),
  }));
  // Start with the latest years, in which most zones differ.
  samples.reverse();
  return [...preferred, ...WINDOWS_ZONES, ...Intl.supportedValuesOf('timeZone')].find((zone) =>
    samples.every(({ instant, offset }) => offsetAt(instant, zone) === offset),
  );
}
