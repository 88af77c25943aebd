import type { Calendar } from '../world/calendar.ts';
import { notFound } from './api-error.ts';
import { parseInstanceId } from './event-id.ts';
import { cancelledCopy, isCancelled, isSeries, type StoredEvent } from './event-resource.ts';
import { instanceOf, occurrenceAt } from './series.ts';

/**
 * The event of an id: one that is stored, or an instance that so far exists only in the rule of its series.
 * A deleted event is found too; an instance of a deleted series is deleted with it.
 */
export function findEvent(calendar: Calendar, id: string): StoredEvent | undefined {
  const stored = calendar.events.get(id);
  if (stored) {
    return withFateOfSeries(calendar, stored);
  }
  const instance = parseInstanceId(id);
  const series = instance && calendar.events.get(instance.seriesId);
  if (!series || !isSeries(series)) {
    return undefined;
  }
  const occurrence = occurrenceAt(calendar, series, instance.originalStart);
  return occurrence?.id === id ? instanceOf(calendar, series, occurrence) : undefined;
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
