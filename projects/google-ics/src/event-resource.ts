/**
 * An event as the Calendar API v3 has it, with the fields that a file can say: a single event, the master of a series (it has
 * `recurrence`), or an exception (it has `recurringEventId`).
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/events#resource
 */
export interface EventResource {
  /** Made of the UID, and the same each time that the file is read. Google gives an imported event an id of its own. */
  readonly id: string;
  /** `confirmed`, `tentative` or `cancelled`. */
  readonly status?: string;
  /** The title. */
  readonly summary?: string;
  /** May hold HTML. */
  readonly description?: string;
  /** Where it takes place, as free text. */
  readonly location?: string;
  /** Of an all-day event a day; missing of an exception that was deleted. */
  readonly start?: EventDateTime;
  /** Exclusive. */
  readonly end?: EventDateTime;
  /** RRULE, EXRULE, RDATE and EXDATE lines with IANA time zones. */
  readonly recurrence?: string[];
  /** Of an exception, the `id` of its series, which stands before it. */
  readonly recurringEventId?: string;
  /** Of an exception, the start of the occurrence that it changes. */
  readonly originalStartTime?: EventDateTime;
  /** The UID of the file; for an event without one it is made of the event's `id`. */
  readonly iCalUID?: string;
  /** Incremented with each rescheduling. */
  readonly sequence?: number;
  /** RFC 3339, in UTC. */
  readonly created?: string;
  /** RFC 3339, in UTC. */
  readonly updated?: string;
  /** Missing where the file names nobody. */
  readonly organizer?: EventOrganizer;
  /** The guests, the organizer among them if the file has it so. */
  readonly attendees?: EventAttendee[];
  /** At most 25, Google's limit; attachments inside of the file are left out. */
  readonly attachments?: EventAttachment[];
  /** Missing of an exception that was deleted. */
  readonly reminders?: EventReminders;
  /** The web page that the event names (URL). */
  readonly source?: EventSource;
  /** Categories, since Google has none: `{ private: { categories: 'Work,Travel' } }`. */
  readonly extendedProperties?: EventCategories;
  /** `transparent` where the event does not make its owner busy. */
  readonly transparency?: string;
  /** `public`, `private` or `confidential`. */
  readonly visibility?: string;
  /** Always `default`. */
  readonly eventType?: string;
}

/** A day, or a time with its time zone. */
export interface EventDateTime {
  /** `2026-06-10`, of an all-day event. */
  readonly date?: string;
  /** RFC 3339 with its offset: `2026-06-10T12:00:00+02:00`. */
  readonly dateTime?: string;
  /** IANA name. */
  readonly timeZone?: string;
}

/** Who has arranged an event. */
export interface EventOrganizer {
  /** In lower case. */
  readonly email: string;
  /** The name, if the file has it. */
  readonly displayName?: string;
}

/** A guest. */
export interface EventAttendee {
  /** In lower case. */
  readonly email: string;
  /** The name, if the file has it. */
  readonly displayName?: string;
  /** `needsAction`, `accepted`, `declined` or `tentative`. */
  readonly responseStatus: string;
  /** Whether the event can take place without the guest. */
  readonly optional?: boolean;
  /** A room or a thing. */
  readonly resource?: boolean;
  /** How many people the guest brings along. */
  readonly additionalGuests?: number;
  /** Whether it is the organizer. */
  readonly organizer?: boolean;
  /** Whether it is the owner of the calendar, {@link ReadIcsOptions.owner}. */
  readonly self?: boolean;
}

/** A file that an event links to. */
export interface EventAttachment {
  /** Its address, http or https. */
  readonly fileUrl: string;
  /** The name of the file. */
  readonly title?: string;
  /** Its media type, such as `application/pdf`. */
  readonly mimeType?: string;
}

/** The reminders of an event. */
export interface EventReminders {
  /** Whether they are those of the calendar, because the file has none. */
  readonly useDefault: boolean;
  /** At most five, Google's limit. */
  readonly overrides?: EventReminder[];
}

/** A reminder before the start. */
export interface EventReminder {
  /** `email` or `popup`. */
  readonly method: string;
  /** Before the start. */
  readonly minutes: number;
}

/** A web page that an event comes from. */
export interface EventSource {
  /** Its address, http or https. */
  readonly url: string;
  /** The name of its host. */
  readonly title: string;
}

/** The categories of an event. */
export interface EventCategories {
  /** Properties that only the copy in this calendar has. */
  readonly private: {
    /** Separated by commas; at most 1024 characters, Google's limit. */
    readonly categories: string;
  };
}
