import type { WireEvent, WireEventLabel } from '../discovery/wire-types.generated.ts';

/** The users, calendars and events that an emulator starts with. */
export interface Seed {
  readonly users: readonly SeedUser[];
  readonly calendars: readonly SeedCalendar[];
  readonly groups?: readonly SeedGroup[];
}

/** A group of people whose free/busy times can be queried by one address. */
export interface SeedGroup {
  readonly email: string;
  /** Addresses of the members, which are the ids of their calendars. */
  readonly members: readonly string[];
}

export interface SeedUser {
  readonly email: string;
  readonly name: string;
  /** The user's setting, as an IANA name. */
  readonly timeZone: string;
  /** BCP 47 tag, such as `en-GB`. */
  readonly locale: string;
}

export type AccessRole =
  'freeBusyReader' | 'reader' | 'writerWithoutPrivateAccess' | 'writer' | 'owner';

export interface SeedCalendar {
  readonly id: string;
  readonly summary: string;
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

export interface SeedMembership {
  readonly email: string;
  readonly accessRole: AccessRole;
  readonly primary?: boolean;
  readonly selected?: boolean;
  readonly colorId?: string;
  readonly summaryOverride?: string;
}
