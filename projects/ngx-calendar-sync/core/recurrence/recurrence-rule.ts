import { type IcalTime, readIcalTime } from './ical-time';

/** In the order of {@link RuleWeekday.weekday}. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const FREQUENCIES = [
  'SECONDLY',
  'MINUTELY',
  'HOURLY',
  'DAILY',
  'WEEKLY',
  'MONTHLY',
  'YEARLY',
] as const;

export type Frequency = (typeof FREQUENCIES)[number];

/** A value of BYDAY, such as `MO`, `2MO` or `-1MO`. */
export interface RuleWeekday {
  /** From 0, Monday, to 6, Sunday. */
  readonly weekday: number;
  /** Which one of the month or year, counted from the end if negative; 0 for all of them. */
  readonly nth: number;
}

/** The BYxxx parts of a rule; a part that it does not have is an empty list. */
export interface ByRuleParts {
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly weekdays: readonly RuleWeekday[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  /** BYSETPOS. */
  readonly positions: readonly number[];
}

/** An RRULE or EXRULE (RFC 5545, 3.3.10). */
export interface RecurrenceRule extends ByRuleParts {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | undefined;
  readonly until: IcalTime | undefined;
  /** The first day of the week, WKST: from 0, Monday, to 6, Sunday. */
  readonly weekStart: number;
  /** The parts without UNTIL, as a key: rules with the same text recur on the same dates up to their ends. */
  readonly text: string;
  /** The rule as it was written. */
  readonly line: string;
}

/** Why a rule cannot be read, in a sentence without any content of the event. */
export interface UnreadableRule {
  readonly problem: string;
}

/** The parts with a list of values, and whether a value is valid. */
const LIST_PARTS = {
  BYMONTH: numbers(1, 12),
  BYWEEKNO: numbers(-53, 53),
  BYYEARDAY: numbers(-366, 366),
  BYMONTHDAY: numbers(-31, 31),
  BYHOUR: clockNumbers(23),
  BYMINUTE: clockNumbers(59),
  BYSECOND: clockNumbers(60),
  BYSETPOS: numbers(-366, 366),
  BYDAY: (text: string) => /^([+-]?[1-9]\d?)?(MO|TU|WE|TH|FR|SA|SU)$/.test(text),
};

/** The parts with one value, and whether it is valid. */
const SINGLE_PARTS = {
  FREQ: (text: string) => isFrequency(text),
  INTERVAL: isPositive,
  COUNT: isPositive,
  UNTIL: (text: string) => readIcalTime(text) !== undefined,
  WKST: (text: string) => WEEKDAYS.includes(text),
  // With these values a rule means the same as without RSCALE and SKIP; others would change the dates (RFC 7529, 4.1).
  RSCALE: (text: string) => text === 'GREGORIAN',
  SKIP: (text: string) => text === 'OMIT',
};

/** Longer than any rule that makes sense, even one that lists every day of the year and every second. */
const MAX_RULE_LENGTH = 10_000;

/**
 * Reads the value of an RRULE or EXRULE. A rule with one part that is not understood is unreadable as a whole: without
 * that part it would recur on other dates.
 */
export function readRule(line: string): RecurrenceRule | UnreadableRule {
  if (line.length > MAX_RULE_LENGTH) {
    return { problem: problemWith('length') };
  }
  const parts = new Map<string, string>();
  for (const part of line.toUpperCase().replaceAll(/\s/g, '').split(';')) {
    const [name = '', ...rest] = part.split('=');
    if (name === '' || name.startsWith('X-')) {
      continue;
    }
    const value = rest.join('=');
    if (!isReadable(name, value)) {
      return { problem: problemWith(name) };
    }
    if ((parts.get(name) ?? value) !== value) {
      return { problem: problemWith(name) };
    }
    parts.set(name, value);
  }
  const frequency = parts.get('FREQ');
  if (!isFrequency(frequency)) {
    return { problem: problemWith('FREQ') };
  }
  return ruleOf(frequency, parts, line);
}

function ruleOf(
  frequency: Frequency,
  parts: ReadonlyMap<string, string>,
  line: string,
): RecurrenceRule {
  const values = (name: keyof typeof LIST_PARTS) => [...new Set(parts.get(name)?.split(','))];
  const sorted = (name: keyof typeof LIST_PARTS) =>
    values(name)
      .map(Number)
      .sort((a, b) => a - b);
  const [until, count] = [parts.get('UNTIL'), parts.get('COUNT')];
  const text = [...parts].filter(([name]) => name !== 'UNTIL').map((part) => part.join('='));
  return {
    frequency,
    interval: Number(parts.get('INTERVAL') ?? 1),
    count: count === undefined ? undefined : Number(count),
    until: until === undefined ? undefined : readIcalTime(until),
    weekStart: WEEKDAYS.indexOf(parts.get('WKST') ?? 'MO'),
    months: sorted('BYMONTH'),
    weekNumbers: sorted('BYWEEKNO'),
    yearDays: sorted('BYYEARDAY'),
    monthDays: sorted('BYMONTHDAY'),
    weekdays: values('BYDAY').map((each) => ({
      weekday: WEEKDAYS.indexOf(each.slice(-2)),
      nth: Number(each.slice(0, -2)),
    })),
    hours: sorted('BYHOUR'),
    minutes: sorted('BYMINUTE'),
    // 60 is a leap second, which Dates do not have.
    seconds: [...new Set(sorted('BYSECOND').map((second) => Math.min(second, 59)))],
    positions: sorted('BYSETPOS'),
    text: text.join(';'),
    line,
  };
}

function isReadable(name: string, value: string): boolean {
  if (isNameOf(SINGLE_PARTS, name)) {
    return SINGLE_PARTS[name](value);
  }
  return isNameOf(LIST_PARTS, name) && value.split(',').every(LIST_PARTS[name]);
}

function problemWith(name: string): string {
  const known = isNameOf(SINGLE_PARTS, name) || isNameOf(LIST_PARTS, name) || name === 'length';
  const what = known ? name : 'a part that is not known';
  return `The rule of its recurrence cannot be read (${what}): only its own date shows.`;
}

function isNameOf<T extends object>(parts: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(parts, name);
}

function isFrequency(text: string | undefined): text is Frequency {
  return FREQUENCIES.some((frequency) => frequency === text);
}

function isPositive(text: string): boolean {
  return /^\+?\d+$/.test(text) && Number(text) > 0 && Number.isSafeInteger(Number(text));
}

/** Checks for a whole number that is not 0; it may have a sign, since negative numbers count from the end. */
function numbers(min: number, max: number): (text: string) => boolean {
  return (text) => /^[+-]?\d{1,3}$/.test(text) && Number(text) !== 0 && isWithin(text, min, max);
}

function clockNumbers(max: number): (text: string) => boolean {
  return (text) => /^\d{1,2}$/.test(text) && isWithin(text, 0, max);
}

function isWithin(text: string, min: number, max: number): boolean {
  return Number(text) >= min && Number(text) <= max;
}
