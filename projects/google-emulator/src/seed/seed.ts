import type { WireEvent, WireEventLabel } from '../discovery/wire-types.generated.ts';

/** The users, calendars and events that an emulator starts with. */
export interface Seed {
  /** The accounts. */
  readonly users: readonly SeedUser[];
  /** The calendars of all accounts. */
  readonly calendars: readonly SeedCalendar[];
  /** Groups of people; none if left out. */
  readonly groups?: readonly SeedGroup[];
}

/** A group of people whose free/busy times can be queried by one address. */
export interface SeedGroup {
  /** The address of the group. */
  readonly email: string;
  /** Addresses of the members, which are the ids of their calendars. */
  readonly members: readonly string[];
}

/** An account. */
export interface SeedUser {
  /** The address of the account. */
  readonly email: string;
  /** The name that the sign-in shows. */
  readonly name: string;
  /** The user's setting, as an IANA name. */
  readonly timeZone: string;
  /** BCP 47 tag, such as `en-GB`. */
  readonly locale: string;
}

/** What an account may do with a calendar, from the weakest role to the strongest. */
export type AccessRole =
  'freeBusyReader' | 'reader' | 'writerWithoutPrivateAccess' | 'writer' | 'owner';

/** A calendar, who sees it, and its events. */
export interface SeedCalendar {
  /** Unique. Of a primary calendar it is, as at Google, the address of the account. */
  readonly id: string;
  /** Its title. */
  readonly summary: string;
  /** What it is for. */
  readonly description?: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Named colours that events refer to by `eventLabelId`. */
  readonly labels?: readonly WireEventLabel[];
  /** Whether anybody can read it with an API key. */
  readonly public?: boolean;
  /** The users in whose calendar lists it is, with their roles. */
  readonly members: readonly SeedMembership[];
  /**
   * Event resources of Calendar v3: single events, masters with `recurrence`, and exceptions with `recurringEventId` and
   * `originalStartTime`.
   */
  readonly events: readonly WireEvent[];
}

/** A calendar in the list of an account. */
export interface SeedMembership {
  /** The address of the account. */
  readonly email: string;
  /** What the account may do with the calendar. */
  readonly accessRole: AccessRole;
  /** Whether it is the account's primary calendar. */
  readonly primary?: boolean;
  /** Whether the account has switched it on in Google's own app. */
  readonly selected?: boolean;
  /** Its color in the account's list, an id of the palette for calendars. */
  readonly colorId?: string;
  /** The account's own title for it. */
  readonly summaryOverride?: string;
}
