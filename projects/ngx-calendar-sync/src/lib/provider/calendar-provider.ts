import type { Observable } from 'rxjs';
import type { Calendar } from '../model/calendar';
import type { CalendarEvent, CalendarEventDraft } from '../model/calendar-event';
import type { FreeBusy } from '../model/free-busy';
import type { TimeRange } from '../model/time-range';
import type { Occurrence } from '../recurrence/recurrence-set';
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
  /** The account's calendars, which {@link listCalendars} and {@link restoreCalendars} replace. */
  readonly calendars: AccountCalendars<T['calendar']>;

  /** IANA name of the zone that times are told in and days are counted in; by default the browser's. */
  readonly timeZone?: string | undefined;

  /** Emits when events have other colours than they were told in: colours may come later than events. */
  readonly recolored$?: Observable<void>;

  /** An event in its colours of now; the same object where they are the same. */
  readonly recolor?: (event: T['event']) => T['event'];

  /**
   * How many requests may be under way at a time, for a service that refuses more. By default the core decides.
   */
  readonly maxParallelRequests?: number | undefined;

  /**
   * One page of a calendar's events, or of what changed since a cursor. Fails with `cursor-lost` where the provider
   * does not know the cursor or the page token any more. Records are stored as they come: the provider leaves out the
   * fields that `scope.omit` names, wherever in a record they are.
   */
  pull(calendarId: string, request: PullRequest): Observable<PulledPage>;

  /** The same for the list of calendars. */
  pullCalendars(request: PageRequest): Observable<PulledCalendars>;

  /**
   * Makes the stored list the account's list of calendars, without a request. From then on {@link toEvent} uses its
   * colours, zones and rights.
   */
  restoreCalendars(records: CalendarRecords): void;

  /** A stored record as an event as of now; `undefined` for one that has nothing to show. */
  toEvent(calendarId: string, record: ProviderRecord): T['event'] | undefined;

  /**
   * The events that a series shows in a range, as {@link listEvents} tells them; pure. For a service that tells the
   * occurrences of a series: the `record` of its entry then holds master, occurrences and exceptions together. Where
   * this is missing, series are expanded from the `recurrence` of their master. Throws for a record that cannot be
   * read.
   */
  occurrencesIn?(
    calendarId: string,
    record: ProviderRecord,
    range: TimeRange,
  ): readonly T['event'][];

  /**
   * An occurrence of a series that nobody has changed, as {@link listEvents} tells it; pure. Needed where
   * {@link occurrencesIn} is missing.
   */
  occurrenceOf?(master: T['event'], occurrence: Occurrence): T['event'];

  /** Asks for the account's calendars, all of them. */
  listCalendars(): Observable<readonly T['calendar'][]>;

  /**
   * The events of a range, series as occurrences. Emits all events so far after each page, and completes after the last.
   */
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

/** What a replica covers. What was pulled for one scope does not serve for another. */
export interface PullScope {
  /**
   * Everything there is, or one window of time: some services tell changes of a window alone, and their cursor serves
   * for that window alone.
   */
  readonly coverage: 'everything' | TimeRange;
  /** Single events that ended before are left out. Series are held with all of their exceptions, wherever these are. */
  readonly since?: Date;
  /** Fields of the provider's records that are not stored: the provider leaves them out. */
  readonly omit?: readonly string[];
}

export interface PageRequest {
  readonly cursor?: string;
  /** Of a page that is not the first one; sent with the same cursor, if any. */
  readonly pageToken?: string;
}

export interface PullRequest extends PageRequest {
  readonly scope: PullScope;
}

export interface PulledPage {
  /**
   * Best made one by one as they are asked for, since a page may hold thousands. A change that throws counts as
   * malformed, and the next one is asked for. A generator ends with its first throw, so that it has to catch what a
   * single record throws. Of several changes with one id, on whatever pages, the last one counts. A series with its
   * occurrences is told whole on every page that has a part of it: what one page lacks is asked for before the page is
   * emitted.
   */
  readonly changes: Iterable<PulledChange>;
  /** 50 pages in a row without a new id are taken for a list that does not end. */
  readonly next: PageEnd;
}

export type PulledChange = ReplicaEntry | MalformedChange;

/** A change that cannot be read: it is reported, and the others are stored. */
export interface MalformedChange {
  readonly kind: 'malformed';
  readonly id?: string;
  /** What is wrong with it, in words without any content of the event. */
  readonly problem: string;
}

export interface PulledCalendars {
  /**
   * The changes are the whole list, over all of its pages, whatever cursor was sent: what they lack is gone. For a
   * service that tells no changes of its list.
   */
  readonly whole?: true;
  readonly changes: readonly PulledCalendar[];
  /** What the provider needs beside the calendars to read events. */
  readonly account?: ProviderRecord;
  readonly next: PageEnd;
}

export type PulledCalendar =
  | { readonly kind: 'calendar'; readonly id: string; readonly record: ProviderRecord }
  | { readonly kind: 'gone'; readonly id: string };
