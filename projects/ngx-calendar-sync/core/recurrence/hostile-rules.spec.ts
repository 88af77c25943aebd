import { expand, timed } from './specs/series';

const numbersFrom = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((number) => number !== 0 || first === 0)
    .join();

const TIMES = `BYHOUR=${numbersFrom(0, 23)};BYMINUTE=${numbersFrom(0, 59)};BYSECOND=${numbersFrom(0, 59)}`;
const EVERY_YEAR_DAY = `BYYEARDAY=${numbersFrom(-366, 366)}`;
const EVERY_POSITION = `BYSETPOS=${numbersFrom(-366, 366)}`;

/** What makes a rule long, and what hides how long it is. */
const PARTS = [
  TIMES,
  EVERY_YEAR_DAY,
  EVERY_POSITION,
  `BYMONTHDAY=${numbersFrom(-31, 31)}`,
  `BYWEEKNO=${numbersFrom(-53, 53)}`,
  'BYDAY=53MO,-53TU,WE,TH,FR,SA,SU',
  'BYSETPOS=366,-366',
  'BYMONTH=2;BYMONTHDAY=30',
  'BYSECOND=59;BYMINUTE=59;BYHOUR=23',
];
const COUNTS = ['', ';COUNT=1', ';COUNT=9007199254740991', ';UNTIL=99991231T235959Z'];
/** Beside each of {@link COUNTS}. */
const INTERVALS = ['', ';INTERVAL=9007199254740991', '', ';INTERVAL=7'];
const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/**
 * A slice is 2,000 units of work, and the budget is 1,000,000. Units are counted here and not timed: the spec is right on every machine.
 */
const MAX_SLICES = 1_000_000 / 2_000;
/** RDATE, sorting and the making of events, after the search of the rules. */
const SLICES_AFTER_SEARCH = 100;

describe('Hostile rules: the work of a series in a range is bounded', () => {
  const view = ['2026-06-29T00:00:00Z', '2026-08-10T00:00:00Z'] as const;
  const slicesOf = (start: string, ...lines: readonly string[]) =>
    expand(timed(start, ...lines), ...view).slices;

  for (const frequency of FREQUENCIES) {
    it(`recurrence: ${frequency} with any parts, COUNT and INTERVAL takes no more slices than its budget has`, () => {
      let most = 0;
      for (const part of PARTS) {
        for (const [index, count] of COUNTS.entries()) {
          const line = `RRULE:FREQ=${frequency};${part}${count}${INTERVALS[index] ?? ''}`;
          most = Math.max(most, slicesOf('2026-06-01T09:00:00Z', line));
        }
      }
      expect(most).toBeLessThan(MAX_SLICES + SLICES_AFTER_SEARCH);
    });
  }

  it('recurrence: a rule of every second of half a day does not hide a daily rule beside it', () => {
    const halfDay = `BYHOUR=${numbersFrom(0, 11)};BYMINUTE=${numbersFrom(0, 59)};BYSECOND=${numbersFrom(0, 59)}`;
    const master = timed(
      '1999-01-01T20:00:00Z',
      `RRULE:FREQ=DAILY;COUNT=2000000;${halfDay}`,
      'RRULE:FREQ=DAILY',
    );
    const { occurrences } = expand(master, '2026-06-20T18:00:00Z', '2026-06-20T23:00:00Z');
    expect(occurrences.length).toBe(1);
  });

  it('recurrence: 60 hostile rules of one series share one budget', () => {
    const rule = `RRULE:FREQ=DAILY;${TIMES};COUNT=9007199254740991`;
    const slices = slicesOf('0001-01-01T00:00:00Z', ...Array.from({ length: 60 }, () => rule));
    expect(slices).toBeLessThan(MAX_SLICES + SLICES_AFTER_SEARCH);
  });
});
