import type { CalendarEvent } from '../model/calendar-event';
import { type Overlay, type SeriesOverlay, targetOf, type WriteTarget } from './event-write';

/**
 * Puts overlays on events as they were read, in the order of the writes: the result is what the user sees.
 * @param occurrencesOf The occurrences of a written series in the range of the events; `undefined` where they are not known.
 */
export function withOverlays<E extends CalendarEvent>(
  events: readonly E[],
  overlays: readonly Overlay<E>[],
  occurrencesOf: (series: SeriesOverlay<E>) => readonly E[] | undefined = () => undefined,
): readonly E[] {
  if (overlays.length === 0) {
    return events;
  }
  const shown = new EventsById(events);
  for (const overlay of overlays) {
    put(shown, overlay, occurrencesOf);
  }
  return shown.events;
}

function put<E extends CalendarEvent>(
  shown: EventsById<E>,
  overlay: Overlay<E>,
  occurrencesOf: (series: SeriesOverlay<E>) => readonly E[] | undefined,
): void {
  const target = targetOf(overlay);
  const { calendarId, eventId } = target;
  switch (overlay.kind) {
    case 'put':
      deleteOccurrence(shown, target);
      // A series shows as its occurrences, which only the provider knows: those that were read stay for now.
      if (shown.occurrencesOf(calendarId, eventId).length === 0) {
        shown.put(overlay.event);
      }
      break;
    case 'delete':
      deleteOccurrence(shown, target);
      // Deleting a series takes its occurrences with it.
      for (const { id } of shown.occurrencesOf(calendarId, eventId)) {
        shown.delete(calendarId, id);
      }
      break;
    case 'series':
      putSeries(shown, overlay, occurrencesOf(overlay));
      break;
    case 'none':
      break;
  }
}

/** A written series may show the same occurrence under another id: its provider's own is not known before the series is read. */
function deleteOccurrence<E extends CalendarEvent>(
  shown: EventsById<E>,
  { calendarId, eventId, seriesId, originalStart }: WriteTarget,
): void {
  const isDeleted = shown.delete(calendarId, eventId);
  if (isDeleted || seriesId === undefined || originalStart === undefined) {
    return;
  }
  const at = Date.parse(originalStart);
  for (const occurrence of shown.occurrencesOf(calendarId, seriesId)) {
    if (occurrence.originalStart !== undefined && Date.parse(occurrence.originalStart) === at) {
      shown.delete(calendarId, occurrence.id);
    }
  }
}

function putSeries<E extends CalendarEvent>(
  shown: EventsById<E>,
  { target: { calendarId, eventId }, from, master }: SeriesOverlay<E>,
  occurrences: readonly E[] | undefined,
): void {
  // Days are compared as they are written, so that no time zone is asked.
  const fromMs = from === undefined ? -Infinity : Date.parse(from);
  const replaced = shown
    .occurrencesOf(calendarId, eventId)
    .filter(({ start, originalStart = start }) => Date.parse(originalStart) >= fromMs);
  if (master && !occurrences) {
    // The occurrences that were read stay until those of the written series are known.
    if (replaced.length === 0) {
      shown.put(master);
    }
    return;
  }
  shown.delete(calendarId, eventId);
  // A part of the new series may have been read already.
  const alreadyRead = master ? shown.occurrencesOf(calendarId, master.id) : [];
  for (const { id } of [...replaced, ...alreadyRead]) {
    shown.delete(calendarId, id);
  }
  for (const occurrence of occurrences ?? []) {
    shown.put(occurrence);
  }
}

/** Events by calendar and id, and by their series. */
class EventsById<E extends CalendarEvent> {
  readonly #calendars = new Map<string, EventsOfCalendar<E>>();

  constructor(events: readonly E[]) {
    for (const event of events) {
      this.put(event);
    }
  }

  get events(): readonly E[] {
    return [...this.#calendars.values()].flatMap(({ events }) => [...events.values()]);
  }

  put(event: E): void {
    let calendar = this.#calendars.get(event.calendarId);
    if (!calendar) {
      calendar = new EventsOfCalendar();
      this.#calendars.set(event.calendarId, calendar);
    }
    calendar.put(event);
  }

  /** Whether it was there. */
  delete(calendarId: string, id: string): boolean {
    return this.#calendars.get(calendarId)?.events.delete(id) ?? false;
  }

  occurrencesOf(calendarId: string, seriesId: string): readonly E[] {
    return this.#calendars.get(calendarId)?.occurrencesOf(seriesId) ?? [];
  }
}

class EventsOfCalendar<E extends CalendarEvent> {
  readonly events = new Map<string, E>();
  /** Made when it is first asked for: most overlays are of single events. */
  #idsBySeries: Map<string, Set<string>> | undefined;

  put(event: E): void {
    this.events.set(event.id, event);
    if (this.#idsBySeries) {
      addTo(this.#idsBySeries, event);
    }
  }

  occurrencesOf(seriesId: string): readonly E[] {
    this.#idsBySeries ??= this.#bySeries();
    const ids = this.#idsBySeries.get(seriesId);
    return ids ? [...ids].flatMap((id) => this.events.get(id) ?? []) : [];
  }

  #bySeries(): Map<string, Set<string>> {
    const bySeries = new Map<string, Set<string>>();
    for (const event of this.events.values()) {
      addTo(bySeries, event);
    }
    return bySeries;
  }
}

function addTo(bySeries: Map<string, Set<string>>, { id, seriesId }: CalendarEvent): void {
  if (seriesId === undefined) {
    return;
  }
  const ids = bySeries.get(seriesId) ?? new Set<string>();
  bySeries.set(seriesId, ids.add(id));
}
