export interface BackOff {
  /** The pause after the first failure, in milliseconds. */
  readonly firstMs: number;
  /** The pause stops growing here. */
  readonly maxMs: number;
  /** A random part of this is added to each pause. Without it a pause varies by up to a quarter in both directions. */
  readonly addedMs?: number;
  /** The pause that the server has asked for: a shorter one would only fail again. */
  readonly retryAfterMs?: number | undefined;
}

/**
 * How long to wait after so many failures in a row, in milliseconds: exponential, and spread so that clients that have
 * failed together do not return together. `failures` counts from 1; `random` gives a number from 0 up to but not
 * including 1.
 */
export function backOffMs(
  failures: number,
  { firstMs, maxMs, addedMs, retryAfterMs = 0 }: BackOff,
  random: () => number,
): number {
  const exponential = firstMs * 2 ** (failures - 1);
  const pause =
    addedMs === undefined
      ? spreadMs(Math.min(exponential, maxMs), random)
      : Math.min(exponential + addedMs * random(), maxMs);
  return Math.max(pause, retryAfterMs);
}

/** A pause, more or less by up to a quarter. */
export function spreadMs(pauseMs: number, random: () => number): number {
  return pauseMs * (0.75 + random() / 2);
}
