import type { WallTime } from '../model/zone-clock';

export const DAY_MS = 86_400_000;

/** The midnight at which the day of a wall time begins. */
export function midnightOf(wallTime: WallTime): WallTime {
  return Math.floor(wallTime / DAY_MS) * DAY_MS;
}

/**
 * Days since 1 January 1970. `month` counts from 0 and may be out of range, as in `Date.UTC`; unlike there, the years 0
 * to 99 are not moved to the 20th century.
 */
export function dayNumber(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day) / DAY_MS;
}

/** From 0, Monday, to 6, Sunday, of a day number; day 0 was a Thursday. */
export function weekdayOf(day: number): number {
  return modulo(day + 3, 7);
}

/** The remainder that is never negative, unlike that of `%`. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
