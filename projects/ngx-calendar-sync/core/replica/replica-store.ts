import type { Observable } from 'rxjs';
import type { TimeRange } from '../model/time-range';
import type { ProviderRecord, ReplicaEntry } from './replica-entry';

/**
 * Stores the replica of one account's calendars. Every write carries a fence: the number that its tab claimed when it
 * became the leader. A write whose fence is lower than the last one claimed is refused with a CalendarSyncError
 * `cancelled`. So a tab that was frozen, and does not know that another one leads now, cannot damage the replica.
 */
export interface ReplicaStore {
  /** Where the replica is stored; emits at once, and when that changes. */
  readonly status$: Observable<ReplicaStatus>;

  /**
   * Emits the id of a calendar when a read finds a damaged record of it. The read returns what can be read. From then on
   * {@link state} has no cursor, so that the next pull makes a new replica. Reading never writes.
   */
  readonly damaged$: Observable<string>;

  /** From now on {@link state} leaves out the cursor, because another tab has found a damaged record. */
  rememberDamage(calendarId: string): Promise<void>;

  /** Claims a fence that is higher than all before it. Writes with an earlier fence are refused from now on. */
  claim(): Promise<number>;

  /** What is stored of a calendar, and how far a pull has come. */
  state(calendarId: string): Promise<ReplicaState>;

  /**
   * Stores a page of a pull together with the token that the pull goes on with, in one transaction. Nothing of it is
   * visible before {@link commit}.
   */
  stage(calendarId: string, page: StagedPage, fence: number): Promise<void>;

  /** Makes all staged pages visible at once, with their cursor: a new replica, or changes of the current one. */
  commit(calendarId: string, fence: number): Promise<ReplicaChanges>;

  /**
   * Rewrites the stored data where reads would get slow. Reads return the same before, meanwhile and after. It takes a
   * while, in small steps: call it once the changes of a pull are shown.
   */
  compact(calendarId: string, fence: number): Promise<void>;

  /** The events that show in a range, and all series with all their exceptions, whenever they happen. */
  read(calendarId: string, range: TimeRange): Promise<readonly ReplicaEntry[]>;

  /** The entries that are stored under these ids, `gone` and `cancelled` ones too. */
  find(calendarId: string, ids: Iterable<string>): Promise<ReadonlyMap<string, ReplicaEntry>>;

  /** The stored list of calendars; `undefined` before the first pull. */
  calendars(): Promise<CalendarRecords | undefined>;
  putCalendars(calendars: CalendarRecords, fence: number): Promise<void>;

  /** Deletes what is stored of a calendar, staged pages too. */
  remove(calendarId: string, fence: number): Promise<void>;

  /** Closes the connection to the storage. What is stored there stays. */
  close(): void;
}

/** Where a replica is stored. In `memory` it is lost with the page; `reason` says why it is not persistent. */
export type ReplicaStatus =
  | { readonly kind: 'persistent' }
  | {
      readonly kind: 'memory';
      /** Why it is not persistent. */
      readonly reason: MemoryReason;
    };

/** Why a replica is not stored persistently. */
export type MemoryReason =
  /** The app has asked for it. */
  | 'chosen'
  /** The browser offers no storage here, as in some private windows. */
  | 'unavailable'
  /**
   * The browser does not open the database, as while another tab that hangs keeps it from being deleted or upgraded.
   */
  | 'blocked'
  /** A newer version of the app has upgraded the database: reload the page. */
  | 'newer-version'
  /** The browser gives the site no more space. */
  | 'quota'
  /** The browser, the user or the app has deleted the database. */
  | 'deleted'
  /** The browser has failed to read or write. */
  | 'failed';

/** What is stored of a calendar. Its scope cannot be changed: another scope needs a new replica. */
export interface ReplicaState {
  /** The visible replica. Without a cursor it cannot be updated: the next pull makes a new one. */
  readonly current?: {
    readonly scope: string;
    readonly cursor?: string;
    /** How many entries were stored, for progress; some may have been deleted since. */
    readonly events: number;
  };
  /** An unfinished pull: of a new replica, or, with `base`, of the changes since that cursor. */
  readonly staged?: {
    readonly scope: string;
    readonly base?: string;
    readonly next: PageEnd;
    readonly events: number;
  };
}

/**
 * What a page ends with: the token of the next page, or, of the last one, the cursor that the next pull starts from.
 */
export type PageEnd = { readonly pageToken: string } | { readonly cursor: string };

/** A page of a pull, as it is staged. */
export interface StagedPage {
  readonly scope: string;
  /** The cursor since which these are the changes; absent for a new replica. */
  readonly base?: string;
  /** Whether the pull begins with this page: pages that were staged before are deleted. */
  readonly first: boolean;
  readonly entries: readonly ReplicaEntry[];
  readonly next: PageEnd;
}

/** What a commit has changed. `everything`: a new replica has replaced the old one. */
export type ReplicaChanges =
  | { readonly everything: true }
  | {
      readonly everything: false;
      readonly added: readonly ReplicaChange[];
      readonly updated: readonly ReplicaChange[];
      readonly removed: readonly ReplicaChange[];
    };

/**
 * The id of a changed entry, and the time in which the change may be seen, in milliseconds since the epoch: from the
 * earlier start to the later end, before and after the change. Of series and exceptions it is all time.
 */
export interface ReplicaChange extends TimeRange<number> {
  readonly id: string;
}

/** The stored list of calendars. */
export interface CalendarRecords {
  /** Where the next pull of the list starts from. */
  readonly cursor: string;
  /** By calendar id. */
  readonly calendars: Readonly<Record<string, ProviderRecord>>;
  /** What the provider needs besides to read events, such as the colours of the account. */
  readonly account?: ProviderRecord;
}
