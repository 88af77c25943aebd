import { civilDateIn } from 'google-calendar-ics/internal';
import { addDays } from 'google-calendar-ics/internal';
import {
  WEEK_INDEXES,
  WEEKDAYS,
  weekdayOf,
  type Weekday,
  type WeekIndex,
} from '../calendar/pattern.ts';

/** Where a series of RFC 5545 begins. */
export interface RuleStart {
  /** `2026-06-10` */
  readonly day: string;
  /** `09:00:00`; of all-day events midnight. */
  readonly time: string;
  readonly zone: string;
}

const CODES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const MAX_COUNT = 999;
const SAYABLE_PARTS: ReadonlySet<string> = new Set(
  'FREQ INTERVAL COUNT UNTIL BYDAY BYMONTHDAY BYMONTH BYSETPOS WKST'.split(' '),
);

type Parts = ReadonlyMap<string, string>;

/** An RRULE as `patternedRecurrence`; undefined where Graph cannot say it. */
export function patternOfRule(rule: string, start: RuleStart): object | undefined {
  const parts: Parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  if ([...parts.keys()].some((name) => !SAYABLE_PARTS.has(name))) {
    return undefined;
  }
  const pattern = patternOf(parts, start);
  const range = rangeOf(parts, start);
  return pattern && range
    ? { pattern: { ...pattern, interval: Number(parts.get('INTERVAL') ?? 1) }, range }
    : undefined;
}

function patternOf(parts: Parts, { day }: RuleStart): object | undefined {
  const days = daysOf(parts.get('BYDAY'));
  const monthDay = parts.get('BYMONTHDAY');
  const months = parts.get('BYMONTH');
  const isSimple = monthDay === undefined && !parts.has('BYSETPOS');
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return isSimple && days.length === 0 && months === undefined ? { type: 'daily' } : undefined;
    case 'WEEKLY':
      return isSimple && months === undefined && days.every(({ index }) => index === 0)
        ? {
            type: 'weekly',
            daysOfWeek: days.length > 0 ? days.map(({ weekday }) => weekday) : [weekdayOf(day)],
            firstDayOfWeek: weekdayOfCode(parts.get('WKST')) ?? 'monday',
          }
        : undefined;
    case 'MONTHLY':
      return months === undefined
        ? inMonth('Monthly', parts, days, Number(day.slice(8, 10)))
        : undefined;
    case 'YEARLY': {
      const month = Number(months ?? day.slice(5, 7));
      const isOneMonth = Number.isInteger(month) && (months !== undefined || days.length === 0);
      const found = isOneMonth
        ? inMonth('Yearly', parts, days, Number(day.slice(8, 10)))
        : undefined;
      return found && { ...found, month };
    }
    default:
      return undefined;
  }
}

function inMonth(
  kind: 'Monthly' | 'Yearly',
  parts: Parts,
  days: readonly NumberedDay[],
  ownDay: number,
): object | undefined {
  const position = parts.get('BYSETPOS');
  const monthDay = parts.get('BYMONTHDAY');
  if (days.length === 0) {
    const dayOfMonth = Number(monthDay ?? ownDay);
    // Exchange moves a day that a month lacks to its last one, and RFC 5545 leaves it out.
    const isInAllMonths = Number.isInteger(dayOfMonth) && dayOfMonth >= 1 && dayOfMonth <= 28;
    const isSure = isInAllMonths || (kind === 'Yearly' && dayOfMonth > 0 && ownDay === dayOfMonth);
    return position === undefined && isSure ? { type: `absolute${kind}`, dayOfMonth } : undefined;
  }
  const numbers = new Set(days.map(({ index }) => index));
  const [only = 0] = numbers;
  const index = indexOf(position === undefined ? only : Number(position));
  const isOneIndex = position === undefined ? days.length === 1 : only === 0 && numbers.size === 1;
  return monthDay === undefined && isOneIndex && index
    ? { type: `relative${kind}`, daysOfWeek: days.map(({ weekday }) => weekday), index }
    : undefined;
}

function rangeOf(parts: Parts, start: RuleStart): object | undefined {
  const count = parts.get('COUNT');
  if (count !== undefined) {
    const numberOfOccurrences = Number(count);
    return numberOfOccurrences <= MAX_COUNT
      ? { type: 'numbered', numberOfOccurrences, startDate: start.day }
      : undefined;
  }
  const until = parts.get('UNTIL');
  if (until === undefined) {
    return { type: 'noEnd', startDate: start.day };
  }
  const endDate = lastDay(until, start);
  return endDate < start.day ? undefined : { type: 'endDate', endDate, startDate: start.day };
}

/** The last day on which an occurrence may begin. */
function lastDay(until: string, { time, zone }: RuleStart): string {
  const [, year = '', month = '', day = '', clock] =
    /^(\d{4})(\d\d)(\d\d)(?:T(\d{6})Z?)?/.exec(until) ?? [];
  const date = `${year}-${month}-${day}`;
  if (clock === undefined) {
    return date;
  }
  const written = `${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4, 6)}`;
  const instant = Date.parse(`${date}T${written}Z`);
  const localDay = until.endsWith('Z') ? civilDateIn(zone, instant) : date;
  const localTime = until.endsWith('Z') ? timeIn(zone, instant) : written;
  return localTime < time ? addDays(localDay, -1) : localDay;
}

function timeIn(zone: string, instant: number): string {
  return new Date(instant).toLocaleTimeString('en-GB', { timeZone: zone });
}

interface NumberedDay {
  readonly weekday: Weekday;
  /** 0 where there is none. */
  readonly index: number;
}

function daysOf(text: string | undefined): NumberedDay[] {
  return (text?.split(',') ?? []).flatMap((part) => {
    const [, number = '0', code] = /^([+-]?\d+)?([A-Z]{2})$/.exec(part) ?? [];
    const weekday = weekdayOfCode(code);
    return weekday ? [{ weekday, index: Number(number) }] : [];
  });
}

function weekdayOfCode(code: string | undefined): Weekday | undefined {
  return code === undefined ? undefined : WEEKDAYS[CODES.indexOf(code)];
}

function indexOf(number: number): WeekIndex | undefined {
  return number === -1 ? 'last' : number >= 1 && number <= 4 ? WEEK_INDEXES[number - 1] : undefined;
}
