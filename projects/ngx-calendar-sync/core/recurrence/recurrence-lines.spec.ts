import { allDay, expand, startsOf, timed } from './specs/series';

describe('RDATE with a PERIOD', () => {
  const JUNE = ['2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'] as const;
  /** Start and end of each occurrence, in UTC, of a series whose first one is from 14:00 to 15:00 UTC on 1 June. */
  const times = (...lines: string[]) =>
    expand(
      timed('2026-06-01T14:00:00Z', 'RRULE:FREQ=WEEKLY;COUNT=1', ...lines),
      ...JUNE,
      'UTC',
    ).occurrences.map(({ originalStart, start, end }) => {
      expect(originalStart).toBe(start);
      return [start.slice(5, 16), end.slice(5, 16)];
    });
  const FIRST = ['06-01T14:00', '06-01T15:00'];

  const CASES: Record<string, string[]> = {
    'RDATE;VALUE=PERIOD:20260605T140000Z/PT3H': ['06-05T14:00', '06-05T17:00'],
    'RDATE;VALUE=PERIOD:20260605T140000Z/20260605T170000Z': ['06-05T14:00', '06-05T17:00'],
    'RDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260605T160000/20260605T190000': [
      '06-05T14:00',
      '06-05T17:00',
    ],
    'RDATE:20260605T140000Z/PT30M': ['06-05T14:00', '06-05T14:30'],
    'RDATE;VALUE=PERIOD:20260605T140000Z/P1DT2H': ['06-05T14:00', '06-06T16:00'],
    'RDATE;VALUE=PERIOD:20260605T140000Z/P1W': ['06-05T14:00', '06-12T14:00'],
    'rdate;value=period:20260605t140000z/pt3h': ['06-05T14:00', '06-05T17:00'],
  };
  for (const [line, time] of Object.entries(CASES)) {
    it(`${line}: the occurrence has the length of the period`, () => {
      expect(times(line)).toEqual([FIRST, time]);
    });
  }

  it('P1D over the change to summer time: ends at the same wall time in the zone of the series', () => {
    const { occurrences } = expand(
      timed('2026-03-27T10:00:00+01:00', 'RDATE;VALUE=PERIOD:20260328T090000Z/P1D'),
      '2026-03-28T00:00:00Z',
      '2026-03-30T00:00:00Z',
    );
    expect(occurrences.map(({ end }) => end)).toEqual(['2026-03-29T10:00:00+02:00']);
  });

  it('on a start that the rule has: sets the length of that occurrence', () => {
    expect(times('RDATE;VALUE=PERIOD:20260601T140000Z/PT3H')).toEqual([
      ['06-01T14:00', '06-01T17:00'],
    ]);
  });

  it('that starts before the range and ends in it: shows', () => {
    const series = timed('2026-06-01T14:00:00Z', 'RDATE;VALUE=PERIOD:20260605T140000Z/P10D');
    const { occurrences } = expand(series, '2026-06-14T00:00:00Z', '2026-06-15T00:00:00Z');
    expect(occurrences.length).toBe(1);
  });

  it('with an end before its start, without length or unreadable: is as long as the first, and reported', () => {
    for (const end of ['20260605T130000Z', 'P0D', 'later']) {
      const line = `RDATE;VALUE=PERIOD:20260605T140000Z/${end}`;
      expect(times(line)).toEqual([FIRST, ['06-05T14:00', '06-05T15:00']]);
      expect(expand(timed('2026-06-01T14:00:00Z', line), ...JUNE).problems.length).toBe(1);
    }
  });
});

describe('readRecurrenceLines', () => {
  const NOVEMBER = ['2026-11-01', '2026-12-01'] as const;
  const DAILY = 'RRULE:FREQ=DAILY;COUNT=3';
  const startsWith = (line: string) =>
    startsOf(timed('2026-11-02T09:00:00+01:00', DAILY, line), ...NOVEMBER);
  const LINES = [
    'EXDATE;TZID="GMT+01:00":20261103T090000',
    'EXDATE;TZID=GMT+01:00:20261103T090000',
    'EXDATE;TZID="+01:00";VALUE=DATE-TIME:20261103T090000',
    'EXDATE;X-NOTE="a;b:c,d";TZID="Europe/Berlin":20261103T090000',
    'EXDATE;X-LIST="a:b","c;d";TZID=Europe/Berlin:20261103T090000',
    'exdate;tzid="europe/berlin":20261103t090000',
    'EXDATE ; TZID = Europe/Berlin : 20261103T090000',
    'EXDATE;TZID="Europe/\n Berlin":20261103\r\n T090000',
    'EXDATE:20261103T080000Z , 20270101T080000Z,',
  ];
  for (const line of LINES) {
    it(`reads the parameters and values of ${JSON.stringify(line)}`, () => {
      expect(startsWith(line)).toEqual(['2026-11-02T09:00', '2026-11-04T09:00']);
    });
  }

  it('reports a text that is not a content line as unreadable', () => {
    for (const line of ['EXDATE', 'EXDATE;TZID="open:20261103T090000', ':', 'X:', ';;::']) {
      const { unreadable } = expand(
        timed('2026-11-02T09:00:00+01:00', DAILY, line),
        '2026-11-01T00:00:00Z',
        '2026-12-01T00:00:00Z',
      );
      expect(unreadable).withContext(line).toEqual([line]);
    }
  });
});

describe('time zone of a series', () => {
  it('fixed offset such as GMT+05:30: the series recurs in it, and TZID of an EXDATE is read in it', () => {
    const series = {
      ...timed('2026-03-28T09:00:00+05:30', 'RRULE:FREQ=DAILY;COUNT=4'),
      timeZone: 'GMT+05:30',
    };
    const exdate = 'EXDATE;TZID="GMT+05:30":20260330T090000';
    const { occurrences, problems } = expand(
      { ...series, recurrence: [...(series.recurrence ?? []), exdate] },
      '2026-03-01T00:00:00Z',
      '2026-05-01T00:00:00Z',
      'UTC',
    );
    expect(occurrences.map(({ start }) => start)).toEqual([
      '2026-03-28T03:30:00+00:00',
      '2026-03-29T03:30:00+00:00',
      '2026-03-31T03:30:00+00:00',
    ]);
    expect(problems).toEqual([]);
  });

  it('unknown zone: is reported as a problem, of the series and of its EXDATE', () => {
    const series = timed('2026-03-28T09:00:00+01:00', 'RRULE:FREQ=DAILY;COUNT=2');
    const range = ['2026-03-01T00:00:00Z', '2026-05-01T00:00:00Z'] as const;
    const { occurrences, problems } = expand({ ...series, timeZone: 'Mars/Olympus' }, ...range);
    expect(occurrences.length).toBe(2);
    expect(problems).toEqual(['Its time zone is not known: it recurs in that of its calendar.']);
    const { problems: ofDates } = expand(
      { ...series, recurrence: ['EXDATE;TZID=Mars/Olympus:20260329T090000'] },
      ...range,
    );
    expect(ofDates).toEqual([
      'The time zone of its EXDATE is not known: read in that of the series.',
    ]);
  });
});

describe('readRule', () => {
  for (const [part, name] of [
    ['RSCALE=CHINESE', 'RSCALE'],
    ['RSCALE=GREGORIAN;SKIP=FORWARD', 'SKIP'],
    ['SKIP=BACKWARD', 'SKIP'],
    ['BYMONTH=5L', 'BYMONTH'],
    ['BYEASTER=0', 'a part that is not known'],
    ['INTERVAL=1,2', 'INTERVAL'],
    [`INTERVAL=${'9'.repeat(310)}`, 'INTERVAL'],
    ['COUNT=2;COUNT=3', 'COUNT'],
    ['UNTIL=20261301', 'UNTIL'],
    ['UNTIL=20260230', 'UNTIL'],
    ['BYHOUR=24', 'BYHOUR'],
  ] as const) {
    it(`${part.slice(0, 40)}: the rule is reported as a problem, and only the first start shows`, () => {
      const { occurrences, problems, unreadable } = expand(
        allDay('2026-02-17', `RRULE:${part};FREQ=YEARLY`),
        '2026-01-01T00:00:00Z',
        '2036-01-01T00:00:00Z',
      );
      expect(occurrences.map(({ start }) => start)).toEqual(['2026-02-17']);
      expect(problems).toEqual([
        `The rule of its recurrence cannot be read (${name}): only its own date shows.`,
      ]);
      expect(unreadable).toEqual([`RRULE:${part};FREQ=YEARLY`]);
    });
  }

  it('RSCALE=GREGORIAN, SKIP=OMIT, X- parts and empty parts: are ignored, and the rule is followed', () => {
    const rule = 'RRULE:RSCALE=GREGORIAN;SKIP=OMIT;X-NOTE=1;;FREQ=YEARLY;COUNT=2;';
    expect(startsOf(allDay('2024-02-29', rule), '2024-01-01', '2036-01-01')).toEqual([
      '2024-02-29',
      '2028-02-29',
    ]);
  });
});
