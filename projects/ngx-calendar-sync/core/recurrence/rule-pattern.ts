import type { WallTime } from '../model/zone-clock';
import { type ByRuleParts, type RecurrenceRule, WEEKDAYS } from './recurrence-rule';
import { DAY_MS, midnightOf, weekdayOf } from './wall-time';

/**
 * A rule together with the parts that it does not have and that are taken from DTSTART (RFC 5545, 3.3.10): a yearly
 * rule without BYMONTH and BYMONTHDAY has the month and the day of its start.
 */
export interface RulePattern extends ByRuleParts {
  readonly rule: RecurrenceRule;
  /** Where intervals and COUNT are counted from; with {@link isDateOnly} the midnight of that day. */
  readonly start: WallTime;
  /**
   * Whether the pattern finds days alone, at their midnights: all occurrences have the time of day of the first one.
   */
  readonly isDateOnly: boolean;
  /** The same for all patterns that differ in nothing but {@link start}. */
  readonly key: string;
}

/** The frequencies that are shorter than a day, from the shortest. */
const INTRADAY_FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY'];

/**
 * @param first The wall time of the first occurrence.
 * @param allDay Whether the series is of whole days; times of the day in its rule are then ignored (RFC 5545, 3.3.10).
 */
export function patternOf(rule: RecurrenceRule, first: WallTime, allDay: boolean): RulePattern {
  const isDateOnly =
    !INTRADAY_FREQUENCIES.includes(rule.frequency) &&
    (allDay || rule.hours.length + rule.minutes.length + rule.seconds.length === 0);
  const start = isDateOnly ? midnightOf(first) : first;
  const implied: Partial<ByRuleParts> = {
    ...impliedDays(rule, start),
    ...(isDateOnly ? { hours: [0], minutes: [0], seconds: [0] } : impliedTimes(rule, start)),
  };
  return {
    ...rule,
    ...implied,
    rule,
    start,
    isDateOnly,
    key: `${rule.text} ${keyOf(implied)}`,
  };
}

function impliedDays(rule: RecurrenceRule, start: WallTime): Partial<ByRuleParts> {
  const { frequency, months, weekNumbers, yearDays, monthDays, weekdays } = rule;
  const date = new Date(start);
  const month = months.length > 0 ? {} : { months: [date.getUTCMonth() + 1] };
  const monthDay = { monthDays: [date.getUTCDate()] };
  const weekday = { weekdays: [{ weekday: weekdayOf(Math.floor(start / DAY_MS)), nth: 0 }] };
  if (weekdays.length + yearDays.length > 0) {
    return {};
  }
  switch (frequency) {
    case 'YEARLY':
      if (weekNumbers.length > 0) {
        return monthDays.length > 0 ? {} : weekday;
      }
      // Google writes birthdays as `FREQ=YEARLY;BYMONTHDAY=25` and means one month; by the RFC it would be every month.
      return monthDays.length > 0 ? month : { ...month, ...monthDay };
    case 'MONTHLY':
      return monthDays.length + weekNumbers.length > 0 ? {} : monthDay;
    case 'WEEKLY':
      return weekday;
    default:
      return {};
  }
}

/** Hour, minute and second of the start, where they are shorter than the frequency and the rule does not have them. */
function impliedTimes(rule: RecurrenceRule, start: WallTime): Partial<ByRuleParts> {
  const { frequency, hours, minutes, seconds } = rule;
  const date = new Date(start);
  const rank = INTRADAY_FREQUENCIES.indexOf(frequency);
  const isShorterThanFrequency = (unit: 'SECONDLY' | 'MINUTELY' | 'HOURLY') =>
    rank === -1 || rank > INTRADAY_FREQUENCIES.indexOf(unit);
  return {
    ...(hours.length === 0 && isShorterThanFrequency('HOURLY')
      ? { hours: [date.getUTCHours()] }
      : {}),
    ...(minutes.length === 0 && isShorterThanFrequency('MINUTELY')
      ? { minutes: [date.getUTCMinutes()] }
      : {}),
    ...(seconds.length === 0 && isShorterThanFrequency('SECONDLY')
      ? { seconds: [date.getUTCSeconds()] }
      : {}),
  };
}

function keyOf({ months, monthDays, weekdays, hours, minutes, seconds }: Partial<ByRuleParts>) {
  const days = weekdays?.map(({ weekday }) => WEEKDAYS[weekday]);
  return [months, monthDays, days, hours, minutes, seconds]
    .map((list) => list?.join() ?? '')
    .join('/');
}
