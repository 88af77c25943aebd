import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { icsText } from './ics-text';

const LUNCH: GoogleCalendarEvent = {
  id: 'e1',
  calendarId: 'ada@example.com',
  title: 'Lunch, soup; bread',
  start: '2026-06-10T12:00:00+02:00',
  end: '2026-06-10T13:00:00+02:00',
  allDay: false,
  timeZone: 'Europe/Berlin',
  status: 'confirmed',
  editable: true,
  created: '2026-06-01T08:00:00.000Z',
  updated: '2026-06-02T08:30:00.000Z',
  googleEvent: { iCalUID: 'e1@google.com', sequence: 2 },
};
const SERIES: GoogleCalendarEvent = {
  ...LUNCH,
  id: 'daily',
  title: 'Daily',
  recurrence: ['RRULE:FREQ=DAILY', 'EXDATE;TZID=Europe/Berlin:20260612T120000'],
  googleEvent: { iCalUID: 'daily@google.com' },
};
const MOVED: GoogleCalendarEvent = {
  ...LUNCH,
  id: 'daily_20260611T100000Z',
  title: 'Daily, later',
  start: '2026-06-11T15:00:00+02:00',
  end: '2026-06-11T16:00:00+02:00',
  seriesId: 'daily',
  originalStart: '2026-06-11T12:00:00+02:00',
  googleEvent: { iCalUID: 'daily@google.com' },
};

/** The lines, unfolded. */
function linesOf(...events: GoogleCalendarEvent[]): string[] {
  return icsText(events).replace(/\r\n /g, '').split('\r\n');
}

/** The lines of a component, without those of the components in it. */
function component(name: string, lines: readonly string[], index = 0): readonly string[] {
  const starts = lines.flatMap((line, at) => (line === `BEGIN:${name}` ? [at] : []));
  const start = starts[index] ?? lines.length;
  return lines.slice(start + 1, lines.indexOf(`END:${name}`, start));
}

describe('icsText', () => {
  it('a single event: is written in UTC with its texts escaped', () => {
    const lines = linesOf({ ...LUNCH, description: 'Line 1\nLine 2 \\ end', location: 'Café' });
    expect(lines).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//ngx-calendar-sync//ics//EN',
      'BEGIN:VEVENT',
      'UID:e1@google.com',
      'DTSTAMP:20260602T083000Z',
      'DTSTART:20260610T100000Z',
      'DTEND:20260610T110000Z',
      'SUMMARY:Lunch\\, soup\\; bread',
      'DESCRIPTION:Line 1\\nLine 2 \\\\ end',
      'LOCATION:Café',
      'STATUS:CONFIRMED',
      'TRANSP:OPAQUE',
      'CREATED:20260601T080000Z',
      'LAST-MODIFIED:20260602T083000Z',
      'SEQUENCE:2',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('an all-day event: has days, the last one exclusive', () => {
    const fair = { ...LUNCH, start: '2026-06-10', end: '2026-06-12', allDay: true };
    const lines = linesOf(fair);
    expect(lines).toContain('DTSTART;VALUE=DATE:20260610');
    expect(lines).toContain('DTEND;VALUE=DATE:20260612');
  });

  it('a long line: is folded at 75 octets, between characters', () => {
    const title = 'Ölgemälde 🎨 '.repeat(20);
    const text = icsText([{ ...LUNCH, title }], { name: 'My week' });
    const octets = text.split('\r\n').map((line) => new TextEncoder().encode(line).length);
    expect(Math.max(...octets)).toBeLessThanOrEqual(75);
    expect(Math.max(...octets)).toBeGreaterThan(70);
    expect(text).not.toContain('\uFFFD');
    expect(text.replace(/\r\n /g, '')).toContain(`SUMMARY:${title}\r\n`);
    expect(text).toContain('X-WR-CALNAME:My week\r\n');
  });

  it('texts of others cannot add a property', () => {
    const evil = 'x\r\nATTENDEE:mailto:eve@example.com';
    const lines = linesOf({
      ...LUNCH,
      title: evil,
      location: evil,
      attendees: [{ email: evil, displayName: `"${evil}`, responseStatus: 'accepted' }],
      conference: { status: 'success', uri: evil, name: evil },
      recurrence: [`RRULE:FREQ=DAILY\r\nATTENDEE:mailto:eve@example.com`, evil],
      googleEvent: { iCalUID: evil },
    });
    expect(lines.filter((line) => line.startsWith('ATTENDEE:mailto:eve'))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('ATTENDEE')).length).toBe(1);
  });

  it('a series: repeats in its zone, which the file describes, and a changed occurrence names the one it replaces', () => {
    const lines = linesOf(SERIES, MOVED);
    const master = component('VEVENT', lines, 0);
    expect(master).toContain('DTSTART;TZID=Europe/Berlin:20260610T120000');
    expect(master).toContain('RRULE:FREQ=DAILY');
    expect(master).toContain('EXDATE;TZID=Europe/Berlin:20260612T120000');
    const moved = component('VEVENT', lines, 1);
    expect(moved).toContain('UID:daily@google.com');
    expect(moved).toContain('RECURRENCE-ID;TZID=Europe/Berlin:20260611T120000');
    expect(moved).toContain('DTSTART;TZID=Europe/Berlin:20260611T150000');

    expect(component('VTIMEZONE', lines)[0]).toBe('TZID:Europe/Berlin');
    // In June it is summer time.
    expect(component('DAYLIGHT', lines, 0)).toEqual([
      'DTSTART:20260610T120000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0200',
    ]);
    // Germany's clocks go back on the last Sunday of October at 3, and forward on that of March at 2.
    expect(component('STANDARD', lines, 0)).toEqual([
      'DTSTART:20261025T030000',
      'TZOFFSETFROM:+0200',
      'TZOFFSETTO:+0100',
    ]);
    expect(component('DAYLIGHT', lines, 1)).toEqual([
      'DTSTART:20270328T020000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0200',
    ]);
  });

  it('a series that began long ago: has the changes of the clocks of years to come', () => {
    const lines = linesOf({
      ...SERIES,
      start: '2005-01-10T12:00:00+01:00',
      end: '2005-01-10T13:00:00+01:00',
    });
    expect(component('STANDARD', lines, 0)).toEqual([
      'DTSTART:20050110T120000',
      'TZOFFSETFROM:+0100',
      'TZOFFSETTO:+0100',
    ]);
    // The last Sundays of March and October 2035.
    expect(lines).toContain('DTSTART:20350325T020000');
    expect(lines).toContain('DTSTART:20351028T030000');
  });

  it('a series whose exceptions name another zone: the file describes both zones', () => {
    const recurrence = ['RRULE:FREQ=DAILY', 'EXDATE;TZID=America/New_York:20260612T060000'];
    const lines = linesOf({ ...SERIES, recurrence });
    expect(lines.filter((line) => line.startsWith('TZID:'))).toEqual([
      'TZID:Europe/Berlin',
      'TZID:America/New_York',
    ]);
  });

  it("an invitation in two calendars: is written once, as the organizer's", () => {
    const copyOf = (event: GoogleCalendarEvent): GoogleCalendarEvent => ({
      ...event,
      calendarId: 'ben@example.com',
      title: 'Copy',
      organizer: { email: 'ada@example.com' },
    });
    const organized = (event: GoogleCalendarEvent): GoogleCalendarEvent => ({
      ...event,
      organizer: { email: 'ada@example.com', self: true },
    });
    const all = [LUNCH, SERIES, MOVED];
    const alone = { ...MOVED, id: 'other_20260611T100000Z', seriesId: 'other' };
    const lines = linesOf(
      ...[...all, alone].map(copyOf),
      ...[...all, alone].map(organized),
      ...[...all, alone].map(copyOf),
    );
    expect(lines.filter((line) => line.startsWith('SUMMARY'))).toEqual([
      'SUMMARY:Lunch\\, soup\\; bread',
      'SUMMARY:Daily',
      'SUMMARY:Daily\\, later',
      'SUMMARY:Daily\\, later',
    ]);
    expect(lines.filter((line) => line.startsWith('UID'))).toEqual([
      'UID:e1@google.com',
      'UID:daily@google.com',
      'UID:daily@google.com',
      'UID:other_20260611T100000Z@google.com',
    ]);
  });

  it('an event of no length: has no end', () => {
    const lines = linesOf({ ...LUNCH, end: '2026-06-10T10:00:00Z' });
    expect(lines).toContain('DTSTART:20260610T100000Z');
    expect(lines.filter((line) => line.startsWith('DTEND'))).toEqual([]);
  });

  it('an occurrence without its series: is an event of its own', () => {
    const lines = linesOf(MOVED, { ...MOVED, id: 'daily_20260613T100000Z' });
    expect(lines.filter((line) => line.startsWith('UID'))).toEqual([
      'UID:daily_20260611T100000Z@google.com',
      'UID:daily_20260613T100000Z@google.com',
    ]);
    expect(lines.filter((line) => line.startsWith('RECURRENCE-ID'))).toEqual([]);
    expect(lines).not.toContain('BEGIN:VTIMEZONE');
  });

  it('guests, reminders, a conference and who may see it', () => {
    const lines = linesOf({
      ...LUNCH,
      status: 'tentative',
      transparency: 'transparent',
      visibility: 'private',
      organizer: { email: 'ada@example.com', displayName: 'Byron, "Ada"', self: true },
      attendees: [
        {
          email: 'ben@example.com',
          displayName: 'Ben',
          responseStatus: 'declined',
          optional: true,
        },
        { email: 'room@example.com', responseStatus: 'accepted', resource: true },
      ],
      conference: { status: 'success', uri: 'https://meet.google.com/abc', name: 'Google Meet' },
      reminders: {
        useDefault: false,
        overrides: [
          { method: 'popup', minutes: 10 },
          { method: 'email', minutes: 60 },
        ],
      },
    });
    for (const line of [
      'STATUS:TENTATIVE',
      'TRANSP:TRANSPARENT',
      'CLASS:PRIVATE',
      `ORGANIZER;CN="Byron, ^'Ada^'":mailto:ada@example.com`,
      'ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED;CN=Ben:mailto:ben@example.com',
      'ATTENDEE;CUTYPE=RESOURCE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED:mailto:room@example.com',
      'CONFERENCE;VALUE=URI;LABEL=Google Meet:https://meet.google.com/abc',
    ]) {
      expect(lines).toContain(line);
    }
    expect(component('VALARM', lines, 0)).toEqual([
      'ACTION:DISPLAY',
      'TRIGGER:-PT10M',
      'DESCRIPTION:Lunch\\, soup\\; bread',
    ]);
    // Not by mail: the calendar's id may be the address of a whole group, or of none.
    expect(component('VALARM', lines, 1)).toEqual([
      'ACTION:DISPLAY',
      'TRIGGER:-PT60M',
      'DESCRIPTION:Lunch\\, soup\\; bread',
    ]);
  });
});
