import type { Calendar } from '../world/calendar.ts';
import { cancelledWithSeries } from './event-lookup.ts';
import type { EventQuery } from './event-query.ts';
import { isCancelled, isSeries, type StoredEvent } from './event-resource.ts';
import { type ListedEvent, MAX_INSTANCES_WITHOUT_END } from './listed-event.ts';
import { instancesLostSince } from './lost-instances.ts';
import { instanceOf, occurrencesBetween, type Occurrence } from './series.ts';

/** More than a daily series has in fifty years. Without a limit a series of every second would fill the memory. */
const MAX_INSTANCES_IN_RANGE = 20_000;

/** The events that match a query, in its order. Without an order they are computed lazily. */
export function listEvents(calendar: Calendar, query: EventQuery): Iterable<ListedEvent> {
  return ordered(select(calendar, candidates(calendar, query), query), query.orderBy);
}

/** The changes after the given change number: changed and deleted events, and instances that a series lost. */
export function* listChanges(
  calendar: Calendar,
  since: number,
  query: EventQuery,
): Generator<ListedEvent, void> {
  const changed = calendar.events.changedSince(since);
  yield* select(calendar, changed, { ...query, showDeleted: true });
  if (query.singleEvents) {
    for (const event of changed) {
      yield* instancesLostSince(calendar, event, since, query);
    }
  }
}

/** The instances of one series, with its exceptions in place of the occurrences that they change. */
export function listInstances(
  calendar: Calendar,
  series: StoredEvent,
  query: EventQuery,
): ListedEvent[] {
  const exceptions = calendar.events.exceptionsOf(series.id).values();
  const events = [series, ...exceptions];
  const found = select(calendar, events, { ...query, singleEvents: true });
  return [...found].sort((a, b) => startOf(a) - startOf(b));
}

/** The event of an entry, with all fields. */
export function eventOfEntry(calendar: Calendar, entry: ListedEvent): StoredEvent {
  return entry.occurrence ? instanceOf(calendar, entry.event, entry.occurrence) : entry.event;
}

function* candidates(calendar: Calendar, query: EventQuery): Generator<StoredEvent, void> {
  const { events } = calendar;
  if (query.iCalUid !== undefined) {
    yield* events.withICalUid(query.iCalUid);
  } else if (query.from > -Infinity || query.to < Infinity) {
    yield* events.candidatesBetween(query.from, query.to);
    yield* events.allSeries();
  } else {
    yield* events.all();
  }
}

function* select(
  calendar: Calendar,
  events: Iterable<StoredEvent>,
  query: EventQuery,
): Generator<ListedEvent, void> {
  for (const stored of events) {
    const event = cancelledWithSeries(calendar, stored);
    if (!isWanted(calendar, event, query)) {
      continue;
    }
    if (!isSeries(event)) {
      if (event.end > query.from && event.start < query.to) {
        yield { event };
      }
      continue;
    }
    const occurrences = occurrencesBetween(calendar, event, query.from, query.to);
    if (query.singleEvents) {
      yield* expanded(calendar, event, occurrences, query.to === Infinity);
    } else if (!occurrences.next().done) {
      yield { event };
    }
  }
}

function* expanded(
  calendar: Calendar,
  event: StoredEvent,
  occurrences: Iterable<Occurrence>,
  isEndless: boolean,
): Generator<ListedEvent, void> {
  const exceptions = calendar.events.exceptionsOf(event.id);
  const maxInstances = isEndless ? MAX_INSTANCES_WITHOUT_END : MAX_INSTANCES_IN_RANGE;
  let count = 0;
  for (const occurrence of occurrences) {
    if (++count > maxInstances) {
      return;
    }
    if (!exceptions.has(occurrence.id)) {
      yield { event, occurrence };
    }
  }
}

function isWanted(calendar: Calendar, event: StoredEvent, query: EventQuery): boolean {
  const isRecent = query.updatedMin === undefined || event.updated >= query.updatedMin;
  if (!isRecent || (!isCancelled(event) && !query.matches(event.resource))) {
    return false;
  }
  if (!isCancelled(event) || query.showDeleted || query.updatedMin !== undefined) {
    return true;
  }
  // A client that expands series itself must know which occurrences were deleted.
  return !query.singleEvents && isExceptionOfActiveSeries(calendar, event);
}

/** Whether the event is an exception of a series that is not deleted. */
export function isExceptionOfActiveSeries(calendar: Calendar, event: StoredEvent): boolean {
  const { seriesId } = event;
  const series = seriesId === undefined ? undefined : calendar.events.get(seriesId);
  return series !== undefined && !isCancelled(series);
}

function ordered(
  entries: Iterable<ListedEvent>,
  orderBy: string | undefined,
): Iterable<ListedEvent> {
  switch (orderBy) {
    case 'startTime':
      return [...entries].sort((a, b) => startOf(a) - startOf(b));
    case 'updated':
      return [...entries].sort((a, b) => a.event.updated - b.event.updated);
    default:
      return entries;
  }
}

function startOf({ event, occurrence }: ListedEvent): number {
  return occurrence?.start ?? event.start;
}
