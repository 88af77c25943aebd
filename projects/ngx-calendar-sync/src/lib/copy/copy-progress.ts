import type { CalendarSyncError } from '../model/calendar-sync-error';
import type { ReplicaChanges } from '../replica/replica-store';
import type { CalendarProblem } from './pull-problems';

/** What the tab that leads does, as it does it. */
export type CopySyncEvent =
  /**
   * This tab leads, and once more when it can sync, with its fence claimed: what any tab has asked for before and still
   * waits for has to be asked again.
   */
  | { readonly kind: 'leads' }
  | { readonly kind: 'calendars' }
  | { readonly kind: 'committed'; readonly calendarId: string; readonly changes: ReplicaChanges }
  | ({ readonly kind: 'pulled' } & CompletedPull)
  | { readonly kind: 'progress'; readonly progress: CopyProgress };

/**
 * The replica of a calendar holds all that the provider held when the pull began, whether or not anything had changed.
 */
export interface CompletedPull {
  readonly calendarId: string;
  /** When the pull began, in milliseconds since the epoch. */
  readonly begunAt: number;
}

export interface CopyProgress {
  readonly phase: 'idle' | 'syncing';
  /** Of the calendars that the replica is to hold: how many are done in this pass, and how many there are. */
  readonly calendarsDone: number;
  readonly calendars: number;
  /** Events that came in during this pass. */
  readonly events: number;
  /** By calendar id, why that calendar could not be pulled; it is retried after pauses that grow. */
  readonly errors: ReadonlyMap<string, CalendarSyncError>;
  /** Why the last pass failed as a whole. */
  readonly error?: CalendarSyncError;
  readonly problems: readonly CalendarProblem[];
  /**
   * When a pass was last completed, in milliseconds since the epoch: every calendar but those in `errors` was then as
   * the provider has it.
   */
  readonly syncedAt?: number;
}

export const noProgress: CopyProgress = {
  phase: 'idle',
  calendarsDone: 0,
  calendars: 0,
  events: 0,
  errors: new Map(),
  problems: [],
};
