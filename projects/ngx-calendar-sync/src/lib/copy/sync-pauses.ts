const USUAL_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 15 * 60_000;

/** How long to wait after so many failures in a row, in milliseconds. */
export function pauseAfter(failures: number, random: () => number): number {
  return spread(Math.min(USUAL_PAUSE_MS * 2 ** failures, MAX_PAUSE_MS), random);
}

/** Give or take a quarter, so that not all clients ask at once. */
export function spread(pauseMs: number, random: () => number): number {
  return pauseMs * (0.75 + random() / 2);
}
