import { Occurrences } from './occurrences.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';

describe('Occurrences', () => {
  const END_OF_TIME_MS = Date.UTC(10_000, 0, 1);

  const timed = (wall: string, zone = 'Europe/Berlin'): SeriesStart => ({
    allDay: false,
    wall: Date.parse(`${wall}Z`),
    zone,
  });
  const allDay = (day: string): SeriesStart => ({
    allDay: true,
    wall: Date.parse(day),
    zone: 'UTC',
  });

  function first(count: number, series: SeriesStart, ...lines: string[]): string[] {
    const found: string[] = [];
    for (const wall of new Occurrences(lines, series).between(-Infinity, END_OF_TIME_MS)) {
      found.push(new Date(wall).toISOString().slice(0, series.allDay ? 10 : 16));
      if (found.length === count) {
        break;
      }
    }
    return found;
  }

  const cases: [string, SeriesStart, string[], string[]][] = [
    [
      'WEEKLY with INTERVAL=2 is every other week',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;INTERVAL=2'],
      ['2026-11-02T09:00', '2026-11-16T09:00', '2026-11-30T09:00'],
    ],
    [
      'BYDAY=-1FR is the last Friday of the month',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=MONTHLY;BYDAY=-1FR'],
      ['2026-11-02T09:00', '2026-11-27T09:00', '2026-12-25T09:00', '2027-01-29T09:00'],
    ],
    [
      'BYMONTHDAY=31 skips shorter months',
      allDay('2026-10-31'),
      ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31'],
      ['2026-10-31', '2026-12-31', '2027-01-31'],
    ],
    [
      'a yearly 29 February occurs in leap years alone',
      allDay('2024-02-29'),
      ['RRULE:FREQ=YEARLY'],
      ['2024-02-29', '2028-02-29', '2032-02-29'],
    ],
    [
      'BYSETPOS=-1 of the working days is the last one of the month',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
      ['2026-11-02T09:00', '2026-11-30T09:00', '2026-12-31T09:00', '2027-01-29T09:00'],
    ],
    [
      'YEARLY with INTERVAL=2 and two months',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=1,7;BYMONTHDAY=1'],
      ['2026-11-02T09:00', '2028-01-01T09:00', '2028-07-01T09:00', '2030-01-01T09:00'],
    ],
    [
      'a yearly BYMONTHDAY without BYMONTH is in the month of the start, as Google reads it',
      allDay('2026-03-25'),
      ['RRULE:FREQ=YEARLY;BYMONTHDAY=25'],
      ['2026-03-25', '2027-03-25', '2028-03-25'],
    ],
    [
      'two yearly BYMONTHDAY without BYMONTH, one of them counted from the end of the month',
      timed('2026-03-25T09:00'),
      ['RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTHDAY=25,-1;COUNT=3'],
      ['2026-03-25T09:00', '2026-03-31T09:00', '2028-03-25T09:00'],
    ],
    [
      'a yearly BYMONTHDAY without BYMONTH on another day than the start',
      allDay('2022-08-15'),
      ['RRULE:FREQ=YEARLY;WKST=SU;INTERVAL=1;BYMONTHDAY=20'],
      ['2022-08-15', '2022-08-20', '2023-08-20'],
    ],
    [
      'a yearly BYMONTHDAY with BYDAY applies to all months',
      allDay('2026-02-13'),
      ['RRULE:FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR'],
      ['2026-02-13', '2026-03-13', '2026-11-13'],
    ],
    [
      'a yearly BYMONTHDAY with BYMONTH',
      timed('2026-11-01T09:00'),
      ['RRULE:FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=1'],
      ['2026-11-01T09:00', '2026-12-01T09:00', '2027-01-01T09:00'],
    ],
    [
      'a start outside of its rule occurs and COUNT does not count it',
      timed('2026-06-08T13:00'),
      ['RRULE:FREQ=WEEKLY;BYDAY=TU,TH,SA;COUNT=1'],
      ['2026-06-08T13:00', '2026-06-09T13:00'],
    ],
    [
      'EXDATE removes a start outside of its rule and COUNT does not count it',
      timed('2026-06-08T13:00'),
      ['RRULE:FREQ=WEEKLY;BYDAY=TU,TH,SA;COUNT=2', 'EXDATE;TZID=Europe/Berlin:20260608T130000'],
      ['2026-06-09T13:00', '2026-06-11T13:00'],
    ],
    [
      'a start outside of its rule occurs if UNTIL is before it',
      allDay('2023-10-01'),
      ['RRULE:FREQ=WEEKLY;UNTIL=20230930;BYDAY=MO'],
      ['2023-10-01'],
    ],
    [
      'a start outside of two rules and RDATE occurs',
      allDay('2026-06-15'),
      [
        'RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=1',
        'RRULE:FREQ=MONTHLY;BYMONTHDAY=1;COUNT=1',
        'RDATE;VALUE=DATE:20260616',
      ],
      ['2026-06-15', '2026-06-16', '2026-07-01'],
    ],
    [
      'RRULE:DATE with TZID is read as RDATE',
      timed('2024-06-18T02:00', 'Europe/Warsaw'),
      ['RRULE:DATE;TZID=Europe/Warsaw:20240618T020000,20240716T020000,20240813T010000'],
      ['2024-06-18T02:00', '2024-07-16T02:00', '2024-08-13T01:00'],
    ],
    [
      'RRULE:DATE and EXRULE:DATE in UTC are read as RDATE and EXDATE',
      timed('2024-06-18T02:00', 'Europe/Warsaw'),
      ['RRULE:DATE:20240716T000000Z', 'EXRULE:DATE:20240618T000000Z'],
      ['2024-07-16T02:00'],
    ],
    [
      'RRULE:DATE;VALUE=DATE is read as RDATE of an all-day series',
      allDay('2024-06-18'),
      ['RRULE:DATE;VALUE=DATE:20240716,20240813'],
      ['2024-06-18', '2024-07-16', '2024-08-13'],
    ],
    [
      'RDATE with VALUE=PERIOD occurs at the starts of the periods',
      timed('2026-06-01T16:00'),
      [
        'RRULE:FREQ=WEEKLY;COUNT=1',
        'RDATE;VALUE=PERIOD:20260605T140000Z/PT3H,20260606T140000Z/20260606T150000Z',
      ],
      ['2026-06-01T16:00', '2026-06-05T16:00', '2026-06-06T16:00'],
    ],
    [
      'BYHOUR and BYMINUTE as in the example of RFC 5545',
      timed('1997-01-05T08:30', 'America/New_York'),
      ['RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30'],
      ['1997-01-05T08:30', '1997-01-05T09:30', '1997-01-12T08:30'],
    ],
    [
      'BYHOUR and BYMINUTE with an ordinal weekday of the month',
      timed('2026-11-03T07:00'),
      ['RRULE:FREQ=MONTHLY;BYDAY=1TU;BYHOUR=17,7;BYMINUTE=0,15'],
      ['2026-11-03T07:00', '2026-11-03T07:15', '2026-11-03T17:00'],
    ],
    [
      'BYSETPOS counts the times of BYHOUR',
      timed('2026-11-03T17:00'),
      ['RRULE:FREQ=MONTHLY;BYDAY=TU;BYHOUR=9,17;BYSETPOS=2,-1'],
      ['2026-11-03T17:00', '2026-11-24T17:00', '2026-12-01T17:00'],
    ],
    [
      'BYSECOND',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;BYSECOND=0,30;COUNT=3'],
      ['2026-11-02T09:00', '2026-11-02T09:00', '2026-11-09T09:00'],
    ],
    [
      'BYHOUR has no effect in an all-day series',
      allDay('2026-11-02'),
      ['RRULE:FREQ=DAILY;BYHOUR=8,9;COUNT=2'],
      ['2026-11-02', '2026-11-03'],
    ],
    [
      'UNTIL with a UTC time in an all-day series counts by its date',
      allDay('2026-07-03'),
      ['RRULE:FREQ=DAILY;UNTIL=20260704T220000Z'],
      ['2026-07-03', '2026-07-04'],
    ],
    [
      'UNTIL with a local time in an all-day series counts by its date',
      allDay('2026-07-03'),
      ['RRULE:FREQ=DAILY;UNTIL=20260704T000000'],
      ['2026-07-03', '2026-07-04'],
    ],
    [
      'EXDATE with an unknown TZID is read as UTC',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;TZID=Pacific Standard Time:20261102T080000'],
      ['2026-11-03T09:00'],
    ],
    [
      'EXDATE with a quoted TZID that has a colon',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;TZID="GMT+05:30":20261102T133000'],
      ['2026-11-03T09:00'],
    ],
    [
      'the year 1 is not read as 1901',
      allDay('0001-01-31'),
      ['RRULE:FREQ=MONTHLY'],
      ['0001-01-31', '0001-03-31', '0001-05-31'],
    ],
    [
      'BYWEEKNO in the year 99',
      allDay('0099-01-01'),
      ['RRULE:FREQ=YEARLY;BYWEEKNO=2;BYDAY=MO;UNTIL=01000201'],
      ['0099-01-01', '0099-01-05', '0100-01-11'],
    ],
    [
      'the last days of the year 9999',
      allDay('9999-12-30'),
      ['RRULE:FREQ=DAILY;UNTIL=99991231T235959Z'],
      ['9999-12-30', '9999-12-31'],
    ],
    [
      'BYSETPOS=-1 of Sundays and Mondays in every other year',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=YEARLY;INTERVAL=2;BYDAY=SU,MO;BYSETPOS=-1'],
      ['2026-11-02T09:00', '2026-12-28T09:00', '2028-12-31T09:00', '2030-12-30T09:00'],
    ],
    [
      'MONTHLY with INTERVAL=3 meets a BYMONTH that it does not always reach',
      timed('2026-01-27T09:00'),
      ['RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTH=4,5;BYMONTHDAY=1'],
      ['2026-01-27T09:00', '2026-04-01T09:00', '2027-04-01T09:00', '2028-04-01T09:00'],
    ],
    [
      'COUNT',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=2'],
      ['2026-11-02T09:00', '2026-11-03T09:00'],
    ],
    [
      'UNTIL in UTC is included',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;UNTIL=20261103T080000Z'],
      ['2026-11-02T09:00', '2026-11-03T09:00'],
    ],
    [
      'UNTIL one second before a start excludes it',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;UNTIL=20261103T075959Z'],
      ['2026-11-02T09:00'],
    ],
    [
      'UNTIL as a date in a timed series includes the whole day',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;UNTIL=20261103'],
      ['2026-11-02T09:00', '2026-11-03T09:00'],
    ],
    [
      'UNTIL at midnight UTC in an all-day series includes its date',
      allDay('2013-02-24'),
      ['RRULE:FREQ=DAILY;UNTIL=20130225T000000Z'],
      ['2013-02-24', '2013-02-25'],
    ],
    [
      'EXDATE with TZID in an all-day series counts by its date',
      allDay('2012-12-03'),
      ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE;TZID=America/New_York:20121204T000000'],
      ['2012-12-03', '2012-12-05'],
    ],
    [
      'EXDATE in UTC',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=3', 'EXDATE:20261103T080000Z'],
      ['2026-11-02T09:00', '2026-11-04T09:00'],
    ],
    [
      'EXDATE with the TZID of another zone',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;TZID=America/New_York:20261102T030000'],
      ['2026-11-03T09:00'],
    ],
    [
      'EXDATE as a date in a timed series excludes the whole day',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;VALUE=DATE:20261102'],
      ['2026-11-03T09:00'],
    ],
    [
      'a time that a clock change skips is moved forward',
      timed('2026-03-28T02:30'),
      ['RRULE:FREQ=DAILY', 'RDATE;TZID=Europe/Berlin:20260329T033000'],
      ['2026-03-28T02:30', '2026-03-29T03:30', '2026-03-30T02:30'],
    ],
    [
      'EXDATE in UTC excludes a time that a clock change skips',
      timed('2026-03-28T02:30'),
      ['RRULE:FREQ=DAILY', 'EXDATE:20260329T013000Z'],
      ['2026-03-28T02:30', '2026-03-30T02:30', '2026-03-31T02:30'],
    ],
    [
      'EXDATE with the skipped wall time excludes the moved time',
      timed('2026-03-28T02:30'),
      ['RRULE:FREQ=DAILY', 'EXDATE;TZID=Europe/Berlin:20260329T023000'],
      ['2026-03-28T02:30', '2026-03-30T02:30', '2026-03-31T02:30'],
    ],
    [
      'RDATE is in chronological order and not repeated',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;COUNT=2', 'RDATE;TZID=Europe/Berlin:20261104T120000,20261102T090000'],
      ['2026-11-02T09:00', '2026-11-04T12:00', '2026-11-09T09:00'],
    ],
    [
      'RDATE without a rule follows the first start',
      timed('2026-11-02T09:00'),
      ['RDATE:20261104T110000Z'],
      ['2026-11-02T09:00', '2026-11-04T12:00'],
    ],
    [
      'EXRULE excludes the starts of its rule',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2'],
      ['2026-11-03T09:00', '2026-11-05T09:00'],
    ],
    [
      'two rules are merged without repetitions',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=DAILY;COUNT=2'],
      ['2026-11-02T09:00', '2026-11-03T09:00', '2026-11-09T09:00'],
    ],
    [
      'BYWEEKNO=53 occurs in years with 53 weeks alone',
      timed('2020-06-01T09:00'),
      ['RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU'],
      ['2020-06-01T09:00', '2020-12-28T09:00', '2021-01-03T09:00', '2026-12-28T09:00'],
    ],
    [
      'BYSETPOS counts the days of the first week before the start',
      timed('2023-11-30T09:00'),
      ['RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'],
      ['2023-11-30T09:00', '2023-12-04T09:00', '2023-12-11T09:00', '2023-12-18T09:00'],
    ],
    [
      '29 February on a Monday, with gaps of up to 40 years',
      allDay('2024-03-01'),
      ['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO'],
      ['2024-03-01', '2044-02-29', '2072-02-29', '2112-02-29'],
    ],
    [
      'EXRULE that excludes every start',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY', 'EXRULE:FREQ=DAILY'],
      [],
    ],
    [
      'BYSETPOS=2 of a single day never occurs',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;BYDAY=TH;BYSETPOS=2'],
      ['2026-11-02T09:00'],
    ],
    [
      'names and values in lower case',
      timed('2026-11-02T09:00'),
      ['rrule:freq=daily;count=1'],
      ['2026-11-02T09:00'],
    ],
    [
      '30 February never occurs',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
      ['2026-11-02T09:00'],
    ],
    [
      'BYMONTHDAY=31 in months of 30 days never occurs',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=31'],
      ['2026-11-02T09:00'],
    ],
  ];
  for (const [what, series, lines, expected] of cases) {
    it(`recurrence: ${what}`, () => {
      expect(first(Math.max(expected.length, 3), series, ...lines)).toEqual(expected);
    });
  }

  it('occurrences: an endless series is expanded only within the requested range', () => {
    const occurrences = new Occurrences(['RRULE:FREQ=DAILY'], allDay('2000-01-01'));
    const day = Date.UTC(2026, 10, 22);
    expect([...occurrences.between(day, day + 2 * 86_400_000)]).toEqual([day, day + 86_400_000]);
    expect(occurrences.has(day)).toBeTrue();
    expect(occurrences.has(day + 1)).toBeFalse();
    expect([...occurrences.between(Date.UTC(1990, 0, 1), Date.UTC(2000, 0, 2))].length).toBe(1);
  });

  it('occurrences: an RDATE with a PERIOD has its own duration, even if the rule has the same start', () => {
    const hour = 3_600_000;
    const series = timed('2026-06-01T16:00');
    const occurrences = new Occurrences(
      [
        'RRULE:FREQ=WEEKLY;COUNT=3',
        'RDATE;VALUE=PERIOD:20260605T140000Z/PT3H,20260606T140000Z/20260608T150000Z,20260608T140000Z/P1DT30M',
        'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260609T160000/20260609T161500,20260610T160000/P1W',
      ],
      series,
    );
    const lengths = [...occurrences.between(-Infinity, Infinity)].map((wall) => [
      new Date(wall).toISOString().slice(0, 16),
      occurrences.durationAt(wall) ?? 'of the series',
    ]);
    expect(lengths).toEqual([
      ['2026-06-01T16:00', 'of the series'],
      ['2026-06-05T16:00', 3 * hour],
      ['2026-06-06T16:00', 49 * hour],
      ['2026-06-08T16:00', 24.5 * hour],
      ['2026-06-09T16:00', hour / 4],
      ['2026-06-10T16:00', 168 * hour],
      ['2026-06-15T16:00', 'of the series'],
    ]);
  });

  for (const line of [
    'RRULE:FREQ=HOURLY',
    'RRULE:FREQ=MINUTELY',
    'RRULE:FREQ=SECONDLY',
    'EXRULE:FREQ=HOURLY',
    'RRULE:FREQ=DAILY;INTERVAL=0',
    'RRULE:FREQ=DAILY;INTERVAL=-1',
    'RRULE:FREQ=DAILY;INTERVAL=1,2',
    'RRULE:FREQ=DAILY;INTERVAL=1.5',
    'RRULE:FREQ=DAILY;INTERVAL=',
    `RRULE:FREQ=DAILY;INTERVAL=${'9'.repeat(310)}`,
    `RRULE:FREQ=YEARLY;BYSETPOS=1;INTERVAL=${'9'.repeat(310)}`,
    `RRULE:FREQ=DAILY;COUNT=${'9'.repeat(310)}`,
    'RRULE:FREQ=DAILY;COUNT=two',
    'RRULE:FREQ=DAILY;UNTIL=20261399',
    'RRULE:FREQ=DAILY;UNTIL=00000000',
    'RRULE:FREQ=WEEKLY;BYDAY=XX',
    'RRULE:FREQ=WEEKLY;BYDAY=',
    'RRULE:FREQ=MONTHLY;BYDAY=0MO',
    'RRULE:FREQ=MONTHLY;BYDAY=54MO',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=0',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=32',
    'RRULE:FREQ=YEARLY;BYMONTH=13',
    'RRULE:FREQ=YEARLY;BYYEARDAY=367',
    'RRULE:FREQ=YEARLY;BYWEEKNO=54;BYDAY=MO',
    'RRULE:FREQ=DAILY;BYHOUR=24',
    'RRULE:FREQ=DAILY;BYMINUTE=60',
    'RRULE:FREQ=DAILY;BYDAY=MO;BYSETPOS=0',
    'RRULE:FREQ=WEEKLY;WKST=XX',
    'RRULE:RSCALE=CHINESE;FREQ=YEARLY',
    'RRULE:RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD',
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD',
    'RDATE;VALUE=PERIOD:20260605T140000Z/20260604T130000Z',
    'RDATE;VALUE=PERIOD:20260605T140000Z/soon',
    'EXDATE:20269999',
    'RRULE:DATE;TZID=Europe/Warsaw:soon',
    'DTSTART:20260605T140000Z',
    'RRULE:',
    'RRULE:FREQ=OFTEN',
    'RRULE:FREQ=DAILY;COUNT=0',
    'RRULE:FREQ=DAILY;UNTIL=soon',
    'EXDATE:yesterday',
    'nonsense',
  ]) {
    it(`occurrences: ${line} throws a RecurrenceError`, () => {
      expect(() => new Occurrences([line], allDay('2026-11-02'))).toThrowError(RecurrenceError);
    });
  }

  /** Far more than the slowest case takes on a busy machine, and far less than visiting every start would. */
  const TIME_LIMIT_MS = 60_000;
  const daily = (rest: string) => `RRULE:FREQ=DAILY;${rest}`;
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n).join(',');
  const EVERY_SECOND = `BYHOUR=${numbers(24)};BYMINUTE=${numbers(60)};BYSECOND=${numbers(60)}`;
  for (const [what, lines] of [
    ['a range eight thousand years after the start', [daily('INTERVAL=1')]],
    ['the highest COUNT', [daily('COUNT=2147483647')]],
    ['the highest INTERVAL', [daily('INTERVAL=2147483647')]],
    [
      'the highest INTERVAL of years',
      ['RRULE:FREQ=YEARLY;INTERVAL=2147483647;BYSETPOS=1;BYDAY=MO'],
    ],
    ['days that never occur', ['RRULE:FREQ=DAILY;BYMONTH=2,4,6;BYMONTHDAY=31']],
    ['a BYSETPOS that never occurs', ['RRULE:FREQ=WEEKLY;BYDAY=TH;BYSETPOS=2']],
    ['BYWEEKNO=53 in years with 52 weeks', ['RRULE:FREQ=YEARLY;INTERVAL=400;BYWEEKNO=53;BYDAY=MO']],
    ['starts of every second', [daily(EVERY_SECOND)]],
    ['a COUNT of starts of every second', [daily(`COUNT=2147483647;${EVERY_SECOND}`)]],
    ['an EXRULE that excludes every start', [daily('INTERVAL=1'), 'EXRULE:FREQ=DAILY']],
    [
      'an EXRULE that excludes starts of every second',
      [daily(EVERY_SECOND), `EXRULE:FREQ=DAILY;${EVERY_SECOND}`],
    ],
    [
      'an EXRULE of every second between yearly starts',
      ['RRULE:FREQ=YEARLY', `EXRULE:FREQ=DAILY;${EVERY_SECOND};BYMONTH=12`],
    ],
    ['parts that exclude each other', [daily('BYMONTHDAY=31;BYYEARDAY=1')]],
  ] as const) {
    it(`occurrences: ${what} are expanded without visiting every start`, () => {
      const began = performance.now();
      const occurrences = new Occurrences(lines, timed('2026-11-02T09:00'));
      const from = Date.UTC(9998, 0, 1);
      occurrences.between(from, from + 7 * 86_400_000).next();
      occurrences.between(-Infinity, Infinity).next();
      occurrences.has(from);
      expect(performance.now() - began).toBeLessThan(TIME_LIMIT_MS);
    });
  }

  it('occurrences: COUNT gives the same starts from any beginning of the range', () => {
    const lines = ['RRULE:FREQ=WEEKLY;BYDAY=MO,WE;BYHOUR=8,9,10;COUNT=14'];
    const series = timed('2026-11-02T09:00');
    const all = [...new Occurrences(lines, series).between(-Infinity, Infinity)];
    expect(all.length).toBe(14);
    for (const from of all) {
      const later = new Occurrences(lines, series).between(from + 1, Infinity);
      expect([...later]).toEqual(all.filter((wall) => wall > from));
    }
  });
});
