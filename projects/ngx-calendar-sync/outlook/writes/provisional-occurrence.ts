import type { EventTime, ɵOccurrence as Occurrence } from 'ngx-calendar-sync/core';
import {
  type OutlookCalendarEvent,
  ɵPROVISIONAL_ID_SEPARATOR as PROVISIONAL_ID_SEPARATOR,
} from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookDateTimeTimeZone } from 'ngx-calendar-sync/outlook/start';

/** An occurrence by its series and the start that the series gives it. */
export interface OccurrenceName {
  readonly seriesId: string;
  readonly originalStart: EventTime;
}

/**
 * The id of an occurrence of which Graph's own is not known, since its series is written and not confirmed yet. Before it is
 * sent to Graph, the occurrence is looked up.
 */
export function provisionalOccurrenceId({ seriesId, originalStart }: OccurrenceName): string {
  const isDay = originalStart.length === 10;
  // The same occurrence has the same id in whatever zone its start is told.
  return `${seriesId}${PROVISIONAL_ID_SEPARATOR}${isDay ? originalStart : new Date(originalStart).toISOString()}`;
}

/** `undefined` for an id of Graph's. */
export function occurrenceOfId(id: string): OccurrenceName | undefined {
  const [seriesId = '', originalStart] = id.split(PROVISIONAL_ID_SEPARATOR);
  return originalStart === undefined ? undefined : { seriesId, originalStart };
}

/** An occurrence of a series as the series makes it. */
export function occurrenceOf(
  master: OutlookCalendarEvent,
  { originalStart, start, end }: Occurrence,
): OutlookCalendarEvent {
  const { id: seriesId, allDay, outlookEvent } = master;
  const id = provisionalOccurrenceId({ seriesId, originalStart });
  return {
    ...withoutRule(master),
    id,
    seriesId,
    originalStart,
    start,
    end,
    outlookEvent: {
      ...outlookEvent,
      id,
      seriesMasterId: seriesId,
      type: 'occurrence',
      recurrence: null,
      start: wireTime(start, allDay),
      end: wireTime(end, allDay),
    },
  };
}

export function withoutRule<E extends { readonly recurrence?: unknown }>(
  series: E,
): Omit<E, 'recurrence'> {
  const others = Object.entries(series).filter(([name]) => name !== 'recurrence');
  return Object.fromEntries(others) as Omit<E, 'recurrence'>;
}

/** As Graph sends it: a wall time of UTC, and of a whole day its midnight. */
function wireTime(time: EventTime, allDay: boolean): OutlookDateTimeTimeZone {
  return {
    dateTime: allDay ? `${time}T00:00:00` : new Date(time).toISOString().slice(0, 19),
    timeZone: 'UTC',
  };
}
