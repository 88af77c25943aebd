import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import { invalidRequest } from './invalid-request';

/**
 * Google would take a request without an id for one of the whole list.
 * @throws CalendarSyncError `invalid-request`
 */
export function checkedId(eventId: string): string {
  if (!eventId) {
    throw invalidRequest('The id of the event is empty.');
  }
  return eventId;
}

/** @throws CalendarSyncError `deleted` where nothing is left of an event but its id */
export function existing(event: GoogleCalendarEvent | undefined): GoogleCalendarEvent {
  if (!event) {
    throw deleted();
  }
  return event;
}

export function deleted(): CalendarSyncError {
  return new CalendarSyncError('deleted', 'The event has been deleted.');
}
