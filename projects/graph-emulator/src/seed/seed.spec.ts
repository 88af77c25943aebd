import { ADA as FIRST } from '../testing/graph-client.ts';
import { type EventJson, type ListJson, useEmulator } from '../testing/graph-client.ts';
import { NOW } from '../testing/small-world.ts';
import { defaultSeed } from './default-seed.ts';
import { eventsFromGoogle } from './from-google.ts';
import { seedFromIcs } from './ics.ts';
import { patternOfRule } from './rule-to-pattern.ts';

const START = { day: '2026-06-10', time: '09:00:00', zone: 'Europe/Berlin' };

describe('Rules of calendar files', () => {
  const sayable: readonly (readonly [string, object])[] = [
    ['FREQ=DAILY;INTERVAL=2', { type: 'daily', interval: 2 }],
    [
      'FREQ=WEEKLY;BYDAY=MO,WE',
      {
        type: 'weekly',
        daysOfWeek: ['monday', 'wednesday'],
        firstDayOfWeek: 'monday',
        interval: 1,
      },
    ],
    [
      'FREQ=WEEKLY;WKST=SU',
      { type: 'weekly', daysOfWeek: ['wednesday'], firstDayOfWeek: 'sunday', interval: 1 },
    ],
    ['FREQ=MONTHLY', { type: 'absoluteMonthly', dayOfMonth: 10, interval: 1 }],
    [
      'FREQ=MONTHLY;BYDAY=-1FR',
      { type: 'relativeMonthly', daysOfWeek: ['friday'], index: 'last', interval: 1 },
    ],
    [
      'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2',
      { type: 'relativeMonthly', daysOfWeek: ['monday', 'tuesday'], index: 'second', interval: 1 },
    ],
    ['FREQ=YEARLY', { type: 'absoluteYearly', dayOfMonth: 10, month: 6, interval: 1 }],
    [
      'FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
      { type: 'relativeYearly', daysOfWeek: ['thursday'], index: 'fourth', month: 11, interval: 1 },
    ],
  ];
  for (const [rule, pattern] of sayable) {
    it(`rule ${rule}: has its pattern`, () => {
      expect(patternOfRule(rule, START)).toEqual({
        pattern,
        range: { type: 'noEnd', startDate: '2026-06-10' },
      });
    });
  }

  for (const rule of [
    'FREQ=DAILY;BYHOUR=9,17',
    'FREQ=MONTHLY;BYMONTHDAY=31',
    'FREQ=MONTHLY;BYMONTHDAY=1,15',
    'FREQ=MONTHLY;BYDAY=1MO,3MO',
    'FREQ=WEEKLY;BYMONTH=6',
    'FREQ=YEARLY;BYDAY=MO',
    'FREQ=HOURLY',
    'FREQ=DAILY;COUNT=5000',
  ]) {
    it(`rule ${rule}: cannot be said`, () => {
      expect(patternOfRule(rule, START)).toBeUndefined();
    });
  }

  it('rule: UNTIL is a day, that of the last start', () => {
    const endOf = (until: string) =>
      (patternOfRule(`FREQ=DAILY;UNTIL=${until}`, START) as { range: { endDate: string } }).range
        .endDate;
    expect(endOf('20260620')).toBe('2026-06-20');
    expect(endOf('20260620T070000Z')).toBe('2026-06-20');
    expect(endOf('20260620T065959Z')).toBe('2026-06-19');
    expect(endOf('20260619T230000Z')).toBe('2026-06-19');
  });

  it('rule: one that cannot be said is loaded as single events, and noted', () => {
    const { events, notes } = eventsFromGoogle(
      [
        {
          id: 'a',
          summary: 'Rent',
          start: { date: '2026-01-31' },
          end: { date: '2026-02-01' },
          recurrence: ['RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3'],
        },
      ],
      'UTC',
      NOW,
    );
    expect(events.map(({ body }) => (body['start'] as { dateTime: string }).dateTime)).toEqual([
      '2026-01-31T00:00:00',
      '2026-03-31T00:00:00',
      '2026-05-31T00:00:00',
    ]);
    expect(notes).toEqual([
      { event: '“Rent”', note: 'Outlook cannot say its rule: it was loaded as 3 single events' },
    ]);
  });
});

describe('Calendar files', () => {
  const emulator = useEmulator();
  const ICS = [
    'BEGIN:VCALENDAR',
    'X-WR-CALNAME:Team',
    'BEGIN:VEVENT',
    'UID:1',
    'SUMMARY:Stand-up',
    'DTSTART;TZID=Europe/Berlin:20260601T093000',
    'DTEND;TZID=Europe/Berlin:20260601T094500',
    'RRULE:FREQ=WEEKLY;BYDAY=MO',
    'EXDATE;TZID=Europe/Berlin:20260608T093000',
    'CATEGORIES:Work',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:1',
    'RECURRENCE-ID;TZID=Europe/Berlin:20260615T093000',
    'SUMMARY:Stand-up\\, late',
    'DTSTART;TZID=Europe/Berlin:20260615T110000',
    'DTEND;TZID=Europe/Berlin:20260615T111500',
    'END:VEVENT',
    'BEGIN:VEVENT',
    'UID:2',
    'SUMMARY:No start',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

  it('ics: a series has its excluded and changed occurrences', async () => {
    const owner = { email: FIRST, name: 'Ada', timeZone: 'Europe/Berlin' };
    const { calendar, refused } = seedFromIcs(ICS, { fileName: 'team.ics', owner, now: NOW });
    expect(calendar.name).toBe('Team');
    expect(refused).toHaveSize(1);
    emulator.control.addSeed({ users: [], calendars: [calendar] });
    const ada = await emulator.as();
    const { value } = await ada.ok<ListJson<{ id: string; name: string }>>('me/calendars');
    const id = encodeURIComponent(value.find(({ name }) => name === 'Team')?.id ?? '');
    const view = await ada.ok<ListJson>(
      `me/calendars/${id}/calendarView?startDateTime=2026-06-01&endDateTime=2026-06-30&$top=50`,
      { headers: { Prefer: 'outlook.timezone="Europe/Berlin"' } },
    );
    expect(
      view.value.map(
        ({ subject, start, type }) => `${subject ?? ''} ${start.dateTime.slice(5, 16)} ${type}`,
      ),
    ).toEqual([
      'Stand-up 06-01T09:30 occurrence',
      'Stand-up, late 06-15T11:00 exception',
      'Stand-up 06-22T09:30 occurrence',
      'Stand-up 06-29T09:30 occurrence',
    ]);
    expect(view.value[0]?.['originalStartTimeZone']).toBe('W. Europe Standard Time');
    expect(view.value[0]?.['categories']).toEqual(['Work']);
  });
});

describe('The made-up life', () => {
  const emulator = useEmulator({ seed: defaultSeed({ now: NOW }) });
  const ADA = 'ada.meyer@example.com';
  const JONAS = 'jonas.okafor@example.com';

  it('seed: Ada has four calendars, one of which she can only read', async () => {
    const ada = await emulator.as(ADA);
    const { value } = await ada.ok<ListJson<{ name: string; canEdit: boolean }>>('me/calendars');
    expect(value.map(({ name }) => name)).toEqual([
      'Calendar',
      'Studio Halde',
      'Canoe club Spreebogen',
      'Holidays in Berlin',
    ]);
    expect(value.map(({ canEdit }) => canEdit)).toEqual([true, true, false, false]);
  });

  it('seed: this week has series, exceptions, all-day events, guests and categories', async () => {
    const ada = await emulator.as(ADA);
    const { value } = await ada.ok<ListJson<{ id: string }>>('me/calendars');
    const rows: EventJson[] = [];
    for (const { id } of value) {
      const path = `me/calendars/${encodeURIComponent(id)}/calendarView`;
      const window = 'startDateTime=2026-06-08T00:00:00Z&endDateTime=2026-06-15T00:00:00Z&$top=100';
      rows.push(...(await ada.ok<ListJson>(`${path}?${window}`)).value);
    }
    const has = (fits: (row: EventJson) => boolean) => rows.some(fits);
    expect(rows.length).toBeGreaterThan(25);
    expect(has(({ type }) => type === 'occurrence')).toBeTrue();
    expect(has(({ type }) => type === 'exception')).toBeTrue();
    expect(has((row) => row['isAllDay'] === true)).toBeTrue();
    expect(has((row) => (row['attendees'] as object[]).length > 2)).toBeTrue();
    expect(has((row) => (row['categories'] as string[]).includes('Yellow category'))).toBeTrue();
    expect(has((row) => row['sensitivity'] === 'private')).toBeTrue();
  });

  it('seed: Jonas has a personal account', async () => {
    const jonas = await emulator.as(JONAS);
    expect(await jonas.refusal('me/calendar/getSchedule', { method: 'POST', body: {} })).toBe(
      '403 ErrorAccessDenied',
    );
    expect(await jonas.refusal('me/calendars')).toBe('200 not refused');
  });

  it('seed: is the same for the same time', () => {
    expect(defaultSeed({ now: NOW })).toEqual(defaultSeed({ now: NOW }));
  });
});
