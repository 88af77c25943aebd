import { Temporal } from 'temporal-polyfill';
import {
  type DayOfMonth,
  NO_RECURRENCE,
  type RecurrenceChoice,
  type RecurrenceEnd,
  type RecurrenceRule,
  type SeriesStart,
  type Weekday,
  weekdayOf,
  WEEKDAYS,
  WORKDAYS,
} from './recurrence-choice';

/** The longest interval, and the highest count, that the form takes. */
export const MAX_RULE_NUMBER = 999;

const RULE = /^RRULE:(.+)$/i;
/** Lines that are kept beside a rule. An EXRULE is none of them: with one, what the form shows would not be what happens. */
const DATES = /^(RDATE|EXDATE)[;:]/i;
const NUMBERED_WEEKDAY = /^(-1|[+]?[1-5])(MO|TU|WE|TH|FR|SA|SU)$/;
const UNTIL = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?$/;

/**
 * What the form can show of recurrence lines (RFC 5545, 3.8.5). A rule with any part that the form has no field for is kept as it
 * is.
 * @param start The start of the series, or of the occurrence of it that is edited.
 */
export function readRecurrence(lines: readonly string[], start: SeriesStart): RecurrenceChoice {
  if (lines.length === 0) {
    return NO_RECURRENCE;
  }
  const rules = lines.filter((line) => RULE.test(line));
  const otherLines = lines.filter((line) => DATES.test(line));
  const [rule] = rules;
  if (rule === undefined || rules.length > 1 || rules.length + otherLines.length < lines.length) {
    return { frequency: 'OWN', lines };
  }
  const parts = partsOf(rule);
  return (parts && readRule(parts, start, otherLines)) ?? { frequency: 'OWN', lines };
}

/** The recurrence lines of a choice; none for an event that does not recur. */
export function recurrenceLines(choice: RecurrenceChoice, start: SeriesStart): readonly string[] {
  switch (choice.frequency) {
    case 'NONE':
      return [];
    case 'OWN':
      return choice.lines;
    default:
      return [`RRULE:${ruleParts(choice, start).join(';')}`, ...choice.otherLines];
  }
}

/** Whether two choices say the same: `every weekday` and `weekly` with those five days do. */
export function isSameRecurrence(
  one: RecurrenceChoice,
  other: RecurrenceChoice,
  start: SeriesStart,
): boolean {
  return (
    JSON.stringify(recurrenceLines(one, start)) === JSON.stringify(recurrenceLines(other, start))
  );
}

/** The parts of a rule by their names; `undefined` if one stands there twice or has no value. */
function partsOf(line: string): ReadonlyMap<string, string> | undefined {
  const pairs = line
    .replace(/^RRULE:/i, '')
    .toUpperCase()
    .split(';')
    .filter((part) => part !== '')
    .map((part) => part.split('='));
  const parts = new Map(pairs.map(([name = '', value = '']) => [name, value]));
  return parts.size === pairs.length && pairs.every(([, value]) => value) ? parts : undefined;
}

function readRule(
  parts: ReadonlyMap<string, string>,
  start: SeriesStart,
  otherLines: readonly string[],
): RecurrenceRule | undefined {
  const end = readEnd(parts, start);
  const interval = readNumber(parts.get('INTERVAL') ?? '1');
  if (!end || interval === undefined) {
    return undefined;
  }
  const shared = { interval, end, otherLines };
  const only = (...names: readonly string[]) => {
    const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', ...names];
    return [...parts.keys()].every((name) => known.includes(name));
  };
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return only() ? { frequency: 'DAILY', ...shared } : undefined;
    case 'WEEKLY': {
      const weekdays = readWeekdays(parts.get('BYDAY') ?? weekdayOf(start.date));
      const weekStart = readWeekdays(parts.get('WKST') ?? 'MO')?.[0];
      if (!only('BYDAY') || !weekdays || !weekStart) {
        return undefined;
      }
      return interval === 1 && weekdays.join() === WORKDAYS.join()
        ? { frequency: 'WORKDAYS', ...shared }
        : { frequency: 'WEEKLY', weekdays, weekStart, ...shared };
    }
    case 'MONTHLY': {
      const on = readDayOfMonth(parts, start);
      return only('BYDAY', 'BYMONTHDAY') && on
        ? { frequency: 'MONTHLY', on, ...shared }
        : undefined;
    }
    case 'YEARLY': {
      const { month, day } = Temporal.PlainDate.from(start.date);
      const isOfStart =
        (parts.get('BYMONTH') ?? String(month)) === String(month) &&
        (parts.get('BYMONTHDAY') ?? String(day)) === String(day);
      // A day of the month without a month falls into every month.
      const hasMonth = parts.has('BYMONTH') || !parts.has('BYMONTHDAY');
      return only('BYMONTH', 'BYMONTHDAY') && isOfStart && hasMonth
        ? { frequency: 'YEARLY', ...shared }
        : undefined;
    }
    default:
      return undefined;
  }
}

function readEnd(
  parts: ReadonlyMap<string, string>,
  start: SeriesStart,
): RecurrenceEnd | undefined {
  const [count, until] = [parts.get('COUNT'), parts.get('UNTIL')];
  if (count !== undefined && until !== undefined) {
    return undefined;
  }
  if (count !== undefined) {
    const read = readNumber(count);
    return read === undefined ? undefined : { kind: 'afterCount', count: read };
  }
  if (until !== undefined) {
    const date = readUntil(until, start);
    return date === undefined ? undefined : { kind: 'onDate', date };
  }
  return { kind: 'never' };
}

/** The last day on which the event may happen: where UNTIL is earlier on its day than the event, that is the day before. */
function readUntil(until: string, start: SeriesStart): string | undefined {
  const [, year, month, day, hour, minute, second, utc] = UNTIL.exec(until) ?? [];
  if (!year || !month || !day) {
    return undefined;
  }
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`);
    if (!hour || !minute || !second || start.allDay) {
      return date.toString();
    }
    const time = Temporal.PlainTime.from(`${hour}:${minute}:${second}`);
    const wallTime = utc
      ? date
          .toZonedDateTime({ timeZone: 'UTC', plainTime: time })
          .withTimeZone(start.timeZone)
          .toPlainDateTime()
      : date.toPlainDateTime(time);
    const isTooEarly = Temporal.PlainTime.compare(wallTime.toPlainTime(), start.time) < 0;
    return wallTime
      .toPlainDate()
      .subtract({ days: isTooEarly ? 1 : 0 })
      .toString();
  } catch {
    return undefined;
  }
}

function readDayOfMonth(
  parts: ReadonlyMap<string, string>,
  { date }: SeriesStart,
): DayOfMonth | undefined {
  const [byDay, byMonthDay] = [parts.get('BYDAY'), parts.get('BYMONTHDAY')];
  if (byDay !== undefined) {
    const [, nth, weekday] = NUMBERED_WEEKDAY.exec(byDay) ?? [];
    return byMonthDay === undefined && nth !== undefined && isWeekday(weekday)
      ? { kind: 'weekday', nth: Number(nth), weekday }
      : undefined;
  }
  const day = Number(byMonthDay ?? Temporal.PlainDate.from(date).day);
  return day === -1 || (Number.isInteger(day) && day >= 1 && day <= 31)
    ? { kind: 'day', day }
    : undefined;
}

/** In the order of the week. */
function readWeekdays(list: string): readonly Weekday[] | undefined {
  const names = list.split(',');
  return names.every(isWeekday) ? WEEKDAYS.filter((weekday) => names.includes(weekday)) : undefined;
}

function isWeekday(name: string | undefined): name is Weekday {
  return WEEKDAYS.some((weekday) => weekday === name);
}

function readNumber(text: string): number | undefined {
  const read = Number(text);
  return Number.isInteger(read) && read >= 1 && read <= MAX_RULE_NUMBER ? read : undefined;
}

function ruleParts(rule: RecurrenceRule, start: SeriesStart): readonly string[] {
  const { interval, end } = rule;
  return [
    `FREQ=${rule.frequency === 'WORKDAYS' ? 'WEEKLY' : rule.frequency}`,
    ...(interval > 1 ? [`INTERVAL=${interval}`] : []),
    ...dayParts(rule),
    ...(end.kind === 'afterCount' ? [`COUNT=${end.count}`] : []),
    ...(end.kind === 'onDate' ? [`UNTIL=${untilOf(end.date, start)}`] : []),
  ];
}

function dayParts(rule: RecurrenceRule): readonly string[] {
  switch (rule.frequency) {
    case 'WORKDAYS':
      return [`BYDAY=${WORKDAYS.join()}`];
    case 'WEEKLY': {
      const { interval, weekdays, weekStart } = rule;
      const areWeeksCut = interval > 1 && weekdays.length > 1 && weekStart !== 'MO';
      return [`BYDAY=${weekdays.join()}`, ...(areWeeksCut ? [`WKST=${weekStart}`] : [])];
    }
    case 'MONTHLY':
      return rule.on.kind === 'day'
        ? [`BYMONTHDAY=${rule.on.day}`]
        : [`BYDAY=${rule.on.nth}${rule.on.weekday}`];
    default:
      return [];
  }
}

/**
 * UNTIL for a last day: that date for all-day events, and else the last second of that day in the zone of the event, in UTC as
 * RFC 5545 (3.3.10) wants it, so that the event may take place at any time of its last day.
 */
function untilOf(date: string, { allDay, timeZone }: SeriesStart): string {
  const day = Temporal.PlainDate.from(date);
  if (allDay) {
    return compact(day.toString());
  }
  const nextDay = day.add({ days: 1 }).toZonedDateTime(timeZone);
  return compact(nextDay.subtract({ seconds: 1 }).toInstant().toString());
}

/** In the basic form of ISO 8601, as in `20261122T165959Z`. */
function compact(text: string): string {
  return text.replaceAll(/[-:]/g, '');
}
