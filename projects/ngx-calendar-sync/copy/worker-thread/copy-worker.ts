import { type Observable, type SchedulerLike, Subject, takeUntil } from 'rxjs';
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
import { eventsOf, plainQuery } from './plain-series';
import { WorkerConnection } from './worker-connection';
import { WorkerPageStager } from './worker-page-stager';
import { WorkerReplicaStore } from './worker-replica-store';

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
  constructor(
    startWorker: StartCopyWorker,
    replicaName: string,
    store: ReplicaStore,
    clock?: SchedulerLike,
  ) {
    store.status$.pipe(takeUntil(this.#closed)).subscribe(({ kind }) => {
      this.#isPersistent = kind === 'persistent';
    });
    this.#connection = new WorkerConnection(
      startWorker,
      replicaName,
      () => this.#isPersistent,
      clock,
    );
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
      async () =>
        eventsOf(await this.#connection.call('expand', plainQuery(series, query)), series, query),
      () => expandSeries(series, query),
    );
  }

  close(): void {
    this.#closed.next();
    this.#connection.close();
  }
}
