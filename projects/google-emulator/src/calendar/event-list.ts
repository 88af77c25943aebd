import type { Calendar } from '../world/calendar.ts';
import { withFateOfSeries } from './event-lookup.ts';
import type { EventQuery } from './event-query.ts';
import { isCancelled, isSeries, type StoredEvent } from './event-resource.ts';
import { lostSince } from './lost-occurrences.ts';
import { instanceOf, occurrencesBetween, type Occurrence } from './series.ts';

/** How far Google unfolds a series for which nobody names an end. */
export const MOST_INSTANCES = 730;

/** A daily series has fewer in fifty years; one that happens every second shall not fill the memory. */
const MOST_INSTANCES_IN_SPAN = 20_000;

/** An entry of a list; an occurrence becomes a resource only when its page is served. */
export interface ListedEvent {
  readonly event: StoredEvent;
  readonly occurrence?: Occurrence;
}

/** The events that a query asks for, in its order. Without one they are found as they are read. */
export function listEvents(calendar: Calendar, query: EventQuery): Iterable<ListedEvent> {
  return ordered(select(calendar, candidates(calendar, query), query), query.orderBy);
}

/** What changed since: deleted events always come along, and what a changed series no longer has. */
export function* listChanges(
  calendar: Calendar,
  since: number,
  query: EventQuery,
): Generator<ListedEvent, void> {
  const changed = calendar.events.changedSince(since);
  yield* select(calendar, changed, { ...query, showDeleted: true });
  if (query.singleEvents) {
    for (const event of changed) {
      yield* lostSince(calendar, event, since, query);
    }
  }
}

/** The instances of one series with its exceptions in their places. */
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

/** The event of an entry, for somebody who may see all of it. */
export function materialized(calendar: Calendar, entry: ListedEvent): StoredEvent {
  return entry.occurrence ? instanceOf(calendar, entry.event, entry.occurrence) : entry.event;
}

function* candidates(calendar: Calendar, query: EventQuery): Generator<StoredEvent, void> {
  const { events } = calendar;
  if (query.iCalUid !== undefined) {
    yield* events.withICalUid(query.iCalUid);
  } else if (query.from > -Infinity || query.to < Infinity) {
    yield* events.around(query.from, query.to);
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
    const event = withFateOfSeries(calendar, stored);
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
      yield* unfolded(calendar, event, occurrences, query.to === Infinity);
    } else if (!occurrences.next().done) {
      yield { event };
    }
  }
}

function* unfolded(
  calendar: Calendar,
  event: StoredEvent,
  occurrences: Iterable<Occurrence>,
  isEndless: boolean,
): Generator<ListedEvent, void> {
  const exceptions = calendar.events.exceptionsOf(event.id);
  const most = isEndless ? MOST_INSTANCES : MOST_INSTANCES_IN_SPAN;
  let count = 0;
  for (const occurrence of occurrences) {
    if (++count > most) {
      return;
    }
    if (!exceptions.has(occurrence.id)) {
      yield { event, occurrence };
    }
  }
}

function isWanted(calendar: Calendar, event: StoredEvent, query: EventQuery): boolean {
  const isTold = query.updatedMin === undefined || event.updated >= query.updatedMin;
  if (!isTold || (!isCancelled(event) && !query.matches(event.resource))) {
    return false;
  }
  if (!isCancelled(event) || query.showDeleted || query.updatedMin !== undefined) {
    return true;
  }
  // Who expands series alone must be told what was taken out of them.
  return !query.singleEvents && isExceptionOfLiving(calendar, event);
}

/** Whether the event is one occurrence of a series that is still there. */
export function isExceptionOfLiving(calendar: Calendar, event: StoredEvent): boolean {
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
