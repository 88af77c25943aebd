import type { WireEvent, WireEventLabel } from '../discovery/wire-types.generated.ts';

/** A world for the emulator to start with: who exists, which calendars, and what is in them. */
export interface Seed {
  readonly users: readonly SeedUser[];
  readonly calendars: readonly SeedCalendar[];
  readonly groups?: readonly SeedGroup[];
}

/** Several people under one address, whose free and busy times may be asked for by it. */
export interface SeedGroup {
  readonly email: string;
  /** Ids of the members' calendars, which are their addresses. */
  readonly members: readonly string[];
}

export interface SeedUser {
  readonly email: string;
  readonly name: string;
  /** IANA name, the user's setting. */
  readonly timeZone: string;
  /** BCP 47, such as `en-GB`. */
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
  /** Colours with names that events may have by their `eventLabelId`. */
  readonly labels?: readonly WireEventLabel[];
  /** Readable by anybody with an API key. */
  readonly public?: boolean;
  /** Whose calendar lists hold it, and with which rights. */
  readonly members: readonly SeedMembership[];
  /** Event resources as Calendar v3 writes them: series as masters, exceptions with `recurringEventId` and `originalStartTime`. */
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
