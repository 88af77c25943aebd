import {
  NO_RECURRENCE,
  type RecurrenceChoice,
  type RecurrenceRule,
  type SeriesStart,
} from './recurrence-choice';
import { isSameRecurrence, readRecurrence, recurrenceLines } from './recurrence-lines';

/** A Thursday, the third one of its month. */
const START: SeriesStart = {
  date: '2026-06-18',
  time: '09:00',
  allDay: false,
  timeZone: 'Europe/Berlin',
};
const ALL_DAY: SeriesStart = { ...START, time: '00:00', allDay: true };
const PARTS = { interval: 1, end: { kind: 'never' }, otherLines: [] } as const;

const READ_AND_WRITTEN: readonly (readonly [line: string, choice: RecurrenceRule])[] = [
  ['RRULE:FREQ=DAILY', { frequency: 'DAILY', ...PARTS }],
  ['RRULE:FREQ=DAILY;INTERVAL=3', { frequency: 'DAILY', ...PARTS, interval: 3 }],
  [
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TH',
    { frequency: 'WEEKLY', weekdays: ['MO', 'TH'], weekStart: 'MO', ...PARTS },
  ],
  [
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU',
    { frequency: 'WEEKLY', weekdays: ['MO', 'SU'], weekStart: 'SU', ...PARTS, interval: 2 },
  ],
  ['RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', { frequency: 'WORKDAYS', ...PARTS }],
  [
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=18',
    { frequency: 'MONTHLY', on: { kind: 'day', day: 18 }, ...PARTS },
  ],
  [
    'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1',
    { frequency: 'MONTHLY', on: { kind: 'day', day: -1 }, ...PARTS },
  ],
  [
    'RRULE:FREQ=MONTHLY;BYDAY=3TH',
    { frequency: 'MONTHLY', on: { kind: 'weekday', nth: 3, weekday: 'TH' }, ...PARTS },
  ],
  [
    'RRULE:FREQ=MONTHLY;BYDAY=-1TH',
    { frequency: 'MONTHLY', on: { kind: 'weekday', nth: -1, weekday: 'TH' }, ...PARTS },
  ],
  ['RRULE:FREQ=YEARLY', { frequency: 'YEARLY', ...PARTS }],
  [
    'RRULE:FREQ=DAILY;COUNT=10',
    { frequency: 'DAILY', ...PARTS, end: { kind: 'afterCount', count: 10 } },
  ],
];

describe('readRecurrence and recurrenceLines', () => {
  for (const [line, choice] of READ_AND_WRITTEN) {
    it(`read ${line} and write it again`, () => {
      expect(readRecurrence([line], START)).toEqual(choice);
      expect(recurrenceLines(choice, START)).toEqual([line]);
    });
  }

  it('say that an event without lines does not recur', () => {
    expect(readRecurrence([], START)).toEqual(NO_RECURRENCE);
    expect(recurrenceLines(NO_RECURRENCE, START)).toEqual([]);
  });

  it('keep dates that are added and left out', () => {
    const lines = [
      'RRULE:FREQ=DAILY',
      'EXDATE;TZID=Europe/Berlin:20260620T090000',
      'RDATE:20260701T070000Z',
    ];
    const choice = readRecurrence(lines, START);
    expect(choice.frequency).toBe('DAILY');
    expect(recurrenceLines(choice, START)).toEqual(lines);
  });
});

describe('readRecurrence: what a rule leaves to its start', () => {
  it('is the weekday, the day of the month, and the date of the year', () => {
    expect(readRecurrence(['RRULE:FREQ=WEEKLY'], START)).toEqual(
      jasmine.objectContaining({ weekdays: ['TH'] }),
    );
    expect(readRecurrence(['RRULE:FREQ=MONTHLY'], START)).toEqual(
      jasmine.objectContaining({ on: { kind: 'day', day: 18 } }),
    );
    expect(readRecurrence(['RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=18'], START).frequency).toBe(
      'YEARLY',
    );
  });
});

describe('readRecurrence: a rule that the form has no fields for is kept line by line', () => {
  const KEPT: readonly (readonly string[])[] = [
    ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1'],
    ['RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15'],
    ['RRULE:FREQ=MONTHLY;BYDAY=2MO;BYMONTHDAY=8'],
    ['RRULE:FREQ=WEEKLY;BYDAY=MO;BYMONTH=6'],
    ['RRULE:FREQ=WEEKLY;BYDAY=1MO'],
    ['RRULE:FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=18'],
    ['RRULE:FREQ=YEARLY;BYMONTHDAY=18'],
    ['RRULE:FREQ=HOURLY'],
    ['RRULE:FREQ=DAILY;COUNT=3;UNTIL=20260701'],
    ['RRULE:FREQ=DAILY;COUNT=0'],
    ['RRULE:FREQ=DAILY;UNTIL=20260231'],
    ['RRULE:FREQ=DAILY;INTERVAL=1000'],
    ['RRULE:FREQ=DAILY;X-OWN=1'],
    ['RRULE:FREQ=DAILY', 'RRULE:FREQ=YEARLY'],
    ['RRULE:FREQ=DAILY', 'EXRULE:FREQ=WEEKLY'],
    ['RDATE:20260701T070000Z'],
    ['no rule'],
  ];
  for (const lines of KEPT) {
    it(lines.join(' and '), () => {
      const choice = readRecurrence(lines, START);
      expect(choice).toEqual({ frequency: 'OWN', lines });
      expect(recurrenceLines(choice, START)).toEqual(lines);
    });
  }
});

describe('recurrenceLines: UNTIL', () => {
  const until = (date: string, start: SeriesStart) =>
    recurrenceLines({ frequency: 'DAILY', ...PARTS, end: { kind: 'onDate', date } }, start)[0];

  it('is a date for an all-day event', () => {
    expect(until('2026-06-30', ALL_DAY)).toBe('RRULE:FREQ=DAILY;UNTIL=20260630');
  });

  it('is the last second of the day in the zone of the event, in UTC, in summer and in winter', () => {
    expect(until('2026-06-30', START)).toBe('RRULE:FREQ=DAILY;UNTIL=20260630T215959Z');
    expect(until('2026-12-31', START)).toBe('RRULE:FREQ=DAILY;UNTIL=20261231T225959Z');
  });

  it('is right on the days on which clocks change', () => {
    expect(until('2026-03-29', START)).toBe('RRULE:FREQ=DAILY;UNTIL=20260329T215959Z');
    expect(until('2026-10-25', START)).toBe('RRULE:FREQ=DAILY;UNTIL=20261025T225959Z');
    // The day after has no midnight in Beirut: its clocks go from 23:59:59 to 1:00.
    expect(until('2026-03-28', { ...START, timeZone: 'Asia/Beirut' })).toBe(
      'RRULE:FREQ=DAILY;UNTIL=20260328T215959Z',
    );
  });

  it('is read as the last day on which the event may happen', () => {
    const lastDay = (value: string, start = START) => {
      const choice = readRecurrence([`RRULE:FREQ=DAILY;UNTIL=${value}`], start);
      return 'end' in choice && choice.end.kind === 'onDate' ? choice.end.date : undefined;
    };
    expect(lastDay('20260630T215959Z')).toBe('2026-06-30');
    expect(lastDay('20260630T070000Z')).toBe('2026-06-30');
    // At 8:59 in Berlin, a minute before the event.
    expect(lastDay('20260630T065900Z')).toBe('2026-06-29');
    expect(lastDay('20260630T090000')).toBe('2026-06-30');
    expect(lastDay('20260630')).toBe('2026-06-30');
    expect(lastDay('20260630', ALL_DAY)).toBe('2026-06-30');
    expect(lastDay('20260630T000000Z', ALL_DAY)).toBe('2026-06-30');
    expect(lastDay('20260630T160000Z', { ...START, timeZone: 'Asia/Tokyo' })).toBe('2026-06-30');
  });
});

describe('isSameRecurrence', () => {
  const weekly: RecurrenceChoice = {
    frequency: 'WEEKLY',
    weekdays: ['MO', 'TU', 'WE', 'TH', 'FR'],
    weekStart: 'SU',
    ...PARTS,
  };

  it('takes every weekday for weekly on those five days', () => {
    expect(isSameRecurrence(weekly, { frequency: 'WORKDAYS', ...PARTS }, START)).toBeTrue();
  });

  it('tells rules with different ends apart', () => {
    const ending: RecurrenceChoice = { ...weekly, end: { kind: 'afterCount', count: 2 } };
    expect(isSameRecurrence(weekly, ending, START)).toBeFalse();
  });
});
