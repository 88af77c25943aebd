import { offsetAt } from '../../time/zone.ts';
import { ZONES_KNOWN_TO_WINDOWS } from './windows-zones.ts';
import type { UsedTime } from './used-time.ts';
import type { ZoneDefinition } from './zone-definition.ts';

const DAY_MS = 86_400_000;
/** Changes of clocks are further apart than this, even around Ramadan. */
const SAMPLE_DAYS = 10;
/** Whether the clock changes at one or at three at night is no matter to a calendar. */
const CHANGE_TOLERANCE_MS = DAY_MS / 2;

/**
 * The IANA zone whose clock runs through a time as a definition says. `preferred` are taken before others that run
 * the same, then those that Windows people mean.
 */
export function zoneRunningAs(
  definition: Pick<ZoneDefinition, 'offsetAt' | 'changesBefore'>,
  { from, end }: UsedTime,
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
  // The newest years tell most zones apart at once.
  samples.reverse();
  return [...preferred, ...ZONES_KNOWN_TO_WINDOWS, ...Intl.supportedValuesOf('timeZone')].find(
    (zone) => samples.every(({ instant, offset }) => offsetAt(instant, zone) === offset),
  );
}
