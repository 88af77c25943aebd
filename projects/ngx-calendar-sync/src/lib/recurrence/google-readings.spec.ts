import type { SeriesTimes } from './compiled-series';
import { allDay, expanded, startsOf, timed } from './specs/series';

// Only public threads tell that Google reads these so: what is expected is written by hand.

interface Case {
  readonly what: string;
  readonly series: SeriesTimes;
  /** Days in Berlin. */
  readonly range: readonly [string, string];
  readonly starts: readonly string[];
}

function holds(cases: readonly Case[]): void {
  for (const { what, series, range, starts } of cases) {
    it(what, () => {
      expect(startsOf(series, ...range)).toEqual(starts);
      expect(expanded(series, ...range).problems).toEqual([]);
    });
  }
}

/** @see https://github.com/allenporter/gcal_sync/pull/179 */
describe('a yearly rule with BYMONTHDAY and without BYMONTH is in the month of its start', () => {
  const decade = ['2026-01-01', '2030-01-01'] as const;
  holds([
    {
      what: 'as birthdays are',
      series: allDay('2026-03-25', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25'),
      range: decade,
      starts: ['2026-03-25', '2027-03-25', '2028-03-25', '2029-03-25'],
    },
    {
      what: 'with WKST and INTERVAL, as Google exports them',
      series: allDay('2020-02-14', 'RRULE:FREQ=YEARLY;WKST=MO;INTERVAL=2;BYMONTHDAY=14'),
      range: decade,
      starts: ['2026-02-14', '2028-02-14'],
    },
    {
      what: 'counted from the end of the month',
      series: allDay('2024-02-29', 'RRULE:FREQ=YEARLY;BYMONTHDAY=-1'),
      range: decade,
      starts: ['2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28'],
    },
    {
      what: 'with COUNT, which counts years',
      series: timed('2024-03-25T09:00:00+01:00', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25;COUNT=4'),
      range: decade,
      starts: ['2026-03-25T09:00', '2027-03-25T09:00'],
    },
    {
      what: 'with UNTIL',
      series: allDay('2024-03-25', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25;UNTIL=20280101'),
      range: decade,
      starts: ['2026-03-25', '2027-03-25'],
    },
    {
      what: 'with several days and positions among them',
      series: allDay('2026-03-05', 'RRULE:FREQ=YEARLY;BYMONTHDAY=5,15,25;BYSETPOS=1,-1'),
      range: ['2026-01-01', '2028-01-01'],
      starts: ['2026-03-05', '2026-03-25', '2027-03-05', '2027-03-25'],
    },
    {
      what: 'with hours',
      series: timed('2026-03-25T09:00:00+01:00', 'RRULE:FREQ=YEARLY;BYMONTHDAY=25;BYHOUR=9,17'),
      range: ['2026-01-01', '2027-01-01'],
      starts: ['2026-03-25T09:00', '2026-03-25T17:00'],
    },
  ]);

  describe('and elsewhere as RFC 5545 says', () => {
    holds([
      {
        what: 'with BYDAY beside it: Friday the 13th of every month',
        series: allDay('2026-02-13', 'RRULE:FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR'),
        range: ['2026-01-01', '2027-01-01'],
        starts: ['2026-02-13', '2026-03-13', '2026-11-13'],
      },
      {
        what: 'with BYMONTH',
        series: allDay('2026-03-25', 'RRULE:FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=25'),
        range: ['2026-01-01', '2027-01-01'],
        starts: ['2026-03-25', '2026-09-25'],
      },
      {
        what: 'every month where it is monthly',
        series: allDay('2026-10-25', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=25'),
        range: ['2026-01-01', '2027-01-01'],
        starts: ['2026-10-25', '2026-11-25', '2026-12-25'],
      },
      {
        what: 'hours of Sundays in January',
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
describe('a start outside its rule always shows, beside COUNT', () => {
  const monday = '2026-06-08T09:00:00+02:00';
  const rule = 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH,SA;COUNT=5';
  const five = ['2026-06-09', '2026-06-11', '2026-06-13', '2026-06-16', '2026-06-18'];
  const june = ['2026-06-01', '2026-07-01'] as const;
  holds([
    {
      what: 'a Monday beside five Tuesdays, Thursdays and Saturdays: six',
      series: timed(monday, rule),
      range: june,
      starts: ['2026-06-08', ...five].map((day) => `${day}T09:00`),
    },
    {
      what: 'of whole days',
      series: allDay('2026-06-08', rule),
      range: june,
      starts: ['2026-06-08', ...five],
    },
    {
      what: 'once, where the rule has it too: five',
      series: allDay('2026-06-09', rule),
      range: june,
      starts: five,
    },
    {
      what: 'EXDATE of the start takes it out',
      series: timed(monday, rule, 'EXDATE;TZID=Europe/Berlin:20260608T090000'),
      range: june,
      starts: five.map((day) => `${day}T09:00`),
    },
    {
      what: 'EXDATE of the whole day takes it out',
      series: allDay('2026-06-08', rule, 'EXDATE;VALUE=DATE:20260608'),
      range: june,
      starts: five,
    },
    {
      what: 'the 15th beside every 31st',
      series: allDay('2026-01-15', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=31'),
      range: ['2026-01-01', '2026-04-01'],
      starts: ['2026-01-15', '2026-01-31', '2026-03-31'],
    },
    {
      what: 'with UNTIL before it',
      series: timed(monday, 'RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260601T000000Z'),
      range: june,
      starts: ['2026-06-08T09:00'],
    },
    {
      what: 'with positions',
      series: allDay('2026-06-08', 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1;COUNT=1'),
      range: june,
      starts: ['2026-06-08', '2026-06-29'],
    },
    {
      what: 'at another hour than BYHOUR',
      series: timed(monday, 'RRULE:FREQ=DAILY;BYHOUR=17;COUNT=2'),
      range: june,
      starts: ['2026-06-08T09:00', '2026-06-08T17:00', '2026-06-09T17:00'],
    },
    {
      what: 'with RDATE alone',
      series: timed(monday, 'RDATE;TZID=Europe/Berlin:20260610T120000'),
      range: june,
      starts: ['2026-06-08T09:00', '2026-06-10T12:00'],
    },
    {
      what: 'not in a range that lies after it',
      series: timed(monday, rule),
      range: ['2026-06-18', '2026-07-01'],
      starts: ['2026-06-18T09:00'],
    },
  ]);
});

/** @see https://github.com/allenporter/gcal_sync/issues/327 */
describe('dates that are written as a rule are RDATE and EXDATE', () => {
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
    holds([{ what: line, series: timed(first, line), range: june, starts: three }]);
  }
  const daily = 'RRULE:FREQ=DAILY;COUNT=3';
  for (const line of [
    'EXRULE:DATE;TZID=Europe/Warsaw:20240619T020000',
    'EXRULE:VALUE=DATE:20240619',
    'EXRULE:EXDATE:20240619T000000Z',
  ]) {
    holds([
      {
        what: line,
        series: timed(first, daily, line),
        range: june,
        starts: ['2024-06-18T02:00', '2024-06-20T02:00'],
      },
    ]);
  }
  holds([
    {
      what: 'but not a rule that has parameters',
      series: allDay('2024-06-18', 'RRULE;VALUE=RECUR:FREQ=DAILY;COUNT=2'),
      range: june,
      starts: ['2024-06-18', '2024-06-19'],
    },
  ]);
});

describe('UNTIL of another kind than the start counts by the date that is written', () => {
  const august = ['2026-08-01', '2026-09-01'] as const;
  const days = ['2026-08-02', '2026-08-03', '2026-08-04'];
  for (const until of ['20260804', '20260804T220000Z', '20260804T000000Z', '20260804T235959']) {
    holds([
      {
        what: `whole days, UNTIL=${until}: 4 August is the last`,
        series: allDay('2026-08-02', `RRULE:FREQ=DAILY;UNTIL=${until}`),
        range: august,
        starts: days,
      },
    ]);
  }
  holds([
    {
      what: 'times, UNTIL=20260804: the whole of 4 August',
      series: timed('2026-08-02T23:30:00+02:00', 'RRULE:FREQ=DAILY;UNTIL=20260804'),
      range: august,
      starts: days.map((day) => `${day}T23:30`),
    },
  ]);
});
