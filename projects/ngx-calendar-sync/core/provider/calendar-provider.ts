import type { Observable } from 'rxjs';
import type { Calendar } from '../model/calendar';
import type { CalendarEvent, CalendarEventDraft } from '../model/calendar-event';
import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { SendUpdates } from '../model/command-options';
import type { EventTime } from '../model/event-time';
import type { FreeBusy } from '../model/free-busy';
import type { TimeRange } from '../model/time-range';
import type { Occurrence } from '../recurrence/recurrence-set';
import type { ProviderRecord, ReplicaEntry } from '../replica/replica-entry';
import type { CalendarRecords, PageEnd } from '../replica/replica-store';
import type { AccountCalendars } from './account-calendars';
import type { ConflictChoice } from '../model/pending-write';
import type {
  EventWrite,
  MergedWrite,
  PlannedWrite,
  SeriesWrite,
  WriteTarget,
} from './event-write';

/** The types of one provider: its calendars and events carry what only that service has. */
export interface CalendarProviderTypes {
  readonly calendar: Calendar;
  readonly event: CalendarEvent;
  readonly draft: CalendarEventDraft;
}

/**
 * A calendar service as the core sees it. Every request starts on subscription, is cancelled by unsubscribing, and fails
 * with a CalendarSyncError.
 */
export interface CalendarProvider<T extends CalendarProviderTypes = CalendarProviderTypes> {
  /** The account's calendars, which {@link listCalendars} and {@link restoreCalendars} replace. */
  readonly calendars: AccountCalendars<T['calendar']>;

  /** IANA name of the zone that events have their times in and days begin in. By default days are the browser's. */
  readonly timeZone?: string | undefined;

  /** Emits when events have other colours than they were emitted with: a provider may learn colours only later. */
  readonly recolored$?: Observable<void>;

  /** The event with its current colours; the same object where they have not changed. */
  readonly recolor?: (event: T['event']) => T['event'];

  /**
   * How many requests may be under way at a time, for a service that refuses more. By default the core decides.
   */
  readonly maxParallelRequests?: number | undefined;

  /**
   * One page of a calendar's events, or of what changed since a cursor. Fails with `cursor-lost` where the provider
   * does not know the cursor or the page token any more. Records are stored as they come: the provider leaves out the
   * fields that `scope.omit` names, wherever in a record they are. The provider either reads the answer itself or hands
   * it over as it came.
   */
  pull(calendarId: string, request: PullRequest): Observable<PageAnswer>;

  /** Asks for the changes of several calendars in one request, where the service can. */
  readonly batches?: PullBatches;

  /** The same as {@link pull} for the list of calendars. */
  pullCalendars(request: PageRequest): Observable<PulledCalendars>;

  /**
   * Makes the stored list the account's list of calendars, without a request. From then on {@link toEvent} uses its
   * colours, zones and rights.
   */
  restoreCalendars(records: CalendarRecords): void;

  /** The event of a stored record, with the current colours, zone and rights; `undefined` if there is nothing to show. */
  toEvent(calendarId: string, record: ProviderRecord): T['event'] | undefined;

  /**
   * The events that a series shows in a range, as {@link listEvents} lists them; pure. For a service that sends a series
   * with its occurrences: the `record` of the series then holds master, occurrences and exceptions together. Where this
   * is missing, series are expanded from the `recurrence` of their master. Throws for a record that cannot be read.
   */
  occurrencesIn?(
    calendarId: string,
    record: ProviderRecord,
    range: TimeRange,
  ): readonly T['event'][];

  /**
   * The event of an occurrence that nobody has changed, as {@link listEvents} lists it; pure. Needed where
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
   * Makes plain data of a write, without a request: what it shows and how it is sent. Nothing that the provider would refuse as
   * invalid is planned, since it may wait for long before it is sent.
   * @param sendUpdates Which guests are told; by default what the configuration says.
   * @throws CalendarSyncError `invalid-event`, `invalid-request`
   */
  planWrite(write: EventWrite<T>, sendUpdates?: SendUpdates): PlannedWrite<T['event']>;

  /** The same for a write of several occurrences, whose code is loaded when it is called. */
  planSeriesWrite(
    write: SeriesWrite<T>,
    sendUpdates?: SendUpdates,
  ): Promise<PlannedWrite<T['event']>>;

  /**
   * Sends a planned write on each subscription; `undefined` is the answer to a deletion, and the master that to a write of a
   * series. Sending it again, also after an answer was lost or a tab was closed in the middle, does nothing twice: an insert
   * creates no second event, and each step of a series finds what it has done. The answer may have another id than the event
   * that was shown. Deleting an event that is gone already succeeds. An event that cannot be restored is created anew, with
   * another id. That to a move is an event of the calendar that it was moved from, where somebody else has moved it back since an
   * earlier request, whose answer was lost.
   * @param version The write, other than a move, fails with `conflict` where this is not the current version. It may be a later one than that of
   * the write, which earlier writes of this app may have replaced in the meantime.
   * @param keep Stores what the write needs when it is sent again, and cannot find then: members of its `request`.
   */
  sendWrite(
    write: PlannedWrite<T['event']>,
    version: string | undefined,
    keep?: (found: ProviderRecord) => Promise<void>,
  ): Observable<T['event'] | undefined>;

  /** An event as it is now; `undefined` where it was deleted. */
  readEvent(target: WriteTarget): Observable<T['event'] | undefined>;

  /**
   * Puts a write that was refused with `conflict` on top of what is there now; pure.
   * @param theirs The event as it is now; `undefined` where it was deleted.
   * @param choice What becomes of properties that both have changed differently.
   */
  mergeWrite(
    write: PlannedWrite<T['event']>,
    theirs: T['event'] | undefined,
    choice: ConflictChoice | 'ask',
  ): MergedWrite<T['event']>;

  /**
   * One write that does what two of the same event do one after the other, where that is one request; `none` where the two
   * together do nothing; `undefined` where they have to be sent one by one.
   */
  joinWrites(
    first: PlannedWrite<T['event']>,
    second: PlannedWrite<T['event']>,
  ): PlannedWrite<T['event']> | 'none' | undefined;

  /**
   * The write that takes back another one, which the provider has confirmed.
   * @param answer What the provider has answered.
   * @throws CalendarSyncError `invalid-request` where it cannot be taken back
   */
  undoWrite(
    write: PlannedWrite<T['event']>,
    answer: T['event'] | undefined,
  ): PlannedWrite<T['event']>;

  /**
   * The same write of an event that the provider has given another id, such as a copy of a deleted one; of its occurrences too,
   * where it is a series. Missing where ids never change.
   */
  renameWrite?(write: PlannedWrite<T['event']>, from: string, to: string): PlannedWrite<T['event']>;

  /**
   * The same write of an event that was moved from one calendar to another one, given by their ids. Missing where events are
   * not moved.
   */
  relocateWrite?(
    write: PlannedWrite<T['event']>,
    from: string,
    to: string,
  ): PlannedWrite<T['event']>;

  /**
   * Of a write that is done whatever the version is: whether nobody else has changed the event since the version that it was
   * made on, so that later writes which were made on that version are no conflict.
   */
  holdsOwnChangesOnly?(write: PlannedWrite<T['event']>, answer: T['event']): boolean;

  /**
   * Of a deletion whose event is not there: rejects with `not-found` where it was not deleted, but takes place under another id,
   * as an occurrence of a series that somebody else has moved or divided does.
   */
  checkDeleted?(write: PlannedWrite<T['event']>): Observable<void>;

  /** Asks for the master of a series and its exceptions, which a write of several occurrences is planned from. */
  readSeries(calendarId: string, seriesId: string): Observable<SeriesEventsOf<T['event']>>;

  freeBusy(calendarIds: readonly string[], range: TimeRange): Observable<readonly FreeBusy[]>;
}

/** A series: its master, and its changed and deleted occurrences as far as they are known. */
export interface SeriesEventsOf<E extends CalendarEvent> {
  readonly master: E;
  readonly exceptions: readonly E[];
  /** The original starts of the deleted occurrences. */
  readonly cancelled: readonly EventTime[];
}

/** Which events of a list are wanted. Events that fulfil all of it are listed. */
export interface EventFilter {
  /** Words that the event holds. */
  readonly text?: string | undefined;
  /** Only what has been changed since: a `Date`, or a text in RFC 3339. */
  readonly updatedMin?: Date | string | undefined;
  /** Texts that the event's private extended properties have, by name. */
  readonly privateExtendedProperty?: Readonly<Record<string, string>> | undefined;
  /** Whether deleted events are listed, with the status `cancelled`, as far as the provider still has their times. */
  readonly showDeleted?: boolean | undefined;
}

export interface EventQuery extends EventFilter {
  readonly range: TimeRange;
}

/** What a replica covers. A replica that was pulled for one scope cannot be used for another. */
export interface PullScope {
  /**
   * Everything there is, or one window of time: some services list changes only within a window, and their cursor is
   * valid for that window alone.
   */
  readonly coverage: 'everything' | TimeRange;
  /** Single events that ended before are left out. Series are stored with all exceptions, whenever these happen. */
  readonly since?: Date;
  /** Fields of the provider's records that are not stored: the provider leaves them out. */
  readonly omit?: readonly string[];
}

export interface PageRequest {
  readonly cursor?: string;
  /** The token of every page but the first. The cursor, if there is one, is sent with every page. */
  readonly pageToken?: string;
}

export interface PullRequest extends PageRequest {
  readonly scope: PullScope;
  /**
   * The records of the series that the replica holds, for a service that may tell the end of a series by the ids of its
   * occurrences alone. With a cursor.
   */
  readonly storedSeries?: () => Promise<readonly ProviderRecord[]>;
}

export interface PullBatches {
  /** How many pulls a batch takes at most. */
  readonly maxPulls: number;

  /** Whether a calendar may be asked for in a batch; by default each of them. */
  readonly takes?: (calendarId: string) => boolean;

  /**
   * The first pages of several pulls, by calendar id: for each what {@link CalendarProvider.pull} would emit, or the error
   * that it would fail with. Where a calendar is missing, it has to be asked for by itself; all of them are missing where
   * the service or the network refuses batches. Fails with what every pull would fail with.
   */
  pull(
    requests: ReadonlyMap<string, PullRequest>,
  ): Observable<ReadonlyMap<string, PageAnswer | CalendarSyncError>>;
}

export interface PulledPage {
  /**
   * Best made one by one while they are iterated, since a page may hold thousands. If making a change throws, it counts
   * as malformed, and the iteration goes on. A generator ends with its first throw, so it has to catch what a single
   * record throws. Of several changes with one id, on whatever pages, the last one counts. A series that is sent with its
   * occurrences has to be complete on every page that has a part of it: the provider requests the rest before it emits
   * the page.
   */
  readonly changes: Iterable<PulledChange>;
  /** After 50 pages in a row without a new id the list is treated as one that does not end. */
  readonly next: PageEnd;
}

/** The answer to a pull: read already, or still to be read. */
export type PageAnswer = PulledPage | UnreadPage;

/** A page as the service sent it. */
export interface UnreadPage {
  readonly answer: Blob;
  readonly read: PageReader;
  /** The token of the next page, where it is known already: that page can then be asked for before this one is read. */
  readonly nextPageToken?: string;
}

/**
 * Reads the answer to a pull. It is a pure function of the provider's, which a worker can import too, and leaves out the
 * fields that `scope.omit` names.
 * @throws CalendarSyncError `unavailable` for an answer that is cut short or is none of the service's.
 */
export type PageReader = (answer: Blob, scope: PullScope) => Promise<PulledPage>;

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
   * Set where the changes of all pages together are the whole list, whatever cursor was sent: a calendar that they lack
   * is gone. For a service that cannot say what has changed in its list.
   */
  readonly whole?: true;
  readonly changes: readonly PulledCalendar[];
  /** What the provider needs beside the calendars to make events, such as the colours of the account. */
  readonly account?: ProviderRecord;
  readonly next: PageEnd;
}

export type PulledCalendar =
  | { readonly kind: 'calendar'; readonly id: string; readonly record: ProviderRecord }
  | { readonly kind: 'gone'; readonly id: string };
