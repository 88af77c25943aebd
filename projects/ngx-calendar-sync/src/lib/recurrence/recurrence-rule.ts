import { type IcalTime, readIcalTime } from './ical-time';

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

/** A day of the week, from Monday, 0; of a month or a year only the `nth`, from its end where negative, or every one: 0. */
export interface RuleWeekday {
  readonly weekday: number;
  readonly nth: number;
}

/** What a rule names; an empty list says nothing. */
export interface RuleNumbers {
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly weekdays: readonly RuleWeekday[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
}

/** An RRULE or EXRULE (RFC 5545, 3.3.10). */
export interface RecurrenceRule extends RuleNumbers {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | undefined;
  readonly until: IcalTime | undefined;
  /** From Monday, 0, to Sunday, 6. */
  readonly weekStart: number;
  /** Without its end by UNTIL: rules that say the same have the same text. */
  readonly text: string;
  /** As it was written. */
  readonly line: string;
}

/** Why a rule cannot be read, in words that hold nothing of the event. */
export interface UnreadableRule {
  readonly problem: string;
}

const LISTS = {
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

const SINGLE = {
  FREQ: (text: string) => isFrequency(text),
  INTERVAL: isPositive,
  COUNT: isPositive,
  UNTIL: (text: string) => readIcalTime(text) !== undefined,
  WKST: (text: string) => WEEKDAYS.includes(text),
  // Only this calendar, and leaving out days that do not exist, is what rules mean without RSCALE (RFC 7529, 4.1).
  RSCALE: (text: string) => text === 'GREGORIAN',
  SKIP: (text: string) => text === 'OMIT',
};

/** A rule that names every day of a year from both ends, and every second, is shorter. */
const MAX_RULE_LENGTH = 10_000;

/** Reads the value of an RRULE or EXRULE. Part of a rule is none: where one part is not understood, nothing is. */
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
  const values = (name: keyof typeof LISTS) => [...new Set(parts.get(name)?.split(','))];
  const sorted = (name: keyof typeof LISTS) =>
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
    // A leap second, which no clock here shows.
    seconds: [...new Set(sorted('BYSECOND').map((second) => Math.min(second, 59)))],
    positions: sorted('BYSETPOS'),
    text: text.join(';'),
    line,
  };
}

function isReadable(name: string, value: string): boolean {
  if (isNameOf(SINGLE, name)) {
    return SINGLE[name](value);
  }
  return isNameOf(LISTS, name) && value.split(',').every(LISTS[name]);
}

function problemWith(name: string): string {
  const known = isNameOf(SINGLE, name) || isNameOf(LISTS, name) || name === 'length';
  const what = known ? name : 'a part that is not known';
  return `The rule of its recurrence cannot be read (${what}): only its own date shows.`;
}

function isNameOf<T extends object>(of: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(of, name);
}

function isFrequency(text: string | undefined): text is Frequency {
  return FREQUENCIES.some((frequency) => frequency === text);
}

function isPositive(text: string): boolean {
  return /^\+?\d+$/.test(text) && Number(text) > 0 && Number.isSafeInteger(Number(text));
}

function numbers(least: number, most: number): (text: string) => boolean {
  return (text) => /^[+-]?\d{1,3}$/.test(text) && Number(text) !== 0 && within(text, least, most);
}

function clockNumbers(most: number): (text: string) => boolean {
  return (text) => /^\d{1,2}$/.test(text) && within(text, 0, most);
}

function within(text: string, least: number, most: number): boolean {
  return Number(text) >= least && Number(text) <= most;
}
