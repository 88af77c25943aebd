import type {
  OutlookDayOfWeek,
  OutlookPatternedRecurrence,
  OutlookRecurrencePattern,
} from 'ngx-calendar-sync/outlook/start';
import { dayOfStart, weekdayOf } from './first-day';
import { rangeOf } from './rule-to-range';
import { notSayable, type RuleParts, rulePartsOf, wholeNumber } from './rule-parts';
import {
  ɵDAYS_BY_CODE as DAYS_BY_CODE,
  ɵINDEXES_BY_POSITION as INDEXES_BY_POSITION,
  ɵLAST_DAY_OF_EACH_MONTH as LAST_DAY_OF_EACH_MONTH,
  type ɵSeriesStart as SeriesStart,
  ɵshortestLengthOf as shortestLengthOf,
} from 'ngx-calendar-sync/outlook/runtime';

const DAYS_OF_WEEK: readonly OutlookDayOfWeek[] = [...DAYS_BY_CODE.values()];

type DaysOfPattern = Omit<OutlookRecurrencePattern, 'interval'>;

/**
 * What Graph is sent for the recurrence of a series. The zone of its days is left out: it has to be that of the start, which
 * Graph takes by itself.
 * @param lines RRULE, EXRULE, RDATE and EXDATE lines.
 * @throws CalendarSyncError `invalid-event` for what Outlook cannot say.
 */
export function patternedRecurrenceOf(
  lines: readonly string[],
  start: SeriesStart,
): OutlookPatternedRecurrence {
  const parts = rulePartsOf(lines);
  const days = daysOf(parts, start);
  return {
    pattern: { ...days, interval: wholeNumber(parts, 'INTERVAL') ?? 1 },
    range: rangeOf(parts, start),
  };
}

function daysOf(parts: RuleParts, start: SeriesStart): DaysOfPattern {
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return dailyDays(parts);
    case 'WEEKLY':
      refuse(parts, 'BYMONTH', 'BYMONTHDAY', 'BYSETPOS');
      return weeklyDays(parts, codesOf(parts) ?? [DAYS_OF_WEEK[weekdayOf(dayOfStart(start))]]);
    case 'MONTHLY':
      refuse(parts, 'BYMONTH');
      return parts.has('BYDAY')
        ? { type: 'relativeMonthly', ...relativeDays(parts) }
        : monthDays(parts, start);
    case 'YEARLY':
      return yearlyDays(parts, start);
    default:
      throw notSayable('FREQ', parts.get('FREQ'));
  }
}

/** A day of the week and no other is said by weeks. */
function dailyDays(parts: RuleParts): DaysOfPattern {
  refuse(parts, 'BYMONTH', 'BYMONTHDAY', 'BYSETPOS');
  const days = codesOf(parts);
  if (!days) {
    return { type: 'daily' };
  }
  if ((wholeNumber(parts, 'INTERVAL') ?? 1) > 1) {
    throw notSayable('BYDAY', parts.get('BYDAY'));
  }
  return weeklyDays(parts, days);
}

function weeklyDays(
  parts: RuleParts,
  daysOfWeek: readonly (OutlookDayOfWeek | undefined)[],
): DaysOfPattern {
  const start = parts.get('WKST') ?? 'MO';
  const firstDayOfWeek = DAYS_BY_CODE.get(start);
  if (!firstDayOfWeek) {
    throw notSayable('WKST', start);
  }
  return {
    type: 'weekly',
    daysOfWeek: daysOfWeek.filter((day) => day !== undefined),
    firstDayOfWeek,
  };
}

function monthDays(parts: RuleParts, start: SeriesStart): DaysOfPattern {
  const days = numbersOf(parts, 'BYMONTHDAY') ?? [Number(dayOfStart(start).slice(8))];
  if (days.join() === '-1' && !parts.has('BYSETPOS')) {
    return { type: 'relativeMonthly', daysOfWeek: DAYS_OF_WEEK, index: 'last' };
  }
  return { type: 'absoluteMonthly', dayOfMonth: dayOfMonth(parts, days, LAST_DAY_OF_EACH_MONTH) };
}

function yearlyDays(parts: RuleParts, start: SeriesStart): DaysOfPattern {
  const byMonth = numbersOf(parts, 'BYMONTH');
  // Without its month, a day of the week is one of the year, and a day of the month one of every month.
  if (!byMonth) {
    refuse(parts, 'BYDAY', 'BYMONTHDAY', 'BYSETPOS');
  }
  const [month = 0, ...more] = byMonth ?? [Number(dayOfStart(start).slice(5, 7))];
  if (more.length > 0 || month < 1 || month > 12) {
    throw notSayable('BYMONTH', parts.get('BYMONTH'));
  }
  if (parts.has('BYDAY')) {
    return { type: 'relativeYearly', month, ...relativeDays(parts) };
  }
  const days = numbersOf(parts, 'BYMONTHDAY') ?? [Number(dayOfStart(start).slice(8))];
  return {
    type: 'absoluteYearly',
    month,
    dayOfMonth: dayOfMonth(parts, days, shortestLengthOf(month)),
  };
}

/**
 * The day of Graph's absolute patterns, which is the last one in months that are too short: `28,29,30,31` with BYSETPOS=-1.
 * By RFC 5545 day 31 alone would leave those months out (3.3.10).
 * @param shortest How many days the shortest month of the pattern has.
 */
function dayOfMonth(parts: RuleParts, days: readonly number[], shortest: number): number {
  const [first = 0] = days;
  const last = days.at(-1) ?? 0;
  const isOne = days.length === 1 && !parts.has('BYSETPOS') && first >= 1 && first <= shortest;
  const isLastOf =
    parts.get('BYSETPOS') === '-1' &&
    first >= 1 &&
    first <= shortest &&
    last <= 31 &&
    days.every((day, index) => day === first + index);
  if (!isOne && !isLastOf) {
    throw notSayable('BYMONTHDAY', days.join(','));
  }
  return last;
}

/** The numbered day of the week of a month, as `2TU`, or a list of days with BYSETPOS. */
function relativeDays(
  parts: RuleParts,
): Required<Pick<OutlookRecurrencePattern, 'daysOfWeek' | 'index'>> {
  refuse(parts, 'BYMONTHDAY');
  const byDay = parts.get('BYDAY') ?? '';
  const [, number, code] = /^([+-]?\d+)([A-Z]{2})$/.exec(byDay) ?? [];
  const index = INDEXES_BY_POSITION.get(Number(number ?? parts.get('BYSETPOS')));
  if (number !== undefined) {
    refuse(parts, 'BYSETPOS');
  }
  if (!index) {
    throw notSayable(number === undefined && parts.has('BYSETPOS') ? 'BYSETPOS' : 'BYDAY', byDay);
  }
  return { index, daysOfWeek: weekdaysOf(code ?? byDay) };
}

function codesOf(parts: RuleParts): readonly OutlookDayOfWeek[] | undefined {
  const byDay = parts.get('BYDAY');
  return byDay === undefined ? undefined : weekdaysOf(byDay);
}

function weekdaysOf(byDay: string): readonly OutlookDayOfWeek[] {
  return byDay.split(',').map((code) => {
    const day = DAYS_BY_CODE.get(code);
    if (!day) {
      throw notSayable('BYDAY', byDay);
    }
    return day;
  });
}

function numbersOf(parts: RuleParts, name: string): readonly number[] | undefined {
  return parts
    .get(name)
    ?.split(',')
    .map((text) => {
      if (!/^[+-]?\d{1,2}$/.test(text)) {
        throw notSayable(name, text);
      }
      return Number(text);
    })
    .sort((a, b) => a - b);
}

function refuse(parts: RuleParts, ...names: readonly string[]): void {
  const name = names.find((each) => parts.has(each));
  if (name !== undefined) {
    throw notSayable(name, parts.get(name));
  }
}
