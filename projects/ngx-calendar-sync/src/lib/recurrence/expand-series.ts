import { Slices } from '../ambient/next-task';
import type { CalendarEvent } from '../model/calendar-event';
import type { EventSeries, SeriesEvents, SeriesProblem, SeriesQuery } from './event-series';

/**
 * The events that the series of a calendar show in a range. What expands them is loaded when there is the first one, and
 * the page stays responsive meanwhile. A series that fails is told of, and does not keep the others from showing.
 */
export async function expandSeries<E extends CalendarEvent>(
  series: readonly EventSeries<E>[],
  query: SeriesQuery<E>,
): Promise<SeriesEvents<E>> {
  const events: E[] = [];
  const problems: SeriesProblem<E>[] = [];
  if (series.length === 0) {
    return { events, problems };
  }
  const { SharedExpansion, seriesEvents } = await import('./series-events');
  const shared = new SharedExpansion();
  const slices = new Slices();
  for (const each of series) {
    if (slices.over) {
      await slices.next();
    }
    try {
      const work = seriesEvents(each, query, shared);
      let step = work.next();
      while (!step.done) {
        if (slices.over) {
          await slices.next();
        }
        step = work.next();
      }
      for (const event of step.value.events) {
        events.push(event);
      }
      problems.push(...step.value.problems);
    } catch {
      const { master } = each;
      const problem = 'It could not be expanded: its occurrences do not show.';
      problems.push({ master, problem, unreadable: master.recurrence ?? [] });
    }
  }
  return { events, problems };
}
