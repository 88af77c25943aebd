import type { LocaleNames } from './locale-names';
import type { RecurrenceWords } from './recurrence-words';
import type { PhraseDays, RulePhrase } from './rule-phrase';

/** For each period: every one, every few of them, and how often that is. */
const PERIODS = {
  SECONDLY: ['jede Sekunde', 'Sekunden', 'jede Sekunde'],
  MINUTELY: ['jede Minute', 'Minuten', 'jede Minute'],
  HOURLY: ['jede Stunde', 'Stunden', 'jede Stunde'],
  DAILY: ['jeden Tag', 'Tage', 'täglich'],
  WEEKLY: ['jede Woche', 'Wochen', 'wöchentlich'],
  MONTHLY: ['jeden Monat', 'Monate', 'monatlich'],
  YEARLY: ['jedes Jahr', 'Jahre', 'jährlich'],
} as const;
const ORDINALS = ['ersten', 'zweiten', 'dritten', 'vierten', 'fünften'];
const ORDINALS_FROM_END = ['letzten', 'vorletzten', 'drittletzten', 'viertletzten', 'fünftletzten'];
/** `Werktag` may mean Saturday too, so that the days are named. */
const MONDAY_TO_FRIDAY = 'von Montag bis Freitag';

/** German. */
export function recurrenceWords(names: LocaleNames): RecurrenceWords {
  return {
    rule,
    ownRule: 'wiederholt sich nach einer eigenen Regel',
    until: (day, time) => ` bis zum ${day}${time === undefined ? '' : `, ${time} Uhr`}`,
    count: (times) => (times === 1 ? ', einmal' : `, ${names.number(times)}-mal`),
    onDates: (count) => `an ${dates(count)}`,
    additionalDates: (count) => ` und an ${dates(count, 'weiteren ')}`,
    exceptDates: (count) => `, außer an ${dates(count)}`,
    exceptRule: (text) => `, außer ${text}`,
    exceptOwnRule: ', mit Ausnahmen',
    separator: '; ',
  };

  function rule(phrase: RulePhrase): string {
    const { days, months, times } = phrase;
    const inMonths = months.length > 0 ? ` im ${names.and(names.months(months))}` : '';
    const atTimes =
      times.length > 0 ? ` um ${names.and(times.map((time) => names.time(time)))} Uhr` : '';
    return every(phrase, days) + inMonths + ifOn(days) + atTimes;
  }

  function every({ frequency, interval }: RulePhrase, days: PhraseDays | undefined): string {
    const [each, units, adverb] = PERIODS[frequency];
    const several = `alle ${names.number(interval)} ${units}`;
    if (!days) {
      return interval === 1 ? each : several;
    }
    const periods = interval === 1 ? adverb : several;
    if (days.kind !== 'weekdays') {
      return `${periods} ${on(days)}`;
    }
    const weekdays = names.and(names.weekdays(days.weekdays));
    const { areWorkdays } = days;
    if (frequency === 'MONTHLY' || frequency === 'YEARLY') {
      return `${periods} an jedem ${areWorkdays ? `Tag ${MONDAY_TO_FRIDAY}` : weekdays}`;
    }
    if (frequency === 'WEEKLY' && interval === 1) {
      return `jeden ${areWorkdays ? `Tag ${MONDAY_TO_FRIDAY}` : weekdays}`;
    }
    return `${periods} ${areWorkdays ? MONDAY_TO_FRIDAY : `am ${weekdays}`}`;
  }

  function on(days: PhraseDays): string {
    switch (days.kind) {
      case 'weekdays':
        return `am ${names.and(names.weekdays(days.weekdays))}`;
      case 'nthWeekdays': {
        const places = days.places.map(
          ({ nths, weekday }) => `${names.and(nths.map(ordinal))} ${names.weekday(weekday)}`,
        );
        return `am ${names.and(places)}${days.of === 'year' ? ' des Jahres' : ''}`;
      }
      case 'nthOfWeekPart': {
        const ordinals = names.and(days.nths.map(ordinal));
        return days.areWorkdays
          ? `am ${ordinals} Tag ${MONDAY_TO_FRIDAY}`
          : `am ${ordinals} ${names.or(names.weekdays(days.weekdays))}`;
      }
      case 'monthDays':
      case 'monthDaysOnWeekdays':
        return `am ${dayNumbers(days.monthDays)}`;
      case 'dates':
        return `am ${names.and(days.dates.map((date) => names.date(date)))}`;
      case 'yearDays':
        return `am ${names.and(days.yearDays.map(ordinal))} Tag des Jahres`;
      case 'weeks': {
        const weeks = days.weeks.map((week) =>
          week < 0 ? 'der letzten Kalenderwoche' : `Kalenderwoche ${names.number(week)}`,
        );
        const weekdays = names.and(names.weekdays(days.weekdays));
        return `${weekdays === '' ? '' : `am ${weekdays} `}in ${names.and(weeks)}`;
      }
    }
  }

  /** Such as `, falls das ein Freitag ist`. */
  function ifOn(days: PhraseDays | undefined): string {
    return days?.kind === 'monthDaysOnWeekdays'
      ? `, falls das ein ${names.or(names.weekdays(days.weekdays))} ist`
      : '';
  }

  /** Such as `1. und 15.` or `15. und letzten Tag`. */
  function dayNumbers(days: readonly number[]): string {
    return names.and(
      days.map((day) => (day > 0 ? `${names.number(day)}.` : `${ordinal(day)} Tag`)),
    );
  }

  function dates(count: number, additional = ''): string {
    return count === 1
      ? `einem ${additional}Termin`
      : `${names.number(count)} ${additional}Terminen`;
  }

  function ordinal(nth: number): string {
    const word = nth > 0 ? ORDINALS[nth - 1] : ORDINALS_FROM_END[-nth - 1];
    return word ?? `${names.number(nth)}.`;
  }
}
