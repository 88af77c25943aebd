import type { EventTime } from './event-time';

/**
 * An event in the shape that calendar components take, such as FullCalendar and Mobiscroll. It is a plain object that
 * can be serialized. A series arrives as its occurrences, each an event of its own.
 */
export interface CalendarEvent {
  /** Unique in its calendar. */
  readonly id: string;
  /** The id of its calendar. */
  readonly calendarId: string;
  /** Empty where the event has none, or where this account may not read it. */
  readonly title: string;
  /** A day, or a time with its offset. */
  readonly start: EventTime;
  /** Exclusive (RFC 5545, 3.6.1): the end of an all-day event of one day is the next day. */
  readonly end: EventTime;
  /** Whether start and end are days. */
  readonly allDay: boolean;
  /** IANA name of the zone that the event was created in. */
  readonly timeZone?: string;
  /** As the provider has it: Google's may hold HTML. */
  readonly description?: string;
  /** Free text, such as an address or a room. */
  readonly location?: string;
  /** CSS colour: the event's own, or else its calendar's. */
  readonly color?: string;
  /** CSS colour of text that is readable on {@link color}. */
  readonly textColor?: string;
  /** The same as `textColor`, under the name that FullCalendar 7 reads. */
  readonly contrastColor?: string;
  /** Whether the event takes place. */
  readonly status: CalendarEventStatus;
  /** Whether this account may change the event. */
  readonly editable: boolean;
  /**
   * RRULE, EXRULE, RDATE and EXDATE lines (RFC 5545, 3.8.5); on the master of a series only, not on its occurrences.
   */
  readonly recurrence?: readonly string[];
  /** The id of the series, on its occurrences only. */
  readonly seriesId?: string;
  /**
   * The start that the series gives the occurrence, even if the occurrence was moved. Together with {@link seriesId} it
   * identifies the occurrence.
   */
  readonly originalStart?: EventTime;
  /** Who is invited, the rooms among them; absent where nobody is. A large list may be a part: the provider says so. */
  readonly attendees?: readonly Attendee[];
  /** Who has arranged the event. */
  readonly organizer?: Organizer;
  /** This account's reminders of the event. */
  readonly reminders?: Reminders;
  /** Who may see more than that the time is taken. Absent as `default`: what the calendar says. */
  readonly visibility?: EventVisibility;
  /** Whether the event takes time: `opaque` (busy), also where it is absent, or `transparent` (free). */
  readonly transparency?: EventTransparency;
  /** The video conference, such as Google Meet. */
  readonly conference?: Conference;
  /** The app's own properties, stored with the event. */
  readonly extendedProperties?: ExtendedProperties;
  /** The provider's version of the event, such as an etag or a changeKey. Opaque; some providers send none. */
  readonly version?: string;
}

/** Whether an event takes place: surely, perhaps, or not any more. */
export type CalendarEventStatus = 'confirmed' | 'tentative' | 'cancelled';

/** A guest who is to be invited, or who was. */
export interface AttendeeDraft {
  /** The address of the person or room. */
  readonly email: string;
  /** The name, where it is known. */
  readonly displayName?: string;
  /** By default `needsAction`. */
  readonly responseStatus?: AttendeeResponse;
  /** What the guest has written with the answer. */
  readonly comment?: string;
  /** Whether the event can take place without this guest. */
  readonly optional?: boolean;
  /** Whether this is a room or a thing, and no person. It cannot be changed later. */
  readonly resource?: boolean;
  /** How many more people this guest brings. */
  readonly additionalGuests?: number;
}

/** A guest of an event as it was read. */
export interface Attendee extends AttendeeDraft {
  readonly responseStatus: AttendeeResponse;
  /** Whether this guest has arranged the event. */
  readonly organizer?: boolean;
  /** Whether this is the guest whose calendar the event was read from. */
  readonly self?: boolean;
}

/** A guest's answer to the invitation. An answer that this version does not know is read as `needsAction`. */
export type AttendeeResponse = 'needsAction' | 'accepted' | 'tentative' | 'declined';

/** Who has arranged an event. */
export interface Organizer {
  /** The address, where it is known. */
  readonly email?: string;
  /** The name, where it is known. */
  readonly displayName?: string;
  /** Whether the event was read from the organizer's own calendar. */
  readonly self?: boolean;
}

/** The reminders of an event for this account alone: those of the calendar, or the event's own. */
export interface Reminders {
  /** Whether the calendar's reminders hold. */
  readonly useDefault: boolean;
  /** The event's own reminders; without any, and without `useDefault`, there is none. */
  readonly overrides?: readonly Reminder[];
}

/** One reminder. */
export interface Reminder {
  /** How the user is reminded: in the calendar app, or by a mail. */
  readonly method: 'popup' | 'email';
  /** Minutes before the start: 0 to 40,320, which is four weeks. */
  readonly minutes: number;
}

/** Who may see the details of an event. `confidential` is another word for `private`. */
export type EventVisibility = 'default' | 'public' | 'private' | 'confidential';

/** Whether an event takes time (`opaque`) or not (`transparent`), in RFC 5545's words (3.8.2.7). */
export type EventTransparency = 'opaque' | 'transparent';

/** The video conference of an event. */
export interface Conference {
  /** `pending` while the provider makes it, `failure` where it could not. */
  readonly status: 'pending' | 'success' | 'failure';
  /** The address at which one joins by video. */
  readonly uri?: string;
  /** What the conference service calls itself, such as `Google Meet`. */
  readonly name?: string;
}

/** Properties of an app, as texts by name: `private` to this calendar, or `shared` with everybody who is invited. */
export interface ExtendedProperties {
  /** For this calendar alone. */
  readonly private?: Readonly<Record<string, string>>;
  /** For everybody who is invited. */
  readonly shared?: Readonly<Record<string, string>>;
}

/**
 * A new event, as an app writes it. Times may be `Date`s, which is what calendar components pass to their handlers.
 *
 * @example
 * const draft: CalendarEventDraft = {
 *   title: 'Lunch',
 *   start: '2026-06-01T12:00',
 *   end: '2026-06-01T13:00',
 *   timeZone: 'Europe/Berlin',
 * };
 */
export interface CalendarEventDraft {
  /** By default none. */
  readonly title?: string;
  /** Of an all-day event, a `Date` stands for its day in the browser's time zone. */
  readonly start: Date | EventTime;
  /**
   * Exclusive. By default an hour after the start, or the day after it. In a change `null` and `''` set the default:
   * that is what calendar components pass after an event was dragged from all-day to a time, or back.
   */
  readonly end?: Date | EventTime | null;
  /** By default true if `start` is a day such as `2026-11-22`. */
  readonly allDay?: boolean;
  /** IANA name; by default the configured zone, or else the browser's. A time without an offset is wall time in it. */
  readonly timeZone?: string;
  /** `null` removes it. */
  readonly description?: string | null;
  /** `null` removes it. */
  readonly location?: string | null;
  /** A CSS colour: the provider's nearest one is stored. `null`, or the calendar's colour, removes the event's own. */
  readonly color?: string | null;
  /** By default `confirmed`. */
  readonly status?: CalendarEventStatus;
  /** RRULE, EXRULE, RDATE and EXDATE lines (RFC 5545, 3.8.5). */
  readonly recurrence?: readonly string[] | null;
  /** All guests: who was read and is missing here is no longer invited. `null` removes all of them. */
  readonly attendees?: readonly AttendeeDraft[] | null;
  /** `null` sets the calendar's reminders. */
  readonly reminders?: Reminders | null;
  /** `null` is `default`. */
  readonly visibility?: EventVisibility | null;
  /** `null` is `opaque`. */
  readonly transparency?: EventTransparency | null;
  /**
   * `'create'` makes a conference, which is `pending` until the provider has it. `null` removes it. A {@link Conference} as
   * it was read changes nothing.
   */
  readonly conference?: 'create' | Conference | null;
  /** The app's own properties, stored with the event. */
  readonly extendedProperties?: ExtendedProperties;
}

/**
 * A change of an event: its id and the properties to change. It may also be the whole event as it was read, with some
 * properties changed: those that are the same as before are not written.
 */
export type CalendarEventChanges<Draft extends CalendarEventDraft = CalendarEventDraft> =
  Partial<Draft> & {
    /** The id of the event. */
    readonly id: string;
    /**
     * If given, the change is merged with what has been changed since this version, or refused with `conflict` where both have
     * changed the same.
     */
    readonly version?: string;
  };
