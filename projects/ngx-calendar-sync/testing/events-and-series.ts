import type { CalendarEvent, ɵEventSeries as EventSeries } from 'ngx-calendar-sync';

/** A calendar's events with exceptions at their series; of what was deleted, the occurrences that are taken out. */
export function eventsAndSeries<E extends CalendarEvent>(
  all: readonly E[],
): { readonly events: readonly E[]; readonly series: readonly EventSeries<E>[] } {
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
  const known = new Set(masters.map(({ id }) => id));
  const events = all.filter(
    ({ recurrence, seriesId = '', status }) =>
      !recurrence && status !== 'cancelled' && !known.has(seriesId),
  );
  return { events, series };
}
