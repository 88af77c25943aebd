import type { GoogleEvent } from '../api/wire-types.generated';
import { toEvent } from './event-mapping';
import type { GoogleCalendarEvent } from './google-calendar-event';
import { toOccurrence } from './occurrence-mapping';

describe('an occurrence of a series', () => {
  const context = { calendarId: 'c', calendar: undefined, palette: {}, timeZone: undefined };
  const series: GoogleEvent = {
    id: 'abc',
    etag: '"7"',
    summary: 'Stand-up',
    colorId: '3',
    htmlLink: `https://www.google.com/calendar/event?eid=${btoa('abc me@m').replaceAll('=', '')}`,
    start: { dateTime: '2026-01-05T09:00:00+01:00', timeZone: 'Europe/Berlin' },
    end: { dateTime: '2026-01-05T10:00:00+01:00', timeZone: 'Europe/London' },
    recurrence: ['RRULE:FREQ=DAILY'],
  };
  const master = (resource: GoogleEvent): GoogleCalendarEvent => {
    const event = toEvent(resource, context);
    if (!event) {
      throw new Error('The resource has no time.');
    }
    return event;
  };
  const occurrence = {
    originalStart: '2026-11-22T09:00:00+01:00',
    start: '2026-11-22T09:00:00+01:00',
    end: '2026-11-22T10:00:00+01:00',
  };

  it('is what Google lists with singleEvents', () => {
    const { recurrence, ...shared } = series;
    expect(recurrence).toBeDefined();
    const listed: GoogleEvent = {
      ...shared,
      id: 'abc_20261122T080000Z',
      htmlLink: `https://www.google.com/calendar/event?eid=${btoa('abc_20261122T080000Z me@m').replaceAll('=', '')}`,
      start: { dateTime: '2026-11-22T09:00:00+01:00', timeZone: 'Europe/Berlin' },
      end: { dateTime: '2026-11-22T10:00:00+01:00', timeZone: 'Europe/London' },
      recurringEventId: 'abc',
      originalStartTime: { dateTime: '2026-11-22T09:00:00+01:00', timeZone: 'Europe/Berlin' },
    };
    expect(toOccurrence(master(series), occurrence)).toEqual(master(listed));
  });

  it('of whole days is named after its day', () => {
    const days = { ...series, start: { date: '2026-01-05' }, end: { date: '2026-01-06' } };
    const day = { originalStart: '2026-11-22', start: '2026-11-22', end: '2026-11-23' };
    const { id, start, end, googleEvent } = toOccurrence(master(days), day);
    expect([id, start, end]).toEqual(['abc_20261122', '2026-11-22', '2026-11-23']);
    expect(googleEvent.originalStartTime).toEqual({ date: '2026-11-22' });
  });

  // Only public threads tell that Google lists them so.
  for (const [seriesId, originalStart, expected] of [
    ['abc_R20260511T090000', '2026-06-01T11:00:00+02:00', 'abc_20260601T090000Z'],
    ['abc_R20260511T090000Z', '2026-06-01T09:00:00Z', 'abc_20260601T090000Z'],
    ['abc_R20260511', '2026-06-01', 'abc_20260601'],
    ['abc_R20260511T090000_R20260601T090000', '2026-06-08', 'abc_R20260511T090000_20260608'],
    ['_R20260511x', '2026-06-01', '_R20260511x_20260601'],
  ] as const) {
    it(`of the series ${seriesId} has the id that Google lists: ${expected}`, () => {
      const found = toOccurrence(
        master({
          ...series,
          id: seriesId,
          htmlLink: `https://www.google.com/calendar/event?eid=${btoa(`${seriesId} me@m`).replaceAll('=', '')}`,
        }),
        { originalStart, start: originalStart, end: originalStart },
      );
      const { id, seriesId: parent, googleEvent } = found;
      expect([id, googleEvent.id]).toEqual([expected, expected]);
      expect([parent, googleEvent.recurringEventId]).toEqual([seriesId, seriesId]);
      const [, eid = ''] = /eid=(.*)$/.exec(googleEvent.htmlLink ?? '') ?? [];
      expect(atob(eid)).toBe(`${expected} me@m`);
    });
  }

  it('is told in the zone that the app asks for', () => {
    const { id, start, originalStart } = toOccurrence(master(series), occurrence, 'Asia/Kolkata');
    expect(id).toBe('abc_20261122T080000Z');
    expect([start, originalStart]).toEqual(Array(2).fill('2026-11-22T13:30:00+05:30'));
  });

  it('keeps a link of another kind', () => {
    for (const htmlLink of [
      'https://calendar.example/abc',
      'https://calendar.example/?eid=abcde',
    ]) {
      const { googleEvent } = toOccurrence(master({ ...series, htmlLink }), occurrence);
      expect(googleEvent.htmlLink).toBe(htmlLink);
    }
  });
});
