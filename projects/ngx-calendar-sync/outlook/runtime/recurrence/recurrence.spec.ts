import fc from 'fast-check';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵaddDays as addDays, ɵdateTimeOf as dateTimeOf } from 'ngx-calendar-sync/core';
import type {
  OutlookPatternedRecurrence,
  OutlookRecurrencePattern,
  OutlookRecurrenceRange,
} from 'ngx-calendar-sync/outlook/start';
import { RFC_5545 } from '../../../core/recurrence/dialect';
import { expand } from '../../../core/recurrence/specs/series';
import { ruleOf } from './pattern-to-rule';
import { patternedRecurrenceOf } from '../../writes/body/rule-to-pattern';
import type { SeriesStart } from './series-start';
import { daysOfPattern } from './specs/days-of-pattern';
import { DAYS, LAST_DAY, randomSeries } from './specs/random-series';

/** A Monday. */
const BERLIN: SeriesStart = { wallTime: '2026-06-01T09:00:00', timeZone: 'Europe/Berlin' };
const ALL_DAY: SeriesStart = { wallTime: '2026-06-01', timeZone: 'Europe/Berlin' };
const NO_END: OutlookRecurrenceRange = { type: 'noEnd', startDate: '2026-06-01' };

const rule = (pattern: OutlookRecurrencePattern, range = NO_END, start = BERLIN) =>
  ruleOf({ pattern, range }, start);
const patternOf = (line: string, start = BERLIN) =>
  patternedRecurrenceOf([`RRULE:${line}`], start).pattern;
const rangeOf = (line: string, start = BERLIN) =>
  patternedRecurrenceOf([`RRULE:${line}`], start).range;

function refusal(...lines: string[]): string {
  try {
    patternedRecurrenceOf(lines, BERLIN);
  } catch (error) {
    return error instanceof CalendarSyncError ? `${error.code}: ${error.message}` : String(error);
  }
  return 'no refusal';
}

const series = randomSeries({
  times: ['', 'T00:00:00', 'T00:30:00', 'T02:30:00', 'T09:00:00', 'T23:59:59'],
  timeZones: [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'America/Havana',
    'Pacific/Apia',
  ],
});

function startsOf(
  line: string,
  { wallTime, timeZone: zone = 'UTC' }: SeriesStart,
): readonly string[] {
  const isDay = wallTime.length === 10;
  const start = isDay ? wallTime : dateTimeOf(wallTime, zone);
  const end = isDay ? addDays(wallTime, 1) : new Date(Date.parse(start) + 60_000).toISOString();
  const { occurrences } = expand(
    { start, end, timeZone: zone, recurrence: [line] },
    '2023-01-01T00:00:00Z',
    dateTimeOf(LAST_DAY, isDay ? 'UTC' : zone),
    isDay ? 'UTC' : zone,
    RFC_5545,
  );
  return occurrences.map((each) => each.start.slice(0, 10));
}

describe('Recurrence of Outlook', () => {
  it('patterns: 700 random ones, there and back, are the same and recur on the same days', () => {
    fc.assert(
      fc.property(series, ({ recurrence, start }) => {
        const line = ruleOf(recurrence, start) ?? '';
        expect(patternedRecurrenceOf([line], start))
          .withContext(line)
          .toEqual(recurrence);
        expect(startsOf(line, start))
          .withContext(line)
          .toEqual(daysOfPattern(recurrence, LAST_DAY));
      }),
      { numRuns: 700, seed: 20261127 },
    );
  });

  it('day 31: Outlook’s last day of shorter months, which a rule with that day alone leaves out', () => {
    expect(rule({ type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 })).toBe(
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1',
    );
    expect(rule({ type: 'absoluteYearly', interval: 1, month: 2, dayOfMonth: 29 })).toBe(
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1',
    );
    expect(rule({ type: 'absoluteMonthly', interval: 2, dayOfMonth: 28 })).toBe(
      'RRULE:FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28',
    );
  });

  it('rules by hand: what Graph is sent', () => {
    expect(patternOf('FREQ=DAILY;INTERVAL=3')).toEqual({ type: 'daily', interval: 3 });
    expect(patternOf('FREQ=DAILY;BYDAY=MO,FR')).toEqual({
      type: 'weekly',
      interval: 1,
      daysOfWeek: ['monday', 'friday'],
      firstDayOfWeek: 'monday',
    });
    expect(patternOf('FREQ=WEEKLY;WKST=SU')).toEqual({
      type: 'weekly',
      interval: 1,
      daysOfWeek: ['monday'],
      firstDayOfWeek: 'sunday',
    });
    expect(patternOf('FREQ=MONTHLY')).toEqual({
      type: 'absoluteMonthly',
      interval: 1,
      dayOfMonth: 1,
    });
    expect(patternOf('FREQ=MONTHLY;BYMONTHDAY=-1')).toEqual({
      type: 'relativeMonthly',
      interval: 1,
      daysOfWeek: DAYS,
      index: 'last',
    });
    expect(patternOf('FREQ=MONTHLY;BYDAY=-1FR')).toEqual({
      type: 'relativeMonthly',
      interval: 1,
      daysOfWeek: ['friday'],
      index: 'last',
    });
    expect(patternOf('FREQ=YEARLY')).toEqual({
      type: 'absoluteYearly',
      interval: 1,
      month: 6,
      dayOfMonth: 1,
    });
    expect(patternOf('FREQ=YEARLY;BYMONTH=11;BYDAY=TH;BYSETPOS=4')).toEqual({
      type: 'relativeYearly',
      interval: 1,
      month: 11,
      daysOfWeek: ['thursday'],
      index: 'fourth',
    });
  });

  it('UNTIL: an instant becomes the last day in the zone on which the series still starts', () => {
    const endDate = (line: string, start = BERLIN) => rangeOf(line, start)?.endDate;
    expect(endDate('FREQ=DAILY;UNTIL=20261231T080000Z')).toBe('2026-12-31');
    expect(endDate('FREQ=DAILY;UNTIL=20261231T075959Z')).toBe('2026-12-30');
    expect(endDate('FREQ=DAILY;UNTIL=20261231T225959Z')).toBe('2026-12-31');
    expect(endDate('FREQ=DAILY;UNTIL=20261231')).toBe('2026-12-31');
    expect(endDate('FREQ=DAILY;UNTIL=20261231T235959')).toBe('2026-12-31');
    expect(endDate('FREQ=DAILY;UNTIL=20261231T000000Z', ALL_DAY)).toBe('2026-12-31');
  });

  it('UNTIL: Graph’s last day is its last second in UTC, of an all-day series the day', () => {
    const untilEndOfYear: OutlookRecurrenceRange = {
      ...NO_END,
      type: 'endDate',
      endDate: '2026-12-31',
    };
    const daily: OutlookRecurrencePattern = { type: 'daily', interval: 1 };
    expect(rule(daily, untilEndOfYear)).toBe('RRULE:FREQ=DAILY;UNTIL=20261231T225959Z');
    expect(rule(daily, untilEndOfYear, ALL_DAY)).toBe('RRULE:FREQ=DAILY;UNTIL=20261231');
    expect(rule(daily, untilEndOfYear, { ...BERLIN, timeZone: 'Customized' })).toBe(
      'RRULE:FREQ=DAILY;UNTIL=20261231T235959',
    );
  });

  it('what Outlook cannot say: refused with the name of the part', () => {
    const refusals: Readonly<Record<string, string>> = {
      'RRULE:FREQ=SECONDLY': 'FREQ',
      'RRULE:FREQ=DAILY;BYHOUR=9,12': 'BYHOUR',
      'RRULE:FREQ=DAILY;BYMONTH=6': 'BYMONTH',
      'RRULE:FREQ=DAILY;INTERVAL=2;BYDAY=MO': 'BYDAY',
      'RRULE:FREQ=WEEKLY;BYDAY=2MO': 'BYDAY',
      'RRULE:FREQ=MONTHLY;BYDAY=MO': 'BYDAY',
      'RRULE:FREQ=MONTHLY;BYDAY=1MO,3MO': 'BYDAY',
      'RRULE:FREQ=MONTHLY;BYDAY=5MO': 'BYDAY',
      'RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-2': 'BYSETPOS',
      'RRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13': 'BYMONTHDAY',
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=31': 'BYMONTHDAY',
      'RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15': 'BYMONTHDAY',
      'RRULE:FREQ=YEARLY;BYDAY=2MO': 'BYDAY',
      'RRULE:FREQ=YEARLY;BYMONTH=1,7': 'BYMONTH',
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29': 'BYMONTHDAY',
      'RRULE:FREQ=YEARLY;BYYEARDAY=100': 'BYYEARDAY',
      'RRULE:FREQ=YEARLY;BYWEEKNO=20': 'BYWEEKNO',
      'RRULE:FREQ=DAILY;COUNT=0': 'COUNT',
      'RRULE:FREQ=DAILY;COUNT=3;UNTIL=20261231': 'UNTIL',
      'RRULE:FREQ=DAILY;UNTIL=20260531': 'UNTIL',
      'RRULE:FREQ=DAILY;UNTIL=20260231': 'UNTIL',
      'RRULE:FREQ=DAILY;INTERVAL=x': 'INTERVAL',
      'RDATE:20260602T090000Z': 'RDATE',
      'RRULE:FREQ=DAILY\nEXDATE:20260602T090000Z': 'EXDATE',
      'RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY': 'EXRULE',
      'RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY': 'second RRULE',
      '': 'RRULE',
    };
    for (const [text, part] of Object.entries(refusals)) {
      expect(refusal(...text.split('\n')))
        .withContext(text)
        .toMatch(new RegExp(`^invalid-event: .* for (a )?${part}(=|\\.| )`));
    }
  });

  it('a day 31 of a start without BYMONTHDAY: refused, and the message says what can be written', () => {
    const start = { ...BERLIN, wallTime: '2026-05-31T09:00:00' };
    expect(() => patternedRecurrenceOf(['RRULE:FREQ=MONTHLY'], start)).toThrowError(
      /BYMONTHDAY=28,29,30,31;BYSETPOS=-1/,
    );
  });

  it('patterns that are not known, or lack what they need: none', () => {
    const unreadable: readonly unknown[] = [
      { pattern: { type: 'hourly', interval: 1 }, range: NO_END },
      { pattern: { type: 'weekly', interval: 1, daysOfWeek: [] }, range: NO_END },
      { pattern: { type: 'absoluteMonthly', interval: 1, dayOfMonth: 0 }, range: NO_END },
      { pattern: { type: 'absoluteYearly', interval: 1, dayOfMonth: 1, month: 0 }, range: NO_END },
      {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', numberOfOccurrences: 0 },
      },
      { pattern: { type: 'daily', interval: 1 }, range: { type: 'endDate' } },
      { pattern: null, range: NO_END },
    ];
    for (const recurrence of unreadable) {
      expect(ruleOf(recurrence as OutlookPatternedRecurrence, BERLIN))
        .withContext(JSON.stringify(recurrence))
        .toBeUndefined();
    }
  });
});
