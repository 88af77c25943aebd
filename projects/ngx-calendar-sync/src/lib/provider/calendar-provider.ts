import type { Observable } from 'rxjs';
import type { Calendar } from '../model/calendar';
import type { CalendarEvent, CalendarEventDraft } from '../model/calendar-event';
import type { FreeBusy } from '../model/free-busy';
import type { TimeRange } from '../model/time-range';
import type { Occurrence } from '../recurrence/compiled-series';
import type { ProviderRecord, ReplicaEntry } from '../replica/replica-entry';
import type { CalendarRecords, PageEnd } from '../replica/replica-store';
import type { AccountCalendars } from './account-calendars';
import type { EventWrite, PreparedWrite } from './event-write';

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
  /** The account's calendars, which {@link listCalendars} and {@link recall} replace. */
  readonly calendars: AccountCalendars<T['calendar']>;

  /** IANA name of the zone that times are told in and days are counted in; by default the browser's. */
  readonly timeZone?: string | undefined;

  /** Emits when events have other colours than they were told in: colours may come later than events. */
  readonly recolored$?: Observable<void>;

  /** An event in its colours of now; the same object where they are the same. */
  readonly recolor?: (event: T['event']) => T['event'];

  /**
   * One page of a calendar's events, or of what changed since a cursor. Fails with `cursor-lost` where the provider
   * does not know cursor or page token any more.
   */
  pull(calendarId: string, request: PullRequest): Observable<PulledPage>;

  /** The same for the list of calendars. */
  pullCalendars(request: PageRequest): Observable<PulledCalendars>;

  /** Takes the calendars of the copy for the current ones: {@link toEvent} has their colours, zones and rights. */
  recall(records: CalendarRecords): void;

  /** A stored record as an event as of now; `undefined` for one that has nothing to show. */
  toEvent(calendarId: string, record: ProviderRecord): T['event'] | undefined;

  /** An occurrence of a series that nobody has changed, as {@link listEvents} tells it; pure. */
  occurrenceOf(master: T['event'], occurrence: Occurrence): T['event'];

  /** Asks for the account's calendars, all of them. */
  listCalendars(): Observable<readonly T['calendar'][]>;

  /** The events of a range, series as occurrences: what is known so far after each page, complete at the end. */
  listEvents(calendarId: string, query: EventQuery): Observable<readonly T['event'][]>;

  /**
   * Makes a write ready to be sent, without a request. Sending the same prepared insert again creates no second event;
   * the answer may have another id than what was shown. Deleting what is gone already succeeds. What the provider cannot
   * restore it creates anew, under another id.
   * @throws CalendarSyncError `invalid-event`
   */
  prepareWrite(write: EventWrite<T>): PreparedWrite<T['event']>;

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]>;
}

export interface EventQuery {
  readonly range: TimeRange;
  /** Events that hold these words. */
  readonly text?: string;
}

/** What a copy holds of a calendar. What was pulled for one scope does not serve for another. */
export interface PullScope {
  /** Everything there is; a provider of windows needs to know which, and its cursor dies with that window. */
  readonly coverage: 'everything' | TimeRange;
  /** Single events that ended before are left out. Series are held with all of their exceptions, wherever these are. */
  readonly since?: Date;
  /** Fields of the provider's records that are not stored. */
  readonly omit?: readonly string[];
}

export interface PageRequest {
  readonly cursor?: string;
  /** Beside the same cursor, if any. */
  readonly pageToken?: string;
}

export interface PullRequest extends PageRequest {
  readonly scope: PullScope;
}

export interface PulledPage {
  /**
   * Better made one by one as they are asked for: a page may hold thousands. One that throws counts as malformed, and
   * the next one is asked for; a generator that throws is over, so it has to catch what a single record throws.
   */
  readonly changes: Iterable<PulledChange>;
  readonly next: PageEnd;
}

export type PulledChange = ReplicaEntry | MalformedChange;

/** Something that makes no sense; the rest does. */
export interface MalformedChange {
  readonly kind: 'malformed';
  readonly id?: string;
  /** What is wrong with it, in words that hold nothing of the event. */
  readonly problem: string;
}

export interface PulledCalendars {
  readonly changes: readonly PulledCalendar[];
  /** What the provider needs beside them to read events. */
  readonly account?: ProviderRecord;
  readonly next: PageEnd;
}

export type PulledCalendar =
  | { readonly kind: 'calendar'; readonly id: string; readonly record: ProviderRecord }
  | { readonly kind: 'gone'; readonly id: string };
