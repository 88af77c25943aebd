import {
  type CalendarEvent,
  type PulledChange,
  type PullScope,
  ɵspanOf as spanOf,
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
  const span = spanOf(event);
  if (!span) {
    return { kind: 'malformed', id, problem: 'It has no time.' };
  }
  return occurrence
    ? { kind: 'exception', ...occurrence, ...span, record: event }
    : { kind: 'event', id, ...span, record: event };
}

/** A window holds occurrences alone; what leaves it is gone. */
function inWindow(event: CalendarEvent, { coverage }: PullScope): PulledChange {
  const { id, recurrence, status } = event;
  if (recurrence || status === 'cancelled') {
    return { kind: 'gone', id };
  }
  const span = spanOf(event);
  if (!span) {
    return { kind: 'malformed', id, problem: 'It has no time.' };
  }
  const isIn =
    coverage === 'everything' ||
    (span.start < coverage.end.getTime() && span.end > coverage.start.getTime());
  return isIn ? { kind: 'event', id, ...span, record: event } : { kind: 'gone', id };
}
