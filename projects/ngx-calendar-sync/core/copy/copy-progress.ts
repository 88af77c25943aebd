import { type CalendarSyncError } from 'ngx-calendar-sync/base';
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

/** What the tab that keeps the local copy up to date is doing. */
export interface CopyProgress {
  /** Whether a pass over the calendars is under way. */
  readonly phase: 'idle' | 'syncing';
  /** How many of the {@link calendars} are done in this pass. */
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
