import type { SeriesTimes } from './recurrence-set';
import { allDay, expand, startsOf, timed } from './specs/series';

// Google does not document how it reads these. The expected starts are written by hand, after the public threads that
// each `describe` links to.

interface Case {
  readonly name: string;
  readonly series: SeriesTimes;
  /** From one day in Berlin to another. */
  readonly range: readonly [string, string];
  /** Days, or wall times in Berlin. */
  readonly starts: readonly string[];
}

function testCases(cases: readonly Case[]): void {
  for (const { name, series, range, starts } of cases) {
    it(name, () => {
      expect(startsOf(series, ...range)).toEqual(starts);
      expect(expand(series, ...range).problems).toEqual([]);
    });
  }
}

/** @see https://github.com/allenporter/gcal_sync/pull/179 */
describe('YEARLY with BYMONTHDAY and without BYMONTH: in the month of its start', () => {
  const decade = ['2026-01-01', '2030-01-01'] as const;
  testCases([
    {
      name: 'BYMONTHDAY=25, as in Google’s birthdays',
      series: allDay('2026-03-25', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25'),
      range: decade,
      starts: ['2026-03-25', '2027-03-25', '2028-03-25', '2029-03-25'],
    },
    {
      name: 'with WKST and INTERVAL, as Google exports them',
      series: allDay('2020-02-14', 'RRULE:FREQ=YEARLY;WKST=MO;INTERVAL=2;BYMONTHDAY=14'),
      range: decade,
      starts: ['2026-02-14', '2028-02-14'],
    },
    {
      name: 'BYMONTHDAY=-1: the last day of the month',
      series: allDay('2024-02-29', 'RRULE:FREQ=YEARLY;BYMONTHDAY=-1'),
      range: decade,
      starts: ['2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28'],
    },
    {
      name: 'with COUNT: counts years',
      series: timed('2024-03-25T09:00:00+01:00', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25;COUNT=4'),
      range: decade,
      starts: ['2026-03-25T09:00', '2027-03-25T09:00'],
    },
    {
      name: 'with UNTIL',
      series: allDay('2024-03-25', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25;UNTIL=20280101'),
      range: decade,
      starts: ['2026-03-25', '2027-03-25'],
    },
    {
      name: 'with several days and BYSETPOS',
      series: allDay('2026-03-05', 'RRULE:FREQ=YEARLY;BYMONTHDAY=5,15,25;BYSETPOS=1,-1'),
      range: ['2026-01-01', '2028-01-01'],
      starts: ['2026-03-05', '2026-03-25', '2027-03-05', '2027-03-25'],
    },
    {
      name: 'with BYHOUR',
      series: timed('2026-03-25T09:00:00+01:00', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25;BYHOUR=9,17'),
      range: ['2026-01-01', '2027-01-01'],
      starts: ['2026-03-25T09:00', '2026-03-25T17:00'],
    },
  ]);

  describe('other rules with BYMONTHDAY or BYMONTH: as in RFC 5545', () => {
    testCases([
      {
        name: 'YEARLY with BYMONTHDAY=13 and BYDAY=FR: every Friday the 13th',
        series: allDay('2026-02-13', 'RRULE:FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR'),
        range: ['2026-01-01', '2027-01-01'],
        starts: ['2026-02-13', '2026-03-13', '2026-11-13'],
      },
      {
        name: 'YEARLY with BYMONTH and BYMONTHDAY: in each of the months',
        series: allDay('2026-03-25', 'RRULE:FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=25'),
        range: ['2026-01-01', '2027-01-01'],
        starts: ['2026-03-25', '2026-09-25'],
      },
      {
        name: 'MONTHLY with BYMONTHDAY: every month',
        series: allDay('2026-10-25', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=25'),
        range: ['2026-01-01', '2027-01-01'],
        starts: ['2026-10-25', '2026-11-25', '2026-12-25'],
      },
      {
        name: 'YEARLY with BYMONTH, BYDAY, BYHOUR and BYMINUTE: each time on each day',
        series: timed(
          '2026-01-04T08:30:00+01:00',
          'RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=SU;BYHOUR=8,9;BYMINUTE=30',
        ),
        range: ['2026-01-01', '2026-01-12'],
        starts: ['2026-01-04T08:30', '2026-01-04T09:30', '2026-01-11T08:30', '2026-01-11T09:30'],
      },
    ]);
  });
});

/** @see https://github.com/googleapis/google-api-nodejs-client/issues/2214 */
describe('a start that its rule does not have: shows, and COUNT does not count it', () => {
  const monday = '2026-06-08T09:00:00+02:00';
  const rule = 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH,SA;COUNT=5';
  const five = ['2026-06-09', '2026-06-11', '2026-06-13', '2026-06-16', '2026-06-18'];
  const june = ['2026-06-01', '2026-07-01'] as const;
  testCases([
    {
      name: 'Monday, with COUNT=5 of Tuesdays, Thursdays and Saturdays: six occurrences',
      series: timed(monday, rule),
      range: june,
      starts: ['2026-06-08', ...five].map((day) => `${day}T09:00`),
    },
    {
      name: 'the same of an all-day series: six occurrences',
      series: allDay('2026-06-08', rule),
      range: june,
      starts: ['2026-06-08', ...five],
    },
    {
      name: 'a start that the rule has: shows once, five occurrences',
      series: allDay('2026-06-09', rule),
      range: june,
      starts: five,
    },
    {
      name: 'EXDATE of the start: excludes it',
      series: timed(monday, rule, 'EXDATE;TZID=Europe/Berlin:20260608T090000'),
      range: june,
      starts: five.map((day) => `${day}T09:00`),
    },
    {
      name: 'EXDATE of the start of an all-day series: excludes it',
      series: allDay('2026-06-08', rule, 'EXDATE;VALUE=DATE:20260608'),
      range: june,
      starts: five,
    },
    {
      name: 'the 15th, with BYMONTHDAY=31: shows beside every 31st',
      series: allDay('2026-01-15', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=31'),
      range: ['2026-01-01', '2026-04-01'],
      starts: ['2026-01-15', '2026-01-31', '2026-03-31'],
    },
    {
      name: 'UNTIL before the start: the start alone',
      series: timed(monday, 'RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260601T000000Z'),
      range: june,
      starts: ['2026-06-08T09:00'],
    },
    {
      name: 'BYSETPOS and COUNT=1: the start and one more',
      series: allDay('2026-06-08', 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=1'),
      range: june,
      starts: ['2026-06-08', '2026-06-29'],
    },
    {
      name: 'at another hour than BYHOUR: shows beside COUNT=2',
      series: timed(monday, 'RRULE:FREQ=DAILY;BYHOUR=17;COUNT=2'),
      range: june,
      starts: ['2026-06-08T09:00', '2026-06-08T17:00', '2026-06-09T17:00'],
    },
    {
      name: 'RDATE without a rule: the start and the RDATE',
      series: timed(monday, 'RDATE;TZID=Europe/Berlin:20260610T120000'),
      range: june,
      starts: ['2026-06-08T09:00', '2026-06-10T12:00'],
    },
    {
      name: 'range after the start: does not show there',
      series: timed(monday, rule),
      range: ['2026-06-18', '2026-07-01'],
      starts: ['2026-06-18T09:00'],
    },
  ]);
});

/** @see https://github.com/allenporter/gcal_sync/issues/327 */
describe('dates that Google writes in an RRULE or EXRULE: are read as RDATE and EXDATE', () => {
  const june = ['2024-06-01', '2024-07-01'] as const;
  const first = '2024-06-18T02:00:00+02:00';
  const three = ['2024-06-18T02:00', '2024-06-20T02:00', '2024-06-25T02:00'];
  for (const line of [
    'RRULE:DATE;TZID=Europe/Warsaw:20240618T020000,20240620T020000,20240625T020000',
    'rrule:date;tzid=Europe/Warsaw:20240618T020000,20240620T020000,20240625T020000',
    'RRULE:DATE:20240618T000000Z,20240620T000000Z,20240625T000000Z',
    'RRULE:RDATE;TZID=Europe/Warsaw:20240620T020000,20240625T020000',
    'RRULE;TZID=Europe/Warsaw:20240620T020000,20240625T020000',
    'RRULE:TZID=Europe/Warsaw:20240620T020000,20240625T020000',
    'RRULE:VALUE=DATE:20240620,20240625',
    'RRULE:DATE;VALUE=DATE:20240620,20240625',
    'RRULE:20240620T000000Z,20240625T000000Z',
  ]) {
    testCases([{ name: line, series: timed(first, line), range: june, starts: three }]);
  }
  const daily = 'RRULE:FREQ=DAILY;COUNT=3';
  for (const line of [
    'EXRULE:DATE;TZID=Europe/Warsaw:20240619T020000',
    'EXRULE:VALUE=DATE:20240619',
    'EXRULE:EXDATE:20240619T000000Z',
  ]) {
    testCases([
      {
        name: line,
        series: timed(first, daily, line),
        range: june,
        starts: ['2024-06-18T02:00', '2024-06-20T02:00'],
      },
    ]);
  }
  testCases([
    {
      name: 'RRULE with the parameter VALUE=RECUR: is read as a rule',
      series: allDay('2024-06-18', 'RRULE;VALUE=RECUR:FREQ=DAILY;COUNT=2'),
      range: june,
      starts: ['2024-06-18', '2024-06-19'],
    },
  ]);
});

describe('UNTIL in another form than the start: its date is compared', () => {
  const august = ['2026-08-01', '2026-09-01'] as const;
  const days = ['2026-08-02', '2026-08-03', '2026-08-04'];
  for (const until of ['20260804', '20260804T220000Z', '20260804T000000Z', '20260804T235959']) {
    testCases([
      {
        name: `all-day series with UNTIL=${until}: 4 August is the last day`,
        series: allDay('2026-08-02', `RRULE:FREQ=DAILY;UNTIL=${until}`),
        range: august,
        starts: days,
      },
    ]);
  }
  testCases([
    {
      name: 'timed series with UNTIL=20260804: includes the whole of 4 August',
      series: timed('2026-08-02T23:30:00+02:00', 'RRULE:FREQ=DAILY;UNTIL=20260804'),
      range: august,
      starts: days.map((day) => `${day}T23:30`),
    },
  ]);
});
