import type { CalendarEvent, ɵOverlay as Overlay } from 'ngx-calendar-sync/core';
import { anEvent } from '../../copy/specs/fixed-event';
import { writtenSeries } from './written-series';

const NAME = { calendarId: 'work', seriesId: 'weekly' };

function occurrence(originalStart: string, title: string): CalendarEvent {
  return {
    ...anEvent(`weekly ${originalStart}`),
    title,
    seriesId: 'weekly',
    originalStart,
  };
}

const MASTER: CalendarEvent = {
  ...anEvent('weekly'),
  recurrence: ['RRULE:FREQ=WEEKLY'],
};
const EXCURSION = occurrence('2026-05-11', 'Excursion');
const READ = { master: MASTER, exceptions: [EXCURSION], cancelled: ['2026-05-18'] };

describe('writtenSeries', () => {
  it('writtenSeries: a changed and a deleted occurrence are exceptions before they are confirmed', () => {
    const renamed = occurrence('2026-05-25', 'Review');
    const overlays: readonly Overlay[] = [
      { kind: 'put', event: renamed },
      {
        kind: 'delete',
        target: {
          calendarId: 'work',
          eventId: EXCURSION.id,
          seriesId: 'weekly',
          originalStart: '2026-05-11',
        },
      },
    ];
    expect(writtenSeries(overlays, NAME, READ)).toEqual({
      master: MASTER,
      exceptions: [renamed],
      cancelled: ['2026-05-18', '2026-05-11'],
    });
  });

  it('writtenSeries: an occurrence that is restored is no longer deleted', () => {
    const restored = occurrence('2026-05-18', 'Meeting');
    const series = writtenSeries([{ kind: 'put', event: restored }], NAME, READ);
    expect(series?.cancelled).toEqual([]);
  });

  it('writtenSeries: what is left of a divided series keeps the exceptions before the division', () => {
    const rest = { ...MASTER, recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] };
    const division: Overlay = {
      kind: 'series',
      target: { calendarId: 'work', eventId: 'weekly' },
      from: '2026-05-18',
      master: { ...MASTER, id: 'new' },
      exceptions: [],
      cancelled: [],
      rest,
    };
    expect(writtenSeries([division], NAME, READ)).toEqual({
      master: rest,
      exceptions: [EXCURSION],
      cancelled: [],
    });
    expect(writtenSeries([division], { ...NAME, seriesId: 'new' }, undefined)?.master.id).toBe(
      'new',
    );
  });
});
