import type { SeriesTimes } from './compiled-series';
import { patternOf } from './rule-pattern';
import { readRule } from './recurrence-rule';
import { wallsOf } from './rule-walls';
import { allDay, expanded, timed } from './specs/series';
import { WorkBudget } from './work-budget';

const upTo = (length: number) => Array.from({ length }, (_, index) => index).join();
const EVERY_SECOND = `BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)};BYSECOND=${upTo(60)}`;
const EVERY_DAY = 'BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12';

/** A month view that begins a month after the series. */
const JULY = ['2026-06-29T00:00:00Z', '2026-08-10T00:00:00Z'] as const;
const START = '2026-06-01T09:00:00+02:00';

describe('a rule that happens too often is left out and told of, and holds nothing up', () => {
  const hostile: Record<string, SeriesTimes> = {
    'every second of every day': timed(START, `RRULE:FREQ=DAILY;${EVERY_SECOND}`),
    'every second of every week': timed(START, `RRULE:FREQ=WEEKLY;${EVERY_SECOND}`),
    'every second of every month': timed(
      START,
      `RRULE:FREQ=MONTHLY;BYMONTHDAY=${upTo(32).slice(2)};${EVERY_SECOND}`,
    ),
    'every second of every year': timed(
      START,
      `RRULE:FREQ=YEARLY;${EVERY_DAY};BYDAY=MO,TU,WE,TH,FR,SA,SU;${EVERY_SECOND}`,
    ),
    'every minute of every day': timed(
      START,
      `RRULE:FREQ=DAILY;BYHOUR=${upTo(24)};BYMINUTE=${upTo(60)}`,
    ),
    MINUTELY: timed(START, 'RRULE:FREQ=MINUTELY'),
    SECONDLY: timed(START, 'RRULE:FREQ=SECONDLY'),
    'SECONDLY, of whole days': allDay('2026-06-01', 'RRULE:FREQ=SECONDLY'),
    'every second, counted': timed(START, `RRULE:FREQ=DAILY;${EVERY_SECOND};COUNT=1000000000`),
    'SECONDLY, counted from the year 1': timed(
      '0001-01-01T00:00:00Z',
      'RRULE:FREQ=SECONDLY;COUNT=9007199254740991',
    ),
    'every day for as long as there are days, all at once': {
      ...timed('0001-01-01T00:00:00Z', 'RRULE:FREQ=DAILY'),
      end: '9999-12-31T23:59:59Z',
    },
  };
  for (const [what, series] of Object.entries(hostile)) {
    it(what, () => {
      const { occurrences, problems } = expanded(series, ...JULY);
      expect(occurrences.length).toBeLessThan(2);
      expect(problems).toEqual([
        'A rule of its recurrence happens too often to be shown: it is left out.',
      ]);
    });
  }

  it('hundreds of rules share one budget', () => {
    const rules = Array.from(
      { length: 400 },
      (_, index) => `RRULE:FREQ=HOURLY;BYMINUTE=${index % 60};BYSECOND=${Math.floor(index / 60)}`,
    );
    const { occurrences, problems } = expanded(timed(START, ...rules), ...JULY);
    expect(occurrences.length).toBeLessThan(5000);
    expect(occurrences.length).toBeGreaterThan(1000);
    expect(problems.length).toBe(1);
  });

  it('thousands of single dates are cut, and taken out', () => {
    const dates = (name: string, count: number) =>
      `${name}:${Array.from({ length: count }, (_, index) =>
        new Date(Date.UTC(2026, 6, 1, 0, index)).toISOString().replace(/[-:]|\.\d+/g, ''),
      ).join()}`;
    const many = expanded(timed(START, dates('RDATE', 20_000)), ...JULY);
    expect(many.occurrences.length).toBeLessThan(5000);
    expect(many.problems).toEqual([
      'It happens too often to be shown whole: its last occurrences are left out.',
    ]);
    expect(many.slices).toBeGreaterThan(20);
    const excepted = expanded(timed(START, dates('RDATE', 900), dates('EXDATE', 899)), ...JULY);
    expect(excepted.occurrences.length).toBe(1);
    expect(excepted.problems).toEqual([]);
  });
});

describe('a rule that people make is followed, however far it is', () => {
  const cases: [string, SeriesTimes, number][] = [
    [
      'every quarter of an hour',
      timed(START, 'RRULE:FREQ=DAILY;BYHOUR=' + upTo(24) + ';BYMINUTE=0,15,30,45'),
      // Three have begun before the view, and last into it.
      42 * 96 + 3,
    ],
    ['HOURLY', timed(START, 'RRULE:FREQ=HOURLY'), 42 * 24],
    ['MINUTELY, half an hour', timed('2026-07-01T09:00:00Z', 'RRULE:FREQ=MINUTELY;COUNT=30'), 30],
    [
      'MINUTELY by the hour',
      timed(START, 'RRULE:FREQ=MINUTELY;BYHOUR=9;BYMINUTE=0,30;BYDAY=MO'),
      12,
    ],
    ['every day since the year 1', timed('0001-01-01T09:00:00Z', 'RRULE:FREQ=DAILY'), 42],
    // The view ends at two o'clock in Berlin.
    ['days since the year 1, counted', allDay('0001-01-01', 'RRULE:FREQ=DAILY;COUNT=3000000'), 43],
    ['years since the year 1, counted', allDay('0001-07-04', 'RRULE:FREQ=YEARLY;COUNT=3000'), 1],
    [
      'in some months, counted',
      allDay('1900-01-01', 'RRULE:FREQ=DAILY;BYMONTH=7;COUNT=100000'),
      31,
    ],
    [
      'Mondays in some months, counted',
      allDay('1900-01-01', 'RRULE:FREQ=WEEKLY;BYDAY=MO;BYMONTH=7;COUNT=100000'),
      4,
    ],
    ['31 February', allDay('1900-01-01', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31'), 0],
    [
      '31 February, counted',
      allDay('1900-01-01', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=5'),
      0,
    ],
    ['31 February, every hour', timed(START, 'RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31'), 0],
    ['to the end of time', timed(START, 'RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z'), 6],
    [
      'with a very long interval',
      allDay('2026-07-01', 'RRULE:FREQ=DAILY;INTERVAL=9007199254740991'),
      1,
    ],
    [
      'with a very long interval of years',
      allDay('2026-07-01', 'RRULE:FREQ=YEARLY;INTERVAL=9007199254740991;COUNT=2'),
      1,
    ],
  ];
  for (const [what, series, count] of cases) {
    it(what, () => {
      const { occurrences, problems } = expanded(series, ...JULY);
      expect(occurrences.length).toBe(count);
      expect(problems).toEqual([]);
    });
  }

  it('also in the last and the first years', () => {
    const weekly = timed(START, 'RRULE:FREQ=WEEKLY');
    const last = expanded(weekly, '9999-12-20T00:00:00Z', '9999-12-31T23:59:59Z');
    expect(last.occurrences.map((each) => each.start)).toEqual([
      '9999-12-20T09:00:00+01:00',
      '9999-12-27T09:00:00+01:00',
    ]);
    const first = allDay('0001-01-01', 'RRULE:FREQ=WEEKLY');
    const { occurrences } = expanded(first, '0001-01-01T00:00:00Z', '0001-01-10T00:00:00Z', 'UTC');
    expect(occurrences.map((each) => each.start)).toEqual(['0001-01-01', '0001-01-08']);
    const ever = expanded(first, '-271821-04-20T00:00:00Z', '+275760-09-13T00:00:00Z', 'UTC');
    expect(ever.problems.length).toBe(1);
  });
});

describe('the work of a rule', () => {
  class CountedBudget extends WorkBudget {
    longest = 0;
    #since = 0;

    override spend(units: number): boolean {
      this.#since += units;
      this.longest = Math.max(this.longest, this.#since);
      return super.spend(units);
    }

    override get sliceIsOver(): boolean {
      const over = super.sliceIsOver;
      if (over) {
        this.#since = 0;
      }
      return over;
    }
  }

  for (const text of [
    'FREQ=DAILY;COUNT=3000000',
    'FREQ=YEARLY;COUNT=3000',
    'FREQ=SECONDLY;COUNT=9007199254740991',
    'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=5',
  ]) {
    it(`gives way after at most some thousand steps: ${text}`, () => {
      const rule = readRule(text);
      if ('problem' in rule) {
        throw new Error(rule.problem);
      }
      const from = Date.UTC(2026, 6, 1);
      const budget = new CountedBudget(from, from);
      const work = wallsOf(patternOf(rule, Date.parse('0001-01-01'), false), from, from, budget);
      let slices = 0;
      while (!work.next().done) {
        slices += 1;
      }
      expect(slices).toBeGreaterThan(300);
      expect(budget.longest).toBeLessThan(3_000);
    });
  }
});
