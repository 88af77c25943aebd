import type { WallTime } from '../../model/zone-clock';
import { PERIOD_MS, type RecurrenceRule, WEEKDAYS } from '../recurrence-rule';
import { DAY_MS, dayNumber, modulo, weekdayOf } from '../wall-time';
import { daysBetween, notMovable, type RuleParts } from './rule-text';

/** The start of a series before and after it is moved, as wall times. */
export interface Move {
  readonly from: WallTime;
  readonly to: WallTime;
}

const OTHER_DAY = 'another day';
const OTHER_TIME = 'another time of the day';

/** Every month has these days, and so many from its end. */
const DAYS_OF_EVERY_MONTH = 28;

/**
 * The parts by which a rule names days, so that it happens on the days to which the start of its series is moved. A weekly
 * rule is moved as a whole. A monthly or yearly one that names one day names that of the new start, because the day after
 * the second Tuesday is not always the second Wednesday.
 * @throws CalendarSyncError `invalid-event` for days that no rule of this kind can be moved to.
 */
export function movedDays(rule: RecurrenceRule, { from, to }: Move): RuleParts {
  const days = daysBetween(from, to);
  const periodMs = PERIOD_MS[rule.frequency];
  if (days === 0 || (periodMs !== 0 && periodMs < DAY_MS)) {
    return {};
  }
  if (rule.weekNumbers.size + rule.yearDays.size > 0) {
    throw notMovable(OTHER_DAY);
  }
  if (periodMs === 0) {
    return { ...movedMonths(rule, { from, to }), ...movedMonthDays(rule, { from, to }, days) };
  }
  if (rule.months.size + rule.monthDays.size > 0) {
    throw notMovable(OTHER_DAY);
  }
  if (rule.weekdays.size === 0) {
    return {};
  }
  const isWeekCounted =
    rule.frequency === 'WEEKLY' && (rule.interval > 1 || rule.positions.length > 0);
  return {
    BYDAY: movedWeekdays(rule, days),
    ...(isWeekCounted ? { WKST: WEEKDAYS[modulo(rule.weekStart + days, 7)] } : {}),
  };
}

function movedMonths({ frequency, months }: RecurrenceRule, { from, to }: Move): RuleParts {
  const [before, after] = [placesOf(from), placesOf(to)];
  if (months.size === 0 || before.month === after.month) {
    return {};
  }
  if (frequency === 'YEARLY' && months.size === 1 && months.has(before.month)) {
    return { BYMONTH: String(after.month) };
  }
  throw notMovable(OTHER_DAY);
}

function movedMonthDays(rule: RecurrenceRule, { from, to }: Move, days: number): RuleParts {
  const { monthDays, weekdays, positions } = rule;
  if (monthDays.size + weekdays.size === 0) {
    return {};
  }
  const [before, after] = [placesOf(from), placesOf(to)];
  const isByMonthDay = weekdays.size === 0 && positions.length === 0;
  const isByWeekday = monthDays.size === 0 && positions.length === 0;
  if (isByMonthDay && monthDays.size === 1) {
    if (monthDays.has(before.day)) {
      return { BYMONTHDAY: String(after.day) };
    }
    if (monthDays.has(before.dayFromEnd)) {
      return { BYMONTHDAY: String(after.dayFromEnd) };
    }
  } else if (isByMonthDay) {
    return { BYMONTHDAY: shifted([...monthDays], days, isDayOfEveryMonth, OTHER_DAY) };
  } else if (isByWeekday && [...weekdays].every((weekday) => weekday >= 0 && weekday < 7)) {
    return { BYDAY: movedWeekdays(rule, days) };
  } else if (isByWeekday && weekdays.size === 1) {
    if (weekdays.has(before.week * 7 + before.weekday)) {
      return { BYDAY: `${after.week}${WEEKDAYS[after.weekday]}` };
    }
    if (weekdays.has(before.weekFromEnd * 7 + before.weekday)) {
      return { BYDAY: `${after.weekFromEnd}${WEEKDAYS[after.weekday]}` };
    }
  }
  throw notMovable(OTHER_DAY);
}

/** Where a day is in its month, from the start and, in negative numbers, from the end, as rules count. */
function placesOf(wallTime: WallTime) {
  const date = new Date(wallTime);
  const [month, day] = [date.getUTCMonth() + 1, date.getUTCDate()];
  const number = Math.floor(wallTime / DAY_MS);
  const daysLeft = dayNumber(date.getUTCFullYear(), month, 1) - number;
  return {
    month,
    day,
    dayFromEnd: -daysLeft,
    weekday: weekdayOf(number),
    week: Math.ceil(day / 7),
    weekFromEnd: -Math.ceil(daysLeft / 7),
  };
}

function isDayOfEveryMonth(day: number, before: number): boolean {
  const place = Math.abs(day);
  return Math.sign(day) === Math.sign(before) && place > 0 && place <= DAYS_OF_EVERY_MONTH;
}

function movedWeekdays({ weekdays }: RecurrenceRule, days: number): string {
  return [...weekdays].map((weekday) => WEEKDAYS[modulo(weekday + days, 7)]).join();
}

/** The parts by which a rule names times of the day. */
export function movedTimes(rule: RecurrenceRule, { from, to }: Move): RuleParts {
  const [before, after] = [new Date(from), new Date(to)];
  const parts: Record<string, string> = {};
  const move = (name: string, values: readonly number[], distance: number, count: number) => {
    if (values.length > 0 && distance !== 0) {
      const isValid = (value: number) => value >= 0 && value < count;
      parts[name] = shifted(values, distance, isValid, OTHER_TIME);
    }
  };
  move('BYHOUR', rule.hours, after.getUTCHours() - before.getUTCHours(), 24);
  move('BYMINUTE', rule.minutes, after.getUTCMinutes() - before.getUTCMinutes(), 60);
  move('BYSECOND', rule.seconds, after.getUTCSeconds() - before.getUTCSeconds(), 60);
  return parts;
}

function shifted(
  values: readonly number[],
  distance: number,
  isValid: (value: number, before: number) => boolean,
  target: string,
): string {
  if (!values.every((value) => isValid(value + distance, value))) {
    throw notMovable(target);
  }
  return values.map((value) => value + distance).join();
}
