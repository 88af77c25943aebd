import {
  type ɵPulledChange as PulledChange,
  ɵisEventTime as isEventTime,
  type TimeRange,
  ɵworldwideRangeOf as worldwideRangeOf,
} from 'ngx-calendar-sync/core';
import { type ɵSentTime as SentTime, ɵtimesOf as timesOf } from 'ngx-calendar-sync/google/times';

/** What is read of an event in a pull. All of it is stored as it came. */
export interface PulledEvent {
  readonly id?: string;
  readonly etag?: string;
  readonly status?: string;
  readonly start?: SentTime;
  readonly end?: SentTime;
  readonly recurrence?: readonly string[];
  readonly recurringEventId?: string;
  readonly originalStartTime?: SentTime;
}

/** The change that a resource of a pull stands for. With `singleEvents=false` series come as masters and exceptions. */
export function toPulledChange(item: PulledEvent): PulledChange {
  const { id, etag, recurringEventId: seriesId, originalStartTime } = item;
  if (!id) {
    return { kind: 'malformed', problem: 'It has no id.' };
  }
  const originalStart = originalStartTime?.date ?? originalStartTime?.dateTime;
  if (originalStart && !isEventTime(originalStart)) {
    return { kind: 'malformed', id, problem: 'Its original start could not be read.' };
  }
  const occurrence = seriesId && originalStart ? { id, seriesId, originalStart } : undefined;
  // Google promises no other fields of a cancelled occurrence, and only the id of any other deleted event.
  if (item.status === 'cancelled') {
    const version = etag === undefined ? {} : { version: etag };
    return occurrence
      ? { kind: 'cancelled', ...occurrence, ...version }
      : { kind: 'gone', id, ...version };
  }
  const range = rangeOf(item);
  if (!range) {
    return { kind: 'malformed', id, problem: 'It has no start that could be read.' };
  }
  if (item.recurrence?.length) {
    return { kind: 'series', id, record: item };
  }
  const { start, end } = range;
  return occurrence
    ? { kind: 'exception', ...occurrence, start, end, record: item }
    : { kind: 'event', id, start, end, record: item };
}

/** Nearly all times of Google's: no day of a month that may not exist, and an offset. */
const PLAIN_TIME =
  /^\d{4}-\d{2}-(?:[01]\d|2[0-8])T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** When the event shows to anybody on Earth. */
function rangeOf(item: PulledEvent): TimeRange<number> | undefined {
  const start = instantOfPlainTime(item.start);
  const end = instantOfPlainTime(item.end);
  // A shortcut: a full sync reads thousands of times.
  if (start !== undefined && end !== undefined) {
    return { start, end: Math.max(start, end) };
  }
  const times = timesOf(item);
  return times && worldwideRangeOf(times);
}

function instantOfPlainTime(time: SentTime | undefined): number | undefined {
  if (!time?.dateTime || time.date || !PLAIN_TIME.test(time.dateTime)) {
    return undefined;
  }
  const instant = Date.parse(time.dateTime);
  return Number.isNaN(instant) ? undefined : instant;
}
