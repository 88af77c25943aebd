import { utcMilliseconds } from '../time/utc.ts';

export const DAY_MS = 86_400_000;

/** The position of a day or week as the parts of a rule count it: from 1 upwards, and from -1 downwards. */
export interface Place {
  readonly fromStart: number;
  readonly fromEnd: number;
}

export function placeInMonth(date: Date): Place {
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return placeBetween(date, utcMilliseconds(year, month, 1), utcMilliseconds(year, month + 1, 1));
}

export function placeInYear(date: Date): Place {
  const year = date.getUTCFullYear();
  return placeBetween(date, utcMilliseconds(year, 0, 1), utcMilliseconds(year + 1, 0, 1));
}

/**
 * The position of the day's week in its year. The first week of a year is the first one with at least four days in it
 * (RFC 5545, section 3.3.10), so a week belongs to the year of its fourth day.
 * @param weekStart As `Date.getUTCDay` counts.
 */
export function weekOfYear(date: Date, weekStart: number): Place {
  const daysIn = (date.getUTCDay() - weekStart + 7) % 7;
  const fourthDay = new Date(date.getTime() + (3 - daysIn) * DAY_MS);
  const { fromStart, fromEnd } = placeInYear(fourthDay);
  return { fromStart: Math.ceil(fromStart / 7), fromEnd: Math.floor(fromEnd / 7) };
}

function placeBetween(date: Date, first: number, end: number): Place {
  return {
    fromStart: Math.floor((date.getTime() - first) / DAY_MS) + 1,
    fromEnd: Math.floor((date.getTime() - end) / DAY_MS),
  };
}
