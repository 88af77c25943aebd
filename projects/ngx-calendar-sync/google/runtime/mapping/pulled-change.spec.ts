import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { toEvent } from './event-mapping';
import { toPulledChange } from './pulled-change';

describe('Events with unreadable times in a pull', () => {
  const context = { calendarId: 'c', calendar: undefined, palette: {}, timeZone: 'Europe/Berlin' };
  const invalidDates = ['0000-00-00', '2026-99-99', '2026-02-31', 'soon', '20260610'];
  const invalidTimes = [
    '0000-00-00T00:00:00Z',
    '2026-99-99T00:00:00Z',
    '2026-06-10T99:00:00Z',
    'soon',
  ];

  for (const date of invalidDates) {
    it(`pulled change: an event on the date ${date} is malformed`, () => {
      const item: GoogleEvent = { id: 'a', start: { date }, end: { date } };
      expect(toPulledChange(item)).toEqual({
        kind: 'malformed',
        id: 'a',
        problem: 'It has no start that could be read.',
      });
      expect(toEvent(item, context)).toBeUndefined();
    });
  }

  for (const dateTime of invalidTimes) {
    it(`pulled change: a series at ${dateTime} is malformed`, () => {
      const item: GoogleEvent = { id: 'a', start: { dateTime }, recurrence: ['RRULE:FREQ=DAILY'] };
      expect(toPulledChange(item).kind).toBe('malformed');
      expect(toEvent(item, context)).toBeUndefined();
    });

    it(`pulled change: an exception with the original start ${dateTime} is malformed, also if cancelled`, () => {
      const start = { dateTime: '2026-06-10T09:00:00Z' };
      const occurrence = { id: 'a', recurringEventId: 's', originalStartTime: { dateTime } };
      for (const item of [
        { ...occurrence, start },
        { ...occurrence, status: 'cancelled' },
      ]) {
        expect(toPulledChange(item)).toEqual({
          kind: 'malformed',
          id: 'a',
          problem: 'Its original start could not be read.',
        });
      }
    });
  }

  it('pulled change: an unreadable end is ignored, and the event has the default end', () => {
    const day: GoogleEvent = {
      id: 'a',
      start: { date: '2026-06-10' },
      end: { date: '2026-99-99' },
    };
    expect(toEvent(day, context)?.end).toBe('2026-06-11');
    expect(toPulledChange(day).kind).toBe('event');
    const time: GoogleEvent = {
      id: 'a',
      start: { dateTime: '2026-06-10T09:00:00Z' },
      end: { dateTime: 'later' },
    };
    expect(toEvent(time, context)?.end).toBe('2026-06-10T11:00:00+02:00');
    expect(toPulledChange(time).kind).toBe('event');
  });
});
