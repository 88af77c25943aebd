import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';

describe('Events with the same UID', () => {
  const start = 'DTSTART:20260504T090000';

  it('ics UID: the version with the highest SEQUENCE is loaded and the others are refused', () => {
    const seed = imported(
      calendarOf(
        ['UID:a', 'SEQUENCE:1', start, 'SUMMARY:First thought'],
        ['UID:a', 'SEQUENCE:2', 'DTSTART:20260505T090000', 'SUMMARY:Second thought'],
      ),
    );
    expect(seed.events.map((event) => event.summary)).toEqual(['Second thought']);
    expect(seed.refused).toEqual([
      {
        event: '“First thought”, 2026-05-04, line 4',
        reason: 'the file has a newer version of the same event (same UID)',
      },
    ]);
  });

  it('ics UID: of two versions at the same time the one modified last is loaded', () => {
    const seed = imported(
      calendarOf(
        ['UID:a', start, 'LAST-MODIFIED:20260102T000000Z', 'SUMMARY:Newer'],
        ['UID:a', start, 'LAST-MODIFIED:20260101T000000Z', 'SUMMARY:Older'],
      ),
    );
    expect(seed.events.map((event) => event.summary)).toEqual(['Newer']);
  });

  it('ics UID: different events with the same UID are all loaded with different ids', () => {
    const seed = imported(
      calendarOf(
        ['UID:1', start, 'SUMMARY:Monday'],
        ['UID:1', 'DTSTART:20260505T090000', 'SUMMARY:Tuesday'],
        ['UID:1', start, 'SUMMARY:Monday, the other one'],
      ),
    );
    expect(seed.events.length).toBe(3);
    expect(new Set(seed.events.map((event) => event.id)).size).toBe(3);
    expect(seed.refused).toEqual([]);
  });

  it('ics UID: an event that is in the file twice is loaded once and refused once', () => {
    const tea = ['UID:1', start, 'SUMMARY:Tea', 'RRULE:FREQ=DAILY;COUNT=2'];
    const seed = imported(calendarOf(tea, tea));
    expect(seed.events.length).toBe(1);
    expect(seed.refused).toEqual([
      {
        event: '“Tea”, 2026-05-04, line 10',
        reason: 'the file has exactly the same event before',
      },
    ]);
  });

  it('ics UID: events without a UID are all loaded, except for an exact duplicate', () => {
    const seed = imported(
      calendarOf([start, 'SUMMARY:Tea'], [start, 'SUMMARY:Cake'], [start, 'SUMMARY:Tea']),
    );
    expect(seed.events.map((event) => event.summary)).toEqual(['Tea', 'Cake']);
    expect(eventNamed(seed, 'Tea').iCalUID).toMatch(/^[a-v0-9]{26}@google\.com$/);
    expect(seed.refused.map(({ reason }) => reason)).toEqual([
      'the file has exactly the same event before',
    ]);
  });

  it('ics exceptions: an exception before its series in the file belongs to it', () => {
    const seed = imported(
      calendarOf(
        ['UID:s', 'RECURRENCE-ID:20260511T090000', 'DTSTART:20260512T090000', 'SUMMARY:Moved'],
        ['UID:s', start, 'RRULE:FREQ=WEEKLY', 'SUMMARY:Series'],
      ),
    );
    expect(eventNamed(seed, 'Moved').recurringEventId).toBe(eventNamed(seed, 'Series').id);
  });

  it('ics exceptions: an exception without its series becomes a single event', () => {
    const seed = imported(
      calendarOf([
        'UID:s',
        'RECURRENCE-ID:20260511T090000',
        'DTSTART:20260512T090000',
        'SUMMARY:Invited to one',
      ]),
    );
    const event = eventNamed(seed, 'Invited to one');
    expect(event.recurringEventId).toBeUndefined();
    expect(event.id).toMatch(/^[a-v0-9]{26}$/);
  });

  it('ics exceptions: the exceptions of a refused series become single events', () => {
    const seed = imported(
      calendarOf(
        ['UID:s', start, 'RRULE:FREQ=SOMETIMES', 'SUMMARY:Series'],
        ['UID:s', 'RECURRENCE-ID:20260511T090000', 'DTSTART:20260512T090000', 'SUMMARY:Moved'],
      ),
    );
    expect(seed.events.map((event) => event.summary)).toEqual(['Moved']);
    expect(seed.refused.length).toBe(1);
  });

  it('ics exceptions: an exception of a date that is not in the series becomes a single event', () => {
    const seed = imported(
      calendarOf(
        ['UID:s', start, 'RRULE:FREQ=WEEKLY', 'SUMMARY:Series'],
        ['UID:s', 'RECURRENCE-ID:20260512T090000', 'DTSTART:20260512T110000', 'SUMMARY:Stray'],
      ),
    );
    expect(eventNamed(seed, 'Stray').recurringEventId).toBeUndefined();
  });

  it('ics exceptions: RECURRENCE-ID of an all-day series may be a date, a local midnight or a midnight in UTC', () => {
    const instance = (id: string, title: string) => [
      'UID:s',
      id,
      'DTSTART;VALUE=DATE:20260601',
      `SUMMARY:${title}`,
    ];
    const seed = imported(
      calendarOf(
        ['UID:s', 'DTSTART;VALUE=DATE:20260504', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Series'],
        instance('RECURRENCE-ID;VALUE=DATE:20260511', 'By day'),
        instance('RECURRENCE-ID;TZID=Europe/Berlin:20260518T000000', 'By local midnight'),
        instance('RECURRENCE-ID:20260524T220000Z', 'By its midnight in UTC'),
      ),
    );
    const starts = ['By day', 'By local midnight', 'By its midnight in UTC'].map(
      (title) => eventNamed(seed, title).originalStartTime?.date,
    );
    expect(starts).toEqual(['2026-05-11', '2026-05-18', '2026-05-25']);
  });

  const weekly = ['UID:s', start, 'RRULE:FREQ=WEEKLY;COUNT=4', 'SUMMARY:Series'];

  it('ics exceptions: one with a lower SEQUENCE than its series is refused if the series excludes its date', () => {
    const seed = imported(
      calendarOf(
        [...weekly, 'SEQUENCE:2', 'EXDATE:20260511T090000'],
        [
          'UID:s',
          'SEQUENCE:1',
          'RECURRENCE-ID:20260511T090000',
          'DTSTART:20260512T090000',
          'SUMMARY:Stale',
        ],
        [
          'UID:s',
          'SEQUENCE:1',
          'RECURRENCE-ID:20260518T090000',
          'DTSTART:20260519T090000',
          'SUMMARY:Kept',
        ],
      ),
    );
    expect(seed.events.map((event) => event.summary).sort()).toEqual(['Kept', 'Series']);
    expect(eventNamed(seed, 'Series').recurrence).toContain(
      'EXDATE;TZID=Europe/Berlin:20260511T090000',
    );
    expect(seed.refused).toEqual([
      {
        event: '“Stale”, 2026-05-12, line 12',
        reason: 'its series was changed later (higher SEQUENCE) and no longer has that date',
      },
    ]);
  });

  it('ics exceptions: one with a lower SEQUENCE is refused if the series was moved', () => {
    const seed = imported(
      calendarOf(
        ['UID:s', 'SEQUENCE:3', 'DTSTART:20260504T100000', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Series'],
        [
          'UID:s',
          'SEQUENCE:1',
          'RECURRENCE-ID:20260511T090000',
          'DTSTART:20260512T090000',
          'SUMMARY:Stale',
        ],
      ),
    );
    expect(seed.events.map((event) => event.summary)).toEqual(['Series']);
    expect(seed.refused.length).toBe(1);
  });

  it('ics exceptions: one with the SEQUENCE of its series is loaded even if the series excludes its date', () => {
    const seed = imported(
      calendarOf(
        [...weekly, 'SEQUENCE:2', 'EXDATE:20260511T090000'],
        [
          'UID:s',
          'SEQUENCE:2',
          'RECURRENCE-ID:20260511T090000',
          'DTSTART:20260512T090000',
          'SUMMARY:Moved',
        ],
      ),
    );
    expect(eventNamed(seed, 'Moved').recurringEventId).toBe(eventNamed(seed, 'Series').id);
  });

  it('ics exceptions: the reason of a refused exception names the occurrence that stays unchanged', () => {
    const seed = imported(
      calendarOf(
        weekly,
        ['UID:s', 'RECURRENCE-ID:20260511T090000', 'DTSTART:next week', 'SUMMARY:Broken'],
        [
          'UID:s',
          'RECURRENCE-ID:20260518T090000',
          'DTSTART:20260519T090000',
          'DTEND:20260518T090000',
          'SUMMARY:Backwards',
        ],
        ['UID:s', 'RECURRENCE-ID:some day', 'DTSTART:20260519T090000', 'SUMMARY:Of when?'],
        ['UID:other', 'RECURRENCE-ID:20260518T090000', 'DTSTART:no', 'SUMMARY:No series'],
      ),
    );
    expect(seed.refused.map(({ reason }) => reason)).toEqual([
      'DTSTART is not a date or a time; its series shows the occurrence of 2026-05-11 as if it had not been changed',
      'it ends before it begins; its series shows the occurrence of 2026-05-18 as if it had not been changed',
      'RECURRENCE-ID is not a date or a time; its series shows the occurrence that it stands for as if it had not been changed',
      'DTSTART is not a date or a time',
    ]);
  });

  it('ics exceptions: an exception without DTSTART stays at the time of its occurrence', () => {
    const seed = imported(
      calendarOf(
        weekly,
        ['UID:s', 'RECURRENCE-ID:20260511T090000', 'STATUS:CANCELLED'],
        ['UID:s', 'RECURRENCE-ID:20260518T090000', 'SUMMARY:Renamed'],
      ),
    );
    expect(eventNamed(seed, 'Renamed').start?.dateTime).toBe('2026-05-18T09:00:00+02:00');
    expect(seed.events.find((event) => event.status === 'cancelled')?.id).toMatch(
      /_20260511T070000Z$/,
    );
    expect(seed.refused).toEqual([]);
  });

  const series = ['UID:s', start, 'SUMMARY:Daily', 'RRULE:FREQ=DAILY;COUNT=3'];
  const changed = (...lines: string[]) =>
    imported(
      calendarOf(series, ['UID:s', 'DTSTART:20260505T150000', 'SUMMARY:Changed', ...lines]),
    ).notes.map(({ note }) => note);

  it('ics exceptions: a single event made from an exception of a date outside of the series is noted', () => {
    expect(changed('RECURRENCE-ID:20260505T113000')).toEqual([
      'its series has no occurrence where it says (RECURRENCE-ID): it was loaded as an event of its own',
    ]);
  });

  it('ics exceptions: an RRULE in an exception is left out and noted', () => {
    expect(changed('RECURRENCE-ID:20260505T090000', 'RRULE:FREQ=DAILY;COUNT=2')).toEqual([
      'it has a rule of its own (RRULE), which an occurrence cannot have: it was left out',
    ]);
  });

  it('ics exceptions: RANGE=THISANDPRIOR changes its own occurrence alone and is noted', () => {
    expect(changed('RECURRENCE-ID;RANGE=THISANDPRIOR:20260505T090000')).toEqual([
      'it says RANGE=THISANDPRIOR, which is no longer of iCalendar: only its own occurrence was changed',
    ]);
  });
});
