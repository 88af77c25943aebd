import type { Observable } from 'rxjs';
import type { Span, TimeRange } from '../model/time-range';
import type { ProviderRecord, ReplicaEntry } from './replica-entry';

/**
 * The local copy of one account's calendars. Whoever writes states its fence: a number smaller than one that has been
 * claimed since is refused with `cancelled`, so that what a tab writes that does not lead any more is void.
 */
export interface ReplicaStore {
  /** Where the copy is, now and whenever that changes. */
  readonly status$: Observable<ReplicaStatus>;

  /**
   * The id of a calendar when a read finds a damaged record of it. What can be read is returned; {@link state} has no
   * cursor from then on, so that the next pull makes a new replica. Reading never writes.
   */
  readonly damaged$: Observable<string>;

  /** Has {@link state} leave out the cursor: another tab has found a damaged record. */
  rememberDamage(calendarId: string): Promise<void>;

  /** A fence that voids all smaller ones. */
  claim(): Promise<number>;

  /** How far the copy of a calendar is. */
  state(calendarId: string): Promise<ReplicaState>;

  /** Puts a page aside, together with what comes next, in one transaction; nothing of it is visible yet. */
  stage(calendarId: string, page: StagedPage, fence: number): Promise<void>;

  /** Makes all that was put aside visible, with its cursor: the new copy, or the changes of this one. */
  commit(calendarId: string, fence: number): Promise<ReplicaChanges>;

  /**
   * Puts the copy in order where that is due; it reads the same before, between and after. To be called once the
   * changes of a pull are shown, since it takes a while, in small steps.
   */
  compact(calendarId: string, fence: number): Promise<void>;

  /** The events that show in a range, and every series with all of its exceptions. */
  read(calendarId: string, range: TimeRange): Promise<readonly ReplicaEntry[]>;

  /** What the copy holds under some ids. */
  find(calendarId: string, ids: Iterable<string>): Promise<ReadonlyMap<string, ReplicaEntry>>;

  calendars(): Promise<CalendarRecords | undefined>;
  putCalendars(calendars: CalendarRecords, fence: number): Promise<void>;

  /** Forgets a calendar, staged pages too. */
  remove(calendarId: string, fence: number): Promise<void>;

  /** Lets go of the copy, which stays. */
  close(): void;
}

/** `memory`: the copy ends with the page, and why. */
export type ReplicaStatus =
  { readonly kind: 'persistent' } | { readonly kind: 'memory'; readonly reason: MemoryReason };

export type MemoryReason =
  /** The app wants it so. */
  | 'chosen'
  /** The browser offers no storage here, as in some private windows. */
  | 'unavailable'
  /** The browser does not open it, as while a tab hangs that has it open and it is to be deleted or upgraded. */
  | 'blocked'
  /** A newer version of the app has stored it: reload the page. */
  | 'newer-version'
  /** The browser gives no more room. */
  | 'quota'
  /** The browser or the user has deleted it. */
  | 'deleted'
  /** The browser failed to read or write it. */
  | 'failed';

/** How a calendar's copy is to be got: a copy of another scope does not serve. */
export interface ReplicaState {
  /** What is visible; without a cursor it has to be got anew. */
  readonly current?: {
    readonly scope: string;
    readonly cursor?: string;
    /** How many entries came in; some may be gone since. */
    readonly events: number;
  };
  /** A pull that was not finished: a new copy, or the changes since `base`. */
  readonly staged?: {
    readonly scope: string;
    readonly base?: string;
    readonly next: PageEnd;
    readonly events: number;
  };
}

/** What a page ends with: the token of the next one, or the cursor that the next pull starts from. */
export type PageEnd = { readonly pageToken: string } | { readonly cursor: string };

export interface StagedPage {
  readonly scope: string;
  /** The cursor whose changes these are; none for a new copy. */
  readonly base?: string;
  /** Whether it begins a pull: what was put aside before is dropped. */
  readonly first: boolean;
  readonly entries: readonly ReplicaEntry[];
  readonly next: PageEnd;
}

/** What a commit has changed: a new copy may differ in everything. */
export type ReplicaChanges =
  | { readonly everything: true }
  | {
      readonly everything: false;
      readonly added: readonly ReplicaChange[];
      readonly updated: readonly ReplicaChange[];
      readonly removed: readonly ReplicaChange[];
    };

/** An id, and where it may be seen to have changed: before and now. What is of a series may be anywhere. */
export interface ReplicaChange extends Span {
  readonly id: string;
}

export interface CalendarRecords {
  readonly cursor: string;
  /** By id. */
  readonly calendars: Readonly<Record<string, ProviderRecord>>;
  /** What the provider needs beside them to read events. */
  readonly account?: ProviderRecord;
}
