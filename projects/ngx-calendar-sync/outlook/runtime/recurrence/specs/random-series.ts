import fc from 'fast-check';
import { ɵaddDays as addDays } from 'ngx-calendar-sync/core';
import type {
  OutlookPatternedRecurrence,
  OutlookRecurrencePattern,
  OutlookRecurrenceRange,
} from 'ngx-calendar-sync/outlook/start';
import type { SeriesStart } from '../series-start';
import { daysOfPattern } from './days-of-pattern';

export const DAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;
/** No later day is looked at. */
export const LAST_DAY = '2030-01-01';

/** What is drawn for a series beside its pattern. */
export interface SeriesDraw {
  /** Such as `T09:00:00`; empty for a whole day. */
  readonly times: readonly string[];
  /** IANA names. */
  readonly timeZones: readonly string[];
  /** The first day of a start, and how many days later the last one may be. */
  readonly starts?: { readonly first: string; readonly days: number };
}

/** A series as Outlook keeps it: it begins on a day of its pattern. */
export interface DrawnSeries {
  readonly recurrence: OutlookPatternedRecurrence;
  readonly start: SeriesStart;
}

const interval = fc.integer({ min: 1, max: 4 });
const month = fc.integer({ min: 1, max: 12 });
const dayOfMonth = fc.integer({ min: 1, max: 31 });
const daysOfWeek = fc.subarray([...DAYS], { minLength: 1 });
const index = fc.constantFrom('first', 'second', 'third', 'fourth', 'last');

const pattern: fc.Arbitrary<OutlookRecurrencePattern> = fc.oneof(
  fc.record({ type: fc.constant('daily'), interval }),
  fc.record({
    type: fc.constant('weekly'),
    interval,
    daysOfWeek,
    firstDayOfWeek: fc.constantFrom(...DAYS),
  }),
  fc.record({ type: fc.constant('absoluteMonthly'), interval, dayOfMonth }),
  fc.record({ type: fc.constant('absoluteYearly'), interval, month, dayOfMonth }),
  fc.record({ type: fc.constant('relativeMonthly'), interval, daysOfWeek, index }),
  fc.record({ type: fc.constant('relativeYearly'), interval, month, daysOfWeek, index }),
);

function rangesFrom(first: string, days: number): fc.Arbitrary<OutlookRecurrenceRange> {
  const startDate = fc.integer({ min: 0, max: days }).map((later) => addDays(first, later));
  return fc.oneof(
    fc.record({ type: fc.constant('noEnd'), startDate }),
    fc.record({
      type: fc.constant('numbered'),
      startDate,
      numberOfOccurrences: fc.integer({ min: 1, max: 60 }),
    }),
    fc.tuple(startDate, fc.integer({ min: 0, max: 2000 })).map(([from, later]) => ({
      type: 'endDate' as const,
      startDate: from,
      endDate: addDays(from, later),
    })),
  );
}

/** Series of any pattern and range. */
export function randomSeries({
  times,
  timeZones,
  starts = { first: '2024-01-01', days: 1500 },
}: SeriesDraw): fc.Arbitrary<DrawnSeries> {
  return fc
    .record({
      pattern,
      range: rangesFrom(starts.first, starts.days),
      timeOfDay: fc.constantFrom(...times),
      timeZone: fc.constantFrom(...timeZones),
    })
    .map((drawn) => ({ ...drawn, day: daysOfPattern(drawn, LAST_DAY)[0] }))
    .filter(({ day }) => day !== undefined)
    .map(({ pattern: days, range: drawn, timeOfDay, timeZone, day = '' }) => ({
      recurrence: { pattern: days, range: { ...drawn, startDate: day } },
      start: { wallTime: day + timeOfDay, timeZone },
    }));
}
