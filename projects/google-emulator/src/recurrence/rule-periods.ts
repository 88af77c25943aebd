import { utcMilliseconds } from '../time/utc.ts';
import type { RuleParts } from './rule-parts.ts';
import { DAY_MS } from './year-weeks.ts';

/** RFC 5545 has no last day; the digits of an iCalendar year end here. */
const LAST_DAY = Date.UTC(9999, 11, 31);

/** A year, month, week or day in which a rule happens. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** How years, months, weeks or days are counted, from some beginning. */
interface Units {
  of(wall: number): number;
  startOf(unit: number): number;
}

/**
 * The periods of a rule from that of `from` on, every `interval`-th of them: an endless rule costs what is looked at,
 * however long ago it began.
 */
export function* periodsFrom(from: number, firstWall: number, parts: RuleParts): Generator<Period> {
  const { interval } = parts;
  const units = unitsOf(parts);
  const first = units.of(firstWall);
  const passed = Math.floor((units.of(Math.min(from, LAST_DAY)) - first) / interval);
  const last = units.of(LAST_DAY);
  for (let unit = first + Math.max(passed, 0) * interval; unit <= last; unit += interval) {
    yield { start: units.startOf(unit), end: units.startOf(unit + 1) };
  }
}

function unitsOf({ frequency, weekStart }: RuleParts): Units {
  switch (frequency) {
    case 'YEARLY':
      return {
        of: (wall) => new Date(wall).getUTCFullYear(),
        startOf: (year) => utcMilliseconds(year, 0, 1),
      };
    case 'MONTHLY':
      return {
        of: (wall) => new Date(wall).getUTCFullYear() * 12 + new Date(wall).getUTCMonth(),
        startOf: (month) => utcMilliseconds(Math.floor(month / 12), month % 12, 1),
      };
    case 'WEEKLY':
      return {
        // Day 0, 1 January 1970, was a Thursday, and Thursday is weekday 4.
        of: (wall) => Math.floor((Math.floor(wall / DAY_MS) + 4 - weekStart) / 7),
        startOf: (week) => (week * 7 - 4 + weekStart) * DAY_MS,
      };
    case 'DAILY':
      return { of: (wall) => Math.floor(wall / DAY_MS), startOf: (day) => day * DAY_MS };
  }
}
