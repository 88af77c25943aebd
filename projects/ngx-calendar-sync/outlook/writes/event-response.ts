import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ɵInvitationResponse as InvitationResponse } from 'ngx-calendar-sync/core';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import type { OutlookResponseType } from 'ngx-calendar-sync/outlook/start';

/** Graph's action of an answer, and what the event says then. */
export const ANSWERS = {
  accepted: { action: 'accept', response: 'accepted' },
  tentative: { action: 'tentativelyAccept', response: 'tentativelyAccepted' },
  declined: { action: 'decline', response: 'declined' },
} as const satisfies Readonly<
  Record<InvitationResponse, { readonly action: string; readonly response: OutlookResponseType }>
>;

/** @throws CalendarSyncError `invalid-request` where this account has arranged the event, or nobody is invited */
export function checkInvited({ outlookEvent, attendees }: OutlookCalendarEvent): void {
  if (
    outlookEvent.isOrganizer !== false &&
    !attendees?.some(({ self, organizer }) => self && !organizer)
  ) {
    throw new CalendarSyncError(
      'invalid-request',
      ngDevMode && 'This calendar is not invited to the event: there is nothing to answer.',
    );
  }
}

/** The event once its invitation is answered. */
export function answered(
  event: OutlookCalendarEvent,
  answer: InvitationResponse,
): OutlookCalendarEvent {
  const { response } = ANSWERS[answer];
  return {
    ...event,
    status:
      answer === 'tentative'
        ? 'tentative'
        : event.status === 'tentative'
          ? 'confirmed'
          : event.status,
    ...(event.attendees
      ? {
          attendees: event.attendees.map((guest) =>
            guest.self ? { ...guest, responseStatus: answer } : guest,
          ),
        }
      : {}),
    outlookEvent: {
      ...event.outlookEvent,
      responseStatus: { ...event.outlookEvent.responseStatus, response },
    },
  };
}
