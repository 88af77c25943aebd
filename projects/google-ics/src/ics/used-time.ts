import type { IcsComponent } from './components.ts';
import { allOf } from './properties.ts';
import { writtenTimeOf } from './written-time.ts';

const DAY_MS = 86_400_000;
/** Limits the comparison of clocks, because UNTIL is often in the year 2999 and clock changes are not known that far. */
const MAX_YEARS_AHEAD = 5;
/** Earlier clocks followed local solar time. */
const FIRST_YEAR = 1900;

/**
 * The time in which an event occurs, in milliseconds since the epoch. A time zone that is known by its definition alone
 * is matched with IANA's zones for this time.
 */
export interface UsedTimeRange {
  readonly from: number;
  readonly end: number;
}

/** From the first date of an event to the day after its last one; a series without an end is used until today. */
export function usedTimeRangeOf(event: IcsComponent, now: Date): UsedTimeRange {
  const dates = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'RDATE', 'EXDATE'].flatMap((name) =>
    allOf(event, name).flatMap(({ value }) => value.split(/[,/]/)),
  );
  const rules = allOf(event, 'RRULE').map(({ value }) => value);
  const untils = rules.map((rule) => /UNTIL=([^;]+)/i.exec(rule)?.[1]);
  const walls = [...dates, ...untils].flatMap((text) => writtenTimeOf(text ?? '')?.wall ?? []);
  const isEndless = rules.some((rule, index) => /\w/.test(rule) && untils[index] === undefined);
  const present = now.getTime();
  // A call with one argument for each date would fail, because there may be hundreds of thousands.
  const from = walls.reduce((a, b) => Math.min(a, b), walls[0] ?? present);
  const last = walls.reduce((a, b) => Math.max(a, b), isEndless ? present : (walls[0] ?? present));
  const earliest = Date.UTC(FIRST_YEAR, 0, 1);
  const latest = Date.UTC(now.getUTCFullYear() + MAX_YEARS_AHEAD, 0, 1);
  const first = Math.max(earliest, Math.min(from, latest));
  return { from: first, end: Math.max(first, Math.min(last, latest)) + DAY_MS };
}

/** Extends a range to whole years. */
export function wholeYears({ from, end }: UsedTimeRange): UsedTimeRange {
  const first = new Date(from).getUTCFullYear();
  const last = new Date(end - 1).getUTCFullYear();
  return { from: Date.UTC(first, 0, 1), end: Date.UTC(last + 1, 0, 1) };
}
