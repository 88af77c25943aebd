import type { Calendar } from '../world/calendar.ts';
import { MOST_INSTANCES, type ListedEvent } from './event-list.ts';
import type { EventQuery } from './event-query.ts';
import { cancelledCopy, isCancelled, isSeries, type StoredEvent } from './event-resource.ts';
import { instanceOf, occurrencesBetween, type Occurrence } from './series.ts';

/**
 * What a reader of single events got of this event before and must give up now, because it happens at other times: the
 * instances that its rule no longer has, or the event itself where it became a series. A deleted series is not meant:
 * its instances are told of as deleted ones.
 */
export function* lostSince(
  calendar: Calendar,
  event: StoredEvent,
  since: number,
  query: EventQuery,
): Generator<ListedEvent, void> {
  const before = calendar.events.formerly(event.id, since);
  if (!before || isCancelled(before) || (isCancelled(event) && isSeries(event))) {
    return;
  }
  if (!isSeries(before)) {
    yield { event: gone(before, event) };
    return;
  }
  const kept = new Set(
    isSeries(event) ? [...first(calendar, event, query)].map(({ id }) => id) : [],
  );
  const exceptions = calendar.events.exceptionsOf(event.id);
  for (const occurrence of first(calendar, before, query)) {
    if (!kept.has(occurrence.id) && !exceptions.has(occurrence.id)) {
      yield { event: gone(instanceOf(calendar, before, occurrence), event) };
    }
  }
}

/** As far as anybody got them. */
function* first(
  calendar: Calendar,
  series: StoredEvent,
  { from, to }: EventQuery,
): Generator<Occurrence, void> {
  let count = 0;
  for (const occurrence of occurrencesBetween(calendar, series, from, to)) {
    if (++count > MOST_INSTANCES) {
      return;
    }
    yield occurrence;
  }
}

/** `lost` as cancelled by the revision that it is no longer in. */
function gone(lost: StoredEvent, by: StoredEvent): StoredEvent {
  const { etag, updated } = by.resource;
  const copy = cancelledCopy(lost);
  return {
    ...copy,
    change: by.change,
    updated: by.updated,
    resource: { ...copy.resource, ...(etag && { etag }), ...(updated && { updated }) },
  };
}
