import type { Calendar } from '../world/calendar.ts';
import { notFound } from './api-error.ts';
import { parseInstanceId } from './event-id.ts';
import { cancelledCopy, isCancelled, type StoredEvent } from './event-resource.ts';
import { instanceOf, occurrenceAt } from './series.ts';

/**
 * The event of an id: one that is stored, or an instance that so far exists only in the rule of its series.
 * A deleted event is found too; an instance of a deleted series is deleted with it.
 */
export function findEvent(calendar: Calendar, id: string): StoredEvent | undefined {
  const stored = calendar.events.get(id);
  const known = stored && withFateOfSeries(calendar, stored);
  if (known && !isCancelled(known)) {
    return known;
  }
  const instances = instancesWithId(calendar, id, known?.seriesId);
  return instances.find((each) => !isCancelled(each)) ?? known ?? instances[0];
}

/**
 * The occurrences that have this id by their rules. Of several series that name theirs alike a later one may have what
 * an earlier one lost.
 * @param but The series whose occurrence an exception stands for.
 */
function instancesWithId(calendar: Calendar, id: string, but: string | undefined): StoredEvent[] {
  const named = parseInstanceId(id);
  if (!named) {
    return [];
  }
  return calendar.events
    .seriesNamedBy(named.base)
    .filter((series) => series.id !== but)
    .flatMap((series) => {
      const occurrence = occurrenceAt(calendar, series, named.originalStart);
      return occurrence?.id === id ? [instanceOf(calendar, series, occurrence)] : [];
    });
}

/** @throws ApiError 404 where there never was such an event. */
export function existingEvent(calendar: Calendar, id: string): StoredEvent {
  const event = findEvent(calendar, id);
  if (!event) {
    throw notFound();
  }
  return event;
}

/** An exception whose series was deleted counts as deleted, and lives again with it. */
export function withFateOfSeries(calendar: Calendar, event: StoredEvent): StoredEvent {
  const { seriesId } = event;
  const series = seriesId === undefined ? undefined : calendar.events.get(seriesId);
  return series && isCancelled(series) && !isCancelled(event) ? cancelledCopy(event) : event;
}
