import type { MonthDate } from './rule-phrase';

const DAY_MS = 86_400_000;
/** Day 4 after 1 January 1970 was a Monday. */
const A_MONDAY = 4;
const A_LEAP_YEAR = 2000;

/** What `Intl` knows of a locale. Days are of the Gregorian calendar, whatever the locale counts by: rules are written in it. */
export class LocaleNames {
  readonly #locale: string;
  readonly #numbers: Intl.NumberFormat;
  readonly #plurals: Intl.PluralRules;
  readonly #ordinals: Intl.PluralRules;
  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  /** @throws RangeError for a text that is no language tag. */
  constructor(locale: string) {
    this.#locale = locale;
    this.#numbers = new Intl.NumberFormat(locale, { useGrouping: false });
    this.#plurals = new Intl.PluralRules(locale);
    this.#ordinals = new Intl.PluralRules(locale, { type: 'ordinal' });
  }

  /** @param weekday From 0, Monday, to 6, Sunday. */
  weekday(weekday: number): string {
    return this.#format({ weekday: 'long' }, (A_MONDAY + weekday) * DAY_MS);
  }

  weekdays(weekdays: readonly number[]): string[] {
    return weekdays.map((weekday) => this.weekday(weekday));
  }

  /** @param month From 1, January. */
  month(month: number): string {
    return this.#format({ month: 'long' }, Date.UTC(A_LEAP_YEAR, month - 1, 1));
  }

  months(months: readonly number[]): string[] {
    return months.map((month) => this.month(month));
  }

  /** Such as 24 December. */
  date({ month, day }: MonthDate): string {
    const time = Date.UTC(A_LEAP_YEAR, month - 1, day);
    return this.#format({ month: 'long', day: 'numeric' }, time);
  }

  /** Such as 24 December 2026, of a wall time. */
  day(wallTime: number): string {
    return this.#format({ dateStyle: 'long' }, wallTime);
  }

  /** Such as 9:00 AM, of a wall time or of the milliseconds since midnight. */
  time(wallTime: number): string {
    return this.#format({ timeStyle: 'short' }, wallTime);
  }

  number(value: number): string {
    return this.#numbers.format(value);
  }

  plural(count: number): Intl.LDMLPluralRule {
    return this.#plurals.select(count);
  }

  ordinal(nth: number): Intl.LDMLPluralRule {
    return this.#ordinals.select(nth);
  }

  and(texts: readonly string[]): string {
    return new Intl.ListFormat(this.#locale, { type: 'conjunction' }).format(texts);
  }

  or(texts: readonly string[]): string {
    return new Intl.ListFormat(this.#locale, { type: 'disjunction' }).format(texts);
  }

  #format(options: Intl.DateTimeFormatOptions, wallTime: number): string {
    const key = Object.keys(options).join();
    let format = this.#formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.#locale, {
        ...options,
        calendar: 'gregory',
        timeZone: 'UTC',
      });
      this.#formats.set(key, format);
    }
    return format.format(wallTime);
  }
}
