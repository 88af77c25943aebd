import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { ɵsameJson as sameJson } from 'ngx-calendar-sync/core';
import {
  type GoogleCalendarEvent,
  ɵisSameBut as isSameBut,
  ɵwithout as without,
} from 'ngx-calendar-sync/google/runtime';
import type { GoogleEvent } from 'ngx-calendar-sync/google/start';

/** @throws CalendarSyncError `invalid-request` for an event that cannot be moved */
export function checkMovable({ seriesId, googleEvent }: GoogleCalendarEvent): void {
  const { eventType = 'default' } = googleEvent;
  if (seriesId !== undefined || eventType !== 'default') {
    throw new CalendarSyncError(
      'invalid-request',
      seriesId === undefined
        ? `An event of the type ${eventType} cannot be moved to another calendar.`
        : 'An occurrence cannot be moved by itself: move its series, by seriesId.',
    );
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
