/** A wall time is the milliseconds that its digits have in UTC; a day number counts such days since 1970. */
export const DAY_MS = 86_400_000;

/** The beginning of its day. */
export function midnightOf(wall: number): number {
  return Math.floor(wall / DAY_MS) * DAY_MS;
}

/** `month` from 0. Unlike `Date.UTC` it leaves the years 0 to 99 where they are. */
export function dayNumber(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day) / DAY_MS;
}

/** From Monday, 0, to Sunday, 6; day 0, 1 January 1970, was a Thursday. */
export function weekdayOf(day: number): number {
  return modulo(day + 3, 7);
}

export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
