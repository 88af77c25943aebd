import { numbersOf, spanOfOrdinals, WEEKDAYS, weekdaysOf, type RuleParts } from './rule-parts.ts';
import { DAY, placeInMonth, placeInYear, weekOfYear, type Place } from './year-weeks.ts';

const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Decides which of the walked candidates are the rule's. */
export class RuleFilter {
  private readonly months: readonly number[];
  private readonly monthDays: readonly number[];
  private readonly yearDays: readonly number[];
  private readonly weeks: readonly number[];
  private readonly weekdays: readonly { readonly name: string; readonly nth: number }[];
  private readonly positions: readonly number[];
  private readonly interval: number;
  private readonly weekStart: number;

  constructor(
    private readonly parts: RuleParts,
    private readonly firstWall: number,
  ) {
    this.months = numbersOf(parts, 'BYMONTH');
    this.monthDays = numbersOf(parts, 'BYMONTHDAY');
    this.yearDays = numbersOf(parts, 'BYYEARDAY');
    this.weeks = numbersOf(parts, 'BYWEEKNO');
    this.weekdays = weekdaysOf(parts);
    this.positions = numbersOf(parts, 'BYSETPOS');
    this.interval = Number(parts.get('INTERVAL') ?? 1);
    this.weekStart = Math.max(WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO'), 0);
  }

  /** The rule counts positions in the sets of its periods. */
  get hasPositions(): boolean {
    return this.positions.length > 0;
  }

  /** No month of the rule has such a day. */
  get isImpossible(): boolean {
    const lengths =
      this.months.length > 0 ? this.months.map((month) => LONGEST_MONTH[month - 1] ?? 0) : [31];
    return (
      this.monthDays.length > 0 &&
      !lengths.some((length) => this.monthDays.some((day) => Math.abs(day) <= length))
    );
  }

  allows(wall: number): boolean {
    const date = new Date(wall);
    return this.isInRhythm(date) && this.allowsDay(date);
  }

  /** Those at the positions that BYSETPOS names, of the candidates of one period. */
  positioned(walls: readonly number[]): number[] {
    return walls.filter(
      (_, index) =>
        this.positions.includes(index + 1) || this.positions.includes(index - walls.length),
    );
  }

  /** A number that the walls of one year, month, week or day have in common. */
  periodOf(wall: number): number {
    const date = new Date(wall);
    const day = Math.floor(wall / DAY);
    switch (this.parts.get('FREQ')) {
      case 'YEARLY':
        return date.getUTCFullYear();
      case 'MONTHLY':
        return date.getUTCFullYear() * 12 + date.getUTCMonth();
      case 'WEEKLY':
        // Day 0, 1 January 1970, was a Thursday.
        return Math.floor((day + 4 - this.weekStart) / 7);
      default:
        return day;
    }
  }

  /** Years and months may be walked by shorter steps, without the interval of the rule. */
  private isInRhythm(date: Date): boolean {
    const first = new Date(this.firstWall);
    const years = date.getUTCFullYear() - first.getUTCFullYear();
    switch (this.parts.get('FREQ')) {
      case 'YEARLY':
        return years % this.interval === 0;
      case 'MONTHLY':
        return (years * 12 + date.getUTCMonth() - first.getUTCMonth()) % this.interval === 0;
      default:
        return true;
    }
  }

  private allowsDay(date: Date): boolean {
    return (
      (this.months.length === 0 || this.months.includes(date.getUTCMonth() + 1)) &&
      this.allowsMonthDay(date) &&
      this.allowsYearDay(date) &&
      this.allowsWeek(date) &&
      this.allowsWeekday(date)
    );
  }

  private allowsMonthDay(date: Date): boolean {
    return this.monthDays.length === 0 || isAmong(this.monthDays, placeInMonth(date));
  }

  private allowsYearDay(date: Date): boolean {
    return this.yearDays.length === 0 || isAmong(this.yearDays, placeInYear(date));
  }

  private allowsWeek(date: Date): boolean {
    return this.weeks.length === 0 || isAmong(this.weeks, weekOfYear(date, this.weekStart));
  }

  private allowsWeekday(date: Date): boolean {
    const name = WEEKDAYS[date.getUTCDay()];
    return (
      this.weekdays.length === 0 ||
      this.weekdays.some((each) => each.name === name && this.isNth(each.nth, date))
    );
  }

  private isNth(nth: number, date: Date): boolean {
    const span = spanOfOrdinals(this.parts);
    if (nth === 0 || !span) {
      return true;
    }
    const { fromStart, fromEnd } = span === 'year' ? placeInYear(date) : placeInMonth(date);
    return nth === Math.ceil(fromStart / 7) || nth === Math.floor(fromEnd / 7);
  }
}

function isAmong(numbers: readonly number[], { fromStart, fromEnd }: Place): boolean {
  return numbers.includes(fromStart) || numbers.includes(fromEnd);
}
