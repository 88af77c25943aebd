import {
  firstValueFrom,
  from,
  type Observable,
  Subject,
  takeUntil,
  throwError,
  timeout,
} from 'rxjs';
import {
  type ɵEventSeries as EventSeries,
  type ɵSeriesEvents as SeriesEvents,
  type ɵSeriesMember as SeriesMember,
  type ɵSeriesQuery as SeriesQuery,
  ɵexpandSeries as expandSeries,
  type ɵReplicaStore as ReplicaStore,
  type CopyWorkerStatus,
} from 'ngx-calendar-sync/core';
import type { PageStager } from '../page-stager';
import {
  eventsOf,
  plainQuery,
  type PlainSeriesEvents,
  type PlainSeriesQuery,
} from './plain-series';
import { WorkerConnection, WorkerLostError } from './worker-connection';
import { WorkerPageStager } from './worker-page-stager';
import { WorkerReplicaStore } from './worker-replica-store';

/**
 * The view waits for its series. A worker that has not expanded them by then, as one whose code is still on its way over a
 * network that hangs, is not waited for.
 */
const EXPANSION_TIMEOUT_MS = 5_000;

/** Starts the worker of a local copy; it may throw where the browser refuses it. */
export type StartCopyWorker = () => Worker;

/**
 * The worker of a local copy, with what it does for the copy. The main thread reads the store, keeps it where that falls
 * back to memory, and does the work wherever the worker does not run.
 */
export class CopyWorker {
  readonly #connection: WorkerConnection;
  readonly #closed = new Subject<void>();
  #isPersistent = false;

  readonly status$: Observable<CopyWorkerStatus>;
  /** What pulls write to. */
  readonly store: ReplicaStore;
  readonly stager: PageStager;

  /** @param store That of the main thread. */
  constructor(startWorker: StartCopyWorker, replicaName: string, store: ReplicaStore) {
    store.status$.pipe(takeUntil(this.#closed)).subscribe(({ kind }) => {
      this.#isPersistent = kind === 'persistent';
    });
    this.#connection = new WorkerConnection(startWorker, replicaName, () => this.#isPersistent);
    this.#connection.damaged$.pipe(takeUntil(this.#closed)).subscribe((calendarId) => {
      void store.rememberDamage(calendarId);
    });
    this.status$ = this.#connection.status$;
    this.store = new WorkerReplicaStore(store, this.#connection);
    this.stager = new WorkerPageStager(store, this.#connection);
  }

  /** As the function {@link expandSeries}. */
  expand<E extends SeriesMember>(
    series: readonly EventSeries<E>[],
    query: SeriesQuery<E>,
  ): Promise<SeriesEvents<E>> {
    if (series.length === 0) {
      return expandSeries(series, query);
    }
    return this.#connection.orElse(
      async () => eventsOf(await this.#expandInWorker(plainQuery(series, query)), series, query),
      () => expandSeries(series, query),
    );
  }

  #expandInWorker(query: PlainSeriesQuery): Promise<PlainSeriesEvents> {
    return firstValueFrom(
      from(this.#connection.call('expand', query)).pipe(
        timeout({
          first: EXPANSION_TIMEOUT_MS,
          with: () => throwError(() => new WorkerLostError()),
        }),
      ),
    );
  }

  close(): void {
    this.#closed.next();
    this.#connection.close();
  }
}
