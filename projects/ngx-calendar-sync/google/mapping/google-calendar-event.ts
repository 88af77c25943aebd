import type { Calendar, CalendarEvent, CalendarEventDraft } from 'ngx-calendar-sync';
import type { GoogleCalendarListEntry, GoogleEvent } from '../api/wire-types.generated';
import type { GoogleNamedField } from './event-fields';

/** An event of Google Calendar: the properties of any provider's event, and Google's own resource. */
export interface GoogleCalendarEvent extends CalendarEvent {
  /**
   * Google's event resource as it was read, with all of Google's fields.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events#resource
   */
  readonly googleEvent: GoogleEvent;
}

/** A calendar in the list of a Google account. */
export interface GoogleCalendar extends Calendar {
  /**
   * Google's entry of the calendar list as it was read, with all of Google's fields.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList#resource
   */
  readonly googleCalendar: GoogleCalendarListEntry;
}

/**
 * A new event, or the changes of one, as an app writes them to Google.
 *
 * Beside the properties of the model a draft can have Google's fields under Google's names, such as `attendees`,
 * `reminders` or `visibility`. Fields that only Google sets, such as `htmlLink` or `created`, are ignored. Any other
 * property is stored as a private extended property of the event: strings as they are, other values as JSON. Google
 * allows 44 characters for its name and 1024 for its value; more is refused with `invalid-event`.
 *
 * @example
 * ```ts
 * await service.addEvent('primary', {
 *   title: 'Planning',
 *   start: '2026-06-10T09:00:00',
 *   timeZone: 'Europe/Berlin',
 *   attendees: [{ email: 'ada@example.com' }],
 * });
 * ```
 */
export interface GoogleCalendarEventDraft
  extends CalendarEventDraft, Pick<GoogleEvent, GoogleNamedField> {
  /**
   * Google's event resource.
   *
   * In a new event: the resource to copy from. Guests, reminders and so on are copied; a conference is created only if
   * `conferenceData.createRequest` asks for one.
   *
   * In a change: the resource as it was read, with fields edited, or the edited fields alone. Only what differs from the
   * resource as it was read is sent; `null` removes a field. If a field is edited both here and by a property of the
   * model, the property of the model is sent.
   *
   * @example
   * ```ts
   * await service.updateEvent(event.calendarId, {
   *   ...event,
   *   googleEvent: { ...event.googleEvent, description: 'Bring the slides' },
   * });
   * ```
   */
  readonly googleEvent?: GoogleEvent;
}

/** Google's types of calendar, event and draft, for the generic types of the core. */
export interface GoogleTypes {
  readonly calendar: GoogleCalendar;
  readonly event: GoogleCalendarEvent;
  readonly draft: GoogleCalendarEventDraft;
}
