import type { WallTime } from '../../model/zone-clock';
import { PERIOD_MS, type RecurrenceRule, WEEKDAYS } from '../recurrence-rule';
import { DAY_MS, modulo, weekdayOf } from '../wall-time';
import { notDivisible, type RuleParts, timeOfDay } from './rule-text';

/** The parts of a time of the day that a rule takes from its start: BYxxx, the rule's values, the length, how many. */
const TIME_PARTS = [
  ['BYHOUR', 'hours', 3_600_000, 24],
  ['BYMINUTE', 'minutes', 60_000, 60],
  ['BYSECOND', 'seconds', 1000, 60],
] as const;

/**
 * The parts that a rule needs in order to mean the same from a later start. A rule takes from its start what it does not
 * say: the time of the day, the weekday, the day of the month. The later start may differ in these where it is an RDATE,
 * the occurrence of another rule, or a time that the clocks skip.
 * @throws CalendarSyncError `invalid-event` where the later start is in a period that the INTERVAL of the rule leaves out.
 */
export function anchors(
  rule: RecurrenceRule,
  start: WallTime,
  later: WallTime,
  allDay: boolean,
): RuleParts {
  if (modulo(periodOf(rule, later) - periodOf(rule, start), rule.interval) !== 0) {
    throw notDivisible('A rule of this series has an INTERVAL that cannot begin at this date.');
  }
  return {
    ...dayAnchors(rule, new Date(start), new Date(later)),
    ...(allDay ? {} : timeAnchors(rule, timeOfDay(start), timeOfDay(later))),
  };
}

function dayAnchors(rule: RecurrenceRule, start: Date, later: Date): RuleParts {
  const { frequency, weekdays, monthDays, yearDays, weekNumbers, months } = rule;
  if (weekdays.size + yearDays.size > 0) {
    return {};
  }
  const weekday = weekdayOf(Math.floor(start.getTime() / DAY_MS));
  const isByWeek = frequency === 'WEEKLY' || weekNumbers.size > 0;
  if (isByWeek) {
    const isOfStart = frequency === 'WEEKLY' || (frequency === 'YEARLY' && monthDays.size === 0);
    return isOfStart && weekday !== weekdayOf(Math.floor(later.getTime() / DAY_MS))
      ? { BYDAY: WEEKDAYS[weekday] }
      : {};
  }
  const isYearly = frequency === 'YEARLY';
  if (!isYearly && frequency !== 'MONTHLY') {
    return {};
  }
  const isMonthOfStart = isYearly && months.size === 0;
  const isDayOfStart = monthDays.size === 0;
  return {
    ...(isMonthOfStart && start.getUTCMonth() !== later.getUTCMonth()
      ? { BYMONTH: String(start.getUTCMonth() + 1) }
      : {}),
    ...(isDayOfStart && start.getUTCDate() !== later.getUTCDate()
      ? { BYMONTHDAY: String(start.getUTCDate()) }
      : {}),
  };
}

function timeAnchors(rule: RecurrenceRule, start: number, later: number): RuleParts {
  const periodMs = PERIOD_MS[rule.frequency] || DAY_MS;
  const parts: Record<string, string> = {};
  for (const [name, field, lengthMs, count] of TIME_PARTS) {
    const value = Math.floor(start / lengthMs) % count;
    const isOfStart = lengthMs < periodMs && rule[field].length === 0;
    if (isOfStart && value !== Math.floor(later / lengthMs) % count) {
      parts[name] = String(value);
    }
  }
  return parts;
}

/** The number of the year, month, week, day, hour, minute or second that a wall time is in. */
function periodOf({ frequency, weekStart }: RecurrenceRule, wallTime: WallTime): number {
  const periodMs = PERIOD_MS[frequency];
  if (periodMs) {
    // Week 0 has 1 January 1970, a Thursday, in it.
    const firstBegin = frequency === 'WEEKLY' ? (weekStart - 3) * DAY_MS : 0;
    return Math.floor((wallTime - firstBegin) / periodMs);
  }
  const date = new Date(wallTime);
  const year = date.getUTCFullYear();
  return frequency === 'YEARLY' ? year : year * 12 + date.getUTCMonth();
}
