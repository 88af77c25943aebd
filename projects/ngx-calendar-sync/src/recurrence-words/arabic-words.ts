import type { LocaleNames } from './locale-names';
import type { RecurrenceWords } from './recurrence-words';
import type { PhraseDays, PhraseWeekdays, RulePhrase } from './rule-phrase';

/** A noun after a number: one, two, 3 to 10, 11 to 99, and hundreds. Of one and two, the noun says the number itself. */
interface CountedNoun {
  readonly one: string;
  readonly two: string;
  readonly few: string;
  readonly many: string;
  readonly other: string;
}

const PERIODS: Readonly<Record<RulePhrase['frequency'], CountedNoun>> = {
  SECONDLY: counted('ثانية', 'ثانيتين', 'ثوانٍ', 'ثانية'),
  MINUTELY: counted('دقيقة', 'دقيقتين', 'دقائق', 'دقيقة'),
  HOURLY: counted('ساعة', 'ساعتين', 'ساعات', 'ساعة'),
  DAILY: counted('يوم', 'يومين', 'أيام', 'يومًا'),
  WEEKLY: counted('أسبوع', 'أسبوعين', 'أسابيع', 'أسبوعًا'),
  MONTHLY: counted('شهر', 'شهرين', 'أشهر', 'شهرًا'),
  YEARLY: counted('سنة', 'سنتين', 'سنوات', 'سنة'),
};
const TIMES: CountedNoun = { ...counted('مرة', 'مرتين', 'مرات', 'مرة'), one: 'مرة واحدة' };
const DATES: CountedNoun = {
  ...counted('موعد', 'موعدين', 'مواعيد', 'موعدًا'),
  one: 'موعد واحد',
};
const ADDITIONAL_DATES: CountedNoun = counted(
  'موعد إضافي',
  'موعدين إضافيين',
  'مواعيد إضافية',
  'موعدًا إضافيًا',
);
const ORDINALS = ['أول', 'ثاني', 'ثالث', 'رابع', 'خامس'];
const LAST = 'آخر';
/** Stands with names of weekdays, and is left out after `كل يوم`. */
const ARTICLE = /^ال/;
const MONDAY_TO_FRIDAY = 'من الاثنين إلى الجمعة';

/** Arabic. */
export function recurrenceWords(names: LocaleNames): RecurrenceWords {
  return {
    rule,
    ownRule: 'يتكرر وفق قاعدة خاصة به',
    until: (day, time) => ` حتى ${day}${time === undefined ? '' : ` الساعة ${time}`}`,
    count: (times) => `، ${several(times, TIMES)}`,
    onDates: (count) => `في ${several(count, DATES)}`,
    additionalDates: (count) => `، وفي ${several(count, ADDITIONAL_DATES)}`,
    exceptDates: (count) => `، باستثناء ${several(count, DATES)}`,
    exceptRule: (text) => `، باستثناء ${text}`,
    exceptOwnRule: '، مع استثناءات',
    separator: '؛ ',
  };

  function rule(phrase: RulePhrase): string {
    const { days, times } = phrase;
    const atTimes = names.and(times.map((time) => `الساعة ${names.time(time)}`));
    return every(phrase) + ifOn(days) + (atTimes === '' ? '' : ` ${atTimes}`);
  }

  function every({ frequency, interval, days, months }: RulePhrase): string {
    const periods = `كل ${several(interval, PERIODS[frequency])}`;
    const monthNames = names.and(names.months(months));
    const inMonths = monthNames === '' ? '' : ` في ${monthNames}`;
    if (!days) {
      return periods + inMonths;
    }
    if (days.kind !== 'weekdays') {
      // The last Friday is one of the months.
      return `${periods} ${on(days)}${monthNames === '' ? '' : ` من ${monthNames}`}`;
    }
    const everyDay = `كل يوم ${days.areWorkdays ? MONDAY_TO_FRIDAY : withoutArticle(days.weekdays)}`;
    switch (frequency) {
      case 'MONTHLY':
      case 'YEARLY':
        return `${periods} في ${everyDay}${inMonths}`;
      case 'WEEKLY':
        if (interval === 1) {
          return everyDay + inMonths;
        }
    }
    return `${periods} ${onWeekdays(days)}${inMonths}`;
  }

  function on(days: PhraseDays): string {
    switch (days.kind) {
      case 'weekdays':
        return onWeekdays(days);
      case 'nthWeekdays': {
        const period = days.of === 'year' ? 'السنة' : 'الشهر';
        const places = days.places.map(({ nths, weekday }) =>
          nthOf(nths, `يوم ${withoutArticle([weekday])}`, `يوم ${names.weekday(weekday)}`, period),
        );
        return `في ${names.and(places)}${days.of === 'year' ? ' من السنة' : ''}`;
      }
      case 'nthOfWeekPart': {
        const day = days.areWorkdays
          ? `يوم ${MONDAY_TO_FRIDAY}`
          : `يوم ${names.or(days.weekdays.map((weekday) => withoutArticle([weekday])))}`;
        return `في ${nthOf(days.nths, day, day, 'الشهر')}`;
      }
      case 'monthDays':
      case 'monthDaysOnWeekdays':
        return `في ${dayNumbers(days.monthDays, 'الشهر')}`;
      case 'dates':
        return `في ${names.and(days.dates.map((date) => names.date(date)))}`;
      case 'yearDays':
        return `في ${dayNumbers(days.yearDays, 'السنة')} من السنة`;
      case 'weeks': {
        const weeks = days.weeks.map((week) =>
          week > 0 ? `الأسبوع ${names.number(week)}` : 'الأسبوع الأخير',
        );
        return days.weekdays.length > 0
          ? `${onWeekdays(days)} من ${names.and(weeks)}`
          : `في ${names.and(weeks)}`;
      }
    }
  }

  /** Such as `، إذا كان يوم جمعة`. */
  function ifOn(days: PhraseDays | undefined): string {
    return days?.kind === 'monthDaysOnWeekdays'
      ? `، إذا كان يوم ${names.or(days.weekdays.map((weekday) => withoutArticle([weekday])))}`
      : '';
  }

  /** Such as `يومي الاثنين والأربعاء`: the word for day has a form for one, for two and for more. */
  function onWeekdays({ weekdays, areWorkdays }: PhraseWeekdays): string {
    if (areWorkdays) {
      return MONDAY_TO_FRIDAY;
    }
    const day = weekdays.length === 1 ? 'يوم' : weekdays.length === 2 ? 'يومي' : 'أيام';
    return `${day} ${names.and(names.weekdays(weekdays))}`;
  }

  function withoutArticle(weekdays: readonly number[]): string {
    return names.and(names.weekdays(weekdays).map((name) => name.replace(ARTICLE, '')));
  }

  function dayNumbers(days: readonly number[], period: string): string {
    return names.and(
      days.map((day) =>
        day > 0 ? `اليوم ${names.number(day)}` : nthOf([day], 'يوم', 'اليوم', period),
      ),
    );
  }

  /** Such as `أول وثالث يوم اثنين`, or `يوم الاثنين قبل الأخير` with the day as it stands with the article. */
  function nthOf(nths: readonly number[], day: string, theDay: string, ofPeriod: string): string {
    const ordinals = nths.map((nth) => (nth === -1 ? LAST : ORDINALS[nth - 1]));
    if (!ordinals.includes(undefined)) {
      return `${names.and(ordinals.filter((ordinal) => ordinal !== undefined))} ${day}`;
    }
    return names.and(
      nths.map((nth, index) => {
        const ordinal = ordinals[index];
        if (ordinal !== undefined) {
          return `${ordinal} ${day}`;
        }
        if (nth > 0) {
          return `${theDay} رقم ${names.number(nth)}`;
        }
        return nth === -2 && theDay !== day
          ? `${theDay} قبل الأخير`
          : `${ORDINALS[-nth - 1] ?? names.number(-nth)} ${day} من آخر ${ofPeriod}`;
      }),
    );
  }

  function several(count: number, noun: CountedNoun): string {
    const category = names.plural(count);
    const text = category === 'zero' ? noun.other : noun[category];
    return count <= 2 ? text : `${names.number(count)} ${text}`;
  }
}

/** The noun after a hundred is the one that stands alone. */
function counted(one: string, two: string, few: string, many: string): CountedNoun {
  return { one, two, few, many, other: one };
}
