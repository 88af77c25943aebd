import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import type { GoogleProvider } from '../provider/google-provider';
import { invalidRequest } from './invalid-request';
import { isSameBut, without } from '../mapping/same-event';

/**
 * Checks where an event is to go.
 * @throws CalendarSyncError `not-found` for a calendar that is not in the account's list, `forbidden` for one that the
 * account cannot write to, `invalid-request` for the calendar that the event is in
 */
export function checkDestination(
  { calendars }: GoogleProvider,
  from: string,
  destination: string,
): void {
  if (from === destination) {
    throw invalidRequest('The event is in this calendar already: name another one.');
  }
  const calendar = calendars.get(destination);
  // The list is empty where the granted scopes do not allow to read it: then only Google knows.
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

/** @throws CalendarSyncError `invalid-request` for an event that cannot be moved */
export function checkMovable({
  seriesId,
  googleEvent,
}: Pick<GoogleCalendarEvent, 'seriesId'> & Partial<GoogleCalendarEvent>): void {
  if (seriesId !== undefined) {
    throw invalidRequest('An occurrence cannot be moved by itself: move its series, by seriesId.');
  }
  const { eventType = 'default' } = googleEvent ?? {};
  if (eventType !== 'default') {
    throw invalidRequest(`An event of the type ${eventType} cannot be moved to another calendar.`);
  }
}

/** The resource of an event as Google will answer it from the calendar that it was moved to. */
export function movedTo(calendarId: string, resource: GoogleEvent): GoogleEvent {
  // Labels belong to the calendar that the event leaves, and the link leads there.
  return {
    ...without(resource, ['eventLabelId', 'htmlLink']),
    organizer: { email: calendarId, self: true },
  };
}

/** Whether a move has changed nothing but what belongs to the calendar. */
export function isMovedUnchanged(before: GoogleEvent, after: GoogleEvent): boolean {
  return (
    isSameBut(before, after, [
      'attendees',
      'creator',
      'eventLabelId',
      'htmlLink',
      'organizer',
      'originalStartTime',
    ]) && sameJson(guestsOf(before), guestsOf(after))
  );
}

/** The guests without what tells whose calendar it is. */
function guestsOf({ attendees = [] }: GoogleEvent): readonly object[] {
  return attendees.map((guest) => without(guest, ['organizer', 'self']));
}
