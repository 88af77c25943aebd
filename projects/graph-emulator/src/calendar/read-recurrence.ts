import { invalidProperty } from '../graph/graph-error.ts';
import type { EventRecord } from './event-record.ts';
import { firstDay, type Pattern, type ShortMonths } from './pattern.ts';
import { timesOnDay } from './times.ts';
import { zoneOf } from './zones.ts';

const NO_DAY = '0001-01-01';

type SentRule = {
  readonly pattern?: Partial<Pattern['pattern']> | null;
  readonly range?: Partial<{
    [Name in keyof Pattern['range']]: Pattern['range'][Name] | null;
  }> | null;
} | null;

/**
 * The rule of a series after a write, with all its fields; null for a single event.
 * @throws GraphError for a rule that Graph refuses.
 */
export function readRecurrence(
  event: Pick<EventRecord, 'start' | 'end'>,
  body: Readonly<Record<string, unknown>>,
  before: Pick<EventRecord, 'recurrence'> & Partial<Pick<EventRecord, 'start'>>,
): Pattern | null {
  const sent = body['recurrence'] as SentRule | undefined;
  if (sent === undefined) {
    return kept(event, before);
  }
  if (sent === null) {
    return null;
  }
  const { pattern, range } = sent;
  if (!pattern?.type || !range?.type) {
    throw invalidProperty('A recurrence needs the type of its pattern and of its range.');
  }
  const day = event.start.wall.slice(0, 10);
  const startDate = range.startDate ?? day;
  if (startDate !== day) {
    throw invalidProperty(
      'The value of Recurrence.Range.StartDate must be the day of the Start property.',
    );
  }
  const zone = range.recurrenceTimeZone;
  if (zone !== undefined && zone !== null && zoneOf(zone) !== event.start.zone) {
    throw invalidProperty(
      'The value of Recurrence.Range.RecurrenceTimeZone must be the time zone of the Start property.',
    );
  }
  return {
    pattern: readPattern(pattern, pattern.type, day),
    range: {
      type: range.type,
      startDate,
      endDate: readEnd(range.type, range.endDate, startDate),
      recurrenceTimeZone: event.start.zoneName,
      numberOfOccurrences: readCount(range.type, range.numberOfOccurrences),
    },
  };
}

/** A series that keeps its rule may move to another time, but not to another zone. */
function kept(
  { start }: Pick<EventRecord, 'start'>,
  before: Pick<EventRecord, 'recurrence'> & Partial<Pick<EventRecord, 'start'>>,
): Pattern | null {
  const { recurrence } = before;
  if (!recurrence) {
    return null;
  }
  if (before.start && before.start.zone !== start.zone) {
    throw invalidProperty(
      'The time zone of a series can be changed together with its recurrence only.',
    );
  }
  return { ...recurrence, range: { ...recurrence.range, startDate: start.wall.slice(0, 10) } };
}

function readPattern(
  sent: Partial<Pattern['pattern']>,
  type: Pattern['pattern']['type'],
  day: string,
): Pattern['pattern'] {
  const { interval = 1, firstDayOfWeek = 'sunday' } = sent;
  if (interval < 1 || interval > 999) {
    throw invalidProperty('The Interval of a recurrence must be from 1 to 999.');
  }
  const isAbsolute = type.startsWith('absolute');
  const isYearly = type.endsWith('Yearly');
  const hasDays = type === 'weekly' || type.startsWith('relative');
  const daysOfWeek = sent.daysOfWeek ?? [];
  if (hasDays && daysOfWeek.length === 0) {
    throw invalidProperty(`A recurrence of type ${type} needs DaysOfWeek.`);
  }
  const dayOfMonth = sent.dayOfMonth ?? Number(day.slice(8, 10));
  const month = sent.month ?? Number(day.slice(5, 7));
  if (isAbsolute && (dayOfMonth < 1 || dayOfMonth > 31)) {
    throw invalidProperty('The DayOfMonth of a recurrence must be from 1 to 31.');
  }
  if (isYearly && (month < 1 || month > 12)) {
    throw invalidProperty('The Month of a recurrence must be from 1 to 12.');
  }
  return {
    type,
    interval,
    month: isYearly ? month : 0,
    dayOfMonth: isAbsolute ? dayOfMonth : 0,
    ...(hasDays && { daysOfWeek }),
    firstDayOfWeek,
    index: sent.index ?? 'first',
  };
}

function readEnd(
  type: Pattern['range']['type'],
  endDate: string | null | undefined,
  startDate: string,
): string {
  if (type !== 'endDate') {
    return NO_DAY;
  }
  if (endDate === undefined || endDate === null || endDate < startDate) {
    throw invalidProperty('The EndDate of a recurrence must not be before its StartDate.');
  }
  return endDate;
}

function readCount(type: Pattern['range']['type'], count: number | null | undefined): number {
  if (type !== 'numbered') {
    return 0;
  }
  if (count === undefined || count === null || count < 1 || count > 999) {
    throw invalidProperty('The NumberOfOccurrences of a recurrence must be from 1 to 999.');
  }
  return count;
}

/** A series begins on the first day of its rule, not before it. */
export function startingOnRule(event: EventRecord, shortMonths: ShortMonths): EventRecord {
  const { recurrence } = event;
  if (!recurrence) {
    return event;
  }
  const day = firstDay(recurrence, shortMonths);
  if (day === undefined) {
    throw invalidProperty('The recurrence has no occurrence.');
  }
  return day === recurrence.range.startDate
    ? event
    : {
        ...event,
        ...timesOnDay(event, day),
        recurrence: { ...recurrence, range: { ...recurrence.range, startDate: day } },
      };
}
