import { CalendarSyncError } from 'ngx-calendar-sync/base';

/**
 * A calendar service would take a request without an id for one of the whole list.
 * @throws CalendarSyncError `invalid-request`
 */
export function checkedId(eventId: string): string {
  if (!eventId) {
    throw new CalendarSyncError('invalid-request', 'The id of the event is empty.');
  }
  return eventId;
}

/** @throws CalendarSyncError `deleted` where nothing is left of an event but its id */
export function existing<E>(event: E | undefined): E {
  if (!event) {
    throw deleted();
  }
  return event;
}

export function deleted(): CalendarSyncError {
  return new CalendarSyncError('deleted', 'The event has been deleted.');
}
