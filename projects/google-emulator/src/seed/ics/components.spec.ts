import { calendarOf, eventNamed, imported } from '../testing/ics-import.ts';
import { componentsOf } from './components.ts';

const START = 'DTSTART:20260804T120000';
const EVENT = ['BEGIN:VEVENT', 'UID:z', START, 'SUMMARY:Z', 'END:VEVENT'];

describe('The lines of a calendar file', () => {
  const loaded = (...lines: readonly string[]) => {
    const { calendar, refused, notes } = imported(lines.join('\r\n'));
    return {
      titles: calendar.events.map((event) => event.summary),
      refused: refused.map(({ event, reason }) => `${event}: ${reason}`),
      notes: notes.map(({ event, note }) => `${event}: ${note}`),
    };
  };

  it('are unfolded, whatever ends them', () => {
    for (const end of ['\r\n', '\n', '\r']) {
      const text = ['BEGIN:VCALENDAR', 'X-WR-CALNAME:One ', ' and', '', '\t two', 'END:VCALENDAR'];
      const [name] = componentsOf(text.join(end)).calendars[0]?.properties ?? [];
      expect(name?.value).toBe('One and two');
    }
  });

  it('a very long line is one line', () => {
    const long = 'x'.repeat(2_000_000);
    const seed = imported(calendarOf(['UID:a', START, 'SUMMARY:A', `DESCRIPTION:${long}`]));
    expect(eventNamed(seed, 'A').description?.length).toBe(long.length);
  });

  it('keep components inside components with them', () => {
    const text = calendarOf(['UID:a', START, 'BEGIN:VALARM', 'TRIGGER:-PT5M', 'END:VALARM']);
    const [event] = componentsOf(text).calendars[0]?.components ?? [];
    expect(event?.children.map(({ name }) => name)).toEqual(['VALARM']);
    expect(event?.faults).toEqual([]);
  });

  it('events after END:VCALENDAR are loaded, in the zone of that calendar, and named', () => {
    const seed = imported([calendarOf(['UID:a', START, 'SUMMARY:A']), ...EVENT].join('\r\n'));
    expect(eventNamed(seed, 'Z').start?.dateTime).toBe('2026-08-04T12:00:00+02:00');
    expect(seed.notes).toEqual([
      { event: '“Z”, 2026-08-04, line 10', note: 'it stands after END:VCALENDAR' },
    ]);
  });

  it('events outside of any calendar are loaded and named', () => {
    expect(loaded(...EVENT)).toEqual({
      titles: ['Z'],
      refused: [],
      notes: ['“Z”, 2026-08-04, line 1: it stands before any BEGIN:VCALENDAR'],
    });
  });

  it('an event after a VTIMEZONE that is never closed is loaded, in that zone', () => {
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

  it('an alarm that is never closed keeps its lines, and gives back those of the event', () => {
    const seed = imported(
      calendarOf(['UID:a', 'BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT5M', START, 'SUMMARY:A']),
    );
    const event = eventNamed(seed, 'A');
    expect(event.start?.dateTime).toBe('2026-08-04T12:00:00+02:00');
    expect(event.reminders?.overrides).toEqual([{ method: 'popup', minutes: 5 }]);
    expect(seed.notes.map(({ note }) => note)).toEqual(['VALARM inside it is not closed']);
  });

  it('events that are not closed, or inside of components that nobody knows, are loaded and named', () => {
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

  it('an END that closes nothing is named, and an event whose BEGIN is missing', () => {
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

  it('an indented file is read', () => {
    const text = calendarOf(['UID:a', START, 'SUMMARY:A']).replaceAll('\r\n', '\n    ');
    expect(loaded(`  ${text}`).titles).toEqual(['A']);
  });

  it('names of properties in lower case are read', () => {
    const text = calendarOf(['UID:a', START, 'SUMMARY:A', 'RRULE:FREQ=DAILY;COUNT=2']);
    expect(eventNamed(imported(text.toLowerCase()), 'a').recurrence).toEqual([
      'RRULE:FREQ=DAILY;COUNT=2',
    ]);
  });

  it('a line without a colon is left out and named, or belongs to the description before it', () => {
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

  it('parameters in quotes may hold colons, semicolons and commas', () => {
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

  it('an END with the next BEGIN or END on its line ends one event and begins the next', () => {
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

  it('two events of which END and BEGIN between them are lost are named', () => {
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
