import { utcMilliseconds } from '../time/utc.ts';
import type { RuleParts } from './rule-parts.ts';
import { DAY_MS } from './year-weeks.ts';

/** An iCalendar year has four digits, so no later day can be written. */
const LAST_DAY_MS = Date.UTC(9999, 11, 31);

/** A year, month, week or day of a rule, as wall times. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** Numbers years, months, weeks or days consecutively. */
interface Units {
  of(wall: number): number;
  startOf(unit: number): number;
}

/**
 * Every `interval`-th period of a rule, beginning with the one of `from`. Earlier periods are skipped by arithmetic, so
 * that it does not matter how long ago the rule began.
 */
export function* periodsFrom(from: number, firstWall: number, parts: RuleParts): Generator<Period> {
  const { interval } = parts;
  const units = unitsOf(parts);
  const first = units.of(firstWall);
  const passed = Math.floor((units.of(Math.min(from, LAST_DAY_MS)) - first) / interval);
  const last = units.of(LAST_DAY_MS);
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
