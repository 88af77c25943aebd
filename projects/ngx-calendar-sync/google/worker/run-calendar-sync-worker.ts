import { ɵrunCopyWorker as runCopyWorker } from 'ngx-calendar-sync/copy';
import { readPulledPage } from './pulled-page';

/**
 * Makes the thread in which it is called the worker of `withOfflineReplica({ worker })`. It is the one line of the
 * worker's file.
 *
 * @example
 * ```ts
 * // calendar-sync.worker.ts
 * import { runCalendarSyncWorker } from 'ngx-calendar-sync/google/worker';
 *
 * runCalendarSyncWorker();
 * ```
 */
export function runCalendarSyncWorker(): void {
  void runCopyWorker(readPulledPage);
}
