import { readIcs } from './read-ics.ts';
import { calendarOf, eventNamed, fixture, imported, OWNER } from './testing/ics-import.ts';

describe('readIcs', () => {
  it('readIcs: events that cannot be read are refused with a reason, and the others are loaded', () => {
    const seed = imported(fixture('broken'));
    expect(seed.events.map((event) => event.summary)).toEqual([
      'Good, before',
      'Broken line',
      'The thirtieth of February',
      'Half a day',
      'From now on',
      'Never closed',
      'Good, after',
    ]);
    const reasons = new Map(
      seed.refused.map(({ event, reason }) => [/“(.*)”/.exec(event)?.[1] ?? event, reason]),
    );
    expect(reasons.size).toBe(8);
    expect(reasons.get('Some day')).toBe('it has no DTSTART');
    expect(reasons.get('Backwards')).toBe('it ends before it begins');
    expect(reasons.get('Now and then')).toContain('SOMETIMES');
    expect(reasons.get('Thirteenth month')).toBe('DTSTART is not a date or a time');
    expect(reasons.get('Far away')).toContain('unknown time zone “Mars/Olympus_Mons”');
    expect(reasons.get('Tick')).toContain('every few seconds');
    expect(reasons.get('Dear diary')).toBe('a journal entry, not an event');
    expect([...reasons.values()]).toContain('free and busy times, not an event');
    const notes = new Map(
      seed.notes.map(({ event, note }) => [/“(.*)”/.exec(event)?.[1] ?? event, note]),
    );
    expect(notes.get('Broken line')).toBe(
      'line 24 is no property and was left out: “this line is no property”',
    );
    expect(notes.get('The thirtieth of February')).toContain('never happens');
    expect(notes.get('Half a day')).toContain('its start is a day and its end a time');
    expect(notes.get('From now on')).toContain('its series is not in the file');
    expect(notes.get('Never closed')).toBe('its end is missing (END:VEVENT)');
  });

  it('readIcs: a file that is not iCalendar has no events and is refused', () => {
    const seed = imported('Name,Date\nBirthday,2026-05-04\n', 'birthdays.csv');
    expect(seed.events).toEqual([]);
    expect(seed.refused).toEqual([
      {
        event: 'birthdays.csv',
        reason: 'not an iCalendar file: it has no BEGIN:VCALENDAR',
      },
    ]);
  });

  it('readIcs: several VCALENDARs are merged, and each keeps its own time zone', () => {
    const inBerlin = calendarOf(['UID:a', 'DTSTART:20260504T090000', 'SUMMARY:Berlin']);
    const inTokyo = calendarOf(['UID:b', 'DTSTART:20260504T090000', 'SUMMARY:Tokyo']).replace(
      'Europe/Berlin',
      'Asia/Tokyo',
    );
    const seed = imported(`${inBerlin}\r\n${inTokyo}`);
    expect(eventNamed(seed, 'Berlin').start?.dateTime).toBe('2026-05-04T09:00:00+02:00');
    expect(eventNamed(seed, 'Tokyo').start?.dateTime).toBe('2026-05-04T09:00:00+09:00');
  });

  it('readIcs: floating times are in the owner’s time zone if the file names none', () => {
    const text = calendarOf(['UID:a', 'DTSTART:20260504T090000', 'SUMMARY:Tea']);
    const seed = imported(text.replace('X-WR-TIMEZONE:Europe/Berlin\r\n', ''));
    expect(eventNamed(seed, 'Tea').start).toEqual({
      dateTime: '2026-05-04T09:00:00+09:00',
      timeZone: 'Asia/Tokyo',
    });
  });

  it('readIcs: an event has its line and title, and an occurrence whose series is missing says so', () => {
    const text = calendarOf(
      ['UID:a', 'DTSTART:20260504T090000', 'SUMMARY:Tea'],
      ['UID:b', 'RECURRENCE-ID:20260505T090000', 'DTSTART:20260505T100000', 'SUMMARY:Late tea'],
      ['SUMMARY:When?'],
    );
    const { events, refused, isCalendar } = readIcs(text, {
      fileName: 'tea.ics',
      timeZone: 'UTC',
      owner: OWNER,
    });
    expect(isCalendar).toBeTrue();
    expect(
      events.map(({ line, title, isLoneOccurrence }) => [line, title, isLoneOccurrence]),
    ).toEqual([
      [4, 'Tea', undefined],
      [9, 'Late tea', true],
    ]);
    expect(refused).toEqual([
      { event: '“When?”, line 15', line: 15, title: 'When?', reason: 'it has no DTSTART' },
    ]);
  });

  it('readIcs: event ids are valid, unique and the same on every run', () => {
    const ids = ['google', 'outlook', 'apple', 'thunderbird'].flatMap((name) => {
      const first = imported(fixture(name)).events.map((event) => event.id);
      expect(imported(fixture(name)).events.map((event) => event.id)).toEqual(first);
      return first;
    });
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).toMatch(/^[a-v0-9]{26}(_\d{8}(T\d{6}Z)?)?$/);
    }
  });

  it('readIcs: the time grows linearly with the number of events', () => {
    const exportOf = (count: number) =>
      calendarOf(
        ...Array.from({ length: count }, (_, index) => [
          `UID:event-${index}@example.com`,
          `DTSTART;TZID=America/New_York:2026${String((index % 12) + 1).padStart(2, '0')}10T090000`,
          'DURATION:PT1H',
          `RRULE:FREQ=WEEKLY;COUNT=${(index % 9) + 2}`,
          `SUMMARY:Event ${index}`,
          'DESCRIPTION:A line that is long enough to look like somebody cared\\, for a while at least',
        ]),
      );
    const perEvent = (count: number) => {
      const text = exportOf(count);
      const before = performance.now();
      expect(imported(text).events.length).toBe(count);
      return (performance.now() - before) / count;
    };
    const best = (count: number) => Math.min(...[count, count, count].map(perEvent));
    perEvent(300);
    // There are ten times as many events: if each one visited all earlier ones, it would take ten times as long.
    expect(best(3_000) / best(300)).toBeLessThan(5);
  });
});
