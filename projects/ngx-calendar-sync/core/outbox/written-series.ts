import {
  type CalendarEvent,
  type EventTime,
  type ɵOverlay as Overlay,
  type ɵSeriesEventsOf as SeriesEventsOf,
  ɵtargetOf as targetOf,
} from 'ngx-calendar-sync/core';

interface SeriesName {
  readonly calendarId: string;
  readonly seriesId: string;
}

/**
 * A series as overlays leave it. What the user has changed of one occurrence belongs to it, too, or a division of the series
 * would leave that behind.
 * @param overlays In the order of their writes.
 * @param read The series without them, as far as it is known.
 */
export function writtenSeries<E extends CalendarEvent>(
  overlays: readonly Overlay<E>[],
  name: SeriesName,
  read: SeriesEventsOf<E> | undefined,
): SeriesEventsOf<E> | undefined {
  return overlays
    .filter((overlay) => targetOf(overlay).calendarId === name.calendarId)
    .reduce((series, overlay) => withOverlay(series, overlay, name.seriesId), read);
}

function withOverlay<E extends CalendarEvent>(
  series: SeriesEventsOf<E> | undefined,
  overlay: Overlay<E>,
  seriesId: string,
): SeriesEventsOf<E> | undefined {
  if (overlay.kind === 'series') {
    const { target, from, master, rest, exceptions, cancelled } = overlay;
    if (master?.id === seriesId) {
      return { master, exceptions, cancelled };
    }
    return target.eventId === seriesId && from !== undefined && rest
      ? { ...restBefore(series, from), master: rest }
      : series;
  }
  const target = targetOf(overlay);
  if (!series || target.seriesId !== seriesId) {
    return series;
  }
  const exceptions = series.exceptions.filter(({ id }) => id !== target.eventId);
  if (overlay.kind === 'put') {
    const { originalStart } = overlay.event;
    const cancelled = series.cancelled.filter((start) => !isSameTime(start, originalStart));
    return { ...series, exceptions: [...exceptions, overlay.event], cancelled };
  }
  const { originalStart } = target;
  return overlay.kind === 'delete' && originalStart !== undefined
    ? { ...series, exceptions, cancelled: [...series.cancelled, originalStart] }
    : series;
}

/** The exceptions before a division. */
function restBefore<E extends CalendarEvent>(
  series: SeriesEventsOf<E> | undefined,
  from: EventTime,
): Pick<SeriesEventsOf<E>, 'exceptions' | 'cancelled'> {
  const isBefore = (start: EventTime | undefined) =>
    start !== undefined && Date.parse(start) < Date.parse(from);
  const { exceptions = [], cancelled = [] } = series ?? {};
  return {
    exceptions: exceptions.filter(({ originalStart }) => isBefore(originalStart)),
    cancelled: cancelled.filter(isBefore),
  };
}

function isSameTime(a: EventTime, b: EventTime | undefined): boolean {
  return b !== undefined && (a === b || Date.parse(a) === Date.parse(b));
}
