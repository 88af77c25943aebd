import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { conflictView } from './conflict-view';
import type { FieldPlace } from './field-text';

const BASE: GoogleCalendarEvent = {
  id: 'e1',
  calendarId: 'mira@example.com',
  title: 'Lunch',
  start: '2025-06-03T12:00:00+02:00',
  end: '2025-06-03T13:00:00+02:00',
  allDay: false,
  status: 'confirmed',
  editable: true,
  googleEvent: { id: 'e1' },
};
const PLACE: FieldPlace = {
  locale: 'en-GB',
  timeZone: 'Europe/Berlin',
  calendarReminders: [],
  colorName: () => undefined,
  ruleInWords: () => 'every Tuesday',
};

describe('conflictView', () => {
  it('both changed: each field has both sides in words, in the order of the form', () => {
    const mine: GoogleCalendarEvent = {
      ...BASE,
      title: 'Tea',
      attendees: [{ email: 'ada@example.com', responseStatus: 'accepted' }],
    };
    const theirs = { ...BASE, title: 'Dinner', start: '2025-06-03T18:00:00+02:00' };
    const conflict = { id: '1', base: BASE, mine, theirs, fields: ['attendees', 'title'] };
    const { kind, title, rows } = conflictView(conflict, PLACE);
    expect({ kind, title }).toEqual({ kind: 'both-changed', title: '“Lunch”' });
    expect(rows).toEqual([
      {
        field: 'title',
        label: 'Title',
        sides: [
          { side: 'mine', text: 'Tea' },
          { side: 'theirs', text: 'Dinner' },
        ],
      },
      {
        field: 'attendees',
        label: 'Guests',
        sides: [
          { side: 'mine', text: 'ada@example.com (Coming)' },
          { side: 'theirs', text: 'None' },
        ],
      },
    ]);
  });

  it('a field that the app has no words for can be chosen all the same', () => {
    const conflict = { id: '1', base: BASE, mine: BASE, theirs: BASE, fields: ['attachments'] };
    const [row] = conflictView(conflict, PLACE).rows;
    expect(row?.label).toBe('Other details');
    expect(row?.sides.map(({ text }) => text)).toEqual([
      'As you changed it',
      'As somebody else changed it',
    ]);
  });

  it('deleted by somebody else: it shows what I have changed, and nothing else', () => {
    const mine = { ...BASE, location: 'Garden' };
    const conflict = { id: '1', base: BASE, mine, theirs: undefined, fields: [] };
    const { kind, rows } = conflictView(conflict, PLACE);
    expect(kind).toBe('deleted-by-them');
    expect(rows).toEqual([
      { field: 'location', label: 'Location', sides: [{ side: 'mine', text: 'Garden' }] },
    ]);
  });

  it('deleted by me: it shows what somebody else has changed, a rule in words', () => {
    const theirs = { ...BASE, recurrence: ['RRULE:FREQ=WEEKLY'] };
    const conflict = { id: '1', base: BASE, mine: undefined, theirs, fields: [] };
    const { kind, rows } = conflictView(conflict, PLACE);
    expect(kind).toBe('deleted-by-me');
    expect(rows.map(({ sides }) => sides)).toEqual([[{ side: 'theirs', text: 'every Tuesday' }]]);
  });
});
