import type { Calendar, CalendarEvent, CalendarEventDraft } from 'ngx-calendar-sync';
import type { GoogleCalendarListEntry, GoogleEvent } from '../api/wire-types.generated';

/** An event of Google Calendar. */
export interface GoogleCalendarEvent extends CalendarEvent {
  /**
   * Google's own resource, as it was read.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events#resource
   */
  readonly googleEvent: GoogleEvent;
}

/** A calendar in the list of a Google account. */
export interface GoogleCalendar extends Calendar {
  /**
   * Google's own resource.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList#resource
   */
  readonly googleCalendar: GoogleCalendarListEntry;
}

/** Fields of Google's resource that an app writes under Google's own names. */
export const googleFields = [
  'anyoneCanAddSelf',
  'attachments',
  'attendees',
  'birthdayProperties',
  'conferenceData',
  'eventType',
  'focusTimeProperties',
  'guestsCanInviteOthers',
  'guestsCanModify',
  'guestsCanSeeOtherGuests',
  'outOfOfficeProperties',
  'reminders',
  'source',
  'transparency',
  'visibility',
  'workingLocationProperties',
] as const satisfies readonly (keyof GoogleEvent)[];

type GoogleFields = Pick<GoogleEvent, (typeof googleFields)[number]>;

/**
 * What an app writes to Google. Properties that are neither here nor Google's are kept as private extended properties
 * of the event: text as it is, anything else as JSON.
 */
export interface GoogleCalendarEventDraft extends CalendarEventDraft, GoogleFields {
  /** The resource that the draft was made from, as it was read; to change a field of it, name the field. */
  readonly googleEvent?: GoogleEvent;
}

/** The types of Google as a provider. */
export interface GoogleTypes {
  readonly calendar: GoogleCalendar;
  readonly event: GoogleCalendarEvent;
  readonly draft: GoogleCalendarEventDraft;
}
