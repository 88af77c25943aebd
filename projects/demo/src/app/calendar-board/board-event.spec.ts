import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { boardEvent, eventKey, sourceOf } from './board-event';

const event: GoogleCalendarEvent = {
  id: 'e1',
  calendarId: 'ada@example.com',
  title: 'Tea',
  start: '2026-11-22T16:00:00+01:00',
  end: '2026-11-22T17:00:00+01:00',
  allDay: false,
  color: '#dc2127',
  status: 'confirmed',
  editable: true,
  googleEvent: { id: 'e1' },
};

describe('boardEvent', () => {
  it('leaves the event as it is and makes its text readable on its tint', () => {
    const light = boardEvent(event, '#ffffff');
    const { id, title, start, end, allDay, color, editable } = light;
    expect({ id, title, start, end, allDay, color, editable }).toEqual({
      id: 'e1',
      title: 'Tea',
      start: '2026-11-22T16:00:00+01:00',
      end: '2026-11-22T17:00:00+01:00',
      allDay: false,
      color: '#dc2127',
      editable: true,
    });
    expect(light.contrastColor).toBe('#10161f');
    expect(boardEvent(event, '#161b22').contrastColor).toBe('#ffffff');
  });

  it('leads back to the event', () => {
    const { extendedProps = {} } = boardEvent(event, '#ffffff');
    expect(sourceOf({ extendedProps })).toBe(event);
    expect(sourceOf({ extendedProps: {} })).toBeUndefined();
  });

  it('names what has no title, and leaves the colour to the board where there is none', () => {
    const plain: GoogleCalendarEvent = { ...event, title: '' };
    delete (plain as { color?: string }).color;
    const made = boardEvent(plain, '#ffffff');
    expect(made.title).toBe('(No title)');
    expect(made.contrastColor).toBeUndefined();
  });

  it('marks what is not certain', () => {
    const answered = (responseStatus: string) =>
      boardEvent(
        { ...event, googleEvent: { attendees: [{ self: true, responseStatus }] } },
        '#ffffff',
      ).className;
    expect(answered('declined')).toBe('event-declined');
    expect(answered('needsAction')).toBe('event-tentative');
    expect(answered('accepted')).toBe('');
    expect(boardEvent({ ...event, status: 'tentative' }, '#fff').className).toBe('event-tentative');
  });

  it('keys an event by its calendar, too', () => {
    expect(eventKey(event)).not.toBe(eventKey({ ...event, calendarId: 'work' }));
  });
});
