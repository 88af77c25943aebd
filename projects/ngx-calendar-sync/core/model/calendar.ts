/** What this account may do with a calendar, from the weakest role to the strongest. */
export type CalendarAccessRole = 'freeBusyReader' | 'reader' | 'writer' | 'owner';

/** One of the user's calendars. */
export interface Calendar {
  /** Unique in the account. */
  readonly id: string;
  /** The name that this account sees. */
  readonly name: string;
  /** What the calendar is for, as plain text. */
  readonly description?: string;
  /** CSS colour of its events. */
  readonly color?: string;
  /** CSS colour of text that is readable on {@link color}. */
  readonly textColor?: string;
  /** The same as `textColor`, under the name that FullCalendar 7 reads. */
  readonly contrastColor?: string;
  /** IANA name of its time zone. */
  readonly timeZone?: string;
  /** What this account may do with it. */
  readonly accessRole: CalendarAccessRole;
  /** Whether events can be created in it: both the role and the granted scopes allow it. */
  readonly writable: boolean;
  /** Whether it is the account's main calendar. With Google its id is the account's address. */
  readonly primary: boolean;
  /**
   * Whether the user has switched it on in the provider's own app, so that its events show there. A local copy holds those
   * that are selected and not {@link hidden}, unless its options name others.
   */
  readonly selected: boolean;
  /**
   * Whether the user keeps it out of the list of the provider's own app, without taking it off the account: lists of
   * calendars leave it out, and only the place where it is shown again has it. False where a provider knows no such thing.
   */
  readonly hidden: boolean;
}
