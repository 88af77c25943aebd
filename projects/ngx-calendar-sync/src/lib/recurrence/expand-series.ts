import { Slices } from '../ambient/next-task';
import type { CalendarEvent } from '../model/calendar-event';
import type { EventSeries, SeriesEvents, SeriesProblem, SeriesQuery } from './event-series';

/**
 * The events that the series of a calendar show in a range. What expands them is loaded when there is the first one, and
 * the page stays responsive meanwhile.
 */
export async function expandSeries<E extends CalendarEvent>(
  series: readonly EventSeries<E>[],
  query: SeriesQuery<E>,
): Promise<SeriesEvents<E>> {
  const events: E[] = [];
  const problems: SeriesProblem<E>[] = [];
  if (series.length === 0) return { events, problems };
  const { SharedExpansion, seriesEvents } = await import('./series-events');
  const shared = new SharedExpansion();
  const slices = new Slices();
  for (const each of series) {
    if (slices.over) await slices.next();
    const found = seriesEvents(each, query, shared);
    for (const event of found.events) events.push(event);
    problems.push(...found.problems);
  }
  return { events, problems };
}
