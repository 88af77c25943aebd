import { ɵSlices as Slices } from 'ngx-calendar-sync/base';
import type {
  EventSeries,
  SeriesEvents,
  SeriesMember,
  SeriesProblem,
  SeriesQuery,
} from './event-series';

const seriesEvents = () => import('./series-events');

/** Loads the code that expands series; {@link expandSeries} does so by itself. */
export async function loadSeriesExpansion(): Promise<void> {
  await seriesEvents();
}

/**
 * The events that the series of a calendar have in a range. The code that expands series is loaded with the first one,
 * and works in slices so that the page stays responsive. A series that fails becomes a problem; the others show all the
 * same.
 */
export async function expandSeries<E extends SeriesMember>(
  series: readonly EventSeries<E>[],
  query: SeriesQuery<E>,
): Promise<SeriesEvents<E>> {
  const events: E[] = [];
  const problems: SeriesProblem<E>[] = [];
  if (series.length === 0) {
    return { events, problems };
  }
  const { seriesExpansion } = await seriesEvents();
  const expand = seriesExpansion(query);
  const slices = new Slices();
  for (const each of series) {
    if (slices.over) {
      await slices.next();
    }
    try {
      const work = expand(each);
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
