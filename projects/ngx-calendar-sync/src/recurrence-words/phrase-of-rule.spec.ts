import * as fc from 'fast-check';
import {
  ɵexpandSeries as expandSeries,
  ɵloadRecurrenceReader as loadRecurrenceReader,
  type ɵRecurrenceReader as RecurrenceReader,
  type ɵSeriesMember as SeriesMember,
} from 'ngx-calendar-sync/core';
import { phraseOf } from './phrase-of-rule';
import type { PhraseDays, RulePhrase } from './rule-phrase';

const RUNS = 600;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const START = '2026-01-15';
const RANGE = { start: new Date('2026-01-01T00:00:00Z'), end: new Date('2031-01-01T00:00:00Z') };

describe('phraseOf', () => {
  let reader: RecurrenceReader;

  beforeAll(async () => {
    reader = await loadRecurrenceReader();
  });

  it('phraseOf: on any rule, a phrase happens on the same days as the rule', async () => {
    let said = 0;
    await fc.assert(
      fc.asyncProperty(anyRule(), async (line) => {
        const phrase = phraseIn(line);
        if (phrase) {
          said += 1;
          expect(await daysOf(linesOf(phrase)))
            .withContext(`${line} as ${JSON.stringify(phrase)}`)
            .toEqual(await daysOf([line]));
        }
      }),
      { numRuns: RUNS },
    );
    expect(said).toBeGreaterThan(RUNS / 5);
  });

  it('phraseOf: rules that mean the same become the same phrase', () => {
    for (const [rule, other] of [
      ['FREQ=DAILY;BYDAY=MO,TU', 'FREQ=WEEKLY;BYDAY=MO,TU'],
      ['FREQ=MONTHLY;BYDAY=MO', 'FREQ=WEEKLY;BYDAY=MO'],
      ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', 'FREQ=DAILY'],
      ['FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2', 'FREQ=MONTHLY;BYDAY=2TU'],
      ['FREQ=MONTHLY;BYDAY=TU;BYMONTHDAY=8,9,10,11,12,13,14', 'FREQ=MONTHLY;BYDAY=2TU'],
      ['FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
      ['FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=24', 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24'],
      ['FREQ=YEARLY', 'FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15'],
      ['FREQ=DAILY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12', 'FREQ=DAILY'],
    ] as const) {
      expect(phraseIn(`RRULE:${rule}`))
        .withContext(rule)
        .toEqual(phraseIn(`RRULE:${other}`));
      expect(phraseIn(`RRULE:${rule}`))
        .withContext(rule)
        .toBeDefined();
    }
  });

  it('phraseOf: a rule that no words say exactly has no phrase', () => {
    for (const rule of [
      'FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=2',
      'FREQ=WEEKLY;BYDAY=MO,WE;BYSETPOS=1',
      'FREQ=MONTHLY;BYMONTHDAY=-9',
      'FREQ=MONTHLY;BYDAY=MO,2TU',
      'FREQ=DAILY;INTERVAL=2;BYDAY=MO',
      'FREQ=YEARLY;BYWEEKNO=20;WKST=SU',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=YEARLY;BYYEARDAY=100;BYDAY=MO',
      'FREQ=HOURLY;BYMINUTE=0,30',
      'FREQ=HOURLY',
    ]) {
      expect(phraseIn(`RRULE:${rule}`))
        .withContext(rule)
        .toBeUndefined();
    }
  });

  function phraseIn(line: string): RulePhrase | undefined {
    const [rule] = reader.linesOf([line]).rules;
    return rule && phraseOf(rule, { wallTime: Date.parse(START), allDay: true });
  }
});

/** Rules of days, weeks, months and years with any of the parts that choose days. */
function anyRule(): fc.Arbitrary<string> {
  const some = (min: number, max: number, maxLength = 4) =>
    fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.uniqueArray(
          fc.integer({ min, max }).filter((number) => number !== 0),
          { minLength: 1, maxLength },
        ),
      },
    );
  const weekday = fc.constantFrom(...WEEKDAYS);
  const weekdays = fc.oneof(
    fc.constant<string[]>([]),
    fc.uniqueArray(weekday, { maxLength: 7 }),
    fc.constantFrom(['MO', 'TU', 'WE', 'TH', 'FR'], ['SA', 'SU'], WEEKDAYS),
    fc.uniqueArray(
      fc.tuple(fc.constantFrom(1, 2, 5, -1, -2), weekday).map(([nth, day]) => `${nth}${day}`),
      { maxLength: 2 },
    ),
  );
  const monthDays = fc.oneof(
    some(-7, 31),
    fc.constantFrom([28, 29, 30, 31], [8, 9, 10, 11, 12, 13, 14], [-7, -6, -5, -4, -3, -2, -1]),
  );
  return fc
    .record({
      FREQ: fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'),
      INTERVAL: fc.integer({ min: 1, max: 3 }),
      BYMONTH: fc.oneof(
        some(1, 12),
        fc.constant(Array.from({ length: 12 }, (_, index) => index + 1)),
      ),
      BYDAY: weekdays,
      BYMONTHDAY: monthDays,
      BYYEARDAY: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, some(-5, 366)),
      BYWEEKNO: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, some(-2, 53)),
      BYSETPOS: some(-3, 5, 2),
    })
    .map((parts) => ruleLine(parts));
}

function ruleLine(parts: Readonly<Record<string, string | number | readonly unknown[]>>): string {
  const written = Object.entries(parts)
    .map(([name, value]) => `${name}=${String(value)}`)
    .filter((part) => !part.endsWith('='));
  return `RRULE:${written.join(';')}`;
}

/** The plainest rules for a phrase. */
function linesOf({ frequency: FREQ, interval: INTERVAL, months, days }: RulePhrase): string[] {
  const every = { FREQ, INTERVAL };
  if (days?.kind === 'dates') {
    return days.dates.map(({ month, day }) =>
      ruleLine({ ...every, BYMONTH: month, BYMONTHDAY: day }),
    );
  }
  const parts = { ...every, ...(days ? partsOf(days) : {}) };
  // Positions would be counted in the months of a year together.
  return days?.kind === 'nthOfWeekPart' && months.length > 0
    ? months.map((month) => ruleLine({ ...parts, BYMONTH: month }))
    : [ruleLine({ ...parts, BYMONTH: months })];
}

function partsOf(days: PhraseDays): Record<string, readonly (string | number)[]> {
  const names = (weekdays: readonly number[]) => weekdays.map((day) => WEEKDAYS[day] ?? '');
  switch (days.kind) {
    case 'weekdays':
      return { BYDAY: names(days.weekdays) };
    case 'nthWeekdays':
      return {
        BYDAY: days.places.flatMap(({ nths, weekday }) =>
          nths.map((nth) => `${nth}${WEEKDAYS[weekday] ?? ''}`),
        ),
      };
    case 'nthOfWeekPart':
      return {
        BYDAY: names(days.weekdays),
        BYSETPOS: days.nths,
      };
    case 'monthDays':
      return { BYMONTHDAY: days.monthDays };
    case 'monthDaysOnWeekdays':
      return { BYMONTHDAY: days.monthDays, BYDAY: names(days.weekdays) };
    case 'yearDays':
      return { BYYEARDAY: days.yearDays };
    case 'weeks':
      return { BYWEEKNO: days.weeks, BYDAY: names(days.weekdays) };
    case 'dates':
      return {};
  }
}

async function daysOf(recurrence: readonly string[]): Promise<readonly string[]> {
  const master: SeriesMember = {
    id: 'series',
    start: START,
    end: '2026-01-16',
    status: 'confirmed',
    recurrence,
  };
  const { events } = await expandSeries([{ master, changed: [], cancelled: [] }], {
    range: RANGE,
    timeZone: 'UTC',
    occurrenceOf: (_, { start, end }) => ({ ...master, start, end }),
  });
  return events.map(({ start }) => start);
}
