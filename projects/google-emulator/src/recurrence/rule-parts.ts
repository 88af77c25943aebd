import type { SeriesStart } from './series-start.ts';

/** The parts of an RRULE by their names. */
export type RuleParts = ReadonlyMap<string, string>;

export const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

export function readParts(text: string): RuleParts {
  const parts = new Map<string, string>();
  for (const part of text.split(';').filter((each) => each.trim() !== '')) {
    const [name = '', value = ''] = part.split('=');
    parts.set(name.trim().toUpperCase(), value.trim().toUpperCase());
  }
  return parts;
}

export function numbersOf(parts: RuleParts, name: string): number[] {
  return parts.get(name)?.split(',').map(Number) ?? [];
}

/**
 * The rule with what it leaves to its first start written out: a yearly rule without more means that day of that
 * month (RFC 5545, section 3.3.10).
 */
export function spelledOut(parts: RuleParts, { wall }: SeriesStart): RuleParts {
  const has = (...names: string[]) => names.some((name) => parts.has(name));
  const all = new Map(parts);
  const start = new Date(wall);
  const frequency = parts.get('FREQ');
  if (frequency === 'YEARLY' && !has('BYDAY', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO')) {
    if (!has('BYMONTH')) {
      all.set('BYMONTH', String(start.getUTCMonth() + 1));
    }
    all.set('BYMONTHDAY', String(start.getUTCDate()));
  }
  if (frequency === 'MONTHLY' && !has('BYDAY', 'BYMONTHDAY')) {
    all.set('BYMONTHDAY', String(start.getUTCDate()));
  }
  const isByWeek = frequency === 'WEEKLY' || (frequency === 'YEARLY' && has('BYWEEKNO'));
  if (isByWeek && !has('BYDAY')) {
    all.set('BYDAY', WEEKDAYS[start.getUTCDay()] ?? '');
  }
  return all;
}

/**
 * The part of a spelled-out rule that ical.js walks rightly; its results hold all of the rule's, and the filter takes
 * the rest away. Left out is what ical.js gets wrong or is slow at: it skips or invents days where BYMONTH or BYSETPOS
 * limit a rule, where a year has several days of a month, and where weekdays are counted by the month, the year or its
 * weeks.
 */
export function walkedPart(parts: RuleParts): RuleParts {
  if (isByWeekday(parts)) {
    const names = weekdaysOf(parts).map(({ name }) => name);
    return new Map([
      ['FREQ', 'WEEKLY'],
      ['BYDAY', [...new Set(names)].join(',')],
    ]);
  }
  const walked = new Map(parts);
  const drop = (...names: string[]) => {
    names.forEach((name) => walked.delete(name));
  };
  drop('COUNT', 'UNTIL', 'BYSETPOS');
  if (isMonthsOfYear(parts)) {
    walked.set('FREQ', 'MONTHLY');
    drop('INTERVAL');
  }
  if (walked.get('FREQ') === 'MONTHLY' && numbersOf(parts, 'BYMONTHDAY').some((day) => day < -28)) {
    // In a shorter month ical.js takes such a day for one of the month before.
    walked.set('FREQ', 'DAILY');
    drop('INTERVAL');
  }
  switch (walked.get('FREQ')) {
    case 'DAILY':
      drop('BYMONTH', 'BYMONTHDAY', 'BYDAY');
      break;
    case 'WEEKLY':
      drop('BYMONTH');
      break;
    case 'MONTHLY':
      drop('BYMONTH', 'BYDAY');
  }
  return walked;
}

/** What an ordinal of BYDAY counts in; other rules take none (RFC 5545, section 3.3.10). */
export function spanOfOrdinals(parts: RuleParts): 'year' | 'month' | undefined {
  switch (parts.get('FREQ')) {
    case 'YEARLY':
      return parts.has('BYMONTH') ? 'month' : 'year';
    case 'MONTHLY':
      return 'month';
    default:
      return undefined;
  }
}

/** Whether a rule of months or years names days of the week, and none of a month. */
function isByWeekday(parts: RuleParts): boolean {
  const isLong = ['MONTHLY', 'YEARLY'].includes(parts.get('FREQ') ?? '');
  return isLong && parts.has('BYDAY') && !parts.has('BYMONTHDAY');
}

/** The entries of BYDAY: `-1FR` is the last Friday, `FR` every one. */
export function weekdaysOf(parts: RuleParts): { readonly name: string; readonly nth: number }[] {
  const entries = parts.get('BYDAY')?.split(',') ?? [];
  return entries.map((entry) => ({ name: entry.slice(-2), nth: Number(entry.slice(0, -2)) }));
}

/** Whether a yearly rule names days by their months, and more than a single one. */
function isMonthsOfYear(parts: RuleParts): boolean {
  if (parts.get('FREQ') !== 'YEARLY' || parts.has('BYWEEKNO') || parts.has('BYYEARDAY')) {
    return false;
  }
  const isSingleDay =
    numbersOf(parts, 'BYMONTH').length === 1 &&
    numbersOf(parts, 'BYMONTHDAY').length === 1 &&
    !parts.has('BYDAY');
  return !isSingleDay && (parts.has('BYMONTHDAY') || parts.has('BYMONTH'));
}

/** The start of the same rhythm one interval earlier; a month's and a year's on a day that all of them have. */
export function oneIntervalEarlier(parts: RuleParts, wall: number): number {
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const date = new Date(wall);
  switch (parts.get('FREQ')) {
    case 'YEARLY':
      return date.setUTCFullYear(date.getUTCFullYear() - interval, 0, 1);
    case 'MONTHLY':
      return date.setUTCMonth(date.getUTCMonth() - interval, 1);
    case 'WEEKLY':
      return date.setUTCDate(date.getUTCDate() - 7 * interval);
    default:
      return date.setUTCDate(date.getUTCDate() - interval);
  }
}
