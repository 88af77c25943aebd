import type { GoogleEvent, GoogleEventAttendee } from 'ngx-calendar-sync/google/start';
import type { GoogleCalendarEvent } from '../mapping/google-calendar-event';
import { invalidRequest } from './invalid-request';

const RESPONSES = ['accepted', 'tentative', 'declined'] as const;

/** An answer to an invitation. */
export type InvitationResponse = (typeof RESPONSES)[number];

/** @throws CalendarSyncError `invalid-request` for anything but the three answers, which a JavaScript app may pass */
export function checkResponse(response: string): void {
  if (!RESPONSES.some((known) => known === response)) {
    throw invalidRequest(`Answer an invitation with ${RESPONSES.join(', ')}, each as a text.`);
  }
}

/** The guest whose calendar the event was read from. */
export function ownGuest({ googleEvent }: GoogleCalendarEvent): GoogleEventAttendee | undefined {
  return googleEvent.attendees?.find(({ self }) => self);
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
