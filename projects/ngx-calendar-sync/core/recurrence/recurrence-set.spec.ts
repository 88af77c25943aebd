import type { SeriesTimes } from './recurrence-set';
import { allDay, expand, timed } from './specs/series';

describe('RecurrenceSet', () => {
  /** Name, series, range from one day in Berlin to another, and expected starts as days or as wall times in Berlin. */
  const CASES: [string, SeriesTimes, [string, string], string[]][] = [
    [
      'WEEKLY with INTERVAL=2: keeps its interval years after the start',
      timed('2010-01-05T09:00:00+01:00', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH'),
      ['2026-11-02', '2026-11-30'],
      ['2026-11-03T09:00', '2026-11-05T09:00', '2026-11-17T09:00', '2026-11-19T09:00'],
    ],
    [
      'WEEKLY with INTERVAL=2 and WKST=SU: weeks begin on Sunday',
      allDay('1997-08-05', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU'),
      ['1997-08-05', '1997-09-01'],
      ['1997-08-05', '1997-08-17', '1997-08-19', '1997-08-31'],
    ],
    [
      'WEEKLY with INTERVAL=2 and WKST=MO: weeks begin on Monday',
      allDay('1997-08-05', 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO'),
      ['1997-08-05', '1997-09-01'],
      ['1997-08-05', '1997-08-10', '1997-08-19', '1997-08-24'],
    ],
    [
      'DAILY with INTERVAL=10: keeps its interval years after the start',
      allDay('2016-01-01', 'RRULE:FREQ=DAILY;INTERVAL=10'),
      ['2026-01-01', '2026-01-31'],
      ['2026-01-08', '2026-01-18', '2026-01-28'],
    ],
    [
      'MONTHLY from the 31st: leaves out months without one',
      allDay('2016-01-31', 'RRULE:FREQ=MONTHLY'),
      ['2026-01-01', '2026-06-30'],
      ['2026-01-31', '2026-03-31', '2026-05-31'],
    ],
    [
      'MONTHLY with INTERVAL=5 and BYMONTHDAY=-1: the last days of every fifth month',
      allDay('2016-01-31', 'RRULE:FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1'),
      ['2026-01-01', '2026-12-31'],
      ['2026-01-31', '2026-06-30', '2026-11-30'],
    ],
    [
      'YEARLY from 29 February: in leap years only',
      allDay('2016-02-29', 'RRULE:FREQ=YEARLY'),
      ['2017-01-01', '2025-01-01'],
      ['2020-02-29', '2024-02-29'],
    ],
    [
      'MONTHLY with BYDAY=2FR,-1FR: the second and the last Friday',
      allDay('2016-01-08', 'RRULE:FREQ=MONTHLY;BYDAY=2FR,-1FR'),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-13', '2026-11-27'],
    ],
    [
      'MONTHLY with BYSETPOS=-1: the last working day of the month',
      allDay('2016-01-29', 'RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'),
      ['2026-10-01', '2027-01-01'],
      ['2026-10-30', '2026-11-30', '2026-12-31'],
    ],
    [
      'WEEKLY with BYSETPOS=1: in the first week, the series begins after that position',
      allDay('2023-11-30', 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'),
      ['2023-11-27', '2023-12-12'],
      ['2023-11-30', '2023-12-04', '2023-12-11'],
    ],
    [
      'COUNT: is counted from the start, years before the range',
      allDay('2016-01-01', 'RRULE:FREQ=DAILY;COUNT=3655'),
      ['2026-01-01', '2026-02-01'],
      ['2026-01-01', '2026-01-02'],
    ],
    [
      'UNTIL at the second of an occurrence: includes it',
      timed('2026-11-02T09:00:00+01:00', 'RRULE:FREQ=DAILY;UNTIL=20261104T080000Z'),
      ['2026-11-03', '2026-11-30'],
      ['2026-11-03T09:00', '2026-11-04T09:00'],
    ],
    [
      'UNTIL a second before an occurrence: excludes it',
      timed('2026-11-02T09:00:00+01:00', 'RRULE:FREQ=DAILY;UNTIL=20261104T075959Z'),
      ['2026-11-03', '2026-11-30'],
      ['2026-11-03T09:00'],
    ],
    [
      'UNTIL as a day in a timed series: includes that whole day',
      timed('2026-11-02T09:00:00+01:00', 'RRULE:FREQ=DAILY;UNTIL=20261104'),
      ['2026-11-03', '2026-11-30'],
      ['2026-11-03T09:00', '2026-11-04T09:00'],
    ],
    [
      'UNTIL in UTC in an all-day series: includes its date',
      allDay('2013-02-24', 'RRULE:FREQ=DAILY;UNTIL=20130225T000000Z'),
      ['2013-02-01', '2013-03-01'],
      ['2013-02-24', '2013-02-25'],
    ],
    [
      'a start that the change to summer time skips: is an hour later, on that day only',
      timed('2026-03-01T02:30:00+01:00', 'RRULE:FREQ=DAILY'),
      ['2026-03-28', '2026-03-31'],
      ['2026-03-28T02:30', '2026-03-29T03:30', '2026-03-30T02:30'],
    ],
    [
      'a start that comes twice when summer time ends: is the first one',
      timed('2026-10-01T02:30:00+02:00', 'RRULE:FREQ=DAILY'),
      ['2026-10-25', '2026-10-26'],
      ['2026-10-25T02:30'],
    ],
    [
      'EXDATE in UTC, with TZID, as a date and with an unknown zone: excludes its occurrence',
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
      'EXDATE in UTC of a start that the change to summer time skips: excludes it',
      timed('2026-03-01T02:30:00+01:00', 'RRULE:FREQ=DAILY', 'EXDATE:20260329T013000Z'),
      ['2026-03-28', '2026-03-31'],
      ['2026-03-28T02:30', '2026-03-30T02:30'],
    ],
    [
      'EXDATE with TZID in an all-day series: excludes its date',
      allDay(
        '2012-12-03',
        'RRULE:FREQ=DAILY;COUNT=3',
        'EXDATE;TZID=America/New_York:20121204T000000',
      ),
      ['2012-12-01', '2013-01-01'],
      ['2012-12-03', '2012-12-05'],
    ],
    [
      'RDATE in UTC, with TZID, as a date and as a PERIOD: adds each start once',
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
      'RDATE without a rule: adds to the first start',
      allDay('2026-11-02', 'RDATE;VALUE=DATE:20261104'),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-02', '2026-11-04'],
    ],
    [
      'EXRULE: excludes the occurrences that it has in common with the rule',
      allDay('2026-11-02', 'RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2'),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-03', '2026-11-05'],
    ],
    [
      'two rules: the occurrences of both, each once',
      allDay('2026-11-02', 'RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=DAILY;COUNT=2'),
      ['2026-11-01', '2026-12-01'],
      ['2026-11-02', '2026-11-03', '2026-11-09'],
    ],
    [
      'DAILY with BYHOUR: several times a day',
      timed('2020-01-01T09:00:00+01:00', 'RRULE:FREQ=DAILY;BYHOUR=9,17'),
      ['2026-11-02', '2026-11-03'],
      ['2026-11-02T09:00', '2026-11-02T17:00'],
    ],
    [
      'EXDATE as a date: excludes all times of that day',
      timed(
        '2020-01-01T09:00:00+01:00',
        'RRULE:FREQ=DAILY;BYHOUR=9,17',
        'EXDATE;VALUE=DATE:20261102',
      ),
      ['2026-11-02', '2026-11-04'],
      ['2026-11-03T09:00', '2026-11-03T17:00'],
    ],
    [
      'lines in lower case, folded, empty or DTSTART: are read as RFC 5545 has it, or ignored',
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
      'an unknown time zone: recurs in the zone of the calendar',
      { ...timed('2026-03-28T09:00:00+01:00', 'RRULE:FREQ=DAILY'), timeZone: 'Mars/Olympus' },
      ['2026-03-28', '2026-03-30'],
      ['2026-03-28T09:00', '2026-03-29T09:00'],
    ],
    [
      'YEARLY on 30 February: the first start alone',
      allDay('2016-01-01', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
      ['2016-01-01', '2126-01-01'],
      ['2016-01-01'],
    ],
    [
      'MONTHLY on 30 February with COUNT: no occurrences after the first start',
      allDay('2016-01-01', 'RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3'),
      ['2026-01-01', '2027-01-01'],
      [],
    ],
    [
      'EXRULE that excludes all occurrences: none in the range',
      allDay('2016-01-01', 'RRULE:FREQ=WEEKLY', 'EXRULE:FREQ=DAILY'),
      ['2026-01-01', '2027-01-01'],
      [],
    ],
  ];
  for (const [name, series, [from, to], starts] of CASES) {
    it(name, () => {
      const midnight = (day: string) => `${day}T00:00:00+01:00`;
      const { occurrences, unreadable } = expand(series, midnight(from), midnight(to));
      expect(occurrences.map(({ start }) => start.slice(0, 16))).toEqual(starts);
      expect(unreadable).toEqual([]);
    });
  }

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
    it(`unreadable line ${line}: the first occurrence alone, and the line is reported`, () => {
      const { occurrences, unreadable } = expand(
        allDay('2026-11-02', line),
        '2026-10-01T00:00:00Z',
        '2027-01-01T00:00:00Z',
      );
      expect(occurrences.map(({ start }) => start)).toEqual(['2026-11-02']);
      expect(unreadable).toEqual([line]);
    });
  }

  it('SECONDLY: too many occurrences are the first one alone, and the rule is reported', () => {
    const series = timed('2026-11-02T09:00:00Z', 'RRULE:FREQ=SECONDLY');
    const { occurrences, unreadable } = expand(
      series,
      '2026-10-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
    );
    expect(occurrences.length).toBe(1);
    expect(unreadable.length).toBe(1);
  });

  it('an unreadable value of EXDATE: the other values apply, and it is reported', () => {
    const { occurrences, unreadable } = expand(
      allDay('2026-11-02', 'RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;VALUE=DATE:20261103,yesterday'),
      '2026-10-01T00:00:00Z',
      '2027-01-01T00:00:00Z',
    );
    expect(occurrences.map(({ start }) => start)).toEqual(['2026-11-02', '2026-11-04']);
    expect(unreadable).toEqual(['yesterday']);
  });
});
