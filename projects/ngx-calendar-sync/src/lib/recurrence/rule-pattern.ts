import { type RecurrenceRule, type RuleNumbers, WEEKDAYS } from './recurrence-rule';
import { DAY_MS, midnightOf, weekdayOf } from './wall-time';

/** A rule with all that it leaves to the start of its series (RFC 5545, 3.3.10): from here on the start is not needed. */
export interface RulePattern extends RuleNumbers {
  readonly rule: RecurrenceRule;
  /** Where it is counted from, in wall time; a midnight where its occurrences are days. */
  readonly start: number;
  /** Whether its occurrences are days, all at the time of the first one. */
  readonly isByDay: boolean;
  /** Patterns that differ in nothing but {@link start} have the same key. */
  readonly key: string;
}

const TIMES_OF_DAY = ['SECONDLY', 'MINUTELY', 'HOURLY'];

/** `first` is the wall time of the first start; a series of whole days has no times of the day (RFC 5545, 3.3.10). */
export function patternOf(rule: RecurrenceRule, first: number, allDay: boolean): RulePattern {
  const isByDay =
    !TIMES_OF_DAY.includes(rule.frequency) &&
    (allDay || rule.hours.length + rule.minutes.length + rule.seconds.length === 0);
  const start = isByDay ? midnightOf(first) : first;
  const implied: Partial<RuleNumbers> = {
    ...impliedDays(rule, start),
    ...(isByDay ? { hours: [0], minutes: [0], seconds: [0] } : impliedTimes(rule, start)),
  };
  return {
    ...rule,
    ...implied,
    rule,
    start,
    isByDay,
    key: `${rule.text} ${keyOf(implied)}`,
  };
}

function impliedDays(rule: RecurrenceRule, start: number): Partial<RuleNumbers> {
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
      // Google's own birthdays are `FREQ=YEARLY;BYMONTHDAY=25`; the RFC would have them every month.
      return monthDays.length > 0 ? month : { ...month, ...monthDay };
    case 'MONTHLY':
      return monthDays.length + weekNumbers.length > 0 ? {} : monthDay;
    case 'WEEKLY':
      return weekday;
    default:
      return {};
  }
}

/** What is shorter than the frequency is that of the start, where the rule does not say it. */
function impliedTimes(rule: RecurrenceRule, start: number): Partial<RuleNumbers> {
  const { frequency, hours, minutes, seconds } = rule;
  const date = new Date(start);
  const rank = TIMES_OF_DAY.indexOf(frequency);
  const isShorterThanFrequency = (unit: number) => rank === -1 || rank > unit;
  return {
    ...(hours.length === 0 && isShorterThanFrequency(2) ? { hours: [date.getUTCHours()] } : {}),
    ...(minutes.length === 0 && isShorterThanFrequency(1)
      ? { minutes: [date.getUTCMinutes()] }
      : {}),
    ...(seconds.length === 0 && isShorterThanFrequency(0)
      ? { seconds: [date.getUTCSeconds()] }
      : {}),
  };
}

function keyOf({ months, monthDays, weekdays, hours, minutes, seconds }: Partial<RuleNumbers>) {
  const days = weekdays?.map(({ weekday }) => WEEKDAYS[weekday]);
  return [months, monthDays, days, hours, minutes, seconds]
    .map((list) => list?.join() ?? '')
    .join('/');
}
