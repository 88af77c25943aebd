import type { CalendarSyncError } from './calendar-sync-error';
import type { EventTime } from './event-time';

/** The busy times of one calendar, or of a group of people together. */
export interface FreeBusy {
  readonly calendarId: string;
  /** In order and without overlaps; instants in RFC 3339. */
  readonly busy: readonly { readonly start: EventTime; readonly end: EventTime }[];
  /** Why the times of this calendar could not be read; those of the others are valid. */
  readonly error?: CalendarSyncError;
  /** For the address of a group, each of its members. `busy` then has the times when any of them is busy. */
  readonly members?: readonly FreeBusy[];
}
