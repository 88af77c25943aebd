import type { WallTime } from '../model/zone-clock';
import type { Dialect } from './dialect';
import { PERIOD_MS, type RecurrenceRule } from './recurrence-rule';
import { DAY_MS, dayNumber, modulo, weekdayOf } from './wall-time';

/**
 * The days that a rule happens on, by BYMONTH, BYWEEKNO, BYYEARDAY, BYMONTHDAY and BYDAY, or by the day of its start
 * where it has none of them (RFC 5545, 3.3.10). A day is the number of days since 1 January 1970.
 */
export class RuleDays {
  readonly #rule: RecurrenceRule;
  readonly #months: ReadonlySet<number>;
  readonly #monthDays: ReadonlySet<number>;
  readonly #weekdays: ReadonlySet<number>;

  /** Whether the month of a day matters. */
  readonly #isByMonth: boolean;
  #nextDay = 0;
  // The month and the year of the last day, since days are asked for in order.
  #month = 0;
  #monthStart = 0;
  #monthLength = 0;
  #yearStart = 0;
  #yearLength = 0;

  /** @param start The wall time of the first occurrence. */
  constructor(rule: RecurrenceRule, start: WallTime, dialect: Dialect) {
    this.#rule = rule;
    let { months, monthDays, weekdays } = rule;
    if (weekdays.size + rule.yearDays.size === 0) {
      const isYearly = rule.frequency === 'YEARLY';
      const isByWeek = rule.frequency === 'WEEKLY' || rule.weekNumbers.size > 0;
      const startDate = new Date(start);
      if (rule.frequency === 'WEEKLY' || (isYearly && isByWeek && monthDays.size === 0)) {
        weekdays = new Set([weekdayOf(Math.floor(start / DAY_MS))]);
      }
      const hasNoDay = monthDays.size === 0 && !isByWeek;
      const isOfStartMonth = hasNoDay || (!isByWeek && dialect.yearlyMonthDayIsOfStartMonth);
      if (isYearly && months.size === 0 && isOfStartMonth) {
        months = new Set([startDate.getUTCMonth() + 1]);
      }
      if (hasNoDay && (isYearly || rule.frequency === 'MONTHLY')) {
        monthDays = new Set([startDate.getUTCDate()]);
      }
    }
    this.#months = months;
    this.#monthDays = monthDays;
    this.#weekdays = weekdays;
    this.#isByMonth = months.size + monthDays.size > 0 || rule.frequency === 'MONTHLY';
  }

  /** The day to go on from after {@link within}: its end or, where no day is in that month, the end of the month. */
  get nextDay(): number {
    return this.#nextDay;
  }

  /** Those of the days from `first` until before `end`. */
  within(first: number, end: number): readonly number[] {
    const days: number[] = [];
    let day = first;
    for (; day < end; day += 1) {
      if (this.#isByMonth) {
        this.#goToMonthOf(day);
        if (this.#months.size > 0 && !this.#months.has(this.#month)) {
          day = this.#monthStart + this.#monthLength - 1;
          continue;
        }
      }
      if (this.#matches(day)) {
        days.push(day);
      }
    }
    this.#nextDay = day;
    return days;
  }

  #matches(day: number): boolean {
    const { yearDays, weekNumbers } = this.#rule;
    return (
      (this.#weekdays.size === 0 || this.#isOnWeekday(day)) &&
      isAmong(this.#monthDays, day - this.#monthStart + 1, this.#monthLength) &&
      (yearDays.size === 0 || isAmong(yearDays, this.#placeInYear(day), this.#yearLength)) &&
      (weekNumbers.size === 0 || this.#isInWeek(day))
    );
  }

  #isOnWeekday(day: number): boolean {
    const weekday = weekdayOf(day);
    if (this.#weekdays.has(weekday) || PERIOD_MS[this.#rule.frequency]) {
      return this.#weekdays.has(weekday);
    }
    // In a yearly rule `2MO` is the second Monday of the year, and with BYMONTH that of the month.
    return this.#rule.frequency === 'YEARLY' && this.#months.size === 0
      ? isNth(this.#weekdays, this.#placeInYear(day), this.#yearLength, 7, weekday)
      : isNth(this.#weekdays, day - this.#monthStart + 1, this.#monthLength, 7, weekday);
  }

  /** A week belongs to the year that has at least four of its days: the year of its fourth day (RFC 5545, 3.3.10). */
  #isInWeek(day: number): boolean {
    const { weekNumbers, weekStart } = this.#rule;
    const fourthDay = day - modulo(weekdayOf(day) - weekStart, 7) + 3;
    return isNth(weekNumbers, this.#placeInYear(fourthDay), this.#yearLength);
  }

  #goToMonthOf(day: number): void {
    if (day < this.#monthStart || day >= this.#monthStart + this.#monthLength) {
      const date = new Date(day * DAY_MS);
      const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
      this.#month = month + 1;
      this.#monthStart = day - date.getUTCDate() + 1;
      this.#monthLength = dayNumber(year, month + 1, 1) - this.#monthStart;
    }
  }

  /** From 1, and makes {@link #yearLength} that of its year. */
  #placeInYear(day: number): number {
    if (day < this.#yearStart || day >= this.#yearStart + this.#yearLength) {
      const year = new Date(day * DAY_MS).getUTCFullYear();
      this.#yearStart = dayNumber(year, 0, 1);
      this.#yearLength = dayNumber(year + 1, 0, 1) - this.#yearStart;
    }
    return day - this.#yearStart + 1;
  }
}

/** Whether the numbers have a place, counted from 1 at the start or from -1 at the end. An empty set has all. */
function isAmong(numbers: ReadonlySet<number>, place: number, length: number): boolean {
  return numbers.size === 0 || numbers.has(place) || numbers.has(place - length - 1);
}

/**
 * Whether the numbers have the number of a day among the same weekdays of its month or year: 2 for the second
 * Monday, -1 for the last one. The numbers of BYDAY are multiplied and hold the weekday.
 */
function isNth(
  numbers: ReadonlySet<number>,
  place: number,
  length: number,
  factor = 1,
  weekday = 0,
): boolean {
  return (
    numbers.has(Math.ceil(place / 7) * factor + weekday) ||
    numbers.has(-Math.ceil((length - place + 1) / 7) * factor + weekday)
  );
}
