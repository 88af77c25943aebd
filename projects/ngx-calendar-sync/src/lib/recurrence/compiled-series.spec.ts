import type { SeriesTimes } from './compiled-series';
import { allDay, expanded, timed } from './specs/series';

describe('the occurrences of a series', () => {
  /** What, the series, the range by its days in Berlin, and the starts: days, or wall times there. */
  const cases: [string, SeriesTimes, [string, string], string[]][] = [
    [
      'every other week, years later',
      timed('2010-01-05T09:00:00+01:00', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH'),
      ['2026-11-02', '2026-11-30'],
      ['2026-11-03T09:00', '2026-11-05T09:00', '2026-11-17T09:00', '2026-11-19T09:00'],
    ],
    [
      'every other week that begins on Sunday',
      allDay('1997-08-05', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU'),
      ['1997-08-05', '1997-09-01'],
      ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ],
    [
      'every other week that begins on Monday',
      allDay('1997-08-05', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO'),
      ['1997-08-05', '1997-09-01'],
      ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ],
    [
      'every tenth day, years later',
      allDay('2016-01-01', 'RRULE:FREQ=DAILY;INTERVAL=10'),
      ['2026-01-01', '2026-01-31'],
      ['2026-01-08', '2026-01-18', '2026-01-28'],
    ],
    [
      'the 31st, where there is one',
      allDay('2016-01-31', 'RRULE:FREQ=MONTHLY'),
      ['2026-01-01', '2026-06-30'],
      ['2026-01-31', '2026-03-31', '2026-05-31'],
    ],
    [
      'the last day of every fifth month',
      allDay('2016-01-31', 'RRULE:FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1'),
      ['2026-01-01', '2026-12-31'],
      ['2026-01-31', '2026-06-30', '2026-11-30'],
    ],
    [
      'a leap day',
      allDay('2016-02-29', 'RRULE:FREQ=YEARLY'),
      ['2017-01-01', '2025-01-01'],
      ['2020-02-29', '2024-02-29'],
    ],
    [
      'the second and the last Friday',
      allDay('2016-01-08', 'RRULE:FREQ=MONTHLY;BYDAY=2FR,-1FR'),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-13', '2026-11-27'],
    ],
    [
      'the last working day',
      allDay('2016-01-29', 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'),
      ['2026-10-01', '2027-01-01'],
      ['2026-10-30', '2026-11-30', '2026-12-31'],
    ],
    [
      'positions in a week that had begun before',
      allDay('2023-11-30', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'),
      ['2023-11-27', '2023-12-12'],
      ['2023-11-30', '2023-12-04', '2023-12-11'],
    ],
    [
      'a COUNT that ends years later',
      allDay('2016-01-01', 'RRULE:FREQ=DAILY;COUNT=3655'),
      ['2026-01-01', '2026-02-01'],
      ['2026-01-01', '2026-01-02'],
    ],
    [
      'UNTIL, included to the second',
      timed('2026-11-02T09:00:00+01:00', 'RRULE:FREQ=DAILY;UNTIL=20261104T080000Z'),
      ['2026-11-03', '2026-11-30'],
      ['2026-11-03T09:00', '2026-11-04T09:00'],
    ],
    [
      'UNTIL a second too early',
      timed('2026-11-02T09:00:00+01:00', 'RRULE:FREQ=DAILY;UNTIL=20261104T075959Z'),
      ['2026-11-03', '2026-11-30'],
      ['2026-11-03T09:00'],
    ],
    [
      'UNTIL as a day, which counts whole',
      timed('2026-11-02T09:00:00+01:00', 'RRULE:FREQ=DAILY;UNTIL=20261104'),
      ['2026-11-03', '2026-11-30'],
      ['2026-11-03T09:00', '2026-11-04T09:00'],
    ],
    [
      'UNTIL in UTC on whole days',
      allDay('2013-02-24', 'RRULE:FREQ=DAILY;UNTIL=20130225T000000Z'),
      ['2013-02-01', '2013-03-01'],
      ['2013-02-24', '2013-02-25'],
    ],
    [
      'an hour that a change to summer time skips: the hour after it, and only that day',
      timed('2026-03-01T02:30:00+01:00', 'RRULE:FREQ=DAILY'),
      ['2026-03-28', '2026-03-31'],
      ['2026-03-28T02:30', '2026-03-29T03:30', '2026-03-30T02:30'],
    ],
    [
      'an hour that comes twice: the first one',
      timed('2026-10-01T02:30:00+02:00', 'RRULE:FREQ=DAILY'),
      ['2026-10-25', '2026-10-26'],
      ['2026-10-25T02:30'],
    ],
    [
      'EXDATE in every form',
      timed(
        '2026-11-02T09:00:00+01:00',
        'RRULE:FREQ=DAILY;COUNT=7',
        'EXDATE:20261102T080000Z',
        'EXDATE;TZID=Europe/Berlin:20261103T090000,20261104T090000',
        'EXDATE;TZID="America/New_York":20261105T030000',
        'EXDATE;VALUE=DATE:20261106',
        'EXDATE;TZID=Nowhere/Land:20261107T090000',
      ),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-08T09:00'],
    ],
    [
      'EXDATE of an hour that is skipped, as UTC has it',
      timed('2026-03-01T02:30:00+01:00', 'RRULE:FREQ=DAILY', 'EXDATE:20260329T013000Z'),
      ['2026-03-28', '2026-03-31'],
      ['2026-03-28T02:30', '2026-03-30T02:30'],
    ],
    [
      'EXDATE with a zone on whole days',
      allDay(
        '2012-12-03',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;TZID=America/New_York:20121204T000000',
      ),
      ['2012-12-01', '2013-01-01'],
      ['2012-12-03', '2012-12-05'],
    ],
    [
      'RDATE in every form, none twice',
      timed(
        '2026-11-02T09:00:00+01:00',
        'RRULE:FREQ=WEEKLY;COUNT=2',
        'RDATE;TZID=Europe/Berlin:20261104T120000,20261102T090000',
        'RDATE:20261105T110000Z',
        'RDATE;VALUE=DATE:20261106',
        'RDATE;VALUE=PERIOD:20261107T080000Z/20261107T100000Z,20261108T080000Z/PT2H',
      ),
      ['2026-11-01', '2026-12-01'],
      [
        '2026-11-02T09:00',
        '2026-11-04T12:00',
        '2026-11-05T12:00',
        '2026-11-06T09:00',
        '2026-11-07T09:00',
        '2026-11-08T09:00',
        '2026-11-09T09:00',
      ],
    ],
    [
      'RDATE alone, after the first',
      allDay('2026-11-02', 'RDATE;VALUE=DATE:20261104'),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-02', '2026-11-04'],
    ],
    [
      'EXRULE',
      allDay('2026-11-02', 'RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2'),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-03', '2026-11-05'],
    ],
    [
      'two rules',
      allDay('2026-11-02', 'RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=DAILY;COUNT=2'),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-02', '2026-11-03', '2026-11-09'],
    ],
    [
      'hours of the day',
      timed('2020-01-01T09:00:00+01:00', 'RRULE:FREQ=DAILY;BYHOUR=9,17'),
      ['2026-11-02', '2026-11-03'],
      ['2026-11-02T09:00', '2026-11-02T17:00'],
    ],
    [
      'hours of days of which one is taken out whole',
      timed(
        '2020-01-01T09:00:00+01:00',
        'RRULE:FREQ=DAILY;BYHOUR=9,17',
        'EXDATE;VALUE=DATE:20261102',
      ),
      ['2026-11-02', '2026-11-04'],
      ['2026-11-03T09:00', '2026-11-03T17:00'],
    ],
    [
      'lower case, folded and empty lines, and a start among them',
      timed(
        '2026-11-02T09:00:00+01:00',
        'DTSTART;TZID=Europe/Berlin:20261102T090000',
        '',
        'rrule:freq=daily;\r\n count=2',
        ' exdate:20261102t080000z',
      ),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-03T09:00'],
    ],
    [
      'a zone that nobody knows: the calendar’s',
      { ...timed('2026-03-28T09:00:00+01:00', 'RRULE:FREQ=DAILY'), timeZone: 'Mars/Olympus' },
      ['2026-03-28', '2026-03-30'],
      ['2026-03-28T09:00', '2026-03-29T09:00'],
    ],
    [
      '30 February: the first start alone',
      allDay('2016-01-01', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      ['2016-01-01', '2126-01-01'],
      ['2016-01-01'],
    ],
    [
      '30 February, counted',
      allDay('2016-01-01', 'RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3'),
      ['2026-01-01', '2027-01-01'],
      [],
    ],
    [
      'a rule whose exceptions leave nothing',
      allDay('2016-01-01', 'RRULE:FREQ=WEEKLY', 'EXRULE:FREQ=DAILY'),
      ['2026-01-01', '2027-01-01'],
      [],
    ],
  ];
  for (const [what, series, [from, to], starts] of cases) {
    it(`of ${what}`, () => {
      const midnight = (day: string) => `${day}T00:00:00+01:00`;
      const { occurrences, unreadable } = expanded(series, midnight(from), midnight(to));
      expect(occurrences.map(({ start }) => start.slice(0, 16))).toEqual(starts);
      expect(unreadable).toEqual([]);
    });
  }

  it('last as long as the first one, and are told in the zone of the calendar', () => {
    const series = timed('2026-10-24T23:30:00+02:00', 'RRULE:FREQ=DAILY');
    const { occurrences } = expanded(
      series,
      '2026-10-25T12:00:00Z',
      '2026-10-26T12:00:00Z',
      'Asia/Kolkata',
    );
    expect(occurrences).toEqual([
      {
        originalStart: '2026-10-26T04:00:00+05:30',
        start: '2026-10-26T04:00:00+05:30',
        end: '2026-10-26T05:00:00+05:30',
      },
    ]);
  });

  it('show if they end after the start of the range and start before its end', () => {
    const series = timed('2026-05-01T10:00:00Z', 'RRULE:FREQ=DAILY');
    const count = (start: string, end: string) => expanded(series, start, end).occurrences.length;
    expect(count('2026-05-04T11:00:00Z', '2026-05-05T10:00:00Z')).toBe(0);
    expect(count('2026-05-04T10:59:59Z', '2026-05-05T10:00:00Z')).toBe(1);
    expect(count('2026-05-04T11:00:00Z', '2026-05-05T10:00:01Z')).toBe(1);
  });

  it('show as long as they last, however long that is', () => {
    const series = { start: '2026-01-01', end: '2026-03-01', recurrence: ['RRULE:FREQ=YEARLY'] };
    const { occurrences } = expanded(series, '2028-02-28T12:00:00Z', '2028-02-28T13:00:00Z');
    expect(occurrences.map(({ start, end }) => [start, end])).toEqual([
      ['2028-01-01', '2028-02-29'],
    ]);
  });

  it('are there at a moment too', () => {
    const moment = {
      ...timed('2026-05-01T10:00:00Z', 'RRULE:FREQ=DAILY'),
      end: '2026-05-01T10:00:00Z',
    };
    expect(
      expanded(moment, '2026-05-04T10:00:00Z', '2026-05-04T11:00:00Z').occurrences.length,
    ).toBe(1);
    expect(
      expanded(moment, '2026-05-04T09:00:00Z', '2026-05-04T10:00:00Z').occurrences.length,
    ).toBe(0);
  });

  it('of whole days show on their days in the zone of the calendar', () => {
    const series = allDay('2026-05-01', 'RRULE:FREQ=DAILY;COUNT=30');
    const days = (toldIn: string) =>
      expanded(series, '2026-05-04T00:00:00Z', '2026-05-05T00:00:00Z', toldIn).occurrences.map(
        ({ originalStart }) => originalStart,
      );
    expect(days('UTC')).toEqual(['2026-05-04']);
    expect(days('Pacific/Auckland')).toEqual(['2026-05-04', '2026-05-05']);
    expect(days('America/New_York')).toEqual(['2026-05-03', '2026-05-04']);
  });

  for (const line of [
    'RRULE:',
    'RRULE:FREQ=OFTEN',
    'RRULE:INTERVAL=2',
    'RRULE:FREQ=DAILY;COUNT=0',
    'RRULE:FREQ=DAILY;INTERVAL=0',
    'RRULE:FREQ=DAILY;UNTIL=soon',
    'RRULE:FREQ=MONTHLY;BYDAY=XX',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=32',
    'nonsense',
  ]) {
    it(`with ${line} are the first one alone`, () => {
      const { occurrences, unreadable } = expanded(
        allDay('2026-11-02', line),
        '2026-10-01T00:00:00Z',
        '2027-01-01T00:00:00Z',
      );
      expect(occurrences.map(({ start }) => start)).toEqual(['2026-11-02']);
      expect(unreadable).toEqual([line]);
    });
  }

  it('that are too many to be told are the first one alone', () => {
    const series = timed('2026-11-02T09:00:00Z', 'RRULE:FREQ=SECONDLY');
    const { occurrences, unreadable } = expanded(
      series,
      '2026-10-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
    );
    expect(occurrences.length).toBe(1);
    expect(unreadable.length).toBe(1);
  });

  it('are what can be read, where a date cannot', () => {
    const { occurrences, unreadable } = expanded(
      allDay('2026-11-02', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20261103,yesterday'),
      '2026-10-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
    );
    expect(occurrences.map(({ start }) => start)).toEqual(['2026-11-02', '2026-11-04']);
    expect(unreadable).toEqual(['yesterday']);
  });
});
