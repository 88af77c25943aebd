import type { GoogleEvent } from '../api/wire-types.generated';
import { toEvent } from './event-mapping';
import { toPulledChange } from './pulled-change';

describe('a record whose times make no sense is malformed, and the pull goes on', () => {
  const context = { calendarId: 'c', calendar: undefined, palette: {}, timeZone: 'Europe/Berlin' };
  const noDays = ['0000-00-00', '2026-99-99', '2026-02-31', 'soon', '2026-06-10T09:00', '20260610'];
  const noTimes = ['0000-00-00T00:00:00Z', '2026-99-99T00:00:00Z', '2026-06-10T99:00:00Z', 'soon'];

  for (const date of noDays.filter((each) => each !== '2026-06-10T09:00')) {
    it(`on the day ${date}`, () => {
      const item: GoogleEvent = { id: 'a', start: { date }, end: { date } };
      expect(toPulledChange(item)).toEqual({
        kind: 'malformed',
        id: 'a',
        problem: 'It has no start that could be read.',
      });
      expect(toEvent(item, context)).toBeUndefined();
    });
  }

  for (const dateTime of noTimes) {
    it(`at the time ${dateTime}`, () => {
      const item: GoogleEvent = { id: 'a', start: { dateTime }, recurrence: ['RRULE:FREQ=DAILY'] };
      expect(toPulledChange(item).kind).toBe('malformed');
      expect(toEvent(item, context)).toBeUndefined();
    });

    it(`as an exception of the time ${dateTime}`, () => {
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

  it('but an end that makes no sense is left out', () => {
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
