import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';
import { componentsOf } from './components.ts';

const START = 'DTSTART:20260804T120000';
const EVENT = ['BEGIN:VEVENT', 'UID:z', START, 'SUMMARY:Z', 'END:VEVENT'];

describe('Components of iCalendar files', () => {
  const loaded = (...lines: readonly string[]) => {
    const { events, refused, notes } = imported(lines.join('\r\n'));
    return {
      titles: events.map((event) => event.summary),
      refused: refused.map(({ event, reason }) => `${event}: ${reason}`),
      notes: notes.map(({ event, note }) => `${event}: ${note}`),
    };
  };

  it('ics components: lines are unfolded with every kind of line end', () => {
    for (const end of ['\r\n', '\n', '\r']) {
      const text = ['BEGIN:VCALENDAR', 'X-WR-CALNAME:One ', ' and', '', '\t two', 'END:VCALENDAR'];
      const [name] = componentsOf(text.join(end)).calendars[0]?.properties ?? [];
      expect(name?.value).toBe('One and two');
    }
  });

  it('ics components: a line of two million characters is read', () => {
    const long = 'x'.repeat(2_000_000);
    const seed = imported(calendarOf(['UID:a', START, 'SUMMARY:A', `DESCRIPTION:${long}`]));
    expect(eventNamed(seed, 'A').description?.length).toBe(long.length);
  });

  it('ics components: nested components are children of theirs', () => {
    const text = calendarOf(['UID:a', START, 'BEGIN:VALARM', 'TRIGGER:-PT5M', 'END:VALARM']);
    const [event] = componentsOf(text).calendars[0]?.components ?? [];
    expect(event?.children.map(({ name }) => name)).toEqual(['VALARM']);
    expect(event?.faults).toEqual([]);
  });

  it('ics components: an event after END:VCALENDAR is loaded in that calendar’s zone and noted', () => {
    const seed = imported([calendarOf(['UID:a', START, 'SUMMARY:A']), ...EVENT].join('\r\n'));
    expect(eventNamed(seed, 'Z').start?.dateTime).toBe('2026-08-04T12:00:00+02:00');
    expect(seed.notes).toEqual([
      { event: '“Z”, 2026-08-04, line 10', note: 'it stands after END:VCALENDAR' },
    ]);
  });

  it('ics components: an event outside of any VCALENDAR is loaded and noted', () => {
    expect(loaded(...EVENT)).toEqual({
      titles: ['Z'],
      refused: [],
      notes: ['“Z”, 2026-08-04, line 1: it stands before any BEGIN:VCALENDAR'],
    });
  });

  it('ics components: an event after an unclosed VTIMEZONE is loaded in that zone', () => {
    const seed = imported(
      [
        'BEGIN:VCALENDAR',
        'BEGIN:VTIMEZONE',
        'TZID:Own',
        'BEGIN:STANDARD',
        'DTSTART:19700101T000000',
        'TZOFFSETFROM:+0300',
        'TZOFFSETTO:+0300',
        'BEGIN:VEVENT',
        'UID:z',
        'DTSTART;TZID=Own:20260804T120000',
        'SUMMARY:Z',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n'),
    );
    expect(eventNamed(seed, 'Z').start?.dateTime).toBe('2026-08-04T12:00:00+03:00');
    expect(seed.notes.map(({ event, note }) => `${event}: ${note}`)).toContain(
      'VTIMEZONE “Own”, line 2: its end is missing (END:VTIMEZONE)',
    );
  });

  it('ics components: an unclosed VALARM keeps its properties, and the event gets its own', () => {
    const seed = imported(
      calendarOf(['UID:a', 'BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT5M', START, 'SUMMARY:A']),
    );
    const event = eventNamed(seed, 'A');
    expect(event.start?.dateTime).toBe('2026-08-04T12:00:00+02:00');
    expect(event.reminders?.overrides).toEqual([{ method: 'popup', minutes: 5 }]);
    expect(seed.notes.map(({ note }) => note)).toEqual(['VALARM inside it is not closed']);
  });

  it('ics components: unclosed events and events in unknown components are loaded and noted', () => {
    expect(
      loaded(
        'BEGIN:VCALENDAR',
        'BEGIN:VEVENT',
        'UID:1',
        START,
        'SUMMARY:One',
        ...EVENT,
        'BEGIN:X-FOLDER',
        'BEGIN:VEVENT',
        'UID:2',
        START,
        'SUMMARY:Two',
        'END:VEVENT',
        'END:X-FOLDER',
        'BEGIN:VEVENT',
        'UID:3',
        START,
        'SUMMARY:Three',
      ),
    ).toEqual({
      titles: ['One', 'Z', 'Two', 'Three'],
      refused: ['(no title), line 11: X-FOLDER, not an event'],
      notes: [
        '“One”, 2026-08-04, line 2: its end is missing (END:VEVENT)',
        '“Three”, 2026-08-04, line 18: its end is missing (END:VEVENT)',
      ],
    });
  });

  it('ics components: an END without a BEGIN is noted, and an event without a BEGIN is refused', () => {
    expect(
      loaded(
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'UID:1',
        START,
        'SUMMARY:Headless',
        'END:VEVENT',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:2',
        'END:VTIMEZONE',
        START,
        'SUMMARY:Two',
        'END:VEVENT',
        'END:VCALENDAR',
        'END:VCALENDAR',
      ),
    ).toEqual({
      titles: ['Two'],
      refused: ['“Headless”, line 3: its BEGIN:VEVENT is missing'],
      notes: ['“Two”, 2026-08-04, line 8: line 10 (END:VTIMEZONE) closes nothing and was left out'],
    });
  });

  it('ics components: an indented file is read', () => {
    const text = calendarOf(['UID:a', START, 'SUMMARY:A']).replaceAll('\r\n', '\n    ');
    expect(loaded(`  ${text}`).titles).toEqual(['A']);
  });

  it('ics components: property names in lower case are read', () => {
    const text = calendarOf(['UID:a', START, 'SUMMARY:A', 'RRULE:FREQ=DAILY;COUNT=2']);
    expect(eventNamed(imported(text.toLowerCase()), 'a').recurrence).toEqual([
      'RRULE:FREQ=DAILY;COUNT=2',
    ]);
  });

  it('ics components: a line without a colon continues the DESCRIPTION before it, or is left out and noted', () => {
    const text = calendarOf([
      'UID:a',
      START,
      'SUMMARY:A',
      'what is this',
      'DESCRIPTION:First',
      'second line',
    ]);
    const seed = imported(text);
    expect(eventNamed(seed, 'A').description).toBe('First\nsecond line');
    expect(seed.notes.map(({ note }) => note)).toEqual([
      'line 8 is no property and was left out: “what is this”',
    ]);
  });

  it('ics components: quoted parameters may contain colons, semicolons and commas', () => {
    const seed = imported(
      calendarOf([
        'UID:a',
        START,
        'SUMMARY;ALTREP="https://a.example/x;y:z,w":A',
        'ATTENDEE;CN="Doe; Jane: boss";PARTSTAT=ACCEPTED:mailto:jane@example.com',
        'ATTENDEE;CN="Never closed;PARTSTAT=DECLINED:mailto:joe@example.com',
      ]),
    );
    expect(eventNamed(seed, 'A').attendees?.map(({ email }) => email)).toEqual([
      'jane@example.com',
      'joe@example.com',
    ]);
    expect(eventNamed(seed, 'A').attendees?.[0]?.displayName).toBe('Doe; Jane: boss');
  });

  it('ics components: an END joined to the next BEGIN or END is read as two lines', () => {
    const glued = [
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'UID:a',
      START,
      'SUMMARY:A',
      'BEGIN:VALARM',
      'TRIGGER:-PT5M',
      'END:VALARMEND:VEVENT',
      'BEGIN:VEVENT',
      'UID:b',
      START,
      'SUMMARY:B',
      'END:VEVENTBEGIN:VEVENT',
      'UID:c',
      START,
      'SUMMARY:C',
      'END:VEVENTEND:VCALENDAR',
    ];
    expect(loaded(...glued)).toEqual({ titles: ['A', 'B', 'C'], refused: [], notes: [] });
  });

  it('ics components: two events without END and BEGIN between them are noted as duplicate properties', () => {
    const lines = ['UID:a', START, 'SUMMARY:A', 'UID:b', 'DTSTART:20260805T120000', 'SUMMARY:B'];
    expect(loaded(calendarOf(lines))).toEqual({
      titles: ['A'],
      refused: [],
      notes: [
        '“A”, 2026-08-04, line 4: it has 2 different UID: the first counts',
        '“A”, 2026-08-04, line 4: it has 2 different DTSTART: the first counts',
      ],
    });
  });
});
