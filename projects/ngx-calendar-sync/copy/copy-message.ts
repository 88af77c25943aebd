import {
  type CopyProgress,
  ɵheardError as heardError,
  type ɵReplicaChanges as ReplicaChanges,
  type ɵToldError as ToldError,
  ɵtoldError as toldError,
} from 'ngx-calendar-sync/core';
import type { CompletedPull } from './copy-progress';
import type { TabViews } from './viewed-calendars';

/** What the tabs of one account tell each other about the replica that they share. */
export type CopyMessage =
  | { readonly copy: 'leads' }
  | { readonly copy: 'calendars' }
  | { readonly copy: 'committed'; readonly calendarId: string; readonly changes: ReplicaChanges }
  | ({ readonly copy: 'pulled' } & CompletedPull)
  | { readonly copy: 'progress'; readonly progress: ToldProgress }
  | ({ readonly copy: 'viewed' } & TabViews)
  /** A read has found a damaged record: the tab that leads has to pull this calendar anew. */
  | { readonly copy: 'damaged'; readonly calendarId: string }
  /** The tab that leads has to sync everything or one calendar, and to answer `done` with the same id. */
  | ({ readonly copy: 'ask' } & SyncRequest)
  | { readonly copy: 'done'; readonly id: string; readonly error?: ToldError };

/** Asks the leading tab for a sync of one calendar, or of everything. */
export interface SyncRequest {
  readonly id: string;
  readonly calendarId?: string;
}

interface ToldProgress extends Omit<CopyProgress, 'error' | 'errors'> {
  readonly error?: ToldError;
  readonly errors: ReadonlyMap<string, ToldError>;
}

export function isCopyMessage(said: unknown): said is CopyMessage {
  return typeof said === 'object' && said !== null && 'copy' in said;
}

export function toldProgress({ error, errors, ...rest }: CopyProgress): ToldProgress {
  return {
    ...rest,
    ...(error ? { error: toldError(error) } : {}),
    errors: new Map([...errors].map(([id, own]) => [id, toldError(own)])),
  };
}

export function heardProgress({ error, errors, ...rest }: ToldProgress): CopyProgress {
  return {
    ...rest,
    ...(error ? { error: heardError(error) } : {}),
    errors: new Map([...errors].map(([id, own]) => [id, heardError(own)])),
  };
}
