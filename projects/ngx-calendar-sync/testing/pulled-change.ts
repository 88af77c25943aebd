import {
  type CalendarEvent,
  type PulledChange,
  type PullScope,
  ɵworldwideRangeOf as worldwideRangeOf,
} from 'ngx-calendar-sync';

/** An event as a service of either kind tells it. */
export function toChange(
  id: string,
  event: CalendarEvent | undefined,
  scope: PullScope,
  series: 'masters' | 'occurrences',
): PulledChange {
  if (!event) {
    return { kind: 'gone', id };
  }
  return series === 'masters' ? amongMasters(event) : inWindow(event, scope);
}

function amongMasters(event: CalendarEvent): PulledChange {
  const { id, seriesId, originalStart, recurrence } = event;
  const occurrence = seriesId && originalStart ? { id, seriesId, originalStart } : undefined;
  if (event.status === 'cancelled') {
    return occurrence ? { kind: 'cancelled', ...occurrence } : { kind: 'gone', id };
  }
  if (recurrence) {
    return { kind: 'series', id, record: event };
  }
  const range = worldwideRangeOf(event);
  if (!range) {
    return { kind: 'malformed', id, problem: 'It has no time.' };
  }
  return occurrence
    ? { kind: 'exception', ...occurrence, ...range, record: event }
    : { kind: 'event', id, ...range, record: event };
}

/** A window holds occurrences alone; what leaves it is gone. */
function inWindow(event: CalendarEvent, { coverage }: PullScope): PulledChange {
  const { id, recurrence, status } = event;
  if (recurrence || status === 'cancelled') {
    return { kind: 'gone', id };
  }
  const range = worldwideRangeOf(event);
  if (!range) {
    return { kind: 'malformed', id, problem: 'It has no time.' };
  }
  const isIn =
    coverage === 'everything' ||
    (range.start < coverage.end.getTime() && range.end > coverage.start.getTime());
  return isIn ? { kind: 'event', id, ...range, record: event } : { kind: 'gone', id };
}
