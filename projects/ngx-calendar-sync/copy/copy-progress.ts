import type { ɵReplicaChanges as ReplicaChanges, CopyProgress } from 'ngx-calendar-sync/core';

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

export const noProgress: CopyProgress = {
  phase: 'idle',
  calendarsDone: 0,
  calendars: 0,
  events: 0,
  errors: new Map(),
  problems: [],
};
