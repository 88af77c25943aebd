import { combineLatest, from, map, type Observable, of, startWith, switchMap } from 'rxjs';
import type {
  CopyProgress,
  CopyState,
  CopyWorkerStatus,
  ReplicaStatus,
} from 'ngx-calendar-sync/core';
import type { EventProblem } from './copied-events';
import type { CopyWorker } from './worker-thread/copy-worker';

export interface CopyStateSources {
  readonly progress$: Observable<CopyProgress>;
  readonly storage$: Observable<ReplicaStatus>;
  /** Where the writes are stored; missing where none are kept. */
  readonly writeStorage$: Observable<ReplicaStatus> | undefined;
  /** What reading has found, beside the problems that pulls have found. */
  readonly problems$: Observable<readonly EventProblem[]>;
  readonly worker: Promise<Pick<CopyWorker, 'status$'> | undefined> | undefined;
}

/** What an app is told of its local copy. */
export function copyState(sources: CopyStateSources): Observable<CopyState> {
  const { progress$, storage$, writeStorage$ = of(undefined), problems$, worker } = sources;
  return combineLatest([progress$, storage$, writeStorage$, problems$, workerStatus(worker)]).pipe(
    map(([progress, storage, writeStorage, found, status]) => ({
      ...progress,
      problems: [...progress.problems, ...found],
      storage,
      ...(writeStorage ? { writeStorage } : {}),
      ...(status ? { worker: status } : {}),
    })),
  );
}

function workerStatus(
  worker: CopyStateSources['worker'],
): Observable<CopyWorkerStatus | undefined> {
  return worker
    ? from(worker).pipe(
        switchMap((loaded) => loaded?.status$ ?? of(undefined)),
        startWith({ kind: 'starting' } as const),
      )
    : of(undefined);
}
