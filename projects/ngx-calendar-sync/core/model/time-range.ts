import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type EventTime, instantOf, instantOfTime, isDay } from './event-time';

/**
 * A half-open range of time: `start` is in it, `end` is not. By default the times are `Date`s. Apps may also give texts;
 * where many ranges are stored, the times are milliseconds since the epoch.
 */
export interface TimeRange<Time = Date> {
  /** The first instant of the range. */
  readonly start: Time;
  /** The first instant after the range. */
  readonly end: Time;
  /** IANA name of the zone in whose days all-day events show; by default the browser's. */
  readonly timeZone?: string;
}

/**
 * The range between two dates or texts. `2026-06-01` is the midnight of that day in `timeZone`, by default the
 * browser's, and a time without an offset is wall time there, so that June is June in whatever zone the browser is.
 * @throws CalendarSyncError `invalid-request` where `start` or `end` is not a date or time that exists, or the range is
 *   empty.
 */
export function timeRange(start: Date | string, end: Date | string, timeZone?: string): TimeRange {
  const range = { start: dateOf(start, timeZone), end: dateOf(end, timeZone) };
  if (!(range.start.getTime() < range.end.getTime())) {
    throw new CalendarSyncError(
      'invalid-request',
      ngDevMode && `A range needs a start before its end; got ${String(start)} and ${String(end)}.`,
    );
  }
  return timeZone === undefined ? range : { ...range, timeZone };
}

/** Returns an invalid `Date` for a text that is not a date or time. */
function dateOf(time: Date | string, timeZone: string | undefined): Date {
  if (typeof time !== 'string') {
    return new Date(time);
  }
  try {
    return new Date(instantOfTime(time, timeZone));
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

/** Whether an event shows in a range. An all-day event shows on its days in `timeZone`, by default the range's zone. */
export function inRange(
  event: { readonly start: EventTime; readonly end: EventTime },
  range: TimeRange,
  timeZone = range.timeZone,
): boolean {
  const instants = { start: instantOf(event.start, timeZone), end: instantOf(event.end, timeZone) };
  return overlaps(instants, inMilliseconds(range));
}

export function inMilliseconds({ start, end }: TimeRange): TimeRange<number> {
  return { start: start.getTime(), end: end.getTime() };
}

/** Whether `a` shows in `b`. If `a` has no length, as the time of a reminder, it shows where it starts. */
export function overlaps(a: TimeRange<number>, b: TimeRange<number>): boolean {
  return a.start < b.end && Math.max(a.end, a.start + 1) > b.start;
}

const HOUR_MS = 3_600_000;

/**
 * When an event shows to anybody on Earth, in milliseconds since the epoch: an all-day event begins in Kiribati, at
 * UTC+14, and ends on Baker Island, at UTC-12. `undefined` where a time cannot be read.
 */
export function worldwideRangeOf(event: {
  readonly start: EventTime;
  readonly end: EventTime;
}): TimeRange<number> | undefined {
  const start = isDay(event.start)
    ? Date.parse(event.start) - 14 * HOUR_MS
    : Date.parse(event.start);
  const end = isDay(event.end) ? Date.parse(event.end) + 12 * HOUR_MS : Date.parse(event.end);
  return Number.isNaN(start) || Number.isNaN(end)
    ? undefined
    : { start, end: Math.max(start, end) };
}
