import type { Calendar } from '../world/calendar.ts';
import type { EventQuery } from './event-query.ts';
import { cancelledCopy, isCancelled, isSeries, type StoredEvent } from './event-resource.ts';
import { type ListedEvent, MAX_INSTANCES_WITHOUT_END } from './listed-event.ts';
import { instanceOf, occurrencesBetween, type Occurrence } from './series.ts';

/**
 * The instances that a client with `singleEvents=true` received before and must remove, because the occurrences of the
 * event have changed: those that its rule no longer has, or the event itself if it became a series. A deleted series
 * yields nothing here, because its instances are listed as deleted events.
 */
export function* instancesLostSince(
  calendar: Calendar,
  event: StoredEvent,
  since: number,
  query: EventQuery,
): Generator<ListedEvent, void> {
  const before = calendar.events.supersededAt(event.id, since);
  if (!before || isCancelled(before) || (isCancelled(event) && isSeries(event))) {
    return;
  }
  if (!isSeries(before)) {
    yield { event: cancelledBy(before, event) };
    return;
  }
  const kept = new Set(
    isSeries(event) ? [...listedOccurrences(calendar, event, query)].map(({ id }) => id) : [],
  );
  const exceptions = calendar.events.exceptionsOf(event.id);
  for (const occurrence of listedOccurrences(calendar, before, query)) {
    if (!kept.has(occurrence.id) && !exceptions.has(occurrence.id)) {
      yield { event: cancelledBy(instanceOf(calendar, before, occurrence), event) };
    }
  }
}

/** The occurrences as far as a list includes them. */
function* listedOccurrences(
  calendar: Calendar,
  series: StoredEvent,
  { from, to }: EventQuery,
): Generator<Occurrence, void> {
  let count = 0;
  for (const occurrence of occurrencesBetween(calendar, series, from, to)) {
    if (++count > MAX_INSTANCES_WITHOUT_END) {
      return;
    }
    yield occurrence;
  }
}

/** `lost`, cancelled by the revision that no longer has it. */
function cancelledBy(lost: StoredEvent, by: StoredEvent): StoredEvent {
  const { etag, updated } = by.resource;
  const copy = cancelledCopy(lost);
  return {
    ...copy,
    change: by.change,
    updated: by.updated,
    resource: { ...copy.resource, ...(etag && { etag }), ...(updated && { updated }) },
  };
}
