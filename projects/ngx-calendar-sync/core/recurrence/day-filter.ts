import type { RulePattern } from './rule-pattern';
import { DAY_MS, dayNumber, modulo, weekdayOf } from './wall-time';

/** The days that a pattern happens on, by BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY (RFC 5545, 3.3.10). */
export class DayFilter {
  readonly #pattern: RulePattern;
  readonly #months: ReadonlySet<number>;
  readonly #monthDays: ReadonlySet<number>;
  readonly #yearDays: ReadonlySet<number>;
  readonly #weekNumbers: ReadonlySet<number>;
  /** Whether `2MO` is the second Monday of the year, and not that of the month. */
  readonly #countsWeekdaysByYear: boolean;
  /** The last result of {@link has}, since an hourly rule asks for the same day 24 times. */
  #lastDay = NaN;
  #hasLastDay = false;

  constructor(pattern: RulePattern) {
    const { months, monthDays, yearDays, weekNumbers, rule } = pattern;
    this.#pattern = pattern;
    this.#months = new Set(months);
    this.#monthDays = new Set(monthDays);
    this.#yearDays = new Set(yearDays);
    this.#weekNumbers = new Set(weekNumbers);
    this.#countsWeekdaysByYear = rule.frequency === 'YEARLY' && months.length === 0;
  }

  /** The day numbers of the days in a month. `month` counts from 0. */
  daysInMonth(year: number, month: number): readonly number[] {
    if (this.#months.size > 0 && !this.#months.has(month + 1)) {
      return [];
    }
    const first = dayNumber(year, month, 1);
    const length = dayNumber(year, month + 1, 1) - first;
    const days: number[] = [];
    for (let monthDay = 1; monthDay <= length; monthDay += 1) {
      const day = first + monthDay - 1;
      if (this.#matches(day, year, monthDay, length)) {
        days.push(day);
      }
    }
    return days;
  }

  /** @param day A day number. */
  has(day: number): boolean {
    if (day !== this.#lastDay) {
      this.#lastDay = day;
      this.#hasLastDay = this.#check(day);
    }
    return this.#hasLastDay;
  }

  #check(day: number): boolean {
    const date = new Date(day * DAY_MS);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (this.#months.size > 0 && !this.#months.has(month + 1)) {
      return false;
    }
    // The length of the month matters to days that are counted from its end alone.
    const length =
      this.#monthDays.size > 0 ? dayNumber(year, month + 1, 0) - dayNumber(year, month, 0) : 0;
    return this.#matches(day, year, date.getUTCDate(), length);
  }

  #matches(day: number, year: number, monthDay: number, monthLength: number): boolean {
    return (
      isAmong(this.#monthDays, monthDay, monthLength) &&
      (this.#yearDays.size === 0 || isAmong(this.#yearDays, ...dayOfYear(day, year))) &&
      (this.#weekNumbers.size === 0 || this.#isInWeek(day)) &&
      this.#isOnWeekday(day, year, monthDay, monthLength)
    );
  }

  /**
   * A week belongs to the year that has at least four of its days: the year of its fourth day (RFC 5545, 3.3.10).
   */
  #isInWeek(day: number): boolean {
    const fourthDay = day - modulo(weekdayOf(day) - this.#pattern.rule.weekStart, 7) + 3;
    const year = new Date(fourthDay * DAY_MS).getUTCFullYear();
    const [place, length] = dayOfYear(fourthDay, year);
    return this.#weekNumbers.has(nthOf(place)) || this.#weekNumbers.has(nthFromEnd(place, length));
  }

  #isOnWeekday(day: number, year: number, monthDay: number, monthLength: number): boolean {
    const { weekdays, rule } = this.#pattern;
    if (weekdays.length === 0) {
      return true;
    }
    // In a week or a day there is nothing to count: the number in `2MO` has no meaning there.
    const canCount = rule.frequency === 'YEARLY' || rule.frequency === 'MONTHLY';
    const weekdayOfDay = weekdayOf(day);
    return weekdays.some(({ weekday, nth }) => {
      if (weekday !== weekdayOfDay) {
        return false;
      }
      if (nth === 0 || !canCount) {
        return true;
      }
      const [place, length] = this.#countsWeekdaysByYear
        ? dayOfYear(day, year)
        : [monthDay, monthLength];
      return nth === (nth > 0 ? nthOf(place) : nthFromEnd(place, length));
    });
  }
}

/**
 * Whether the numbers have the place of a day, counted from 1 at the start or from -1 at the end. An empty set has all.
 */
function isAmong(numbers: ReadonlySet<number>, place: number, length: number): boolean {
  return numbers.size === 0 || numbers.has(place) || numbers.has(place - length - 1);
}

/** The number of a day among the same weekdays of its month or year: 2 for the second Monday. */
function nthOf(place: number): number {
  return Math.ceil(place / 7);
}

/** The same counted from the end: -1 for the last Monday. */
function nthFromEnd(place: number, length: number): number {
  return -Math.ceil((length - place + 1) / 7);
}

/** The place of a day in its year, from 1, and how many days the year has. */
function dayOfYear(day: number, year: number): [place: number, length: number] {
  const first = dayNumber(year, 0, 1);
  return [day - first + 1, dayNumber(year + 1, 0, 1) - first];
}
