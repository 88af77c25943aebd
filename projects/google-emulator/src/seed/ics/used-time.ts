import type { IcsComponent } from './components.ts';
import { allOf } from './properties.ts';
import { clockOf } from './written-time.ts';

const DAY_MS = 86_400_000;
/** How far ahead a clock is compared: UNTIL is often the year 2999, and no clock is known that far. */
const YEARS_AHEAD = 5;
/** Before it, clocks were set by the sun. */
const FIRST_YEAR = 1900;

/** When an event happens, in milliseconds: a zone that only its definition tells is looked up for that time. */
export interface UsedTime {
  readonly from: number;
  readonly end: number;
}

/** From the first of an event's dates to the day after the last; a series without an end goes on to the present. */
export function usedTimeOf(event: IcsComponent, now: Date): UsedTime {
  const dates = ['DTSTART', 'DTEND', 'RECURRENCE-ID', 'RDATE', 'EXDATE'].flatMap((name) =>
    allOf(event, name).flatMap(({ value }) => value.split(/[,/]/)),
  );
  const rules = allOf(event, 'RRULE').map(({ value }) => value);
  const untils = rules.map((rule) => /UNTIL=([^;]+)/i.exec(rule)?.[1]);
  const walls = [...dates, ...untils].flatMap((text) => clockOf(text ?? '')?.wall ?? []);
  const isEndless = rules.some((rule, index) => /\w/.test(rule) && untils[index] === undefined);
  const present = now.getTime();
  const from = walls.length === 0 ? present : Math.min(...walls);
  const last = Math.max(...walls, ...(isEndless || walls.length === 0 ? [present] : []));
  const earliest = Date.UTC(FIRST_YEAR, 0, 1);
  const latest = Date.UTC(now.getUTCFullYear() + YEARS_AHEAD, 0, 1);
  const first = Math.max(earliest, Math.min(from, latest));
  return { from: first, end: Math.max(first, Math.min(last, latest)) + DAY_MS };
}

/** The whole years that a time touches. */
export function wholeYears({ from, end }: UsedTime): UsedTime {
  const first = new Date(from).getUTCFullYear();
  const last = new Date(end - 1).getUTCFullYear();
  return { from: Date.UTC(first, 0, 1), end: Date.UTC(last + 1, 0, 1) };
}
