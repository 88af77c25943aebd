import { RecurrenceError, type SeriesStart } from './series-start.ts';

/** Google refuses rules that repeat within a day, so every rule gives days, and times on them. */
export type Frequency = 'YEARLY' | 'MONTHLY' | 'WEEKLY' | 'DAILY';

/** An entry of BYDAY: `-1FR` is the last Friday, `FR` every Friday. */
export interface RuleWeekday {
  /** As `Date.getUTCDay` counts. */
  readonly weekday: number;
  /** 0 for every such weekday. */
  readonly nth: number;
}

/** The parts of a rule, with those filled in that follow from its first start. An empty list does not limit anything. */
export interface RuleParts {
  readonly frequency: Frequency;
  readonly interval: number;
  /** Infinity without COUNT. */
  readonly count: number;
  /** The text of UNTIL. */
  readonly until: string | undefined;
  readonly months: readonly number[];
  readonly monthDays: readonly number[];
  readonly yearDays: readonly number[];
  readonly weeks: readonly number[];
  readonly weekdays: readonly RuleWeekday[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
  /** As `Date.getUTCDay` counts. */
  readonly weekStart: number;
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const FREQUENCIES: readonly Frequency[] = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'];
/** Google's integers have 32 bits. */
const MAX_INTEGER = 2 ** 31 - 1;

/** @throws RecurrenceError for a rule that cannot be read or that Google refuses. */
export function readRule(text: string, series: SeriesStart): RuleParts {
  const written = writtenParts(text);
  const numbers = (name: string, least: number, most: number) =>
    valuesOf(written, name).map((value) => numberBetween(value, least, most, name));
  const numbersFromEnd = (name: string, most: number) =>
    valuesOf(written, name).map((value) => placeUpTo(value, most, name));
  const number = (name: string, fallback: number) => {
    const value = written.get(name);
    return value === undefined ? fallback : numberBetween(value, 1, MAX_INTEGER, name);
  };
  return withPartsOfStart(
    {
      frequency: frequencyOf(written),
      interval: number('INTERVAL', 1),
      count: number('COUNT', Infinity),
      until: written.get('UNTIL'),
      months: numbers('BYMONTH', 1, 12),
      monthDays: numbersFromEnd('BYMONTHDAY', 31),
      yearDays: numbersFromEnd('BYYEARDAY', 366),
      weeks: numbersFromEnd('BYWEEKNO', 53),
      weekdays: valuesOf(written, 'BYDAY').map(weekdayOf),
      hours: numbers('BYHOUR', 0, 23),
      minutes: numbers('BYMINUTE', 0, 59),
      seconds: numbers('BYSECOND', 0, 59),
      positions: numbersFromEnd('BYSETPOS', 366),
      weekStart: weekdayOf(written.get('WKST') ?? 'MO').weekday,
    },
    series,
  );
}

/** The period in which an ordinal of BYDAY counts. Other frequencies ignore ordinals (RFC 5545, section 3.3.10). */
export function periodOfOrdinals({ frequency, months }: RuleParts): 'year' | 'month' | undefined {
  switch (frequency) {
    case 'YEARLY':
      return months.length > 0 ? 'month' : 'year';
    case 'MONTHLY':
      return 'month';
    default:
      return undefined;
  }
}

/**
 * The parts of a rule by name, in upper case.
 * @throws RecurrenceError for calendars other than the Gregorian one and for SKIP (RFC 7529), which are not supported.
 */
export function writtenParts(text: string): ReadonlyMap<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(';').filter((each) => each.trim() !== '')) {
    const [name = '', value = ''] = part.split('=');
    parts.set(name.trim().toUpperCase(), value.trim().toUpperCase());
  }
  if ((parts.get('RSCALE') ?? 'GREGORIAN') !== 'GREGORIAN') {
    throw new RecurrenceError(`RSCALE=${parts.get('RSCALE')}`);
  }
  if ((parts.get('SKIP') ?? 'OMIT') !== 'OMIT') {
    throw new RecurrenceError(`SKIP=${parts.get('SKIP')}`);
  }
  return parts;
}

function frequencyOf(written: ReadonlyMap<string, string>): Frequency {
  const text = written.get('FREQ');
  const frequency = FREQUENCIES.find((each) => each === text);
  if (!frequency) {
    throw new RecurrenceError(text === undefined ? 'FREQ is missing' : `FREQ=${text}`);
  }
  return frequency;
}

function valuesOf(written: ReadonlyMap<string, string>, name: string): string[] {
  return written.get(name)?.split(',') ?? [];
}

function numberBetween(text: string, least: number, most: number, name: string): number {
  const value = /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) {
    throw new RecurrenceError(`${name}=${text}`);
  }
  return value;
}

/** A position: from 1 upwards, or from -1 downwards. */
function placeUpTo(text: string, most: number, name: string): number {
  const place = numberBetween(text, -most, most, name);
  if (place === 0) {
    throw new RecurrenceError(`${name}=${text}`);
  }
  return place;
}

function weekdayOf(text: string): RuleWeekday {
  const match = /^\s*([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)\s*$/.exec(text);
  const [, ordinal, name = ''] = match ?? [];
  if (!match) {
    throw new RecurrenceError(`${text} is no weekday`);
  }
  return {
    weekday: WEEKDAYS.indexOf(name),
    nth: ordinal === undefined ? 0 : placeUpTo(ordinal, 53, 'BYDAY'),
  };
}

/**
 * Fills in the parts that follow from the first start. A yearly rule without other parts means the day and month of the
 * start (RFC 5545, section 3.3.10). A yearly rule with BYMONTHDAY alone, such as `FREQ=YEARLY;BYMONTHDAY=25` for a
 * birthday, means all months by the RFC; Google takes the month of the start
 * (github.com/allenporter/gcal_sync/pull/179, rlanvin/php-rrule/issues/158).
 */
function withPartsOfStart(parts: RuleParts, { allDay, wall }: SeriesStart): RuleParts {
  const start = new Date(wall);
  const { frequency } = parts;
  const names = (...lists: (readonly unknown[])[]) => lists.some((list) => list.length > 0);
  const isOfMonths = !names(parts.weekdays, parts.yearDays, parts.weeks);
  const isOfStartsMonth = frequency === 'YEARLY' && isOfMonths && !names(parts.months);
  const isOfStartsDay =
    (frequency === 'YEARLY' && isOfMonths && !names(parts.monthDays)) ||
    (frequency === 'MONTHLY' && !names(parts.weekdays, parts.monthDays));
  const isByWeek = frequency === 'WEEKLY' || (frequency === 'YEARLY' && names(parts.weeks));
  const times = (written: readonly number[], ofStart: number) =>
    // All-day series ignore BYHOUR, BYMINUTE and BYSECOND (RFC 5545, section 3.3.10).
    allDay ? [0] : names(written) ? written : [ofStart];
  return {
    ...parts,
    hours: times(parts.hours, start.getUTCHours()),
    minutes: times(parts.minutes, start.getUTCMinutes()),
    seconds: times(parts.seconds, start.getUTCSeconds()),
    ...(isOfStartsMonth && { months: [start.getUTCMonth() + 1] }),
    ...(isOfStartsDay && { monthDays: [start.getUTCDate()] }),
    ...(isByWeek &&
      !names(parts.weekdays) && { weekdays: [{ weekday: start.getUTCDay(), nth: 0 }] }),
  };
}
