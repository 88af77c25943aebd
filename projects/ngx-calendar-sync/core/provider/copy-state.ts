import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ReplicaStatus } from '../replica/replica-store';

/** How far the copy is, and where it is stored. */
export interface CopyState extends CopyProgress {
  /** Where the copy is stored. */
  readonly storage: ReplicaStatus;
  /**
   * Where the writes are stored that the provider has not confirmed. In memory they are sent all the same, and those that wait
   * when the page is closed are lost: tell the user.
   */
  readonly writeStorage?: ReplicaStatus;
  /** The worker that does a part of the work, where the app has configured one. */
  readonly worker?: CopyWorkerStatus;
}

/** Whether the worker of a local copy does its part of the work. While it is not `running`, the page does that. */
export type CopyWorkerStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | {
      readonly kind: 'failed';
      /** Why: `script-failed` where the worker could not be started. */
      readonly error: CalendarSyncError;
    };

/** What the tab that keeps the local copy up to date is doing. */
export interface CopyProgress {
  /** Whether a pass over the calendars is under way. */
  readonly phase: 'idle' | 'syncing';
  /** How many of the {@link calendars} are done in this pass, with those that were not due. */
  readonly calendarsDone: number;
  /** How many calendars the copy is to hold. */
  readonly calendars: number;
  /** Events that came in during this pass. */
  readonly events: number;
  /** By calendar id, why that calendar could not be pulled; it is retried after pauses that grow. */
  readonly errors: ReadonlyMap<string, CalendarSyncError>;
  /** Why the last pass failed as a whole. */
  readonly error?: CalendarSyncError;
  /** What is wrong with single events, for the developer of the app: they may be missing or wrong in the copy. */
  readonly problems: readonly CalendarProblem[];
  /**
   * When a pass was last completed, in milliseconds since the epoch. Every calendar in view but those in `errors` was then
   * as the provider has it; the others as they were when they were last due, a quarter of an hour and a pass before at most. After
   * `sync()` that is true of all calendars.
   */
  readonly syncedAt?: number;
}

/** A problem of an event, and the calendar that it is in. */
export interface CalendarProblem extends PullProblem {
  /** The id of the calendar. */
  readonly calendarId: string;
}

/** What is wrong with one event, for the developer of the app; the rest of the replica is complete. */
export interface PullProblem {
  /** The id of the event, where it has one that can be read. */
  readonly id?: string;
  /** Holds nothing of the event's content. In production builds it may be a word or two, such as `rule BYDAY`. */
  readonly problem: string;
}
