import { type IcalTime, readIcalTime } from './ical-time';
import { problemText } from './problems';
import { DAY_MS } from './wall-time';

/** In the order of their numbers: a weekday is a number from 0, Monday, to 6, Sunday. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** In milliseconds of wall time, in which a period always has the same length; 0 for months and years, which do not. */
export const PERIOD_MS = {
  SECONDLY: 1000,
  MINUTELY: 60_000,
  HOURLY: 3_600_000,
  DAILY: DAY_MS,
  WEEKLY: 7 * DAY_MS,
  MONTHLY: 0,
  YEARLY: 0,
};

export type Frequency = keyof typeof PERIOD_MS;

/** An RRULE or EXRULE (RFC 5545, 3.3.10). A BYxxx part that it does not have is empty. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | undefined;
  readonly until: IcalTime | undefined;
  /** The first day of the week, WKST: from 0, Monday, to 6, Sunday. */
  readonly weekStart: number;
  readonly months: ReadonlySet<number>;
  readonly weekNumbers: ReadonlySet<number>;
  readonly yearDays: ReadonlySet<number>;
  readonly monthDays: ReadonlySet<number>;
  /**
   * BYDAY, each value as a number: 7 times which one of the month or year, plus its weekday. `TU` is 1, `2TU` is 15 and
   * `-1TU` is -6. In a week or a day there is nothing to count: there `2TU` means `TU`.
   */
  readonly weekdays: ReadonlySet<number>;
  /** In order, as {@link minutes} and {@link seconds} are. */
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  /** BYSETPOS. */
  readonly positions: readonly number[];
  /** The rule as it was written. */
  readonly line: string;
}

/** Why a rule cannot be read, in a sentence without any content of the event. */
export interface UnreadableRule {
  readonly problem: string;
}

/** The parts of a rule, and whether a value is valid. */
const IS_VALID: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['FREQ', isFrequency],
  ['INTERVAL', isPositive],
  ['COUNT', isPositive],
  ['UNTIL', (text: string) => readIcalTime(text) !== undefined],
  ['WKST', (text: string) => WEEKDAYS.includes(text)],
  ['BYMONTH', numbers(1, 12)],
  ['BYWEEKNO', numbers(-53, 53)],
  ['BYYEARDAY', numbers(-366, 366)],
  ['BYMONTHDAY', numbers(-31, 31)],
  ['BYSETPOS', numbers(-366, 366)],
  ['BYHOUR', numbers(0, 23)],
  ['BYMINUTE', numbers(0, 59)],
  ['BYSECOND', numbers(0, 60)],
  ['BYDAY', listOf((text) => /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/.test(text))],
  // With these values a rule means the same as without RSCALE and SKIP; others would change the dates (RFC 7529, 4.1).
  ['RSCALE', (text: string) => text === 'GREGORIAN'],
  ['SKIP', (text: string) => text === 'OMIT'],
]);

/** Longer than any rule that makes sense, even one that lists every day of the year and every second. */
const MAX_RULE_LENGTH = 10_000;

/**
 * Reads the value of an RRULE or EXRULE. A rule with one part that is not understood is unreadable as a whole: without
 * that part it would recur on other dates.
 */
export function readRule(line: string): RecurrenceRule | UnreadableRule {
  if (line.length > MAX_RULE_LENGTH) {
    return unreadable('length');
  }
  const parts = new Map<string, string>();
  for (const part of line.toUpperCase().replaceAll(/\s/g, '').split(';')) {
    const [name = '', ...rest] = part.split('=');
    if (name === '' || name.startsWith('X-')) {
      continue;
    }
    const value = rest.join('=');
    const isValid = IS_VALID.get(name);
    if (!isValid?.(value) || (parts.get(name) ?? value) !== value) {
      return unreadable(isValid ? name : 'a part that is not known');
    }
    parts.set(name, value);
  }
  const frequency = parts.get('FREQ');
  if (!isFrequency(frequency)) {
    return unreadable('FREQ');
  }
  const values = (name: string) => parts.get(name)?.split(',') ?? [];
  const numbersOf = (name: string) => new Set(values(name).map(Number));
  const sorted = (name: string) => [...numbersOf(name)].sort((a, b) => a - b);
  const until = parts.get('UNTIL');
  const count = parts.get('COUNT');
  const isCounted = PERIOD_MS[frequency] === 0;
  return {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: count === undefined ? undefined : Number(count),
    until: until === undefined ? undefined : readIcalTime(until),
    weekStart: WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO'),
    months: numbersOf('BYMONTH'),
    weekNumbers: numbersOf('BYWEEKNO'),
    yearDays: numbersOf('BYYEARDAY'),
    monthDays: numbersOf('BYMONTHDAY'),
    weekdays: new Set(
      values('BYDAY').map(
        (day) => WEEKDAYS.indexOf(day.slice(-2)) + (isCounted ? 7 * Number(day.slice(0, -2)) : 0),
      ),
    ),
    hours: sorted('BYHOUR'),
    minutes: sorted('BYMINUTE'),
    // 60 is a leap second, which Dates do not have.
    seconds: [...new Set(sorted('BYSECOND').map((second) => Math.min(second, 59)))],
    positions: sorted('BYSETPOS'),
    line,
  };
}

function unreadable(part: string): UnreadableRule {
  return { problem: problemText('rule', part) };
}

function isFrequency(text: string | undefined): text is Frequency {
  return text !== undefined && Object.hasOwn(PERIOD_MS, text);
}

function isPositive(text: string): boolean {
  return /^\+?\d+$/.test(text) && Number(text) > 0 && Number.isSafeInteger(Number(text));
}

/** Checks for whole numbers. Numbers below 0 count from the end, so that there is no 0 among those that have a sign. */
function numbers(min: number, max: number): (text: string) => boolean {
  return listOf((text) => {
    const number = Number(text);
    return (
      /^[+-]?\d{1,3}$/.test(text) && number >= min && number <= max && (min === 0 || number !== 0)
    );
  });
}

function listOf(isValue: (text: string) => boolean): (text: string) => boolean {
  return (text) => text.split(',').every(isValue);
}
