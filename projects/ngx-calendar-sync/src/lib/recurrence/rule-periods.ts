import { DayFilter } from './day-filter';
import type { Frequency, RecurrenceRule } from './recurrence-rule';
import type { RulePattern } from './rule-pattern';
import { DAY_MS, dayNumber, modulo } from './wall-time';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Of the periods that are always equally long. */
const LENGTHS_MS: Readonly<Partial<Record<Frequency, number>>> = {
  SECONDLY: SECOND_MS,
  MINUTELY: MINUTE_MS,
  HOURLY: HOUR_MS,
  DAILY: DAY_MS,
};
const DAYS_IN: Readonly<Partial<Record<Frequency, number>>> = {
  WEEKLY: 7,
  MONTHLY: 31,
  YEARLY: 366,
};

const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const WEEK = Array.from({ length: 7 }, (_, day) => day);

/** What happens in one period: at each of these times after each of these beginnings, both in order. */
export interface PeriodSet {
  readonly begins: readonly number[];
  readonly times: readonly number[];
}

const AT_THE_BEGINNING = [0];

/**
 * The number of the last period of a rule that does not begin after a wall time, or of its first one. An old rule can
 * so be taken up anywhere, in phase, unless it counts.
 */
export function periodAt(wall: number, { rule, start }: RulePattern): number {
  const first = periodNumber(start, rule);
  const steps = Math.floor((periodNumber(wall, rule) - first) / rule.interval);
  return first + Math.max(0, steps) * rule.interval;
}

/** The years, months, weeks, days, hours, minutes or seconds by which a rule counts, each with its number. */
export class RulePeriods {
  readonly #pattern: RulePattern;
  readonly #frequency: Frequency;
  readonly #length: number | undefined;
  readonly #days: DayFilter;
  readonly #times: readonly number[];
  readonly #hours: ReadonlySet<number>;
  readonly #minutes: ReadonlySet<number>;
  readonly #seconds: ReadonlySet<number>;
  /** How many days have to be looked at in each. */
  readonly days: number;

  constructor(pattern: RulePattern) {
    const { rule, hours, minutes, seconds } = pattern;
    this.#pattern = pattern;
    this.#frequency = rule.frequency;
    this.#length = LENGTHS_MS[rule.frequency];
    this.#days = new DayFilter(pattern);
    this.days = DAYS_IN[rule.frequency] ?? 1;
    const length = this.#length ?? DAY_MS;
    this.#times = timesOf(
      length >= DAY_MS ? hours : [0],
      length >= HOUR_MS ? minutes : [0],
      length >= MINUTE_MS ? seconds : [0],
    );
    this.#hours = new Set(hours);
    this.#minutes = new Set(minutes);
    this.#seconds = new Set(seconds);
  }

  /** The next one of the rule; hours and less of a day on which nothing happens are passed over. */
  after(period: number): number {
    const { interval } = this.#pattern.rule;
    const next = period + interval;
    if (this.#length === undefined || this.#length === DAY_MS) {
      return next;
    }
    const day = Math.floor((next * this.#length) / DAY_MS);
    if (this.#days.has(day)) {
      return next;
    }
    const tomorrow = ((day + 1) * DAY_MS) / this.#length;
    return next + Math.ceil((tomorrow - next) / interval) * interval;
  }

  /** In wall time; NaN for a year that a Date cannot hold. */
  beginOf(period: number): number {
    switch (this.#frequency) {
      case 'YEARLY':
        return dayNumber(period, 0, 1) * DAY_MS;
      case 'MONTHLY':
        return dayNumber(0, period, 1) * DAY_MS;
      case 'WEEKLY':
        return (period * 7 - 3 + this.#pattern.rule.weekStart) * DAY_MS;
      default:
        return period * (this.#length ?? DAY_MS);
    }
  }

  setOf(period: number): PeriodSet {
    const begins = this.#beginsIn(period);
    const { positions } = this.#pattern;
    return positions.length === 0
      ? { begins, times: this.#times }
      : { begins: atPositions(positions, begins, this.#times), times: AT_THE_BEGINNING };
  }

  /** The midnights of its days, or its own beginning where it is shorter. */
  #beginsIn(period: number): readonly number[] {
    const midnights = (days: readonly number[]) => days.map((day) => day * DAY_MS);
    switch (this.#frequency) {
      case 'YEARLY':
        return midnights(MONTHS.flatMap((month) => this.#days.inMonth(period, month)));
      case 'MONTHLY': {
        const year = Math.floor(period / 12);
        return midnights(this.#days.inMonth(year, period - year * 12));
      }
      case 'WEEKLY': {
        const first = this.beginOf(period) / DAY_MS;
        return midnights(WEEK.map((day) => first + day).filter((day) => this.#days.has(day)));
      }
      default: {
        const begin = this.beginOf(period);
        const happens = this.#days.has(Math.floor(begin / DAY_MS)) && this.#hasTime(begin);
        return happens ? [begin] : [];
      }
    }
  }

  #hasTime(begin: number): boolean {
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

function periodNumber(wall: number, { frequency, weekStart }: RecurrenceRule): number {
  const date = new Date(wall);
  switch (frequency) {
    case 'YEARLY':
      return date.getUTCFullYear();
    case 'MONTHLY':
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    case 'WEEKLY':
      return Math.floor((Math.floor(wall / DAY_MS) + 3 - weekStart) / 7);
    default:
      return Math.floor(wall / (LENGTHS_MS[frequency] ?? DAY_MS));
  }
}

function isAmong(numbers: ReadonlySet<number>, value: number): boolean {
  return numbers.size === 0 || numbers.has(value);
}

function timesOf(
  hours: readonly number[],
  minutes: readonly number[],
  seconds: readonly number[],
): readonly number[] {
  const times: number[] = [];
  for (const hour of hours) {
    for (const minute of minutes) {
      for (const second of seconds) {
        times.push(hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS);
      }
    }
  }
  return times;
}

/** What BYSETPOS leaves of a set, which may be far too long to be written out. */
function atPositions(
  positions: readonly number[],
  begins: readonly number[],
  times: readonly number[],
): readonly number[] {
  const length = begins.length * times.length;
  const places = positions
    .map((position) => (position > 0 ? position - 1 : length + position))
    .filter((place) => place >= 0 && place < length)
    .sort((a, b) => a - b);
  return [...new Set(places)].map(
    (place) => (begins[Math.floor(place / times.length)] ?? 0) + (times[place % times.length] ?? 0),
  );
}
