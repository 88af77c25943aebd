import type { Observable } from 'rxjs';
import type { Calendar } from '../model/calendar';
import type {
  CalendarEvent,
  CalendarEventChanges,
  CalendarEventDraft,
} from '../model/calendar-event';
import type { FreeBusy } from '../model/free-busy';
import type { TimeRange } from '../model/time-range';

/** The types of one provider: its calendars and events carry what only that service has. */
export interface CalendarProviderTypes {
  readonly calendar: Calendar;
  readonly event: CalendarEvent;
  readonly draft: CalendarEventDraft;
}

/**
 * A calendar service as the core sees it. Every request is cold, starts on subscription, is cancelled by
 * unsubscribing, and fails with a CalendarSyncError.
 */
export interface CalendarProvider<T extends CalendarProviderTypes = CalendarProviderTypes> {
  /** The account's calendars, all of them. */
  listCalendars(): Observable<readonly T['calendar'][]>;

  /** The events of a range, series as occurrences: what is known so far after each page, complete at the end. */
  listEvents(calendarId: string, query: EventQuery): Observable<readonly T['event'][]>;

  /**
   * What a draft will look like once it is stored; pure, for showing it at once.
   * @throws CalendarSyncError `invalid-event`
   */
  draftEvent(calendarId: string, eventId: string, draft: T['draft']): T['event'];

  /**
   * What an event will look like once changed; pure, for showing it at once.
   * @throws CalendarSyncError `invalid-event`
   */
  changeEvent(event: T['event'], changes: CalendarEventChanges<T['draft']>): T['event'];

  /** Creates an event. Sending the same `idempotencyKey` again creates none; the id may differ from it. */
  insertEvent(
    calendarId: string,
    draft: T['draft'],
    idempotencyKey: string,
  ): Observable<T['event']>;

  /** Changes what is different; with a version it fails with `conflict` where that is not the current one. */
  updateEvent(
    calendarId: string,
    changes: CalendarEventChanges<T['draft']>,
  ): Observable<T['event']>;

  /** Deletes; an event that is gone already is a success. */
  deleteEvent(calendarId: string, event: EventReference): Observable<void>;

  /** Brings a deleted event back, under a new id where the provider cannot restore the old one. */
  restoreEvent(event: T['event']): Observable<T['event']>;

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]>;

  /** A new idempotency key. */
  createKey(): string;
}

export interface EventQuery {
  readonly range: TimeRange;
  /** Events that hold these words. */
  readonly text?: string;
}

export interface EventReference {
  readonly id: string;
  readonly version?: string;
}
