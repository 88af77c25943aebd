import { ɵbackOffMs as backOffMs } from 'ngx-calendar-sync/base';

const USUAL_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 15 * 60_000;

/** The pause before the next pass in milliseconds; it doubles with each failure in a row, up to a limit. */
export function pauseAfter(failures: number, random: () => number): number {
  return backOffMs(failures + 1, { firstMs: USUAL_PAUSE_MS, maxMs: MAX_PAUSE_MS }, random);
}
