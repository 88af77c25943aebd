import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('RANGE=THISANDFUTURE', () => {
  const series = [
    'UID:s@example.com',
    'SUMMARY:Series',
    'DTSTART:20260504T090000',
    'DTEND:20260504T100000',
    'RRULE:FREQ=WEEKLY;COUNT=6;BYDAY=MO',
  ];
  const from = (day: string, ...lines: readonly string[]) => [
    'UID:s@example.com',
    `RECURRENCE-ID;RANGE=THISANDFUTURE:${day}T090000`,
    'SUMMARY:Later',
    ...lines,
  ];

  it('RANGE=THISANDFUTURE: splits the series as Google does, with EXDATEs and exceptions of both parts', () => {
    const seed = imported(
      calendarOf(
        [...series, 'EXDATE:20260601T090000'],
        from('20260518', 'DTSTART:20260519T110000', 'DTEND:20260519T130000'),
        [
          'UID:s@example.com',
          'RECURRENCE-ID:20260511T090000',
          'DTSTART:20260512T090000',
          'SUMMARY:Early exception',
        ],
        [
          'UID:s@example.com',
          'RECURRENCE-ID:20260608T090000',
          'DTSTART:20260610T090000',
          'SUMMARY:Late exception',
        ],
      ),
    );
    const [before, after] = [eventNamed(seed, 'Series'), eventNamed(seed, 'Later')];
    expect(before.recurrence).toEqual(['RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260518T065959Z']);
    expect(after.start?.dateTime).toBe('2026-05-19T11:00:00+02:00');
    expect(after.end?.dateTime).toBe('2026-05-19T13:00:00+02:00');
    expect(after.recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TU',
      'EXDATE;TZID=Europe/Berlin:20260602T110000',
    ]);
    expect(after.id).not.toBe(before.id);
    expect(after.iCalUID).toBe('s_R20260518T070000@example.com');
    expect(eventNamed(seed, 'Early exception').recurringEventId).toBe(before.id);
    const late = eventNamed(seed, 'Late exception');
    expect(late.recurringEventId).toBe(after.id);
    expect(late.originalStartTime?.dateTime).toBe('2026-06-09T11:00:00+02:00');
    expect(seed.refused).toEqual([]);
    expect(seed.notes.map(({ note }) => note)).toEqual([
      'it changes an occurrence and all that follow: its series was split there',
    ]);
  });

  it('RANGE=THISANDFUTURE: two such exceptions split the series twice', () => {
    const seed = imported(
      calendarOf(
        series,
        from('20260518', 'DTSTART:20260518T100000'),
        from('20260601', 'DTSTART:20260601T120000').map((line) => line.replace('Later', 'Last')),
      ),
    );
    expect(eventNamed(seed, 'Later').recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260601T075959Z',
    ]);
    expect(eventNamed(seed, 'Last').recurrence).toEqual(['RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=MO']);
    expect(eventNamed(seed, 'Last').start?.dateTime).toBe('2026-06-01T12:00:00+02:00');
  });

  it('RANGE=THISANDFUTURE: changes one occurrence and is noted if the new rule cannot be derived', () => {
    const monthly = series.map((line) =>
      line.replace('FREQ=WEEKLY;COUNT=6;BYDAY=MO', 'FREQ=MONTHLY;BYDAY=1MO'),
    );
    const seed = imported(calendarOf(monthly, from('20260601', 'DTSTART:20260603T090000')));
    expect(eventNamed(seed, 'Series').recurrence).toEqual(['RRULE:FREQ=MONTHLY;BYDAY=1MO']);
    expect(eventNamed(seed, 'Later').recurringEventId).toBe(eventNamed(seed, 'Series').id);
    expect(seed.notes[0]?.note).toContain('only that one was changed');
  });

  it('RANGE=THISANDFUTURE: a cancelled one ends the series', () => {
    const seed = imported(calendarOf(series, from('20260518', 'STATUS:CANCELLED')));
    expect(eventNamed(seed, 'Series').recurrence).toEqual([
      'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20260518T065959Z',
    ]);
    expect(seed.notes.map(({ note }) => note)).toEqual([
      'it cancels an occurrence and all that follow: its series was ended before it',
    ]);
  });

  it('RANGE=THISANDFUTURE: splits an all-day series by dates', () => {
    const seed = imported(
      calendarOf(
        ['UID:s', 'SUMMARY:Series', 'DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=DAILY;COUNT=10'],
        [
          'UID:s',
          'SUMMARY:Later',
          'RECURRENCE-ID;VALUE=DATE;RANGE=THISANDFUTURE:20260507',
          'DTSTART;VALUE=DATE:20260508',
        ],
      ),
    );
    expect(eventNamed(seed, 'Series').recurrence).toEqual(['RRULE:FREQ=DAILY;UNTIL=20260506']);
    expect(eventNamed(seed, 'Later').recurrence).toEqual(['RRULE:FREQ=DAILY;COUNT=7']);
  });
});
