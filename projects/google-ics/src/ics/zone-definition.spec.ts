import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

const observance = (kind: string, from: string, to: string, ...lines: readonly string[]) => [
  `BEGIN:${kind}`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  ...lines,
  `END:${kind}`,
];
const CET_BY_RULES = [
  ...observance(
    'STANDARD',
    '+0200',
    '+0100',
    'DTSTART:19961027T030000',
    'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  ),
  ...observance(
    'DAYLIGHT',
    '+0100',
    '+0200',
    'DTSTART:19960331T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  ),
];
const EASTERN = [
  ...observance(
    'STANDARD',
    '-0400',
    '-0500',
    'DTSTART:16011104T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU',
  ),
  ...observance(
    'DAYLIGHT',
    '-0500',
    '-0400',
    'DTSTART:16010311T020000',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU',
  ),
];

describe('VTIMEZONE', () => {
  const seedOf = (tzid: string, definition: readonly string[], ...lines: readonly string[]) =>
    imported(
      calendarOf(['UID:t', 'SUMMARY:T', `DTSTART;TZID=${tzid}:20260804T120000`, ...lines]).replace(
        'BEGIN:VEVENT',
        [
          'BEGIN:VTIMEZONE',
          `TZID:${tzid.replaceAll('"', '')}`,
          ...definition,
          'END:VTIMEZONE',
          'BEGIN:VEVENT',
        ].join('\r\n'),
      ),
    );
  const startOf = (...all: Parameters<typeof seedOf>) => eventNamed(seedOf(...all), 'T').start;

  it('VTIMEZONE: DTSTART and RDATE without RRULE give its offsets', () => {
    const definition = [
      ...observance(
        'DAYLIGHT',
        '-0500',
        '-0400',
        'DTSTART:20260308T020000',
        'RDATE:20260308T020000',
      ),
      ...observance(
        'STANDARD',
        '-0400',
        '-0500',
        'DTSTART:20261101T020000',
        'RDATE:20261101T020000',
      ),
    ];
    expect(startOf('Custom', definition)).toEqual({
      dateTime: '2026-08-04T12:00:00-04:00',
      timeZone: 'America/New_York',
    });
  });

  it('VTIMEZONE: several RDATEs, or none, give its offsets', () => {
    const list = (dates: readonly string[]) => `RDATE:${dates.slice(1).join(',')}`;
    const spring = ['20240331', '20250330', '20260329', '20270328'].map((day) => `${day}T020000`);
    const autumn = ['20241027', '20251026', '20261025', '20271031'].map((day) => `${day}T030000`);
    const definition = [
      ...observance('DAYLIGHT', '+0100', '+0200', `DTSTART:${spring[0]}`, list(spring)),
      ...observance(
        'STANDARD',
        '+0200',
        '+0100',
        `DTSTART:${autumn[0]}`,
        ...autumn.slice(1).map((each) => `RDATE:${each}`),
      ),
    ];
    expect(startOf('Custom', definition)).toEqual({
      dateTime: '2026-08-04T12:00:00+02:00',
      timeZone: 'Europe/Berlin',
    });
    expect(
      startOf('Custom', observance('STANDARD', '+0530', '+0530', 'DTSTART:19700101T000000'))
        ?.dateTime,
    ).toBe('2026-08-04T12:00:00+05:30');
  });

  it('VTIMEZONE: after its last change the offset stays', () => {
    const definition = [
      ...observance('DAYLIGHT', '+0100', '+0200', 'DTSTART:20260329T020000'),
      ...observance('STANDARD', '+0200', '+0100', 'DTSTART:20251026T030000'),
    ];
    expect(Date.parse(startOf('Custom', definition)?.dateTime ?? '')).toBe(
      Date.parse('2026-08-04T12:00:00+02:00'),
    );
  });

  it('VTIMEZONE: after the UNTIL of its rules the offset stays', () => {
    const definition = [
      ...observance(
        'DAYLIGHT',
        '+0200',
        '+0300',
        'DTSTART:19850331T020000',
        'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20160327T000000Z',
      ),
      ...observance(
        'STANDARD',
        '+0300',
        '+0200',
        'DTSTART:19841028T030000',
        'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20151025T000000Z',
      ),
      ...observance('STANDARD', '+0300', '+0300', 'DTSTART:20160907T000000'),
    ];
    expect(startOf('Turkey by hand', definition)?.dateTime).toBe('2026-08-04T12:00:00+03:00');
  });

  it('VTIMEZONE: an offset with seconds gives the right instants, also in a series', () => {
    const definition = observance('STANDARD', '-033052', '-033052', 'DTSTART:19700101T000000');
    const event = eventNamed(seedOf('Odd', definition, 'RRULE:FREQ=DAILY;COUNT=3'), 'T');
    expect(Date.parse(event.start?.dateTime ?? '')).toBe(Date.parse('2026-08-04T15:30:52Z'));
    expect(event.recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=3']);
  });

  it('VTIMEZONE: takes precedence over a name that is not exactly one of IANA’s', () => {
    const lisbon = eventNamed(seedOf('Europe/lisbon', CET_BY_RULES, 'RRULE:FREQ=WEEKLY'), 'T');
    expect(lisbon.start).toEqual({
      dateTime: '2026-08-04T12:00:00+02:00',
      timeZone: 'Europe/Berlin',
    });
    for (const tzid of [
      '/mozilla.org/20070129_1/Europe/London',
      'GMT Standard Time',
      'EUROPE/LONDON',
    ]) {
      expect(startOf(tzid, CET_BY_RULES)?.dateTime)
        .withContext(tzid)
        .toBe('2026-08-04T12:00:00+02:00');
    }
    expect(seedOf('Europe/lisbon', CET_BY_RULES).notes.map(({ note }) => note)).toEqual([
      'the time zone “Europe/lisbon” has a VTIMEZONE that does not run like Europe/Lisbon: it was read as Europe/Berlin',
    ]);
  });

  it('VTIMEZONE: an exact IANA name takes precedence over it, and agreement of both is not noted', () => {
    expect(startOf('Europe/Lisbon', CET_BY_RULES)).toEqual({
      dateTime: '2026-08-04T12:00:00+01:00',
      timeZone: 'Europe/Lisbon',
    });
    for (const tzid of [
      'Romance Standard Time',
      '/freeassociation.sourceforge.net/Europe/Paris',
      'europe/paris',
    ]) {
      const seed = seedOf(tzid, CET_BY_RULES);
      expect(eventNamed(seed, 'T').start?.timeZone).withContext(tzid).toBe('Europe/Paris');
      expect(seed.notes).toEqual([]);
    }
  });

  for (const tzid of [
    'US-Eastern',
    '(UTC-05:00) Eastern Time (US and Canada)',
    '"(UTC-05:00) Eastern Time (US and Canada)"',
    'Eastern Time (US & Canada)',
    '(GMT -5)',
    'UTC-05',
    'GMT-05:00',
    'Customized Time Zone 1',
    'Nowhere',
  ]) {
    it(`VTIMEZONE: identifies the zone ${tzid}, also for a series`, () => {
      const seed = seedOf(tzid, EASTERN, 'RRULE:FREQ=WEEKLY');
      expect(seed.refused).toEqual([]);
      expect(eventNamed(seed, 'T').start?.dateTime).toBe('2026-08-04T12:00:00-04:00');
      expect(['America/New_York', 'US/Eastern']).toContain(
        eventNamed(seed, 'T').start?.timeZone ?? '',
      );
    });
  }

  it('time zone names: an offset in the name is used without a VTIMEZONE and noted', () => {
    for (const [tzid, time] of [
      ['UTC+01', '2026-08-04T12:00:00+01:00'],
      ['(GMT +1)', '2026-08-04T12:00:00+01:00'],
      ['"GMT+05:30"', '2026-08-04T12:00:00+05:30'],
      ['GMT-3', '2026-08-04T12:00:00-03:00'],
      ['EST', '2026-08-04T12:00:00-05:00'],
    ] as const) {
      const seed = imported(
        calendarOf(['UID:t', 'SUMMARY:T', `DTSTART;TZID=${tzid}:20260804T120000`]),
      );
      expect(eventNamed(seed, 'T').start?.dateTime).withContext(tzid).toBe(time);
      expect(seed.notes.length).toBe(1);
    }
  });

  it('VTIMEZONE: one of another calendar in the file is used if the own calendar has none', () => {
    const first = calendarOf(['UID:a', 'SUMMARY:A', 'DTSTART:20260804T120000']).replace(
      'BEGIN:VEVENT',
      ['BEGIN:VTIMEZONE', 'TZID:Shared', ...EASTERN, 'END:VTIMEZONE', 'BEGIN:VEVENT'].join('\r\n'),
    );
    const second = calendarOf(['UID:t', 'SUMMARY:T', 'DTSTART;TZID=Shared:20260804T120000']);
    expect(eventNamed(imported(`${first}\r\n${second}`), 'T').start?.dateTime).toBe(
      '2026-08-04T12:00:00-04:00',
    );
  });

  it('VTIMEZONE: its TZID is matched without regard to case, and an exact match is preferred', () => {
    const zone = (tzid: string, offset: string) => [
      'BEGIN:VTIMEZONE',
      `TZID:${tzid}`,
      'BEGIN:STANDARD',
      'DTSTART:20000101T000000',
      `TZOFFSETFROM:${offset}`,
      `TZOFFSETTO:${offset}`,
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const event = (tzid: string) => [
      'BEGIN:VEVENT',
      `UID:${tzid}`,
      `SUMMARY:${tzid}`,
      `DTSTART;TZID=${tzid}:20260804T120000`,
      'END:VEVENT',
    ];
    const seed = imported(
      [
        'BEGIN:VCALENDAR',
        ...zone('My Zone', '+0300'),
        ...zone('MY ZONE', '+0500'),
        ...['my zone', 'My Zone', 'MY ZONE'].flatMap(event),
        'END:VCALENDAR',
      ].join('\r\n'),
    );
    const starts = seed.events.map(({ summary, start }) => [
      summary,
      new Date(start?.dateTime ?? '').toISOString(),
    ]);
    expect(starts).toEqual([
      ['my zone', '2026-08-04T09:00:00.000Z'],
      ['My Zone', '2026-08-04T09:00:00.000Z'],
      ['MY ZONE', '2026-08-04T07:00:00.000Z'],
    ]);
  });
});
