import type { CalendarEvent, ɵEventSeries as EventSeries } from 'ngx-calendar-sync/core';

export interface EventsAndSeries<E extends CalendarEvent> {
  readonly events: readonly E[];
  readonly series: readonly EventSeries<E>[];
}

/**
 * The single events and the series among all events of a calendar. Cancelled ones are left out; a cancelled occurrence
 * leaves a gap in its series.
 */
export function eventsAndSeries<E extends CalendarEvent>(all: readonly E[]): EventsAndSeries<E> {
  const masters = all.filter(({ recurrence }) => recurrence);
  const series = masters
    .filter(({ status }) => status !== 'cancelled')
    .map((master) => {
      const own = all.filter(({ seriesId }) => seriesId === master.id);
      return {
        master,
        changed: own.filter(({ status }) => status !== 'cancelled'),
        cancelled: own.flatMap(({ status, originalStart }) =>
          status === 'cancelled' && originalStart ? [originalStart] : [],
        ),
      };
    });
  const masterIds = new Set(masters.map(({ id }) => id));
  const events = all.filter(
    ({ recurrence, seriesId = '', status }) =>
      !recurrence && status !== 'cancelled' && !masterIds.has(seriesId),
  );
  return { events, series };
}
