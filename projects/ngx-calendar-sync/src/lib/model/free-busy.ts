import type { CalendarSyncError } from './calendar-sync-error';
import type { EventTime } from './event-time';

/** When one calendar is taken. */
export interface FreeBusy {
  readonly calendarId: string;
  /** In order, not overlapping, instants in RFC 3339. */
  readonly busy: readonly { readonly start: EventTime; readonly end: EventTime }[];
  /** Why this calendar could not be asked; the others are not affected. */
  readonly error?: CalendarSyncError;
}
