import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { toOccurrence } from './occurrence-mapping';
import { eventOf } from '../runtime/mapping/specs/event-of';

describe('Occurrence mapping', () => {
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
  const occurrence = {
    originalStart: '2026-11-22T09:00:00+01:00',
    start: '2026-11-22T09:00:00+01:00',
    end: '2026-11-22T10:00:00+01:00',
  };

  it('occurrence: made from its master it equals what Google lists with singleEvents', () => {
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
    expect(toOccurrence(eventOf(series), occurrence)).toEqual(eventOf(listed));
  });

  it('occurrence: the id of an all-day occurrence ends with its day', () => {
    const days = { ...series, start: { date: '2026-01-05' }, end: { date: '2026-01-06' } };
    const day = { originalStart: '2026-11-22', start: '2026-11-22', end: '2026-11-23' };
    const { id, start, end, googleEvent } = toOccurrence(eventOf(days), day);
    expect([id, start, end]).toEqual(['abc_20261122', '2026-11-22', '2026-11-23']);
    expect(googleEvent.originalStartTime).toEqual({ date: '2026-11-22' });
  });

  // Google does not document these ids. They are taken from public threads about series that were split.
  for (const [seriesId, originalStart, expected] of [
    ['abc_R20260511T090000', '2026-06-01T11:00:00+02:00', 'abc_20260601T090000Z'],
    ['abc_R20260511T090000Z', '2026-06-01T09:00:00Z', 'abc_20260601T090000Z'],
    ['abc_R20260511', '2026-06-01', 'abc_20260601'],
    ['abc_R20260511T090000_R20260601T090000', '2026-06-08', 'abc_R20260511T090000_20260608'],
    ['_R20260511x', '2026-06-01', '_R20260511x_20260601'],
  ] as const) {
    it(`occurrence: in the series ${seriesId} its id is ${expected}`, () => {
      const found = toOccurrence(
        eventOf({
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

  it('occurrence: its times are shown in the time zone of the configuration, and its id stays', () => {
    const { id, start, originalStart } = toOccurrence(eventOf(series), occurrence, 'Asia/Kolkata');
    expect(id).toBe('abc_20261122T080000Z');
    expect([start, originalStart]).toEqual(Array(2).fill('2026-11-22T13:30:00+05:30'));
  });

  it('occurrence: a link that is not of the known form is kept', () => {
    for (const htmlLink of [
      'https://calendar.example/abc',
      'https://calendar.example/?eid=abcde',
    ]) {
      const { googleEvent } = toOccurrence(eventOf({ ...series, htmlLink }), occurrence);
      expect(googleEvent.htmlLink).toBe(htmlLink);
    }
  });
});
