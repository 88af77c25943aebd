import type { RulePattern } from './rule-pattern';
import { DAY_MS, dayNumber, modulo, weekdayOf } from './wall-time';

/** Finds the days of a pattern. */
export class DayFilter {
  readonly #pattern: RulePattern;
  readonly #months: ReadonlySet<number>;
  readonly #monthDays: ReadonlySet<number>;
  readonly #yearDays: ReadonlySet<number>;
  readonly #weekNumbers: ReadonlySet<number>;
  readonly #countsWeekdaysByYear: boolean;
  /** The last day that was asked for: an hourly rule asks for the same one again and again. */
  #asked = NaN;
  #answer = false;

  constructor(pattern: RulePattern) {
    const { months, monthDays, yearDays, weekNumbers, rule } = pattern;
    this.#pattern = pattern;
    this.#months = new Set(months);
    this.#monthDays = new Set(monthDays);
    this.#yearDays = new Set(yearDays);
    this.#weekNumbers = new Set(weekNumbers);
    this.#countsWeekdaysByYear = rule.frequency === 'YEARLY' && months.length === 0;
  }

  /** Its days in a month, which counts from 0, as day numbers. */
  inMonth(year: number, month: number): readonly number[] {
    if (this.#months.size > 0 && !this.#months.has(month + 1)) {
      return [];
    }
    const first = dayNumber(year, month, 1);
    const length = dayNumber(year, month + 1, 1) - first;
    const days: number[] = [];
    for (let day = 1; day <= length; day += 1) {
      if (this.#matches(first + day - 1, year, day, length)) {
        days.push(first + day - 1);
      }
    }
    return days;
  }

  has(day: number): boolean {
    if (day !== this.#asked) {
      this.#asked = day;
      this.#answer = this.#ask(day);
    }
    return this.#answer;
  }

  #ask(day: number): boolean {
    const date = new Date(day * DAY_MS);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (this.#months.size > 0 && !this.#months.has(month + 1)) {
      return false;
    }
    const length =
      this.#monthDays.size > 0 ? dayNumber(year, month + 1, 0) - dayNumber(year, month, 0) : 0;
    return this.#matches(day, year, date.getUTCDate(), length);
  }

  #matches(day: number, year: number, monthDay: number, monthLength: number): boolean {
    return (
      isAmong(this.#monthDays, monthDay, monthLength) &&
      (this.#yearDays.size === 0 || isAmong(this.#yearDays, ...placeInYear(day, year))) &&
      (this.#weekNumbers.size === 0 || this.#isInWeek(day)) &&
      this.#isOnWeekday(day, year, monthDay, monthLength)
    );
  }

  /** A week belongs to the year of its fourth day (RFC 5545, 3.3.10). */
  #isInWeek(day: number): boolean {
    const fourth = day - modulo(weekdayOf(day) - this.#pattern.rule.weekStart, 7) + 3;
    const year = new Date(fourth * DAY_MS).getUTCFullYear();
    const [place, length] = placeInYear(fourth, year);
    const number = Math.ceil(place / 7);
    const fromEnd = -Math.ceil((length - place + 1) / 7);
    return this.#weekNumbers.has(number) || this.#weekNumbers.has(fromEnd);
  }

  #isOnWeekday(day: number, year: number, monthDay: number, monthLength: number): boolean {
    const { weekdays, rule } = this.#pattern;
    if (weekdays.length === 0) {
      return true;
    }
    const isLong = rule.frequency === 'YEARLY' || rule.frequency === 'MONTHLY';
    const today = weekdayOf(day);
    return weekdays.some(({ weekday, nth }) => {
      if (weekday !== today) {
        return false;
      }
      if (nth === 0 || !isLong) {
        return true;
      }
      const [place, length] = this.#countsWeekdaysByYear
        ? placeInYear(day, year)
        : [monthDay, monthLength];
      return nth > 0 ? nth === Math.ceil(place / 7) : nth === -Math.ceil((length - place + 1) / 7);
    });
  }
}

/** From 1 up, or from -1 down. */
function isAmong(numbers: ReadonlySet<number>, place: number, length: number): boolean {
  return numbers.size === 0 || numbers.has(place) || numbers.has(place - length - 1);
}

/** From 1, and how many days the year has. */
function placeInYear(day: number, year: number): [place: number, length: number] {
  const first = dayNumber(year, 0, 1);
  return [day - first + 1, dayNumber(year + 1, 0, 1) - first];
}
