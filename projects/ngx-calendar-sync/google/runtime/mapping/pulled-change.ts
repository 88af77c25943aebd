import {
  type ɵPulledChange as PulledChange,
  ɵisEventTime as isEventTime,
  ɵworldwideRangeOf as worldwideRangeOf,
} from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { timesOf } from './event-mapping';

/** The change that a resource of a pull stands for. With `singleEvents=false` series come as masters and exceptions. */
export function toPulledChange(item: GoogleEvent): PulledChange {
  const { id, recurringEventId: seriesId, originalStartTime } = item;
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
    return occurrence ? { kind: 'cancelled', ...occurrence } : { kind: 'gone', id };
  }
  const times = timesOf(item);
  const range = times && worldwideRangeOf(times);
  if (!range) {
    return { kind: 'malformed', id, problem: 'It has no start that could be read.' };
  }
  if (item.recurrence?.length) {
    return { kind: 'series', id, record: item };
  }
  return occurrence
    ? { kind: 'exception', ...occurrence, ...range, record: item }
    : { kind: 'event', id, ...range, record: item };
}
