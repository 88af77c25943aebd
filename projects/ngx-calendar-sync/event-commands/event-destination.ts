import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵAccountCalendars as AccountCalendars } from 'ngx-calendar-sync/core';

/**
 * Checks where an event is to go.
 * @throws CalendarSyncError `not-found` for a calendar that is not in the account's list, `forbidden` for one that the
 * account cannot write to, `invalid-request` for the calendar that the event is in
 */
export function checkDestination(
  calendars: AccountCalendars,
  from: string,
  destination: string,
): void {
  if (from === destination) {
    throw new CalendarSyncError(
      'invalid-request',
      'The event is in this calendar already: name another one.',
    );
  }
  const calendar = calendars.get(destination);
  // The list is empty where the granted scopes do not allow to read it: then only the provider knows.
  if (!calendar && calendars.list.length > 0) {
    throw new CalendarSyncError(
      'not-found',
      'The calendar to move to is not in the list of this account: check its id, or subscribe to it first.',
    );
  }
  if (calendar?.writable === false) {
    throw new CalendarSyncError(
      'forbidden',
      'This account may not write to the calendar to move to: name another one.',
    );
  }
}
