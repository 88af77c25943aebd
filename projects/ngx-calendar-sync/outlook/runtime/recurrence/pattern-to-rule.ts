import type {
  OutlookPatternedRecurrence,
  OutlookRecurrencePattern,
  OutlookRecurrenceRange,
} from 'ngx-calendar-sync/outlook/start';
import { clockOf, isAllDay, type SeriesStart } from './series-start';
import { codeOf, LAST_DAY_OF_EACH_MONTH, positionOf, shortestLengthOf } from './weekdays';

/** The parts of a rule by their names, in the order in which they are written. */
type Parts = Readonly<Record<string, string | number | undefined>>;

const DAY = /^\d{4}-\d{2}-\d{2}/;

/**
 * The RRULE line of what Graph says of a series; `undefined` for a pattern or range that this version does not know, since a
 * part of it would recur on other days.
 * @see https://learn.microsoft.com/graph/api/resources/patternedrecurrence
 */
export function ruleOf(
  { pattern, range }: OutlookPatternedRecurrence,
  start: SeriesStart,
): string | undefined {
  const days = pattern ? patternParts(pattern) : undefined;
  const end = range ? rangeParts(range, start) : undefined;
  if (!days || !end) {
    return undefined;
  }
  const text = Object.entries({ ...days, ...end })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(';');
  return `RRULE:${text}`;
}

function patternParts(pattern: OutlookRecurrencePattern): Parts | undefined {
  const { type, month = 0 } = pattern;
  const INTERVAL = (pattern.interval ?? 1) === 1 ? undefined : pattern.interval;
  switch (type) {
    case 'daily':
      return { FREQ: 'DAILY', INTERVAL };
    case 'weekly': {
      const BYDAY = codesOf(pattern);
      return BYDAY === undefined
        ? undefined
        : { FREQ: 'WEEKLY', INTERVAL, WKST: weekStart(pattern), BYDAY };
    }
    case 'absoluteMonthly': {
      const days = daysOfMonth(pattern, LAST_DAY_OF_EACH_MONTH);
      return days && { FREQ: 'MONTHLY', INTERVAL, ...days };
    }
    case 'absoluteYearly': {
      const days = isMonth(month) && daysOfMonth(pattern, shortestLengthOf(month));
      return days ? { FREQ: 'YEARLY', INTERVAL, BYMONTH: month, ...days } : undefined;
    }
    case 'relativeMonthly': {
      const days = relativeDays(pattern);
      return days && { FREQ: 'MONTHLY', INTERVAL, ...days };
    }
    case 'relativeYearly': {
      const days = isMonth(month) && relativeDays(pattern);
      return days ? { FREQ: 'YEARLY', INTERVAL, BYMONTH: month, ...days } : undefined;
    }
    default:
      return undefined;
  }
}

function isMonth(month: number): boolean {
  return month >= 1 && month <= 12;
}

/** Weeks of RFC 5545 begin on Monday where nothing else is said, those of Graph on Sunday. */
function weekStart({ firstDayOfWeek }: OutlookRecurrencePattern): string | undefined {
  const code = codeOf(firstDayOfWeek ?? 'sunday');
  return code === 'MO' ? undefined : code;
}

/** `undefined` without a day, or with one that is not known. */
function codesOf({ daysOfWeek = [] }: OutlookRecurrencePattern): string | undefined {
  const codes = daysOfWeek.map(codeOf);
  return codes.length > 0 && codes.every(Boolean) ? codes.join(',') : undefined;
}

/**
 * Outlook uses the last day of a month that is too short, where a rule with that day alone would leave the month out
 * (RFC 5545, 3.3.10).
 * @param shortest How many days the shortest month of the pattern has.
 */
function daysOfMonth(
  { dayOfMonth = 0 }: OutlookRecurrencePattern,
  shortest: number,
): Parts | undefined {
  if (dayOfMonth < 1 || dayOfMonth > 31) {
    return undefined;
  }
  return dayOfMonth <= shortest
    ? { BYMONTHDAY: dayOfMonth }
    : {
        BYMONTHDAY: Array.from(
          { length: dayOfMonth - shortest + 1 },
          (_, index) => shortest + index,
        ).join(','),
        BYSETPOS: -1,
      };
}

/** `2TU` for one day of the week; of several, the one that fits in this place. */
function relativeDays(pattern: OutlookRecurrencePattern): Parts | undefined {
  const codes = codesOf(pattern);
  const position = positionOf(pattern.index ?? 'first');
  if (codes === undefined || position === undefined) {
    return undefined;
  }
  return codes.includes(',')
    ? { BYDAY: codes, BYSETPOS: position }
    : { BYDAY: `${position}${codes}` };
}

function rangeParts(range: OutlookRecurrenceRange, start: SeriesStart): Parts | undefined {
  switch (range.type) {
    case 'noEnd':
      return {};
    case 'numbered':
      return range.numberOfOccurrences ? { COUNT: range.numberOfOccurrences } : undefined;
    case 'endDate':
      return range.endDate && DAY.test(range.endDate)
        ? { UNTIL: untilOf(range.endDate.slice(0, 10), start) }
        : undefined;
    default:
      return undefined;
  }
}

/** UNTIL is an instant in UTC where the start is one (RFC 5545, 3.3.10): here the last second of the day in the zone. */
function untilOf(day: string, start: SeriesStart): string {
  if (isAllDay(start)) {
    return day.replaceAll('-', '');
  }
  const lastSecond = `${day}T23:59:59`;
  const clock = clockOf(start);
  const text = clock
    ? new Date(clock.instantOf(Date.parse(`${lastSecond}Z`))).toISOString()
    : lastSecond;
  return text.replaceAll(/[-:]|\.\d+/g, '');
}
