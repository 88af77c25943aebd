import { CalendarSyncError } from './calendar-sync-error';
import { type EventTime, instantOf, isDay } from './event-time';

/** A half-open span of time: `start` is in it, `end` is not. */
export interface TimeRange {
  readonly start: Date;
  readonly end: Date;
}

/** @throws CalendarSyncError `invalid-request` when an end is not a date, or the range is empty. */
export function timeRange(start: Date | string, end: Date | string): TimeRange {
  const range = { start: new Date(start), end: new Date(end) };
  if (!(range.start.getTime() < range.end.getTime())) {
    throw new CalendarSyncError(
      'invalid-request',
      `A range needs a start before its end; got ${String(start)} and ${String(end)}.`,
    );
  }
  return range;
}

export function sameRange(a: TimeRange, b: TimeRange): boolean {
  return a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
}

/** Whether an event shows in a range; all-day events by their days in `timeZone`. */
export function inRange(
  event: { readonly start: EventTime; readonly end: EventTime },
  range: TimeRange,
  timeZone?: string,
): boolean {
  const start = instantOf(event.start, timeZone);
  const end = Math.max(instantOf(event.end, timeZone), start + 1);
  return start < range.end.getTime() && end > range.start.getTime();
}

/** From when to when something shows, in milliseconds since the epoch. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const hour = 3_600_000;

/** When an event shows, wherever one looks at it: a day begins in Kiribati and ends on Baker Island. */
export function spanOf(event: {
  readonly start: EventTime;
  readonly end: EventTime;
}): Span | undefined {
  const start = isDay(event.start) ? Date.parse(event.start) - 14 * hour : Date.parse(event.start);
  const end = isDay(event.end) ? Date.parse(event.end) + 12 * hour : Date.parse(event.end);
  return Number.isNaN(start) || Number.isNaN(end)
    ? undefined
    : { start, end: Math.max(start, end) };
}
