/** What this account may do with a calendar, weakest first. */
export type CalendarAccessRole = 'freeBusyReader' | 'reader' | 'writer' | 'owner';

/** One of the user's calendars. */
export interface Calendar {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** CSS colours of its events, the second one readable on the first. */
  readonly color?: string;
  readonly textColor?: string;
  /** The same as `textColor`, under the name that FullCalendar 7 reads. */
  readonly contrastColor?: string;
  /** IANA name. */
  readonly timeZone?: string;
  readonly accessRole: CalendarAccessRole;
  /** Whether events can be created here: the role allows it and so do the granted scopes. */
  readonly writable: boolean;
  /** The account's own calendar; its id names the account. */
  readonly primary: boolean;
  /** Whether the user has it switched on in the provider's own app. */
  readonly selected: boolean;
}
