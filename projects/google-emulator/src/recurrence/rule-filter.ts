import { numbersOf, WEEKDAYS, type RuleParts } from './rule-parts.ts';

const DAY = 86_400_000;
const LONGEST_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Decides which of the walked candidates are the rule's. */
export class RuleFilter {
  private readonly months: readonly number[];
  private readonly monthDays: readonly number[];
  private readonly weekdays: readonly string[];
  private readonly positions: readonly number[];
  private readonly interval: number;
  private readonly weekStart: number;

  constructor(
    private readonly parts: RuleParts,
    private readonly firstWall: number,
  ) {
    this.months = numbersOf(parts, 'BYMONTH');
    this.monthDays = numbersOf(parts, 'BYMONTHDAY');
    this.weekdays = parts.get('BYDAY')?.split(',') ?? [];
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
    return this.allowsYear(date) && this.allowsDay(date);
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

  /** A yearly rule may be walked by months, without its interval. */
  private allowsYear(date: Date): boolean {
    // Years of weeks end on other days; ical.js keeps their interval itself.
    if (this.parts.get('FREQ') !== 'YEARLY' || this.parts.has('BYWEEKNO')) {
      return true;
    }
    const years = date.getUTCFullYear() - new Date(this.firstWall).getUTCFullYear();
    return years % this.interval === 0;
  }

  private allowsDay(date: Date): boolean {
    if (this.months.length > 0 && !this.months.includes(date.getUTCMonth() + 1)) {
      return false;
    }
    const day = date.getUTCDate();
    const length = new Date(
      Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0),
    ).getUTCDate();
    const isDay =
      this.monthDays.length === 0 ||
      this.monthDays.includes(day) ||
      this.monthDays.includes(day - length - 1);
    const weekday = WEEKDAYS[date.getUTCDay()] ?? '';
    return (
      isDay && (this.weekdays.length === 0 || this.weekdays.some((each) => each.endsWith(weekday)))
    );
  }
}
