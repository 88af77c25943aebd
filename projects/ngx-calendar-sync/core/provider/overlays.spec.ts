import type { CalendarEvent } from '../model/calendar-event';
import { withOverlays } from './overlays';

function day(start: string, end: string, title: string): CalendarEvent {
  return {
    id: `daily_${start}`,
    seriesId: 'daily',
    calendarId: 'work',
    title,
    start,
    end,
    allDay: true,
    editable: true,
    status: 'confirmed',
    originalStart: start,
  };
}

// Of a suite that is not named among those with local time, each spec fails where the browser's zone is asked.
describe('withOverlays', () => {
  it('withOverlays: of all-day events that are divided, the division is by their days, whatever the time zone', () => {
    const days = [
      day('2026-06-01', '2026-06-02', 'Trip'),
      day('2026-06-02', '2026-06-03', 'Trip'),
      day('2026-06-03', '2026-06-04', 'Trip'),
    ];
    const rest = day('2026-06-01', '2026-06-02', 'Trip');
    const shown = withOverlays(
      days,
      [
        {
          kind: 'series',
          target: { calendarId: 'work', eventId: 'daily' },
          from: '2026-06-02',
          master: undefined,
          exceptions: [],
          cancelled: [],
          rest,
        },
      ],
      () => [],
    );
    expect(shown.map(({ start }) => start)).toEqual(['2026-06-01']);
  });

  it('withOverlays: an occurrence is changed or deleted under the name of its provider, which a written series does not know yet', () => {
    const named = (occurrence: CalendarEvent, name: string) => ({ ...occurrence, id: name });
    const days = ['2026-06-01', '2026-06-02', '2026-06-03'].map((start) =>
      day(start, start, 'Trip'),
    );
    const [first, second, third] = days as [CalendarEvent, CalendarEvent, CalendarEvent];
    const target = { calendarId: 'work', eventId: 'daily' };
    const master = { ...first, id: 'daily' };
    const shown = withOverlays(
      days,
      [
        { kind: 'series', target, master, exceptions: [], cancelled: [] },
        { kind: 'put', event: { ...second, title: 'Rest' } },
        {
          kind: 'delete',
          target: { ...target, eventId: third.id, seriesId: 'daily', originalStart: third.start },
        },
      ],
      () => days.map((occurrence) => named(occurrence, `daily@${occurrence.start}`)),
    );
    expect(shown.map(({ id, title }) => `${id} ${title}`)).toEqual([
      'daily@2026-06-01 Trip',
      'daily_2026-06-02 Rest',
    ]);
  });
});
