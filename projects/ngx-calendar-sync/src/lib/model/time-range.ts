import { CalendarSyncError } from './calendar-sync-error';
import { dateTimeOf, type EventTime, instantOf, isDay } from './event-time';

/**
 * A half-open range of time: `start` is in it, `end` is not. `Time` is `Date`; what apps give may also be texts, and
 * where many ranges are kept they are in milliseconds since the epoch.
 */
export interface TimeRange<Time = Date> {
  readonly start: Time;
  readonly end: Time;
  /** IANA name of the zone in whose days all-day events show; by default the browser's. */
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
  const start = instantOf(event.start, timeZone);
  const end = Math.max(instantOf(event.end, timeZone), start + 1);
  return start < range.end.getTime() && end > range.start.getTime();
}

/** From when to when something shows, in milliseconds since the epoch. */
export interface Span {
  readonly start: number;
  readonly end: number;
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
