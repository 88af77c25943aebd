import type { OutlookDayOfWeek, OutlookWeekIndex } from 'ngx-calendar-sync/outlook/start';

/** The weekdays of Graph by those of RFC 5545, from Sunday as `Date` counts them. */
export const DAYS_BY_CODE: ReadonlyMap<string, OutlookDayOfWeek> = new Map([
  ['SU', 'sunday'],
  ['MO', 'monday'],
  ['TU', 'tuesday'],
  ['WE', 'wednesday'],
  ['TH', 'thursday'],
  ['FR', 'friday'],
  ['SA', 'saturday'],
]);

/** Which of the fitting days of a month it is, by the number in BYDAY and BYSETPOS. */
export const INDEXES_BY_POSITION: ReadonlyMap<number, OutlookWeekIndex> = new Map([
  [1, 'first'],
  [2, 'second'],
  [3, 'third'],
  [4, 'fourth'],
  [-1, 'last'],
]);

/** `MO` of `monday`; `undefined` for a day that Graph may add. */
export function codeOf(day: OutlookDayOfWeek): string | undefined {
  return [...DAYS_BY_CODE].find(([, each]) => each === day)?.[0];
}

/** -1 of `last`; `undefined` for an index that Graph may add. */
export function positionOf(index: OutlookWeekIndex): number | undefined {
  return [...INDEXES_BY_POSITION].find(([, each]) => each === index)?.[0];
}

/** How many days a month has at least, from 1, January. */
export function shortestLengthOf(month: number): number {
  return month === 2 ? 28 : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Every month has the days up to this one. */
export const LAST_DAY_OF_EACH_MONTH = 28;
