import type { Calendar } from '../world/calendar.ts';
import { notFound } from './api-error.ts';
import { parseInstanceId } from './event-id.ts';
import { cancelledCopy, isCancelled, type StoredEvent } from './event-resource.ts';
import { instanceOf, occurrenceAt } from './series.ts';

/**
 * Finds an event by id: a stored event, or an instance that exists only by the rule of its series. Deleted events are
 * found too, and the instances of a deleted series count as deleted.
 */
export function findEvent(calendar: Calendar, id: string): StoredEvent | undefined {
  const stored = calendar.events.get(id);
  const known = stored && cancelledWithSeries(calendar, stored);
  if (known && !isCancelled(known)) {
    return known;
  }
  const instances = instancesWithId(calendar, id, known?.seriesId);
  return instances.find((each) => !isCancelled(each)) ?? known ?? instances[0];
}

/**
 * The occurrences with this id. A series and those split off it share a base id, so several of them may have one.
 * @param excludedSeriesId Series to skip, because its occurrence was replaced by the stored exception.
 */
function instancesWithId(
  calendar: Calendar,
  id: string,
  excludedSeriesId: string | undefined,
): StoredEvent[] {
  const named = parseInstanceId(id);
  if (!named) {
    return [];
  }
  return calendar.events
    .seriesWithBaseId(named.base)
    .filter((series) => series.id !== excludedSeriesId)
    .flatMap((series) => {
      const occurrence = occurrenceAt(calendar, series, named.originalStart);
      return occurrence?.id === id ? [instanceOf(calendar, series, occurrence)] : [];
    });
}

/** @throws ApiError 404 if there never was such an event. */
export function existingEvent(calendar: Calendar, id: string): StoredEvent {
  const event = findEvent(calendar, id);
  if (!event) {
    throw notFound();
  }
  return event;
}

/** An exception counts as deleted while its series is deleted. */
export function cancelledWithSeries(calendar: Calendar, event: StoredEvent): StoredEvent {
  const { seriesId } = event;
  const series = seriesId === undefined ? undefined : calendar.events.get(seriesId);
  return series && isCancelled(series) && !isCancelled(event) ? cancelledCopy(event) : event;
}
