import {
  inserted,
  refusalOf,
  startsOf,
  times,
  useGraphClients,
  viewed,
} from './testing/graph-clients.ts';

const WORKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

describe('Graph client: recurrence', () => {
  const graph = useGraphClients();

  const series = (startDate: string, pattern: object, range: object): object => ({
    subject: 'Series',
    ...times(`${startDate}T12:00:00`, `${startDate}T13:00:00`),
    recurrence: { pattern, range: { startDate, ...range } },
  });
  const times3 = { type: 'numbered', numberOfOccurrences: 3 };

  // The two weekly rules are those by which RFC 5545 shows what the first day of the week changes.
  const rules: readonly (readonly [string, string, object, object, readonly string[]])[] = [
    [
      'every third day, four times',
      '2026-06-01',
      { type: 'daily', interval: 3 },
      { type: 'numbered', numberOfOccurrences: 4 },
      ['2026-06-01', '2026-06-04', '2026-06-07', '2026-06-10'],
    ],
    [
      'every day to an endDate, which is the last of them',
      '2026-06-01',
      { type: 'daily', interval: 1 },
      { type: 'endDate', endDate: '2026-06-03' },
      ['2026-06-01', '2026-06-02', '2026-06-03'],
    ],
    [
      'every second week that begins on monday',
      '1997-08-05',
      {
        type: 'weekly',
        interval: 2,
        daysOfWeek: ['tuesday', 'sunday'],
        firstDayOfWeek: 'monday',
      },
      { type: 'numbered', numberOfOccurrences: 4 },
      ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ],
    [
      'every second week without firstDayOfWeek, which is sunday',
      '1997-08-05',
      { type: 'weekly', interval: 2, daysOfWeek: ['tuesday', 'sunday'] },
      { type: 'numbered', numberOfOccurrences: 4 },
      ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ],
    [
      'day 15 of every second month',
      '2026-11-15',
      { type: 'absoluteMonthly', interval: 2, dayOfMonth: 15 },
      times3,
      ['2026-11-15', '2027-01-15', '2027-03-15'],
    ],
    [
      'day 31 of every month, the last day of shorter ones',
      '2026-01-31',
      { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 },
      times3,
      ['2026-01-31', '2026-02-28', '2026-03-31'],
    ],
    [
      'the last friday of every month',
      '2026-06-26',
      { type: 'relativeMonthly', interval: 1, daysOfWeek: ['friday'], index: 'last' },
      times3,
      ['2026-06-26', '2026-07-31', '2026-08-28'],
    ],
    [
      'the first workday of every month',
      '2026-06-01',
      { type: 'relativeMonthly', interval: 1, daysOfWeek: WORKDAYS, index: 'first' },
      times3,
      ['2026-06-01', '2026-07-01', '2026-08-03'],
    ],
    [
      'a day of every year',
      '2026-12-24',
      { type: 'absoluteYearly', interval: 1, month: 12, dayOfMonth: 24 },
      times3,
      ['2026-12-24', '2027-12-24', '2028-12-24'],
    ],
    [
      'the fourth thursday of november',
      '2026-11-26',
      {
        type: 'relativeYearly',
        interval: 1,
        month: 11,
        daysOfWeek: ['thursday'],
        index: 'fourth',
      },
      times3,
      ['2026-11-26', '2027-11-25', '2028-11-23'],
    ],
  ];
  for (const [what, startDate, pattern, range, days] of rules) {
    it(`series: ${what}`, async () => {
      const ada = graph.as();
      await inserted(ada, series(startDate, pattern, range));
      const from = Number(startDate.slice(0, 4));
      const rows = await viewed(ada, `${from}-01-01T00:00:00Z`, `${from + 4}-01-01T00:00:00Z`);
      expect(startsOf(rows)).toEqual(days.map((day) => `${day}T12:00`));
    });
  }

  it('series: endDate is a day of the zone of the series, not of UTC', async () => {
    const ada = graph.as();
    await inserted(ada, {
      ...series(
        '2026-06-01',
        { type: 'daily', interval: 1 },
        { type: 'endDate', endDate: '2026-06-02' },
      ),
      ...times('2026-06-01T20:00:00', '2026-06-01T21:00:00', 'Pacific Standard Time'),
    });
    const rows = await viewed(ada, '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z');
    expect(startsOf(rows)).toEqual(['2026-06-02T03:00', '2026-06-03T03:00']);
  });

  it('series: day 31 leaves shorter months out where the emulator is told so', async () => {
    graph.control.addFault({ name: 'short-months-left-out' });
    const ada = graph.as();
    const pattern = { type: 'absoluteMonthly', interval: 1, dayOfMonth: 31 };
    await inserted(ada, series('2026-01-31', pattern, times3));
    const rows = await viewed(ada, '2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');
    expect(startsOf(rows)).toEqual(['2026-01-31T12:00', '2026-03-31T12:00', '2026-05-31T12:00']);
  });

  it('series: a startDate on another day than start is refused', async () => {
    const body = series(
      '2026-06-01',
      { type: 'daily', interval: 1 },
      { type: 'noEnd', startDate: '2026-06-02' },
    );
    expect(await refusalOf(inserted(graph.as(), body))).toBe('400 ErrorPropertyValidationFailure');
  });
});
