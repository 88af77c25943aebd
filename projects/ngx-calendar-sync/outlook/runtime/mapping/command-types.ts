import type { CommandOptions, EventFilter, Weekday } from 'ngx-calendar-sync/core';
import type { OutlookMailboxSettings } from 'ngx-calendar-sync/outlook/start';

/** Which events `listEvents` lists, and how many at a time. */
export interface OutlookEventListQuery extends EventFilter, CommandOptions {
  /** Events that end later. A day or a time without an offset is one of the configured time zone. */
  readonly start: Date | string;
  /** Events that start earlier. */
  readonly end: Date | string;
  /**
   * How many events are asked for at a time: 1 to 1,000, by default 250. A page has fewer where not all of them are what the
   * query wants, and may have none.
   */
  readonly maxResults?: number | undefined;
}

/** A calendar that is to be made. Outlook's have a name and a colour, and the time zone of the mailbox. */
export interface OutlookCalendarDraft {
  /** Outlook has no two calendars of one name. */
  readonly name: string;
  /** CSS colour of its events: the nearest of Outlook's nine. */
  readonly color?: string;
}

/** Changes of a calendar. Only what is given is changed. Graph knows nothing of calendars that the user has hidden in Outlook. */
export interface OutlookCalendarChanges {
  /** Outlook has no two calendars of one name. */
  readonly name?: string;
  /** CSS colour of its events: the nearest of Outlook's nine. */
  readonly color?: string;
}

/** When the user works. */
export interface OutlookWorkingTimes {
  /** On these days. */
  readonly days: readonly Weekday[];
  /** From this time of the day, such as `08:00`. */
  readonly start: string;
  /** Until this time of the day, such as `17:00`. */
  readonly end: string;
  /** IANA name of the zone of these times; absent for a zone of the user's own making. */
  readonly timeZone?: string;
}

/**
 * What the user has set in Outlook. The first day of the week is not among it: Graph does not tell that.
 * @see https://learn.microsoft.com/graph/api/resources/mailboxsettings
 */
export interface OutlookCalendarSettings {
  /** IANA name of the user's time zone; absent for a zone of the user's own making. */
  readonly timeZone?: string;
  /** Whether times are shown as 14:00, and not as 2 pm. */
  readonly format24HourTime: boolean;
  /** The user's language, such as `de-DE`; absent where the user has chosen none. */
  readonly locale?: string;
  /** When the user works; absent where that is not set. */
  readonly workingHours?: OutlookWorkingTimes;
  /** The settings as Graph has answered them. */
  readonly mailboxSettings: OutlookMailboxSettings;
}
