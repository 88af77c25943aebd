import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { OutlookCalendarEvent } from 'ngx-calendar-sync/outlook/runtime';
import { FIELDS, valuesOf } from './event-fields';
import type { Draft } from './outlook-request';

/** The line above what Outlook adds to the description of an online meeting, as text. */
const MEETING_PART = /\s*_{20,}[\s\S]*$/;

/**
 * The draft of a copy of an event. A meeting is made anew: the address of the old one is left out of the description, since the
 * copy gets one of its own.
 */
export function draftOf(event: OutlookCalendarEvent): Draft {
  const { extendedProperties, ...values } = valuesOf(event, FIELDS);
  const { conference, description } = event;
  return {
    ...values,
    start: event.start,
    ...(conference && description !== undefined
      ? { description: description.replace(MEETING_PART, '') }
      : {}),
    ...(Object.keys(extendedProperties?.private ?? {}).length > 0 && extendedProperties
      ? { extendedProperties }
      : {}),
  };
}

/** @throws CalendarSyncError `invalid-request` for an event that cannot be moved to another calendar */
export function checkMovable({
  seriesId,
  attendees,
  conference,
  outlookEvent,
}: OutlookCalendarEvent): void {
  if (seriesId !== undefined) {
    throw refused('An occurrence cannot be moved by itself: move its series, by seriesId.');
  }
  if (attendees?.length || conference || outlookEvent.isOrganizer === false) {
    throw refused(
      'Outlook moves no meeting to another calendar: its guests would be told of one that is called off and of a new one.',
    );
  }
  if (outlookEvent.hasAttachments) {
    throw refused('Outlook moves no event with attachments to another calendar.');
  }
}

function refused(message: string): CalendarSyncError {
  return new CalendarSyncError('invalid-request', ngDevMode && message);
}
