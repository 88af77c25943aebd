import { periodOfOrdinals, type RuleParts, type RuleWeekday } from './rule-parts.ts';
import { placeInMonth, placeInYear, weekOfYear, type Place } from './year-weeks.ts';

const MAX_DAYS_BY_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Decides on which days a rule occurs. */
export class RuleFilter {
  constructor(private readonly parts: RuleParts) {}

  /** Whether no month of the rule has any of its days. */
  get isImpossible(): boolean {
    const { months, monthDays } = this.parts;
    const lengths =
      months.length > 0 ? months.map((month) => MAX_DAYS_BY_MONTH[month - 1] ?? 0) : [31];
    return (
      monthDays.length > 0 &&
      !lengths.some((length) => monthDays.some((day) => Math.abs(day) <= length))
    );
  }

  allowsMonth(date: Date): boolean {
    const { months } = this.parts;
    return months.length === 0 || months.includes(date.getUTCMonth() + 1);
  }

  /** @param date A day in an allowed month. */
  allowsDay(date: Date): boolean {
    const { monthDays, yearDays, weeks, weekdays, weekStart } = this.parts;
    return (
      (weekdays.length === 0 || weekdays.some((each) => this.isWeekday(each, date))) &&
      (monthDays.length === 0 || isAmong(monthDays, placeInMonth(date))) &&
      (yearDays.length === 0 || isAmong(yearDays, placeInYear(date))) &&
      (weeks.length === 0 || isAmong(weeks, weekOfYear(date, weekStart)))
    );
  }

  private isWeekday({ weekday, nth }: RuleWeekday, date: Date): boolean {
    if (weekday !== date.getUTCDay()) {
      return false;
    }
    const period = periodOfOrdinals(this.parts);
    if (nth === 0 || !period) {
      return true;
    }
    const { fromStart, fromEnd } = period === 'year' ? placeInYear(date) : placeInMonth(date);
    return nth === Math.ceil(fromStart / 7) || nth === Math.floor(fromEnd / 7);
  }
}

function isAmong(numbers: readonly number[], { fromStart, fromEnd }: Place): boolean {
  return numbers.includes(fromStart) || numbers.includes(fromEnd);
}
