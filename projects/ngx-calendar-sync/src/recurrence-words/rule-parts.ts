import type {
  ɵFrequency as Frequency,
  ɵRecurrenceRule as RecurrenceRule,
} from 'ngx-calendar-sync/core';

const DAY_MS = 86_400_000;
const MONTHS_PER_YEAR = 12;
/** More times of a day are not said one by one. */
const MAX_TIMES = 6;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/** A weekday, from 0, Monday, to 6, Sunday, and which one of its month or year. */
export interface NthWeekday {
  readonly nth: number;
  readonly weekday: number;
}

/** The start of a series, as far as its rules depend on it. */
export interface SeriesStart {
  /** Wall time in the zone of the event; `undefined` where it is not known. */
  readonly wallTime: number | undefined;
  readonly allDay: boolean;
}

/** The parts of a rule that decide its days, in order, with those that RFC 5545 takes from the start. */
export interface RuleParts {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  /** `nth` is 0 where the rule has no number. */
  readonly weekdays: readonly NthWeekday[];
  readonly positions: readonly number[];
}

/** The names of the parts that say which days, in this order. */
const DAY_PARTS = ['weekNumbers', 'yearDays', 'monthDays', 'weekdays'] as const;

/** Which of the parts that say days a rule has, such as `monthDays weekdays`. */
export function dayPartsIn(parts: RuleParts): string {
  return DAY_PARTS.filter((name) => parts[name].length > 0).join(' ');
}

/** Fills in from the start what a rule leaves to it, as the expansion of series does (`RuleDays` in the core). */
export function rulePartsOf(rule: RecurrenceRule, { wallTime }: SeriesStart): RuleParts {
  const { interval, positions } = rule;
  let { frequency } = rule;
  let months = inOrder(rule.months);
  const weekNumbers = inOrder(rule.weekNumbers);
  const yearDays = inOrder(rule.yearDays);
  let monthDays = inOrder(rule.monthDays);
  let weekdays = inOrder(rule.weekdays).map(nthWeekdayOf);
  if (wallTime !== undefined && weekdays.length + yearDays.length === 0) {
    const date = new Date(wallTime);
    const isYearly = frequency === 'YEARLY';
    const isByWeek = frequency === 'WEEKLY' || weekNumbers.length > 0;
    if (isByWeek && (frequency === 'WEEKLY' || (isYearly && monthDays.length === 0))) {
      weekdays = [{ nth: 0, weekday: (date.getUTCDay() + 6) % 7 }];
    }
    if (isYearly && months.length === 0 && !isByWeek) {
      months = [date.getUTCMonth() + 1];
    }
    if (monthDays.length === 0 && !isByWeek && (isYearly || frequency === 'MONTHLY')) {
      monthDays = [date.getUTCDate()];
    }
  }
  // In all months of every year is in every month. Only positions are counted in a year.
  if (months.length === MONTHS_PER_YEAR && (frequency !== 'YEARLY' || isMonthly(rule))) {
    frequency = frequency === 'YEARLY' ? 'MONTHLY' : frequency;
    months = [];
  }
  return { frequency, interval, months, weekNumbers, yearDays, monthDays, weekdays, positions };
}

/**
 * The times of the day of a rule, in milliseconds since midnight: none where it is the time of the event alone.
 * `undefined` where they cannot be said.
 */
export function timesOf(
  { hours, minutes, seconds }: RecurrenceRule,
  { wallTime, allDay }: SeriesStart,
): readonly number[] | undefined {
  // In a series of whole days, times of the day in its rule are ignored (RFC 5545, 3.3.10).
  if (allDay || hours.length + minutes.length + seconds.length === 0) {
    return [];
  }
  const startTime = wallTime === undefined ? undefined : timeOfDay(wallTime);
  const second = startTime === undefined ? 0 : Math.floor(startTime / SECOND_MS) % 60;
  // Seconds are not said.
  if (seconds.some((each) => each !== second)) {
    return undefined;
  }
  if (startTime === undefined && (hours.length === 0 || minutes.length === 0)) {
    return undefined;
  }
  const start = startTime ?? 0;
  const ofStart = (lengthMs: number, count: number) => [Math.floor(start / lengthMs) % count];
  const times = (hours.length > 0 ? hours : ofStart(HOUR_MS, 24)).flatMap((hour) =>
    (minutes.length > 0 ? minutes : ofStart(MINUTE_MS, 60)).map(
      (minute) => hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS,
    ),
  );
  if (times.length > MAX_TIMES) {
    return undefined;
  }
  return times.length === 1 && times[0] === startTime ? [] : times;
}

/** Whether a yearly rule of all months is one of every month. Days and weeks of the year have no other way to be said. */
function isMonthly({ interval, positions, yearDays, weekNumbers }: RecurrenceRule): boolean {
  return interval === 1 && positions.length + yearDays.size + weekNumbers.size === 0;
}

export function timeOfDay(wallTime: number): number {
  return ((wallTime % DAY_MS) + DAY_MS) % DAY_MS;
}

function inOrder(numbers: ReadonlySet<number>): number[] {
  return [...numbers].sort((a, b) => a - b);
}

/** Of a value of {@link RecurrenceRule.weekdays}, which is 7 times `nth`, plus the weekday. */
function nthWeekdayOf(value: number): NthWeekday {
  const nth = Math.floor(value / 7);
  return { nth, weekday: value - nth * 7 };
}
