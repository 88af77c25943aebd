import type { AttendeeResponse } from 'ngx-calendar-sync';
import type { GoogleCalendarEvent } from 'ngx-calendar-sync/google';
import { boardEvent, eventKey, sourceOf } from './board-event';

const BOARD = { background: '#ffffff', ownColor: '#1f5fa8' };

const EVENT: GoogleCalendarEvent = {
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
  it('keeps the event’s fields and adds a text colour that can be read on a light and on a dark board', () => {
    const light = boardEvent(EVENT, BOARD);
    const { id, title, start, end, allDay, color, editable } = light;
    expect({ id, title, start, end, allDay, color, editable }).toEqual({
      id: eventKey(EVENT),
      title: 'Tea',
      start: '2026-11-22T16:00:00+01:00',
      end: '2026-11-22T17:00:00+01:00',
      allDay: false,
      color: '#dc2127',
      editable: true,
    });
    expect(light.contrastColor).toBe('#10161f');
    expect(boardEvent(EVENT, { ...BOARD, background: '#161b22' }).contrastColor).toBe('#ffffff');
  });

  it('keeps the library’s event, which sourceOf returns; a selection has none', () => {
    const { extendedProps = {} } = boardEvent(EVENT, BOARD);
    expect(sourceOf({ extendedProps })).toBe(EVENT);
    expect(sourceOf({ extendedProps: {} })).toBeUndefined();
  });

  it('calls an event without a title “(No title)” and gives an event without a colour the board’s own', () => {
    const plain: GoogleCalendarEvent = { ...EVENT, title: '' };
    delete (plain as { color?: string }).color;
    const made = boardEvent(plain, BOARD);
    expect(made.title).toBe('(No title)');
    expect([made.color, made.contrastColor]).toEqual([BOARD.ownColor, '#10161f']);
  });

  it('gives declined and tentative events a class of their own', () => {
    const answered = (responseStatus: AttendeeResponse) =>
      boardEvent(
        { ...EVENT, attendees: [{ email: 'ada@example.com', self: true, responseStatus }] },
        BOARD,
      ).className;
    expect(answered('declined')).toBe('event-declined');
    expect(answered('needsAction')).toBe('event-tentative');
    expect(answered('accepted')).toBe('');
    expect(boardEvent({ ...EVENT, status: 'tentative' }, BOARD).className).toBe('event-tentative');
  });

  it('outlines an event on a tint of its own, whose text can be read on a light and on a dark board', () => {
    const outlined = { ...EVENT, color: '#16a765', status: 'tentative' } as const;
    const light = boardEvent(outlined, BOARD, { outlined: true });
    expect([light.className, light.contrastColor]).toEqual([
      'event-tentative event-outlined',
      '#10161f',
    ]);
    // On the tint of a filled block dark text has the higher contrast.
    const white = { ...EVENT, color: '#ffffff' };
    const dark = { ...BOARD, background: '#5b5b5b' };
    expect(boardEvent(white, dark).contrastColor).toBe('#10161f');
    expect(boardEvent(white, dark, { outlined: true }).contrastColor).toBe('#ffffff');
  });

  it('gives events with one id in two calendars different keys', () => {
    expect(eventKey(EVENT)).not.toBe(eventKey({ ...EVENT, calendarId: 'work' }));
  });
});
