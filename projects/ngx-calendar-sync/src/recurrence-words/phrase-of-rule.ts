import type { ɵRecurrenceRule as RecurrenceRule } from 'ngx-calendar-sync/core';
import {
  dayPartsIn,
  type NthWeekday,
  type RuleParts,
  rulePartsOf,
  type SeriesStart,
  timesOf,
} from './rule-parts';
import type { MonthDate, NthWeekdays, PhraseDays, PhraseWeekdays, RulePhrase } from './rule-phrase';

/** From Monday to Friday. */
const WORKDAYS: readonly number[] = [0, 1, 2, 3, 4];
/** Saturday and Sunday. */
const WEEKEND: readonly number[] = [5, 6];
/** No language is asked for anything farther from the end than the fifth last. */
const FIRST_NTH_FROM_END = -5;
const DAYS_PER_WEEK = 7;
const A_LEAP_YEAR = 2000;
const MAX_MONTH_DAY = 31;
/** A month has five of a weekday at most. */
const MAX_NTH_IN_MONTH = 5;
/** More dates of a year are said as days of its months. */
const MAX_DATES = 6;
/** By ISO 8601, which is what weeks are commonly numbered by, a week begins on Monday. */
const MONDAY = 0;
/** Every month has the first of these days, so that its last one is the last of them that it has. */
const LAST_MONTH_DAYS: readonly number[] = [28, 29, 30, 31];

type TimelessPhrase = Omit<RulePhrase, 'times'>;

/** How a rule is said; `undefined` where no words of ours say exactly the same. */
export function phraseOf(rule: RecurrenceRule, start: SeriesStart): RulePhrase | undefined {
  const parts = rulePartsOf(rule, start);
  if (start.wallTime === undefined && isOfMonthOfStart(parts)) {
    return undefined;
  }
  if (isBelowDay(parts)) {
    const hasTimes = rule.hours.length + rule.minutes.length + rule.seconds.length > 0;
    if (start.allDay || hasTimes || rule.positions.length > 0) {
      return undefined;
    }
    const phrase = phraseOfDays(parts, rule.weekStart);
    return phrase && { ...phrase, times: [] };
  }
  const times = timesOf(rule, start);
  // Positions count each time of a day.
  if (!times || (times.length > 1 && parts.positions.length > 0)) {
    return undefined;
  }
  const phrase =
    parts.positions.length > 0
      ? phraseOfPositions(parts, rule.weekStart)
      : phraseOfDays(parts, rule.weekStart);
  return phrase && { ...phrase, times };
}

/** Google means the month of the start by a yearly rule with days of the month alone. */
function isOfMonthOfStart(parts: RuleParts): boolean {
  return (
    parts.frequency === 'YEARLY' && parts.months.length === 0 && dayPartsIn(parts) === 'monthDays'
  );
}

/** Whether a rule counts hours, minutes or seconds. */
export function isBelowDay({ frequency }: Pick<RuleParts, 'frequency'>): boolean {
  return frequency === 'HOURLY' || frequency === 'MINUTELY' || frequency === 'SECONDLY';
}

/** BYSETPOS: the days at these positions among those of each period. */
function phraseOfPositions(parts: RuleParts, weekStart: number): TimelessPhrase | undefined {
  const { frequency, months, monthDays, weekdays, positions } = parts;
  const without = { ...parts, positions: [] };
  const isOfMonth = frequency === 'MONTHLY' || (frequency === 'YEARLY' && months.length === 1);
  const isOfYear = frequency === 'YEARLY' && months.length === 0;
  const dayParts = dayPartsIn(parts);
  const plainWeekdays = plain(weekdays);
  const hasOneDay =
    frequency === 'DAILY' ||
    (frequency === 'WEEKLY' && weekdays.length === 1) ||
    (isOfMonth && monthDays.length === 1 && dayParts === 'monthDays') ||
    (isOfMonth && weekdays.length === 1 && dayParts === 'weekdays' && !plainWeekdays);
  if (hasOneDay) {
    const hasFirst = positions.includes(1) || positions.includes(-1);
    return hasFirst ? phraseOfDays(without, weekStart) : undefined;
  }
  if (isOfMonth && dayParts === 'monthDays') {
    return isSame(monthDays, LAST_MONTH_DAYS) && isSame(positions, [-1])
      ? phraseOfDays({ ...without, monthDays: [-1] }, weekStart)
      : undefined;
  }
  if (!(isOfMonth || isOfYear) || dayParts !== 'weekdays' || !plainWeekdays) {
    return undefined;
  }
  const [weekday = MONDAY] = plainWeekdays;
  if (plainWeekdays.length === 1) {
    const places = positions.map((nth) => ({ nth, weekday }));
    return phraseOfDays({ ...without, weekdays: places }, weekStart);
  }
  if (plainWeekdays.length === DAYS_PER_WEEK) {
    const days = isOfYear ? { yearDays: positions } : { monthDays: positions };
    return phraseOfDays({ ...without, weekdays: [], ...days }, weekStart);
  }
  const isWeekPart = isSame(plainWeekdays, WORKDAYS) || isSame(plainWeekdays, WEEKEND);
  return isWeekPart && isOfMonth && positions.every((nth) => isNth(nth, MAX_MONTH_DAY))
    ? inMonths(parts, {
        kind: 'nthOfWeekPart',
        nths: fromStartFirst(positions),
        ...phraseWeekdays(plainWeekdays),
      })
    : undefined;
}

function phraseOfDays(parts: RuleParts, weekStart: number): TimelessPhrase | undefined {
  const { frequency, interval, months, weekNumbers, yearDays, weekdays } = parts;
  switch (dayPartsIn(parts)) {
    case '':
      return { frequency, interval, months, days: undefined };
    case 'weekdays':
      return phraseOfWeekdays(parts);
    case 'monthDays':
    case 'monthDays weekdays':
      return phraseOfMonthDays(parts);
    case 'yearDays':
      return frequency === 'YEARLY' && months.length === 0 && yearDays.every((nth) => isNth(nth))
        ? {
            frequency,
            interval,
            months,
            days: { kind: 'yearDays', yearDays: fromStartFirst(yearDays) },
          }
        : undefined;
    case 'weekNumbers':
    case 'weekNumbers weekdays': {
      const plainWeekdays = plain(weekdays);
      return frequency === 'YEARLY' &&
        months.length === 0 &&
        weekStart === MONDAY &&
        plainWeekdays &&
        weekNumbers.every((week) => week >= -1)
        ? {
            frequency,
            interval,
            months,
            days: {
              kind: 'weeks',
              weeks: fromStartFirst(weekNumbers),
              ...phraseWeekdays(plainWeekdays),
            },
          }
        : undefined;
    }
    default:
      return undefined;
  }
}

function phraseOfWeekdays(parts: RuleParts): TimelessPhrase | undefined {
  const { frequency, interval, months, weekdays } = parts;
  const plainWeekdays = plain(weekdays);
  if (!plainWeekdays) {
    const of = frequency === 'YEARLY' && months.length === 0 ? 'year' : 'month';
    const isSaid = weekdays.every(({ nth }) =>
      isNth(nth, of === 'month' ? MAX_NTH_IN_MONTH : undefined),
    );
    return isSaid
      ? inMonths(parts, { kind: 'nthWeekdays', of, places: byWeekday(weekdays) })
      : undefined;
  }
  const days = { kind: 'weekdays', ...phraseWeekdays(plainWeekdays) } as const;
  const isEveryDay = plainWeekdays.length === DAYS_PER_WEEK;
  if (isBelowDay(parts)) {
    return { frequency, interval, months, days: isEveryDay ? undefined : days };
  }
  if (interval === 1) {
    // Each Monday of every month or year, and each day that is a Monday, is every Monday.
    return isEveryDay
      ? { frequency: 'DAILY', interval, months, days: undefined }
      : { frequency: 'WEEKLY', interval, months, days };
  }
  return frequency === 'DAILY' ? undefined : { frequency, interval, months, days };
}

function phraseOfMonthDays(parts: RuleParts): TimelessPhrase | undefined {
  const { frequency, interval, months, monthDays, weekdays } = parts;
  const plainWeekdays = plain(weekdays);
  if (!plainWeekdays || isBelowDay(parts) || frequency === 'WEEKLY') {
    return undefined;
  }
  const isOfAllMonths = frequency === 'DAILY' || (frequency === 'YEARLY' && months.length === 0);
  if (isOfAllMonths && interval > 1) {
    return undefined;
  }
  // All weekdays together are no limit.
  const limits = plainWeekdays.length < DAYS_PER_WEEK ? plainWeekdays : [];
  const byMonth: RuleParts = isOfAllMonths ? { ...parts, frequency: 'MONTHLY' } : parts;
  const nth = limits.length > 0 ? nthWithDays(monthDays) : undefined;
  if (nth !== undefined) {
    const places = limits.map((weekday) => ({ weekday, nths: [nth] }));
    return inMonths(byMonth, { kind: 'nthWeekdays', of: 'month', places });
  }
  if (!monthDays.every((day) => isNth(day, MAX_MONTH_DAY))) {
    return undefined;
  }
  return inMonths(
    byMonth,
    limits.length > 0
      ? {
          kind: 'monthDaysOnWeekdays',
          monthDays: fromStartFirst(monthDays),
          weekdays: limits,
        }
      : { kind: 'monthDays', monthDays: fromStartFirst(monthDays) },
  );
}

/** Days of months. Some months of every year are a matter of the year. */
function inMonths(
  { frequency, interval, months }: RuleParts,
  days: PhraseDays,
): TimelessPhrase | undefined {
  if (frequency !== 'MONTHLY' && frequency !== 'YEARLY') {
    return undefined;
  }
  const isYearly = frequency === 'YEARLY' || (interval === 1 && months.length > 0);
  if (
    isYearly &&
    days.kind === 'monthDays' &&
    days.monthDays.every((day) => day > 0) &&
    months.length * days.monthDays.length <= MAX_DATES
  ) {
    const dates = months
      .flatMap((month) => days.monthDays.map((day) => ({ month, day })))
      .filter(isInSomeYear);
    return dates.length > 0
      ? { frequency: 'YEARLY', interval, months: [], days: { kind: 'dates', dates } }
      : undefined;
  }
  return { frequency: isYearly ? 'YEARLY' : 'MONTHLY', interval, months, days };
}

/** The weekdays where none has a number, else `undefined`. */
function plain(weekdays: readonly NthWeekday[]): readonly number[] | undefined {
  return weekdays.every(({ nth }) => nth === 0)
    ? weekdays.map(({ weekday }) => weekday)
    : undefined;
}

function isNth(nth: number, max = Infinity): boolean {
  return nth !== 0 && nth >= FIRST_NTH_FROM_END && nth <= max;
}

/** False for 30 February. */
function isInSomeYear({ month, day }: MonthDate): boolean {
  return new Date(Date.UTC(A_LEAP_YEAR, month - 1, day)).getUTCDate() === day;
}

function phraseWeekdays(weekdays: readonly number[]): PhraseWeekdays {
  return { weekdays, areWorkdays: isSame(weekdays, WORKDAYS) };
}

function byWeekday(places: readonly NthWeekday[]): readonly NthWeekdays[] {
  return [...new Set(places.map(({ weekday }) => weekday))].map((weekday) => ({
    weekday,
    nths: fromStartFirst(places.filter((place) => place.weekday === weekday).map(({ nth }) => nth)),
  }));
}

/** As they are said. */
function fromStartFirst(nths: readonly number[]): readonly number[] {
  return [...nths.filter((nth) => nth > 0), ...nths.filter((nth) => nth < 0)];
}

function isSame(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((number, index) => number === others[index]);
}

/** The second Tuesday is the one from the 8th to the 14th, and the last one is among the last seven days. */
function nthWithDays(monthDays: readonly number[]): number | undefined {
  const [first = 0] = monthDays;
  const isWeek = isSame(
    monthDays,
    Array.from({ length: DAYS_PER_WEEK }, (_, index) => first + index),
  );
  if (!isWeek || (first !== -DAYS_PER_WEEK && (first < 0 || first % DAYS_PER_WEEK !== 1))) {
    return undefined;
  }
  return first < 0 ? -1 : Math.ceil(first / DAYS_PER_WEEK);
}
