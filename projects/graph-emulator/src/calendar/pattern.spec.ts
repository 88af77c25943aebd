import { civilDateIn, RecurrenceRule } from 'google-calendar-ics/internal';
import { daysOfPattern, type Pattern, type Weekday } from './pattern.ts';

type Rule = Partial<Pattern['pattern']> & Pick<Pattern['pattern'], 'type'>;

function pattern(rule: Rule, range: Partial<Pattern['range']> = {}): Pattern {
  return {
    pattern: {
      interval: 1,
      month: 0,
      dayOfMonth: 0,
      firstDayOfWeek: 'sunday',
      index: 'first',
      ...rule,
    },
    range: {
      type: 'noEnd',
      startDate: '2026-01-01',
      endDate: '0001-01-01',
      recurrenceTimeZone: 'UTC',
      numberOfOccurrences: 0,
      ...range,
    },
  };
}

function days(rule: Pattern, from: string, to: string): string[] {
  return [...daysOfPattern(rule, from, to, 'last-day')];
}

describe('Patterns of Graph', () => {
  it('pattern: daily with an interval counts from its first day', () => {
    const rule = pattern({ type: 'daily', interval: 3 }, { startDate: '2026-06-01' });
    expect(days(rule, '2026-06-05', '2026-06-14')).toEqual([
      '2026-06-07',
      '2026-06-10',
      '2026-06-13',
    ]);
  });

  it('pattern: weekly has the listed days only, every second week of the week of its start', () => {
    const rule = pattern(
      { type: 'weekly', interval: 2, daysOfWeek: ['monday', 'friday'] },
      { startDate: '2026-06-03' },
    );
    expect(days(rule, '2026-06-01', '2026-07-01')).toEqual([
      '2026-06-05',
      '2026-06-15',
      '2026-06-19',
      '2026-06-29',
    ]);
  });

  it('pattern: firstDayOfWeek moves the weeks that an interval counts', () => {
    const start = { startDate: '2026-06-02' };
    const weekly = { type: 'weekly', interval: 2, daysOfWeek: ['tuesday', 'sunday'] } as const;
    const fromSunday = pattern({ ...weekly, firstDayOfWeek: 'sunday' }, start);
    const fromMonday = pattern({ ...weekly, firstDayOfWeek: 'monday' }, start);
    expect(days(fromSunday, '2026-06-01', '2026-06-20')).toEqual([
      '2026-06-02',
      '2026-06-14',
      '2026-06-16',
    ]);
    expect(days(fromMonday, '2026-06-01', '2026-06-20')).toEqual([
      '2026-06-02',
      '2026-06-07',
      '2026-06-16',
    ]);
  });

  it('pattern: absoluteMonthly puts day 31 on the last day of shorter months', () => {
    const rule = pattern({ type: 'absoluteMonthly', dayOfMonth: 31 }, { startDate: '2026-01-31' });
    expect(days(rule, '2026-01-01', '2026-05-01')).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
      '2026-04-30',
    ]);
    expect([...daysOfPattern(rule, '2026-01-01', '2026-05-01', 'left-out')]).toEqual([
      '2026-01-31',
      '2026-03-31',
    ]);
  });

  it('pattern: relativeMonthly takes the first that fits of several days', () => {
    const rule = pattern({
      type: 'relativeMonthly',
      index: 'last',
      daysOfWeek: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    });
    expect(days(rule, '2026-01-01', '2026-04-01')).toEqual([
      '2026-01-30',
      '2026-02-27',
      '2026-03-31',
    ]);
  });

  it('pattern: relativeYearly and absoluteYearly stay in their month', () => {
    const relative = pattern({
      type: 'relativeYearly',
      month: 11,
      index: 'fourth',
      daysOfWeek: ['thursday'],
    });
    const absolute = pattern({ type: 'absoluteYearly', month: 3, dayOfMonth: 8 });
    expect(days(relative, '2026-01-01', '2028-01-01')).toEqual(['2026-11-26', '2027-11-25']);
    expect(days(absolute, '2026-01-01', '2028-01-01')).toEqual(['2026-03-08', '2027-03-08']);
  });

  it('pattern: endDate is inclusive', () => {
    const rule = pattern({ type: 'daily' }, { type: 'endDate', endDate: '2026-01-03' });
    expect(days(rule, '2026-01-01', '2027-01-01')).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-03',
    ]);
  });

  it('pattern: numbered counts occurrences before the window', () => {
    const rule = pattern({ type: 'daily' }, { type: 'numbered', numberOfOccurrences: 5 });
    expect(days(rule, '2026-01-04', '2027-01-01')).toEqual(['2026-01-04', '2026-01-05']);
  });

  it('pattern: a rule from long ago has the same days near the window', () => {
    const rule = pattern(
      { type: 'weekly', interval: 3, daysOfWeek: ['wednesday'] },
      { startDate: '1990-01-03' },
    );
    const all = days(rule, '1990-01-01', '2026-12-31').filter((day) => day >= '2026-06-01');
    expect(days(rule, '2026-06-01', '2026-12-31')).toEqual(all);
  });

  it('pattern: 400 drawn rules have the days of the same RRULE in another implementation', () => {
    let state = 7;
    const below = (limit: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return state % limit;
    };
    const codes: readonly (readonly [Weekday, string])[] = [
      ['sunday', 'SU'],
      ['monday', 'MO'],
      ['tuesday', 'TU'],
      ['wednesday', 'WE'],
      ['thursday', 'TH'],
      ['friday', 'FR'],
      ['saturday', 'SA'],
    ];
    for (let round = 0; round < 400; round++) {
      const chosen = codes.filter(() => below(3) === 0);
      const weekdays = chosen.length > 0 ? chosen : codes.slice(2, 3);
      const daysOfWeek = weekdays.map(([name]) => name);
      const list = weekdays.map(([, code]) => code).join(',');
      const interval = 1 + below(4);
      const dayOfMonth = 1 + below(28);
      const month = 1 + below(12);
      const position = below(5);
      const index = (['first', 'second', 'third', 'fourth', 'last'] as const)[position] ?? 'first';
      const setPosition = position === 4 ? -1 : position + 1;
      const kinds: readonly (readonly [Rule, string])[] = [
        [{ type: 'daily' }, 'FREQ=DAILY'],
        [{ type: 'weekly', daysOfWeek }, `FREQ=WEEKLY;WKST=SU;BYDAY=${list}`],
        [{ type: 'absoluteMonthly', dayOfMonth }, `FREQ=MONTHLY;BYMONTHDAY=${dayOfMonth}`],
        [
          { type: 'absoluteYearly', dayOfMonth, month },
          `FREQ=YEARLY;BYMONTH=${month};BYMONTHDAY=${dayOfMonth}`,
        ],
        [
          { type: 'relativeMonthly', daysOfWeek, index },
          `FREQ=MONTHLY;BYDAY=${list};BYSETPOS=${setPosition}`,
        ],
        [
          { type: 'relativeYearly', daysOfWeek, index, month },
          `FREQ=YEARLY;BYMONTH=${month};BYDAY=${list};BYSETPOS=${setPosition}`,
        ],
      ];
      const [rule, text] = kinds[below(kinds.length)] ?? [{ type: 'daily' }, 'FREQ=DAILY'];
      const startDate = civilDateIn('UTC', Date.UTC(2020, below(12), 1 + below(28)));
      const counted = below(2) === 0 ? 1 + below(30) : undefined;
      const range =
        counted === undefined
          ? { startDate }
          : ({ startDate, type: 'numbered', numberOfOccurrences: counted } as const);
      const start = { allDay: true, wall: Date.parse(startDate), zone: 'UTC' };
      const count = counted === undefined ? '' : `;COUNT=${counted}`;
      const other = new RecurrenceRule(`${text};INTERVAL=${interval}${count}`, start);
      const expected = [...other.walls(Date.parse('2021-03-01'), Date.parse('2024-03-01'))].map(
        (wall) => civilDateIn('UTC', wall),
      );
      expect(days(pattern({ ...rule, interval }, range), '2021-03-01', '2024-03-01'))
        .withContext(`${text} ${interval} ${startDate}${count}`)
        .toEqual(expected);
    }
  });
});
