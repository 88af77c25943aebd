import type { WallTime } from '../model/zone-clock';
import { DayFilter } from './day-filter';
import type { Frequency, RecurrenceRule } from './recurrence-rule';
import type { RulePattern } from './rule-pattern';
import { DAY_MS, dayNumber, modulo } from './wall-time';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Only of the periods that always have the same length in wall time. */
const PERIOD_LENGTHS_MS: Readonly<Partial<Record<Frequency, number>>> = {
  SECONDLY: SECOND_MS,
  MINUTELY: MINUTE_MS,
  HOURLY: HOUR_MS,
  DAILY: DAY_MS,
};
const MAX_DAYS_PER_PERIOD: Readonly<Partial<Record<Frequency, number>>> = {
  WEEKLY: 7,
  MONTHLY: 31,
  YEARLY: 366,
};

const MONTHS_OF_YEAR = Array.from({ length: 12 }, (_, month) => month);
const DAYS_OF_WEEK = Array.from({ length: 7 }, (_, day) => day);

/**
 * The wall times of a rule in one period: every sum of a base and an offset, both in order. They are not written out as
 * one list, since a rule of every second of every day has 86,400 offsets.
 */
export interface PeriodWallTimes {
  readonly bases: readonly WallTime[];
  /** In milliseconds. */
  readonly offsets: readonly number[];
}

const NO_OFFSETS = [0];

/**
 * The number of the last period of a rule that begins at or before a wall time; of the rule's first one where that is
 * later. A rule without COUNT can be followed from there, since only every `interval`th period is one of the rule.
 */
export function periodAt(wallTime: WallTime, { rule, start }: RulePattern): number {
  const first = periodNumber(start, rule);
  const steps = Math.floor((periodNumber(wallTime, rule) - first) / rule.interval);
  return first + Math.max(0, steps) * rule.interval;
}

/** The years, months, weeks, days, hours, minutes or seconds that a rule recurs in, by number. */
export class RulePeriods {
  /** How many days have to be checked in each period. */
  readonly daysPerPeriod: number;
  readonly #pattern: RulePattern;
  readonly #frequency: Frequency;
  /** `undefined` for weeks, months and years. */
  readonly #lengthMs: number | undefined;
  readonly #days: DayFilter;
  /** The times in a day, hour or minute, in milliseconds from its beginning. */
  readonly #offsets: readonly number[];
  readonly #hours: ReadonlySet<number>;
  readonly #minutes: ReadonlySet<number>;
  readonly #seconds: ReadonlySet<number>;

  constructor(pattern: RulePattern) {
    const { rule, hours, minutes, seconds } = pattern;
    this.#pattern = pattern;
    this.#frequency = rule.frequency;
    this.#lengthMs = PERIOD_LENGTHS_MS[rule.frequency];
    this.#days = new DayFilter(pattern);
    this.daysPerPeriod = MAX_DAYS_PER_PERIOD[rule.frequency] ?? 1;
    const lengthMs = this.#lengthMs ?? DAY_MS;
    this.#offsets = offsetsOf(
      lengthMs >= DAY_MS ? hours : [0],
      lengthMs >= HOUR_MS ? minutes : [0],
      lengthMs >= MINUTE_MS ? seconds : [0],
    );
    this.#hours = new Set(hours);
    this.#minutes = new Set(minutes);
    this.#seconds = new Set(seconds);
  }

  /** The next period of the rule. Hours, minutes and seconds of a day on which nothing happens are skipped together. */
  after(period: number): number {
    const { interval } = this.#pattern.rule;
    const next = period + interval;
    if (this.#lengthMs === undefined || this.#lengthMs === DAY_MS) {
      return next;
    }
    const day = Math.floor((next * this.#lengthMs) / DAY_MS);
    if (this.#days.has(day)) {
      return next;
    }
    const firstOfNextDay = ((day + 1) * DAY_MS) / this.#lengthMs;
    return next + Math.ceil((firstOfNextDay - next) / interval) * interval;
  }

  /** When a period begins; NaN for a year that a Date cannot hold. */
  beginOf(period: number): WallTime {
    switch (this.#frequency) {
      case 'YEARLY':
        return dayNumber(period, 0, 1) * DAY_MS;
      case 'MONTHLY':
        return dayNumber(0, period, 1) * DAY_MS;
      case 'WEEKLY':
        // Week 0 has 1 January 1970, a Thursday, in it.
        return (period * 7 - 3 + this.#pattern.rule.weekStart) * DAY_MS;
      default:
        return period * (this.#lengthMs ?? DAY_MS);
    }
  }

  wallTimesIn(period: number): PeriodWallTimes {
    const bases = this.#basesIn(period);
    const { positions } = this.#pattern;
    return positions.length === 0
      ? { bases, offsets: this.#offsets }
      : { bases: atPositions(positions, bases, this.#offsets), offsets: NO_OFFSETS };
  }

  /** The midnights of the period's days; of a period that is shorter than a day, its beginning. */
  #basesIn(period: number): readonly WallTime[] {
    const midnights = (days: readonly number[]) => days.map((day) => day * DAY_MS);
    switch (this.#frequency) {
      case 'YEARLY':
        return midnights(MONTHS_OF_YEAR.flatMap((month) => this.#days.daysInMonth(period, month)));
      case 'MONTHLY': {
        const year = Math.floor(period / 12);
        return midnights(this.#days.daysInMonth(year, period - year * 12));
      }
      case 'WEEKLY': {
        const first = this.beginOf(period) / DAY_MS;
        return midnights(
          DAYS_OF_WEEK.map((day) => first + day).filter((day) => this.#days.has(day)),
        );
      }
      default: {
        const begin = this.beginOf(period);
        const happens = this.#days.has(Math.floor(begin / DAY_MS)) && this.#matchesTime(begin);
        return happens ? [begin] : [];
      }
    }
  }

  /** Whether BYHOUR, BYMINUTE and BYSECOND allow a period that is shorter than a day. */
  #matchesTime(begin: WallTime): boolean {
    if (this.#frequency === 'DAILY') {
      return true;
    }
    const time = modulo(begin, DAY_MS);
    return (
      isAmong(this.#hours, Math.floor(time / HOUR_MS)) &&
      (this.#frequency === 'HOURLY' ||
        isAmong(this.#minutes, Math.floor((time % HOUR_MS) / MINUTE_MS))) &&
      (this.#frequency !== 'SECONDLY' ||
        isAmong(this.#seconds, Math.floor((time % MINUTE_MS) / SECOND_MS)))
    );
  }
}

function periodNumber(wallTime: WallTime, { frequency, weekStart }: RecurrenceRule): number {
  const date = new Date(wallTime);
  switch (frequency) {
    case 'YEARLY':
      return date.getUTCFullYear();
    case 'MONTHLY':
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    case 'WEEKLY':
      return Math.floor((Math.floor(wallTime / DAY_MS) + 3 - weekStart) / 7);
    default:
      return Math.floor(wallTime / (PERIOD_LENGTHS_MS[frequency] ?? DAY_MS));
  }
}

/** An empty set allows every value. */
function isAmong(numbers: ReadonlySet<number>, value: number): boolean {
  return numbers.size === 0 || numbers.has(value);
}

function offsetsOf(
  hours: readonly number[],
  minutes: readonly number[],
  seconds: readonly number[],
): readonly number[] {
  const offsets: number[] = [];
  for (const hour of hours) {
    for (const minute of minutes) {
      for (const second of seconds) {
        offsets.push(hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS);
      }
    }
  }
  return offsets;
}

/** The wall times that BYSETPOS names. They are computed from their places, without the list of all wall times. */
function atPositions(
  positions: readonly number[],
  bases: readonly WallTime[],
  offsets: readonly number[],
): readonly WallTime[] {
  const length = bases.length * offsets.length;
  const places = positions
    .map((position) => (position > 0 ? position - 1 : length + position))
    .filter((place) => place >= 0 && place < length)
    .sort((a, b) => a - b);
  return [...new Set(places)].map(
    (place) =>
      (bases[Math.floor(place / offsets.length)] ?? 0) + (offsets[place % offsets.length] ?? 0),
  );
}
