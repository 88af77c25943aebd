import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import { invalidRequest } from './invalid-request';

/** An event that Google can import: it is of the type `default`, and has what tells it apart from others. */
export type ImportableEvent = GoogleEvent &
  Required<Pick<GoogleEvent, 'iCalUID' | 'start' | 'end'>>;

/** @throws CalendarSyncError `invalid-request` for an event that Google would refuse to import */
export function checkImportable(event: GoogleEvent): asserts event is ImportableEvent {
  const { iCalUID, start, end, eventType = 'default', recurringEventId } = event;
  if (!iCalUID) {
    throw invalidRequest(
      'The event has no iCalUID, by which Google knows it when it is imported again.',
    );
  }
  if (!start || !end) {
    throw invalidRequest('The event needs its start and end.');
  }
  if (eventType !== 'default') {
    throw invalidRequest('Google imports events of the type default alone.');
  }
  if (recurringEventId !== undefined) {
    throw invalidRequest(
      'Google imports no single occurrence of a series: import the series, and change the occurrence by updateEvent().',
    );
  }
}
