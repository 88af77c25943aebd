import type { Calendar, CalendarEvent, CalendarEventDraft } from 'ngx-calendar-sync';
import type { GoogleCalendarListEntry, GoogleEvent } from '../api/wire-types.generated';
import type { GoogleNamedField } from './event-fields';

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

/**
 * What an app writes to Google. Beside the model's own properties these are Google's fields under Google's names, such
 * as `attendees`, `reminders` or `visibility`; of Google's fields those that only Google decides (`htmlLink`, `created`)
 * are not sent. Any other property is kept as a private extended property of the event: text as it is, anything else
 * as JSON.
 */
export interface GoogleCalendarEventDraft
  extends CalendarEventDraft, Pick<GoogleEvent, GoogleNamedField> {
  /**
   * Google's own resource. In a new event, what it is copied from: guests, reminders and the like come along, a
   * conference only where it is asked for by `conferenceData.createRequest`. In a change, the resource as it was read
   * with fields edited in it, or the edited fields alone: what differs from the event as it was read is sent, and
   * `null` takes a field away. Where the same is edited here and in a property of the model, the model's property wins.
   * @example
   * service.updateEvent(event.calendarId, {
   *   ...event,
   *   googleEvent: {...event.googleEvent, description: 'Bring the slides'},
   * });
   */
  readonly googleEvent?: GoogleEvent;
}

/** The types of Google as a provider. */
export interface GoogleTypes {
  readonly calendar: GoogleCalendar;
  readonly event: GoogleCalendarEvent;
  readonly draft: GoogleCalendarEventDraft;
}
