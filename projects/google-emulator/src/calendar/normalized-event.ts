import { invalid, required, timeRangeEmpty } from './api-error.ts';
import type { EventResource } from './event-resource.ts';
import { readEventTime } from './event-time.ts';
import { normalizedEventReminders } from './reminders.ts';
import { normalizedRecurrence } from './series.ts';

/**
 * The event as Google stores it when a client writes it.
 * @throws ApiError 400 for invalid times, an invalid recurrence or invalid reminders.
 */
export function normalizedEvent(written: EventResource): EventResource {
  const event = {
    ...written,
    ...(written.reminders && { reminders: normalizedEventReminders(written.reminders) }),
  };
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
  if (!event.recurrence || event.recurrence.length === 0) {
    return event;
  }
  if (start.kind === 'dateTime' && !start.zone) {
    throw required('Missing time zone definition for start time.');
  }
  return { ...event, recurrence: normalizedRecurrence(event.recurrence, start) };
}
