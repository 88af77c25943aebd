import type { ɵInvitationResponse as InvitationResponse } from 'ngx-calendar-sync/core';
import type { GoogleEvent, GoogleEventAttendee } from 'ngx-calendar-sync/google/start';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { type GoogleCalendarEvent, ɵownGuest as ownGuest } from 'ngx-calendar-sync/google/runtime';

/** @throws CalendarSyncError `invalid-request` where the calendar is not invited */
export function invitedGuest(event: GoogleCalendarEvent): GoogleEventAttendee {
  const guest = ownGuest(event);
  if (!guest) {
    throw invalidRequest('This calendar is not invited to the event: there is nothing to answer.');
  }
  return guest;
}

/**
 * The part of an event's resource that answers an invitation: the own guest alone. With `attendeesOmitted` Google keeps
 * the other guests, also those that it has not sent.
 * @param comment `undefined` keeps the guest's comment, an empty text removes it.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events#attendeesOmitted
 */
export function answerOf(
  guest: GoogleEventAttendee,
  responseStatus: InvitationResponse,
  comment = guest.comment,
): GoogleEvent {
  const { comment: before, ...others } = guest;
  const isComment = comment !== undefined && (comment !== '' || before !== undefined);
  return {
    attendees: [{ ...others, responseStatus, ...(isComment ? { comment } : {}) }],
    attendeesOmitted: true,
  };
}

function invalidRequest(message: string): CalendarSyncError {
  return new CalendarSyncError('invalid-request', message);
}
