import type { LocaleNames } from './locale-names';
import type { RecurrenceWords } from './recurrence-words';
import type { PhraseDays, RulePhrase } from './rule-phrase';

const UNITS = {
  SECONDLY: 'second',
  MINUTELY: 'minute',
  HOURLY: 'hour',
  DAILY: 'day',
  WEEKLY: 'week',
  MONTHLY: 'month',
  YEARLY: 'year',
};
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth'];
const ORDINAL_ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
};

/** English. */
export function recurrenceWords(names: LocaleNames): RecurrenceWords {
  return {
    rule,
    ownRule: 'repeats by a rule of its own',
    until: (day, time) => ` until ${day}${time === undefined ? '' : ` at ${time}`}`,
    count: (times) => (times === 1 ? ', once' : `, ${names.number(times)} times`),
    onDates: (count) => `on ${dates(count)}`,
    additionalDates: (count) =>
      `, and on ${names.number(count)} additional ${count === 1 ? 'date' : 'dates'}`,
    exceptDates: (count) => `, except on ${dates(count)}`,
    exceptRule: (text) => `, except ${text}`,
    exceptOwnRule: ', with exceptions',
    separator: '; ',
  };

  function rule(phrase: RulePhrase): string {
    const { days, months, times } = phrase;
    const inMonths = months.length > 0 ? ` in ${names.and(names.months(months))}` : '';
    const atTimes =
      times.length > 0 ? ` at ${names.and(times.map((time) => names.time(time)))}` : '';
    return every(phrase, days) + inMonths + ifOn(days) + atTimes;
  }

  function every({ frequency, interval }: RulePhrase, days: PhraseDays | undefined): string {
    const periods =
      interval === 1
        ? `every ${UNITS[frequency]}`
        : `every ${names.number(interval)} ${UNITS[frequency]}s`;
    if (!days) {
      return periods;
    }
    if (days.kind !== 'weekdays') {
      const period = interval > 1 ? periods : frequency === 'YEARLY' ? 'yearly' : 'monthly';
      return `${period} on ${on(days)}`;
    }
    const weekdays = days.areWorkdays ? 'weekday' : names.and(names.weekdays(days.weekdays));
    switch (frequency) {
      case 'WEEKLY':
        if (interval === 1) {
          return `every ${weekdays}`;
        }
        return `${periods} on ${weekdays === 'weekday' ? 'weekdays' : weekdays}`;
      case 'MONTHLY':
      case 'YEARLY':
        return `${periods} on every ${weekdays}`;
      default:
        return `${periods} on ${weekdays === 'weekday' ? 'weekdays' : weekdays}`;
    }
  }

  function on(days: PhraseDays): string {
    switch (days.kind) {
      case 'weekdays':
        return names.and(names.weekdays(days.weekdays));
      case 'nthWeekdays': {
        const places = days.places.map(({ nths, weekday }) => the(nths, names.weekday(weekday)));
        return names.and(places) + (days.of === 'year' ? ' of the year' : '');
      }
      case 'nthOfWeekPart': {
        const day = days.areWorkdays ? 'weekday' : 'weekend day';
        return the(days.nths, day);
      }
      case 'monthDays':
      case 'monthDaysOnWeekdays':
        return dayNumbers(days.monthDays);
      case 'dates':
        return names.and(days.dates.map((date) => names.date(date)));
      case 'yearDays':
        return `${dayNumbers(days.yearDays)} of the year`;
      case 'weeks': {
        const weeks = days.weeks.map((week) =>
          week < 0 ? 'the last week' : `week ${names.number(week)}`,
        );
        const weekdays = names.and(names.weekdays(days.weekdays));
        return weekdays === ''
          ? `a day of ${names.and(weeks)}`
          : `${weekdays} of ${names.and(weeks)}`;
      }
    }
  }

  /** Such as `if it is a Friday`. */
  function ifOn(days: PhraseDays | undefined): string {
    return days?.kind === 'monthDaysOnWeekdays'
      ? ` if it is a ${names.or(names.weekdays(days.weekdays))}`
      : '';
  }

  /** Such as `days 1 and 15` or `day 15 and the last day`. */
  function dayNumbers(days: readonly number[]): string {
    if (days.length > 1 && days.every((day) => day > 0)) {
      return `days ${names.and(days.map((day) => names.number(day)))}`;
    }
    return names.and(days.map((day) => (day > 0 ? `day ${names.number(day)}` : the([day], 'day'))));
  }

  function the(nths: readonly number[], day: string): string {
    return `the ${names.and(nths.map(ordinal))} ${day}`;
  }

  function ordinal(nth: number): string {
    if (nth < 0) {
      return nth === -1 ? 'last' : `${ordinal(-nth)} to last`;
    }
    const numeral = () => names.number(nth) + (ORDINAL_ENDINGS[names.ordinal(nth)] ?? 'th');
    return ORDINALS[nth - 1] ?? numeral();
  }

  function dates(count: number): string {
    return `${names.number(count)} ${count === 1 ? 'date' : 'dates'}`;
  }
}
