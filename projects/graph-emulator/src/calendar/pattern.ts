import { addDays, daysBetween } from 'google-calendar-ics/internal';

export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const WEEK_INDEXES = ['first', 'second', 'third', 'fourth', 'last'] as const;
export type WeekIndex = (typeof WEEK_INDEXES)[number];

/** `patternedRecurrence` of Graph, with all its fields. */
export interface Pattern {
  readonly pattern: {
    readonly type:
      | 'daily'
      | 'weekly'
      | 'absoluteMonthly'
      | 'relativeMonthly'
      | 'absoluteYearly'
      | 'relativeYearly';
    readonly interval: number;
    readonly month: number;
    readonly dayOfMonth: number;
    readonly daysOfWeek?: readonly Weekday[];
    readonly firstDayOfWeek: Weekday;
    readonly index: WeekIndex;
  };
  readonly range: {
    readonly type: 'endDate' | 'noEnd' | 'numbered';
    readonly startDate: string;
    /** `0001-01-01` where there is none. */
    readonly endDate: string;
    readonly recurrenceTimeZone: string;
    readonly numberOfOccurrences: number;
  };
}

/** What a rule does with a day that a month does not have. Nothing public settles it for Graph. */
export type ShortMonths = 'last-day' | 'left-out';

/** The calendar of Exchange ends in the year 4500; long before that nobody looks. */
const MAX_PERIODS = 40_000;

/**
 * The days of a rule from `from` to before `to`, in order.
 * @param from A day such as `2026-06-01`, inclusive.
 * @param to Exclusive.
 */
export function* daysOfPattern(
  { pattern, range }: Pattern,
  from: string,
  to: string,
  shortMonths: ShortMonths,
): Generator<string, void> {
  const last = range.type === 'endDate' ? range.endDate : '9999-12-31';
  const count = range.type === 'numbered' ? range.numberOfOccurrences : Infinity;
  let found = 0;
  // Days before the window count for `numbered` only, so other rules begin near the window.
  const first =
    range.type === 'numbered' ? 0 : Math.max(0, periodsBefore({ pattern, range }, from) - 1);
  for (let period = first; period < first + MAX_PERIODS; period++) {
    const { begins, days } = periodOf({ pattern, range }, period, shortMonths);
    if (begins >= to || begins > last) {
      return;
    }
    for (const day of days) {
      if (day < range.startDate) {
        continue;
      }
      if (day > last || day >= to || ++found > count) {
        return;
      }
      if (day >= from) {
        yield day;
      }
    }
  }
}

/** Whether the rule has the day. */
export function hasDay(rule: Pattern, day: string, shortMonths: ShortMonths): boolean {
  return !daysOfPattern(rule, day, addDays(day, 1), shortMonths).next().done;
}

/** The first day of the rule; undefined if it has none. */
export function firstDay(rule: Pattern, shortMonths: ShortMonths): string | undefined {
  return (
    daysOfPattern(rule, rule.range.startDate, '9999-12-31', shortMonths).next().value ?? undefined
  );
}

function periodsBefore({ pattern, range }: Pattern, day: string): number {
  const days = daysBetween(range.startDate, day);
  const periodDays = { daily: 1, weekly: 7, absoluteMonthly: 31, relativeMonthly: 31 };
  const length =
    pattern.type === 'absoluteYearly' || pattern.type === 'relativeYearly'
      ? 366
      : periodDays[pattern.type];
  return Math.floor(days / (length * pattern.interval));
}

interface Period {
  /** Its earliest day. */
  readonly begins: string;
  readonly days: readonly string[];
}

function periodOf({ pattern, range }: Pattern, period: number, shortMonths: ShortMonths): Period {
  const step = period * pattern.interval;
  const { startDate } = range;
  switch (pattern.type) {
    case 'daily': {
      const day = addDays(startDate, step);
      return { begins: day, days: [day] };
    }
    case 'weekly': {
      const begins = addDays(weekStart(startDate, pattern.firstDayOfWeek), 7 * step);
      const wanted = pattern.daysOfWeek ?? [];
      const days = Array.from({ length: 7 }, (_, index) => addDays(begins, index));
      return { begins, days: days.filter((day) => wanted.includes(weekdayOf(day))) };
    }
    case 'absoluteMonthly':
    case 'relativeMonthly':
      return monthPeriod(
        pattern,
        Number(startDate.slice(0, 4)),
        Number(startDate.slice(5, 7)) + step,
        shortMonths,
      );
    case 'absoluteYearly':
    case 'relativeYearly':
      return monthPeriod(pattern, Number(startDate.slice(0, 4)) + step, pattern.month, shortMonths);
  }
}

function monthPeriod(
  pattern: Pattern['pattern'],
  year: number,
  month: number,
  shortMonths: ShortMonths,
): Period {
  const begins = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
  const length = daysBetween(begins, new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10));
  if (pattern.type.startsWith('absolute')) {
    const isMissing = pattern.dayOfMonth > length;
    if (isMissing && shortMonths === 'left-out') {
      return { begins, days: [] };
    }
    return { begins, days: [addDays(begins, Math.min(pattern.dayOfMonth, length) - 1)] };
  }
  const wanted = pattern.daysOfWeek ?? [];
  const fitting = Array.from({ length }, (_, index) => addDays(begins, index)).filter((day) =>
    wanted.includes(weekdayOf(day)),
  );
  const chosen =
    pattern.index === 'last' ? fitting.at(-1) : fitting[WEEK_INDEXES.indexOf(pattern.index)];
  return { begins, days: chosen === undefined ? [] : [chosen] };
}

function weekStart(day: string, firstDayOfWeek: Weekday): string {
  const back = (new Date(day).getUTCDay() - WEEKDAYS.indexOf(firstDayOfWeek) + 7) % 7;
  return addDays(day, -back);
}

export function weekdayOf(day: string): Weekday {
  return WEEKDAYS[new Date(day).getUTCDay()] ?? 'sunday';
}
