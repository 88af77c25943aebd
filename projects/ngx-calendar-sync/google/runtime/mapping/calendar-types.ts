import type { Reminder, Weekday } from 'ngx-calendar-sync/core';

/** A calendar that is to be made. */
export interface GoogleCalendarDraft {
  /** What everybody sees as its name. */
  readonly name: string;
  /** What it is for, as text. */
  readonly description?: string;
  /** Where it is, as free text. */
  readonly location?: string;
  /** IANA name of its time zone, such as `Europe/Berlin`; by default that of the account. */
  readonly timeZone?: string;
  /** CSS colour of its events, as the account sees them. */
  readonly color?: string;
}

/** How an account itself sees a calendar. Only what is given is changed. */
export interface GoogleCalendarListChanges {
  /**
   * Where the account owns the calendar, its name for everybody. Else the account's own name for it; `null` and the empty
   * text bring back the name that its owner has given it.
   */
  readonly name?: string | null;
  /** CSS colour of its events; the colour of text on it follows. */
  readonly color?: string;
  /** Whether its events show in Google's own app. */
  readonly selected?: boolean;
  /** Whether Google's own app leaves it out of its list. A hidden calendar stays in `calendars$`, as `hidden`. */
  readonly hidden?: boolean;
  /** The reminders of events that have none of their own; at most 5, up to 4 weeks before the event. */
  readonly defaultReminders?: readonly Reminder[];
}

/** Changes of a calendar. What everybody sees of it (description, location, zone) only its owner can change. */
export interface GoogleCalendarChanges extends GoogleCalendarListChanges {
  /** `null` removes it. */
  readonly description?: string | null;
  /** Where it is, as free text; `null` removes it. */
  readonly location?: string | null;
  /** IANA name of its time zone, such as `Europe/Berlin`. */
  readonly timeZone?: string;
}

/**
 * What a rule lets its scope do. `none` takes rights away that the scope would have by a wider rule;
 * `writerWithoutPrivateAccess` changes events but sees of private ones no more than their times.
 */
export type GoogleAccessRole =
  'none' | 'freeBusyReader' | 'reader' | 'writerWithoutPrivateAccess' | 'writer' | 'owner';

/** Whom a rule is for. */
export interface GoogleAccessScope {
  /**
   * One user, the members of a group, everybody of a domain, or everybody (`default`: the calendar is public; `reader` at
   * most).
   */
  readonly type: 'user' | 'group' | 'domain' | 'default';
  /** The address of the user or group, or the name of the domain; absent for `default`. */
  readonly value?: string;
}

/** Who may do what in a calendar. */
export interface GoogleAccessRule {
  /** Google's id of it, such as `user:ada@example.com`. */
  readonly id: string;
  /** Whom it is for. A calendar has one rule for each scope. */
  readonly scope: GoogleAccessScope;
  /** What the scope may do. */
  readonly role: GoogleAccessRole;
}

/** A day of the week, 0 for Sunday. */
export type GoogleWeekday = Weekday;

/**
 * What the user has set in Google Calendar.
 * @see https://developers.google.com/workspace/calendar/api/v3/reference/settings
 */
export interface GoogleCalendarSettings {
  /** IANA name of the user's time zone. */
  readonly timeZone: string;
  /** The day that weeks begin with: 0 for Sunday, 1 for Monday, 6 for Saturday. */
  readonly weekStart: GoogleWeekday;
  /** Whether times are shown as 14:00, and not as 2 pm. */
  readonly format24HourTime: boolean;
  /** The user's language as Google writes it, such as `de` or `en_GB`. */
  readonly locale: string;
  /** All settings as Google has answered them, by Google's names. A setting with its default value may be missing. */
  readonly all: Readonly<Record<string, string>>;
}

/** A colour that Google has a name for. */
export interface GoogleNamedColor {
  /** Google's id of it, such as the `colorId` of an event. */
  readonly id: string;
  /** Its English name in Google's own app. */
  readonly name: string;
  /** CSS colour. */
  readonly color: string;
  /** CSS colour of text that is readable on {@link color}. */
  readonly textColor: string;
}

/** A label that a calendar has for its events. */
export interface GoogleEventLabelColor {
  /** The `eventLabelId` of its events. */
  readonly id: string;
  /** Empty where the label has no name. */
  readonly name: string;
  /** CSS colour of its events. */
  readonly color: string;
  /** CSS colour of text that is readable on {@link color}. */
  readonly textColor: string;
}

/** A label to write: without an `id` a new one, which needs a colour. */
export interface GoogleEventLabelDraft {
  /** The id of a label that the calendar has. */
  readonly id?: string;
  /** At most 50 characters. A known label that is written without one keeps its name. */
  readonly name?: string;
  /** CSS colour. A known label that is written without one keeps its colour. */
  readonly color?: string;
}

/** The colours that a user can choose from. */
export interface GoogleCalendarColors {
  /** Those that Google offers for calendars; a calendar may have any other one, too. */
  readonly calendarColors: readonly GoogleNamedColor[];
  /** Those that an event can have without a label. */
  readonly eventColors: readonly GoogleNamedColor[];
  /** The labels for events by calendar id, as far as they are known: once an event with a label was read or they were written. */
  readonly labels: ReadonlyMap<string, readonly GoogleEventLabelColor[]>;
}
