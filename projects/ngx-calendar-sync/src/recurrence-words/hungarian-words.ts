import type { LocaleNames } from './locale-names';
import type { RecurrenceWords } from './recurrence-words';
import type { PhraseDays, PhraseWeekdays, RulePhrase } from './rule-phrase';

/** For each period: every one, and what follows the number of a few of them, as in `kéthetente`. */
const PERIODS = {
  SECONDLY: ['másodpercenként', 'másodpercenként'],
  MINUTELY: ['percenként', 'percenként'],
  HOURLY: ['óránként', 'óránként'],
  DAILY: ['minden nap', 'naponta'],
  WEEKLY: ['minden héten', 'hetente'],
  MONTHLY: ['minden hónapban', 'havonta'],
  YEARLY: ['minden évben', 'évente'],
} as const;
/** Before a word that they are written together with, from 2. */
const NUMERALS = ['két', 'három', 'négy', 'öt', 'hat', 'hét', 'nyolc', 'kilenc', 'tíz'];
const ORDINALS = ['első', 'második', 'harmadik', 'negyedik', 'ötödik'];
const ORDINALS_FROM_END = [
  'utolsó',
  'utolsó előtti',
  'hátulról számított harmadik',
  'hátulról számított negyedik',
  'hátulról számított ötödik',
];
/** On a weekday, from Monday: `hétfőn`. */
const ON_WEEKDAY = ['n', 'en', 'n', 'ön', 'en', 'on', ''];
/** On a weekday of the month or the year, from Monday: `hétfőjén`. */
const ON_WEEKDAY_OF = ['jén', 'jén', 'ján', 'én', 'én', 'ján', 'ján'];
/** `másodikán`, and not `elsején`: the days of the month whose ordinals have back vowels. */
const BACK_VOWEL_DAYS: ReadonlySet<number> = new Set([2, 3, 6, 8, 13, 16, 18, 20, 23, 26, 28, 30]);
/** From September their names have front vowels: `májusban`, but `decemberben`. */
const FIRST_FRONT_VOWEL_MONTH = 9;

/** Hungarian. */
export function recurrenceWords(names: LocaleNames): RecurrenceWords {
  return {
    rule,
    ownRule: 'egyéni szabály szerint ismétlődik',
    until: (day, time) =>
      time === undefined ? `, ${day.replace(/\.$/, '')}-ig` : `, ${day} ${time}-ig`,
    count: (times) => (times === 1 ? ', egy alkalommal' : `, ${names.number(times)} alkalommal`),
    onDates: (count) => `${dates(count)}ban`,
    additionalDates: (count) => ` és további ${dates(count)}ban`,
    exceptDates: (count) => `, ${dates(count)} kivételével`,
    exceptRule: (text) => `, kivéve ${text}`,
    exceptOwnRule: ', kivételekkel',
    separator: '; ',
  };

  function rule(phrase: RulePhrase): string {
    const { times } = phrase;
    const atTimes = names.and(times.map((time) => `${names.time(time)}-kor`));
    return every(phrase) + (atTimes === '' ? '' : ` ${atTimes}`);
  }

  function every({ frequency, interval, days, months }: RulePhrase): string {
    const [each, some] = PERIODS[frequency];
    const several = severalTimes(interval, some);
    const inMonths = months.length > 0 ? ` ${names.and(months.map(inMonth))}` : '';
    const periods = interval === 1 ? each : several;
    if (!days) {
      return periods + inMonths;
    }
    if (days.kind === 'weekdays' && frequency !== 'MONTHLY' && frequency !== 'YEARLY') {
      if (frequency === 'WEEKLY' && interval === 1) {
        return `minden ${onWeekdays(days)}${inMonths}`;
      }
      return `${periods} ${onWeekdays(days)}${inMonths}`;
    }
    if (days.kind === 'dates') {
      const dates = days.dates.map((date) => names.date(date).replace(/\.$/, '') + onDay(date.day));
      return `${interval === 1 ? 'minden év' : several} ${names.and(dates)}`;
    }
    if (months.length > 0) {
      const [only = 0] = months;
      return months.length === 1 && frequency === 'YEARLY'
        ? `${interval === 1 ? 'minden év' : several} ${names.month(only)} ${on(days)}`
        : `${periods}${inMonths}, a hónap ${on(days)}`;
    }
    const period = frequency === 'MONTHLY' ? 'hónap' : 'év';
    return interval === 1
      ? `minden ${period} ${on(days)}`
      : `${several}, ${the(period)} ${on(days)}`;
  }

  /** On which days of a month or a year. */
  function on(days: PhraseDays): string {
    switch (days.kind) {
      case 'weekdays':
        return `minden ${
          days.areWorkdays ? 'hétköznapján' : names.and(days.weekdays.map(onWeekdayOf))
        }`;
      case 'nthWeekdays':
        return names.and(
          days.places.map(
            ({ nths, weekday }) => `${names.and(nths.map(ordinal))} ${onWeekdayOf(weekday)}`,
          ),
        );
      case 'nthOfWeekPart': {
        const day = days.areWorkdays ? 'hétköznapján' : 'hétvégi napján';
        return `${names.and(days.nths.map(ordinal))} ${day}`;
      }
      case 'monthDays':
        return onDays(days.monthDays);
      case 'monthDaysOnWeekdays':
        return `${onDays(days.monthDays)}, ha az ${names.or(names.weekdays(days.weekdays))}`;
      case 'dates':
        return names.and(days.dates.map(({ day }) => names.number(day) + onDay(day)));
      case 'yearDays':
        return `${names.and(days.yearDays.map(ordinal))} napján`;
      case 'weeks': {
        const weeks = names.and(days.weeks.map(weekNumber));
        return `${weeks} hetében${days.weekdays.length > 0 ? ` ${onWeekdays(days)}` : ''}`;
      }
    }
  }

  /** Such as `1-jén és 15-én` or `15-én és utolsó napján`. */
  function onDays(days: readonly number[]): string {
    return names.and(
      days.map((day) => (day > 0 ? names.number(day) + onDay(day) : `${ordinal(day)} napján`)),
    );
  }

  function onWeekdays({ weekdays, areWorkdays }: PhraseWeekdays): string {
    return areWorkdays
      ? 'hétköznap'
      : names.and(weekdays.map((day) => lengthened(names.weekday(day)) + (ON_WEEKDAY[day] ?? '')));
  }

  function onWeekdayOf(weekday: number): string {
    return lengthened(names.weekday(weekday)) + (ON_WEEKDAY_OF[weekday] ?? '');
  }

  function inMonth(month: number): string {
    return names.month(month) + (month < FIRST_FRONT_VOWEL_MONTH ? 'ban' : 'ben');
  }

  function dates(count: number): string {
    return `${count === 1 ? 'egy' : names.number(count)} időpont`;
  }

  function ordinal(nth: number): string {
    const word = nth > 0 ? ORDINALS[nth - 1] : ORDINALS_FROM_END[-nth - 1];
    return word ?? `${names.number(nth)}.`;
  }

  function weekNumber(week: number): string {
    return week > 0 ? `${names.number(week)}.` : ordinal(week);
  }

  function severalTimes(interval: number, period: string): string {
    const numeral = NUMERALS[interval - 2];
    return numeral === undefined ? `${names.number(interval)} ${period}` : numeral + period;
  }
}

/** `szerda` becomes `szerdá-` before an ending. */
function lengthened(name: string): string {
  return name.replace(/a$/, 'á');
}

/** With its article. */
function the(word: string): string {
  return `${word === 'év' ? 'az' : 'a'} ${word}`;
}

/** The ending of a day of the month: `1-jén`, `2-án`, `4-én`. */
function onDay(day: number): string {
  return day === 1 ? '-jén' : BACK_VOWEL_DAYS.has(day) ? '-án' : '-én';
}
