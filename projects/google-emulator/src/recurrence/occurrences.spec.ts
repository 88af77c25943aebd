import { Occurrences } from './occurrences.ts';
import { RecurrenceError, type SeriesStart } from './series-start.ts';

describe('Occurrences', () => {
  const FOREVER = Date.UTC(9000, 0, 1);

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
    for (const wall of new Occurrences(lines, series).between(-Infinity, FOREVER)) {
      found.push(new Date(wall).toISOString().slice(0, series.allDay ? 10 : 16));
      if (found.length === count) {
        break;
      }
    }
    return found;
  }

  const cases: [string, SeriesStart, string[], string[]][] = [
    [
      'every other week',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;INTERVAL=2'],
      ['2026-11-02T09:00', '2026-11-16T09:00', '2026-11-30T09:00'],
    ],
    [
      'the last Friday',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=MONTHLY;BYDAY=-1FR'],
      ['2026-11-27T09:00', '2026-12-25T09:00', '2027-01-29T09:00'],
    ],
    [
      'the 31st, where there is one',
      allDay('2026-10-31'),
      ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31'],
      ['2026-10-31', '2026-12-31', '2027-01-31'],
    ],
    [
      'a leap day',
      allDay('2024-02-29'),
      ['RRULE:FREQ=YEARLY'],
      ['2024-02-29', '2028-02-29', '2032-02-29'],
    ],
    [
      'the last working day',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
      ['2026-11-30T09:00', '2026-12-31T09:00', '2027-01-29T09:00'],
    ],
    [
      'two months of every other year',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=YEARLY;INTERVAL=2;BYMONTH=1,7;BYMONTHDAY=1'],
      ['2028-01-01T09:00', '2028-07-01T09:00', '2030-01-01T09:00'],
    ],
    [
      'a day of every month of a year',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=YEARLY;BYMONTHDAY=1'],
      ['2026-12-01T09:00', '2027-01-01T09:00', '2027-02-01T09:00'],
    ],
    [
      'the last Sunday or Monday of every other year',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=YEARLY;INTERVAL=2;BYDAY=SU,MO;BYSETPOS=-1'],
      ['2026-12-28T09:00', '2028-12-31T09:00', '2030-12-30T09:00'],
    ],
    [
      'a month that another rhythm meets',
      timed('2026-01-27T09:00'),
      ['RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTH=4,5;BYMONTHDAY=1'],
      ['2026-04-01T09:00', '2027-04-01T09:00', '2028-04-01T09:00'],
    ],
    [
      'a count',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=2'],
      ['2026-11-02T09:00', '2026-11-03T09:00'],
    ],
    [
      'UNTIL in UTC, included',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;UNTIL=20261103T080000Z'],
      ['2026-11-02T09:00', '2026-11-03T09:00'],
    ],
    [
      'UNTIL a second too early',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;UNTIL=20261103T075959Z'],
      ['2026-11-02T09:00'],
    ],
    [
      'UNTIL as a day, which counts whole',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;UNTIL=20261103'],
      ['2026-11-02T09:00', '2026-11-03T09:00'],
    ],
    [
      'UNTIL as UTC on whole days',
      allDay('2013-02-24'),
      ['RRULE:FREQ=DAILY;UNTIL=20130225T000000Z'],
      ['2013-02-24', '2013-02-25'],
    ],
    [
      'EXDATE with a zone on whole days',
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
      'EXDATE of another zone',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;TZID=America/New_York:20261102T030000'],
      ['2026-11-03T09:00'],
    ],
    [
      'EXDATE of a whole day',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=2', 'EXDATE;VALUE=DATE:20261102'],
      ['2026-11-03T09:00'],
    ],
    [
      'an hour that a clock change skips',
      timed('2026-03-28T02:30'),
      ['RRULE:FREQ=DAILY', 'RDATE;TZID=Europe/Berlin:20260329T033000'],
      ['2026-03-28T02:30', '2026-03-29T03:30', '2026-03-30T02:30'],
    ],
    [
      'EXDATE in UTC of an hour that a clock change skips',
      timed('2026-03-28T02:30'),
      ['RRULE:FREQ=DAILY', 'EXDATE:20260329T013000Z'],
      ['2026-03-28T02:30', '2026-03-30T02:30', '2026-03-31T02:30'],
    ],
    [
      'EXDATE of an hour that a clock change skips, as it was written',
      timed('2026-03-28T02:30'),
      ['RRULE:FREQ=DAILY', 'EXDATE;TZID=Europe/Berlin:20260329T023000'],
      ['2026-03-28T02:30', '2026-03-30T02:30', '2026-03-31T02:30'],
    ],
    [
      'RDATE in its place',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;COUNT=2', 'RDATE;TZID=Europe/Berlin:20261104T120000,20261102T090000'],
      ['2026-11-02T09:00', '2026-11-04T12:00', '2026-11-09T09:00'],
    ],
    [
      'RDATE alone, after the first',
      timed('2026-11-02T09:00'),
      ['RDATE:20261104T110000Z'],
      ['2026-11-02T09:00', '2026-11-04T12:00'],
    ],
    [
      'EXRULE',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;COUNT=4', 'EXRULE:FREQ=DAILY;INTERVAL=2'],
      ['2026-11-03T09:00', '2026-11-05T09:00'],
    ],
    [
      'two rules, none twice',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;COUNT=2', 'RRULE:FREQ=DAILY;COUNT=2'],
      ['2026-11-02T09:00', '2026-11-03T09:00', '2026-11-09T09:00'],
    ],
    [
      'week 53, in the years that have one',
      timed('2020-06-01T09:00'),
      ['RRULE:FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU'],
      ['2020-12-28T09:00', '2021-01-03T09:00', '2026-12-28T09:00'],
    ],
    [
      'positions in a week that had begun before',
      timed('2023-11-30T09:00'),
      ['RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1'],
      ['2023-12-04T09:00', '2023-12-11T09:00', '2023-12-18T09:00'],
    ],
    [
      'a leap day on a Monday, which is rare',
      allDay('2024-03-01'),
      ['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO'],
      ['2044-02-29', '2072-02-29', '2112-02-29'],
    ],
    [
      'a rule whose exceptions leave nothing',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY', 'EXRULE:FREQ=DAILY'],
      [],
    ],
    [
      'a position that no week has',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=WEEKLY;BYDAY=TH;BYSETPOS=2'],
      [],
    ],
    ['lower case', timed('2026-11-02T09:00'), ['rrule:freq=daily;count=1'], ['2026-11-02T09:00']],
    [
      '30 February, which never is',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
      [],
    ],
    [
      'a day that its months do not have',
      timed('2026-11-02T09:00'),
      ['RRULE:FREQ=DAILY;BYMONTH=2,4;BYMONTHDAY=31'],
      [],
    ],
  ];
  for (const [what, series, lines, expected] of cases) {
    it(`of ${what}`, () => {
      expect(first(3, series, ...lines)).toEqual(expected);
    });
  }

  it('of an endless series cost what is looked at', () => {
    const occurrences = new Occurrences(['RRULE:FREQ=DAILY'], allDay('2000-01-01'));
    const day = Date.UTC(2026, 10, 22);
    expect([...occurrences.between(day, day + 2 * 86_400_000)]).toEqual([day, day + 86_400_000]);
    expect(occurrences.has(day)).toBeTrue();
    expect(occurrences.has(day + 1)).toBeFalse();
    expect([...occurrences.between(Date.UTC(1990, 0, 1), Date.UTC(2000, 0, 2))].length).toBe(1);
  });

  for (const line of [
    'RRULE:',
    'RRULE:FREQ=OFTEN',
    'RRULE:FREQ=DAILY;COUNT=0',
    'RRULE:FREQ=DAILY;UNTIL=soon',
    'EXDATE:yesterday',
    'nonsense',
  ]) {
    it(`refuse ${line}`, () => {
      expect(() => new Occurrences([line], allDay('2026-11-02'))).toThrowError(RecurrenceError);
    });
  }
});
