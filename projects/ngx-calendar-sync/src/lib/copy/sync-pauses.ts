import { backOffMs } from '../ambient/back-off';

const USUAL_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 15 * 60_000;

/** How long to wait for the next pass after so many failures in a row, in milliseconds; after none, the usual pause. */
export function pauseAfter(failures: number, random: () => number): number {
  return backOffMs(failures + 1, { firstMs: USUAL_PAUSE_MS, maxMs: MAX_PAUSE_MS }, random);
}
