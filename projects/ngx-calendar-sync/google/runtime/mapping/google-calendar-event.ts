import type { Calendar, CalendarEvent, CalendarEventDraft } from 'ngx-calendar-sync/core';
import type {
  GoogleCalendarListEntry,
  GoogleEvent,
  GoogleEventAttachment,
  GoogleEventBirthdayProperties,
  GoogleEventFocusTimeProperties,
  GoogleEventOutOfOfficeProperties,
  GoogleEventWorkingLocationProperties,
  OwnEventProperties,
} from 'ngx-calendar-sync/google/start';
import type { GoogleNamedField } from './event-fields';

/**
 * What kind of event it is. `focusTime`, `outOfOffice` and `workingLocation` are the status events of an account's primary
 * calendar; `fromGmail` is made by Google alone; a `birthday` is an all-day event of every year. It cannot be changed later.
 * An event of a kind that this version does not know is read without one.
 * @see https://developers.google.com/workspace/calendar/api/guides/event-types
 */
export type GoogleEventType =
  'birthday' | 'default' | 'focusTime' | 'fromGmail' | 'outOfOffice' | 'workingLocation';

/**
 * An event of Google Calendar: the properties of any provider's event, Google's own under Google's names, the app's own,
 * and Google's resource.
 */
export interface GoogleCalendarEvent extends CalendarEvent, OwnProperties<never> {
  /**
   * Google's event resource as it was read, with all of Google's fields.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/events#resource
   */
  readonly googleEvent: GoogleEvent;
  /** What kind of event it is. */
  readonly eventType?: GoogleEventType;
  /** Files, at most 25. */
  readonly attachments?: readonly GoogleEventAttachment[];
  /** Of an event of the type `birthday`. */
  readonly birthdayProperties?: GoogleEventBirthdayProperties;
  /** The key of the event's own colour in Google's palette: `color` is that colour. */
  readonly colorId?: string;
  /** When the event was made: RFC 3339, in UTC. */
  readonly created?: string;
  /** The id of the event's label among those of its calendar. */
  readonly eventLabelId?: string;
  /** Of an event of the type `focusTime`. */
  readonly focusTimeProperties?: GoogleEventFocusTimeProperties;
  /** Absent as `true`. */
  readonly guestsCanInviteOthers?: boolean;
  /** Absent as `false`. */
  readonly guestsCanModify?: boolean;
  /** Absent as `true`. */
  readonly guestsCanSeeOtherGuests?: boolean;
  /** The page of the event in Google's own calendar app. */
  readonly htmlLink?: string;
  /** Of an event of the type `outOfOffice`. */
  readonly outOfOfficeProperties?: GoogleEventOutOfOfficeProperties;
  /** The page or message that the event was made from; only who made the event sees it. */
  readonly source?: {
    /** Its title, such as that of the page. */
    readonly title?: string;
    /** Its address. */
    readonly url?: string;
  };
  /** When the event was last changed: RFC 3339, in UTC. A change of reminders alone does not count. */
  readonly updated?: string;
  /** Of an event of the type `workingLocation`. */
  readonly workingLocationProperties?: GoogleEventWorkingLocationProperties;
}

/** A calendar in the list of a Google account. */
export interface GoogleCalendar extends Calendar {
  /**
   * Google's entry of the calendar list as it was read, with all of Google's fields.
   * @see https://developers.google.com/workspace/calendar/api/v3/reference/calendarList#resource
   */
  readonly googleCalendar: GoogleCalendarListEntry;
}

/** The app's own properties, each of which an event may lack. */
type OwnProperties<Removed> = {
  readonly [Name in keyof OwnEventProperties]?: OwnEventProperties[Name] | Removed;
};

type GoogleFieldsOfDraft = {
  readonly [Name in Exclude<GoogleNamedField, 'eventType'>]?: NonNullable<GoogleEvent[Name]> | null;
};

/**
 * A new event, or the changes of one, as an app writes them to Google.
 *
 * Beside the properties of the model a draft can have Google's fields under Google's names, such as `eventType`,
 * `attachments` or `guestsCanModify`; `null` removes one. Fields that only Google sets, such as `htmlLink` or `created`, are
 * ignored. Any other property is the app's own, and is stored as a private extended property of the event: as
 * `ownProperties` of the configuration says, and where that does not name it, a string as it is and any other value as
 * JSON. Google allows 44 characters for its name and 1024 for its value; more is refused with `invalid-event`.
 *
 * @example
 * ```ts
 * await service.addEvent('primary', {
 *   title: 'Planning',
 *   start: '2026-06-10T09:00:00',
 *   timeZone: 'Europe/Berlin',
 *   attendees: [{ email: 'ada@example.com' }],
 *   conference: 'create',
 * });
 * ```
 */
export interface GoogleCalendarEventDraft
  extends CalendarEventDraft, GoogleFieldsOfDraft, OwnProperties<null> {
  /** What kind of event it is to be; by default `default`. It cannot be changed later. */
  readonly eventType?: GoogleEventType;
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
