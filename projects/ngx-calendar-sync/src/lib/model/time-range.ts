import { CalendarSyncError } from './calendar-sync-error';
import { dateTimeOf, type EventTime, instantOf, isDay } from './event-time';

/** A half-open span of time: `start` is in it, `end` is not. */
export interface TimeRange {
  readonly start: Date;
  readonly end: Date;
  /** IANA name of the zone whose days count, for events of whole days; by default the browser's. */
  readonly timeZone?: string;
}

/**
 * A range of dates or texts. `2026-06-01` is the beginning of that day in `timeZone`, by default the browser's, and a
 * time without an offset is wall time there: the range from one day to another is the same days everywhere.
 * @throws CalendarSyncError `invalid-request` where an end is not a date or a time that exists, or the range is empty.
 */
export function timeRange(start: Date | string, end: Date | string, timeZone?: string): TimeRange {
  const range = { start: momentOf(start, timeZone), end: momentOf(end, timeZone) };
  if (!(range.start.getTime() < range.end.getTime())) {
    throw new CalendarSyncError(
      'invalid-request',
      `A range needs a start before its end; got ${String(start)} and ${String(end)}.`,
    );
  }
  return timeZone === undefined ? range : { ...range, timeZone };
}

/** An invalid `Date` for what is none. */
function momentOf(time: Date | string, timeZone: string | undefined): Date {
  if (typeof time !== 'string') {
    return new Date(time);
  }
  try {
    return new Date(dateTimeOf(time, timeZone));
  } catch {
    return new Date(NaN);
  }
}

export function sameRange(a: TimeRange, b: TimeRange): boolean {
  return (
    a.start.getTime() === b.start.getTime() &&
    a.end.getTime() === b.end.getTime() &&
    a.timeZone === b.timeZone
  );
}

/** Whether an event shows in a range; all-day events by their days in `timeZone`, by default that of the range. */
export function inRange(
  event: { readonly start: EventTime; readonly end: EventTime },
  range: TimeRange,
  timeZone = range.timeZone,
): boolean {
  const span = { start: instantOf(event.start, timeZone), end: instantOf(event.end, timeZone) };
  return overlaps(span, inMilliseconds(range));
}

/** From when to when something shows, in milliseconds since the epoch. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function inMilliseconds({ start, end }: TimeRange): Span {
  return { start: start.getTime(), end: end.getTime() };
}

/** Whether a span shows in another one; a span without length shows where it starts. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && Math.max(a.end, a.start + 1) > b.start;
}

const HOUR_MS = 3_600_000;

/** When an event shows, wherever one looks at it: a day begins in Kiribati and ends on Baker Island. */
export function spanOf(event: {
  readonly start: EventTime;
  readonly end: EventTime;
}): Span | undefined {
  const start = isDay(event.start)
    ? Date.parse(event.start) - 14 * HOUR_MS
    : Date.parse(event.start);
  const end = isDay(event.end) ? Date.parse(event.end) + 12 * HOUR_MS : Date.parse(event.end);
  return Number.isNaN(start) || Number.isNaN(end)
    ? undefined
    : { start, end: Math.max(start, end) };
}
