import type { SeriesTimes } from './recurrence-set';
import { GOOGLE_DIALECT } from './dialect';
import { readRule, type RecurrenceRule } from './recurrence-rule';
import { visitWallTimes } from './rule-wall-times';
import { allDay, expand, timed } from './specs/series';
import { WorkBudget } from './work-budget';

/** `0,1,2` and so on, `length` numbers. */
const numbersBelow = (length: number) => Array.from({ length }, (_, index) => index).join();
const EVERY_SECOND = `BYHOUR=${numbersBelow(24)};BYMINUTE=${numbersBelow(60)};BYSECOND=${numbersBelow(60)}`;
const EVERY_MONTH = 'BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12';

/** The six weeks of a month view that begins a month after the series. */
const JULY_VIEW = ['2026-06-29T00:00:00Z', '2026-08-10T00:00:00Z'] as const;
const START = '2026-06-01T09:00:00+02:00';

describe('WorkBudget: a rule that happens too often is left out and reported', () => {
  const HOSTILE_SERIES: Record<string, SeriesTimes> = {
    'every second of every day': timed(START, `RRULE:FREQ=DAILY;${EVERY_SECOND}`),
    'every second of every week': timed(START, `RRULE:FREQ=WEEKLY;${EVERY_SECOND}`),
    'every second of every month': timed(
      START,
      `RRULE:FREQ=MONTHLY;BYMONTHDAY=${numbersBelow(32).slice(2)};${EVERY_SECOND}`,
    ),
    'every second of every year': timed(
      START,
      `RRULE:FREQ=YEARLY;${EVERY_MONTH};BYDAY=MO,TU,WE,TH,FR,SA,SU;${EVERY_SECOND}`,
    ),
    'every minute of every day': timed(
      START,
      `RRULE:FREQ=DAILY;BYHOUR=${numbersBelow(24)};BYMINUTE=${numbersBelow(60)}`,
    ),
    'every minute, MINUTELY': timed(START, 'RRULE:FREQ=MINUTELY'),
    'every second, SECONDLY': timed(START, 'RRULE:FREQ=SECONDLY'),
    'every second of an all-day series': allDay('2026-06-01', 'RRULE:FREQ=SECONDLY'),
    'every second of every day with COUNT': timed(
      START,
      `RRULE:FREQ=DAILY;${EVERY_SECOND};COUNT=1000000000`,
    ),
    'SECONDLY with COUNT from the year 1': timed(
      '0001-01-01T00:00:00Z',
      'RRULE:FREQ=SECONDLY;COUNT=9007199254740991',
    ),
    'DAILY with occurrences of 10,000 years, which all overlap': {
      ...timed('0001-01-01T00:00:00Z', 'RRULE:FREQ=DAILY'),
      end: '9999-12-31T23:59:59Z',
    },
  };
  for (const [name, series] of Object.entries(HOSTILE_SERIES)) {
    it(name, () => {
      const { occurrences, problems } = expand(series, ...JULY_VIEW);
      expect(occurrences.length).toBeLessThan(2);
      expect(problems).toEqual([
        'A rule of its recurrence happens too often to be shown: it is left out.',
      ]);
    });
  }

  it('400 rules of one series share one budget of occurrences', () => {
    const rules = Array.from(
      { length: 400 },
      (_, index) => `RRULE:FREQ=HOURLY;BYMINUTE=${index % 60};BYSECOND=${Math.floor(index / 60)}`,
    );
    const { occurrences, problems } = expand(timed(START, ...rules), ...JULY_VIEW);
    expect(occurrences.length).toBeLessThan(5000);
    expect(occurrences.length).toBeGreaterThan(1000);
    expect(problems.length).toBe(1);
  });

  it('20,000 RDATEs: the last ones are left out and reported; EXDATEs do not count', () => {
    const dates = (name: string, count: number) =>
      `${name}:${Array.from({ length: count }, (_, index) =>
        new Date(Date.UTC(2026, 6, 1, 0, index)).toISOString().replace(/[-:]|\.\d+/g, ''),
      ).join()}`;
    const manyDates = expand(timed(START, dates('RDATE', 20_000)), ...JULY_VIEW);
    expect(manyDates.occurrences.length).toBeLessThan(5000);
    expect(manyDates.problems).toEqual([
      'It happens too often to be shown whole: its last occurrences are left out.',
    ]);
    expect(manyDates.slices).toBeGreaterThan(20);
    const withExceptions = expand(
      timed(START, dates('RDATE', 900), dates('EXDATE', 899)),
      ...JULY_VIEW,
    );
    expect(withExceptions.occurrences.length).toBe(1);
    expect(withExceptions.problems).toEqual([]);
  });
});

describe('WorkBudget: a rule as people make it is followed, however far from its start', () => {
  const CASES: [string, SeriesTimes, number][] = [
    [
      'every quarter of an hour',
      timed(START, 'RRULE:FREQ=DAILY;BYHOUR=' + numbersBelow(24) + ';BYMINUTE=0,15,30,45'),
      // Three more start before the view and end in it.
      42 * 96 + 3,
    ],
    ['every hour, HOURLY', timed(START, 'RRULE:FREQ=HOURLY'), 42 * 24],
    [
      'MINUTELY for half an hour, COUNT=30',
      timed('2026-07-01T09:00:00Z', 'RRULE:FREQ=MINUTELY;COUNT=30'),
      30,
    ],
    [
      'MINUTELY with BYHOUR and BYMINUTE',
      timed(START, 'RRULE:FREQ=MINUTELY;BYHOUR=9;BYMINUTE=0,30;BYDAY=MO'),
      12,
    ],
    ['every day since the year 1', timed('0001-01-01T09:00:00Z', 'RRULE:FREQ=DAILY'), 42],
    // The view ends at two o'clock in Berlin, so that it includes a 43rd day.
    [
      'every day since the year 1 with COUNT',
      allDay('0001-01-01', 'RRULE:FREQ=DAILY;COUNT=3000000'),
      43,
    ],
    [
      'every year since the year 1 with COUNT',
      allDay('0001-07-04', 'RRULE:FREQ=YEARLY;COUNT=3000'),
      1,
    ],
    [
      'DAILY with BYMONTH and COUNT',
      allDay('1900-01-01', 'RRULE:FREQ=DAILY;BYMONTH=7;COUNT=100000'),
      31,
    ],
    [
      'WEEKLY with BYMONTH and COUNT',
      allDay('1900-01-01', 'RRULE:FREQ=WEEKLY;BYDAY=MO;BYMONTH=7;COUNT=100000'),
      4,
    ],
    ['31 February, YEARLY', allDay('1900-01-01', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31'), 0],
    [
      '31 February, DAILY with COUNT',
      allDay('1900-01-01', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=5'),
      0,
    ],
    ['31 February, HOURLY', timed(START, 'RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31'), 0],
    ['UNTIL in the year 9999', timed(START, 'RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z'), 6],
    [
      'DAILY with the longest INTERVAL',
      allDay('2026-07-01', 'RRULE:FREQ=DAILY;INTERVAL=9007199254740991'),
      1,
    ],
    [
      'YEARLY with the longest INTERVAL',
      allDay('2026-07-01', 'RRULE:FREQ=YEARLY;INTERVAL=9007199254740991;COUNT=2'),
      1,
    ],
  ];
  for (const [name, series, count] of CASES) {
    it(name, () => {
      const { occurrences, problems } = expand(series, ...JULY_VIEW);
      expect(occurrences.length).toBe(count);
      expect(problems).toEqual([]);
    });
  }

  it('ranges in the years 9999 and 1, and of all time', () => {
    const weekly = timed(START, 'RRULE:FREQ=WEEKLY');
    const last = expand(weekly, '9999-12-20T00:00:00Z', '9999-12-31T23:59:59Z');
    expect(last.occurrences.map((each) => each.start)).toEqual([
      '9999-12-20T09:00:00+01:00',
      '9999-12-27T09:00:00+01:00',
    ]);
    const first = allDay('0001-01-01', 'RRULE:FREQ=WEEKLY');
    const { occurrences } = expand(first, '0001-01-01T00:00:00Z', '0001-01-10T00:00:00Z', 'UTC');
    expect(occurrences.map((each) => each.start)).toEqual(['0001-01-01', '0001-01-08']);
    const ever = expand(first, '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z', 'UTC');
    expect(ever.problems.length).toBe(1);
  });
});

describe('visitWallTimes', () => {
  class MeasuredBudget extends WorkBudget {
    spentUnits = 0;
    longestSlice = 0;
    #unitsInSlice = 0;

    override spend(units: number): boolean {
      this.spentUnits += units;
      this.#unitsInSlice += units;
      this.longestSlice = Math.max(this.longestSlice, this.#unitsInSlice);
      const isSliceOver = super.spend(units);
      if (isSliceOver) {
        this.#unitsInSlice = 0;
      }
      return isSliceOver;
    }
  }

  for (const text of [
    'FREQ=DAILY;COUNT=3000000',
    'FREQ=YEARLY;COUNT=3000',
    'FREQ=SECONDLY;COUNT=9007199254740991',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=5',
  ]) {
    it(`yields at least every 3,000 units of work: ${text}`, () => {
      const from = Date.UTC(2026, 6, 1);
      const budget = new MeasuredBudget(from, from);
      const search = {
        start: Date.parse('0001-01-01'),
        allDay: false,
        from,
        to: from,
        budget,
        dialect: GOOGLE_DIALECT,
      };
      const work = visitWallTimes(readable(text), search, () => true);
      let slices = 0;
      while (!work.next().done) {
        slices += 1;
      }
      expect(slices).toBeGreaterThan(300);
      expect(budget.longestSlice).toBeLessThan(3_000);
    });
  }
});

function readable(text: string): RecurrenceRule {
  const rule = readRule(text);
  if ('problem' in rule) {
    throw new Error(rule.problem);
  }
  return rule;
}
