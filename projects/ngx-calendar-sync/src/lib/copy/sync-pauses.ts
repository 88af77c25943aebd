const USUAL_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 15 * 60_000;

/** The pause before the next pass in milliseconds; it doubles with each failure in a row, up to a limit. */
export function pauseAfter(failures: number, random: () => number): number {
  return spread(Math.min(USUAL_PAUSE_MS * 2 ** failures, MAX_PAUSE_MS), random);
}

/** The pause, shortened or lengthened by up to a quarter, so that clients do not all ask at the same moment. */
export function spread(pauseMs: number, random: () => number): number {
  return pauseMs * (0.75 + random() / 2);
}
