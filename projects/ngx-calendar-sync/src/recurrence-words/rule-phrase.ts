import type { ɵFrequency as Frequency } from 'ngx-calendar-sync/core';

/** A rule as it is said: no two rules that mean the same differ in it without need. */
export interface RulePhrase {
  readonly frequency: Frequency;
  readonly interval: number;
  /** `undefined` where the rule happens in each of its periods, and nothing says on which day. */
  readonly days: PhraseDays | undefined;
  /** The months that it happens in, from 1, January. Empty where it is all of them. */
  readonly months: readonly number[];
  /** The times of the day, in milliseconds since midnight. Empty where it is the time of the event. */
  readonly times: readonly number[];
}

/**
 * The days of a rule. Weekdays are numbers from 0, Monday, to 6, Sunday. Other numbers count from the end where they are below
 * 0: -1 is the last. Those that count from the start come first.
 */
export type PhraseDays =
  /** Each such weekday of the week, or of the month or the year. */
  | ({ readonly kind: 'weekdays' } & PhraseWeekdays)
  /** Such as the second Tuesday. */
  | {
      readonly kind: 'nthWeekdays';
      readonly of: 'month' | 'year';
      readonly places: readonly NthWeekdays[];
    }
  /** Such as the last day from Monday to Friday, or the first that is a Saturday or a Sunday. */
  | ({ readonly kind: 'nthOfWeekPart'; readonly nths: readonly number[] } & PhraseWeekdays)
  | { readonly kind: 'monthDays'; readonly monthDays: readonly number[] }
  /** Days of the month that are one of the weekdays, such as Friday the 13th. */
  | {
      readonly kind: 'monthDaysOnWeekdays';
      readonly monthDays: readonly number[];
      readonly weekdays: readonly number[];
    }
  | { readonly kind: 'dates'; readonly dates: readonly MonthDate[] }
  | { readonly kind: 'yearDays'; readonly yearDays: readonly number[] }
  /** Weeks of ISO 8601. Without weekdays, nothing says on which day. */
  | ({ readonly kind: 'weeks'; readonly weeks: readonly number[] } & PhraseWeekdays);

/** Weekdays, in order. */
export interface PhraseWeekdays {
  readonly weekdays: readonly number[];
  /** Whether they are those from Monday to Friday, which have a name together. */
  readonly areWorkdays: boolean;
}

/** Which ones of a weekday in its month or year: the first and third Monday are said together. */
export interface NthWeekdays {
  readonly weekday: number;
  readonly nths: readonly number[];
}

/** A day of every year. */
export interface MonthDate {
  readonly month: number;
  readonly day: number;
}
