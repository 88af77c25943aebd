import {
  type CalendarEvent,
  type ɵPulledChange as PulledChange,
  ɵworldwideRangeOf as worldwideRangeOf,
} from 'ngx-calendar-sync/core';

/** The change that a pull tells for an event, where series are told as masters and exceptions. */
export function toChange(event: CalendarEvent, without: (record: object) => object): PulledChange {
  const { id, seriesId, originalStart, recurrence } = event;
  const occurrence = seriesId && originalStart ? { id, seriesId, originalStart } : undefined;
  if (event.status === 'cancelled') {
    return occurrence ? { kind: 'cancelled', ...occurrence } : { kind: 'gone', id };
  }
  const record = without(event);
  if (recurrence) {
    return { kind: 'series', id, record };
  }
  const range = worldwideRangeOf(event);
  if (!range) {
    return { kind: 'malformed', id, problem: 'It has no time.' };
  }
  return occurrence
    ? { kind: 'exception', ...occurrence, ...range, record }
    : { kind: 'event', id, ...range, record };
}
