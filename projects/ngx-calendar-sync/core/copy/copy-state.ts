import type { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { ReplicaStatus } from '../replica/replica-store';
import type { CopyProgress } from './copy-progress';

/** How far the copy is, and where it is stored. */
export interface CopyState extends CopyProgress {
  /** Where the copy is stored. */
  readonly storage: ReplicaStatus;
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
