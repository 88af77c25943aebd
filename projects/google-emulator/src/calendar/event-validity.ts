import { invalid, required, timeRangeEmpty } from './api-error.ts';
import type { EventResource } from './event-resource.ts';
import { readEventTime } from './event-time.ts';
import { assertExpandable } from './series.ts';

/** @throws ApiError 400 for what cannot be an event. */
export function assertValid(event: EventResource): void {
  const start = readEventTime(event.start, 'start');
  const end = readEventTime(event.end, 'end');
  if (start.kind !== end.kind) {
    throw invalid('Start and end times must either both be date or both be dateTime.');
  }
  const isEmpty =
    start.kind === 'date'
      ? end.kind === 'date' && end.wall < start.wall
      : end.kind === 'dateTime' && end.instant < start.instant;
  if (isEmpty) {
    throw timeRangeEmpty();
  }
  if (event.recurrence && event.recurrence.length > 0) {
    if (start.kind === 'dateTime' && !start.zone) {
      throw required('Missing time zone definition for start time.');
    }
    assertExpandable(event.recurrence, start);
  }
}
