import { type CalendarSyncError } from 'ngx-calendar-sync/base';
import type { EventTime } from './event-time';

/** The busy times of one calendar, or of a group of people together. */
export interface FreeBusy {
  /** The calendar, or the address of the group, that was asked for. */
  readonly calendarId: string;
  /** In order and without overlaps; instants in RFC 3339. */
  readonly busy: readonly {
    /** When the busy time begins. */
    readonly start: EventTime;
    /** When it ends; exclusive. */
    readonly end: EventTime;
  }[];
  /** Why the times of this calendar could not be read; those of the others are valid. */
  readonly error?: CalendarSyncError;
  /** For the address of a group, each of its members. `busy` then has the times when any of them is busy. */
  readonly members?: readonly FreeBusy[];
}
