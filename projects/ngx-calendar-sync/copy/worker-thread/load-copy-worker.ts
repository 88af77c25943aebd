import type { SchedulerLike } from 'rxjs';
import type {
  ɵReplicaStore as ReplicaStore,
  ɵPageReader as PageReader,
} from 'ngx-calendar-sync/core';
import type { CopyWorker, StartCopyWorker } from './copy-worker';
import type { WorkerScope } from './worker-host';

/** Starts the worker of a local copy. `undefined` where its code cannot be loaded: the copy then works without it. */
export function loadCopyWorker(
  startWorker: StartCopyWorker,
  replicaName: string,
  store: ReplicaStore,
  clock?: SchedulerLike,
): Promise<CopyWorker | undefined> {
  return import('./copy-worker').then(
    ({ CopyWorker }) => new CopyWorker(startWorker, replicaName, store, clock),
    () => undefined,
  );
}

/**
 * Makes the thread in which it is called the worker of a local copy.
 * @param readPage Reads the answers of the provider that the page uses.
 */
export async function runCopyWorker(
  readPage: PageReader,
  scope = globalThis as unknown as WorkerScope,
): Promise<void> {
  // Angular, which no worker has, sets it in development builds.
  (globalThis as { ngDevMode?: unknown }).ngDevMode ??= true;
  try {
    const { WorkerHost } = await import('./worker-host');
    new WorkerHost(scope, readPage);
  } catch {
    scope.postMessage({ kind: 'failed', reason: 'code' });
  }
}
