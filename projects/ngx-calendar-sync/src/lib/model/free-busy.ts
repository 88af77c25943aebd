import type { CalendarSyncError } from './calendar-sync-error';
import type { EventTime } from './event-time';

/** When one calendar is taken, or a group of people. */
export interface FreeBusy {
  readonly calendarId: string;
  /** In order, not overlapping, instants in RFC 3339. */
  readonly busy: readonly { readonly start: EventTime; readonly end: EventTime }[];
  /** Why this calendar could not be asked; the others are not affected. */
  readonly error?: CalendarSyncError;
  /** Of a group's address: each of its members; `busy` is when any of them is taken. */
  readonly members?: readonly FreeBusy[];
}
