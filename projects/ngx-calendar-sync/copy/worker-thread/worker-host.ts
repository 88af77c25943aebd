import { filter } from 'rxjs';
import { CalendarSyncError, ɵVERSION as VERSION } from 'ngx-calendar-sync/base';
import {
  type ɵPageReader as PageReader,
  type ɵSeriesMember as SeriesMember,
  ɵexpandSeries as expandSeries,
  ɵloadSeriesExpansion as loadSeriesExpansion,
  type ɵReplicaStore as ReplicaStore,
} from 'ngx-calendar-sync/core';
import { SupersededError } from '../replica/fence';
import { indexedDbReplicaStore } from '../replica/indexed-db-replica-store';

import { ɵtoldError as toldError } from 'ngx-calendar-sync/core';
import { InThreadPageStager } from '../in-thread-page-stager';
import type { PageStager } from '../page-stager';
import type { PlainSeriesEvents, PlainSeriesQuery } from './plain-series';
import type { PageMessage, WorkerMessage, WorkerMethods } from './worker-message';

/** The global object of a worker, as far as it is needed. */
export interface WorkerScope {
  postMessage(message: WorkerMessage): void;
  onmessage: ((event: MessageEvent<PageMessage>) => void) | null;
}

interface OpenReplica {
  readonly store: ReplicaStore;
  readonly stager: PageStager;
}

/** The worker's end: does what the page calls, for the replica that the page names first. */
export class WorkerHost {
  readonly #scope: WorkerScope;
  readonly #readPage: PageReader;
  #replicaName = '';
  #replica: OpenReplica | undefined;

  readonly #methods: WorkerMethods = {
    open: (answer, job) => this.#opened().stager.open({ answer, read: this.#readPage }, job),
    read: (page) => this.#opened().stager.read(page),
    stage: (page, fence) => this.#opened().stager.stage(page, fence),
    drop: (page) => this.#opened().stager.drop(page),
    commit: (calendarId, fence) => this.#opened().store.commit(calendarId, fence),
    compact: (calendarId, fence) => this.#opened().store.compact(calendarId, fence),
    expand: expandPlain,
  };

  /** @param readPage Reads the answers of the provider that the page uses. */
  constructor(scope: WorkerScope, readPage: PageReader) {
    this.#scope = scope;
    this.#readPage = readPage;
    scope.onmessage = ({ data }) => {
      void (data.kind === 'begin' ? this.#begin(data) : this.#answer(data));
    };
    scope.postMessage({ kind: 'loaded', version: VERSION });
  }

  async #begin({ replicaName, lock }: Extract<PageMessage, { kind: 'begin' }>): Promise<void> {
    this.#replicaName = replicaName;
    try {
      // Loaded before the first call, so that no answer waits for the network.
      await loadSeriesExpansion();
    } catch {
      this.#scope.postMessage({ kind: 'failed', reason: 'code' });
      return;
    }
    // Contrary to the DOM's types, `locks` is missing on insecure pages.
    const { locks } = navigator as Partial<Navigator>;
    if (locks) {
      await new Promise<void>((held) => {
        locks
          .request(lock, () => {
            held();
            return new Promise(() => undefined);
          })
          // Without the lock the page learns of this worker's end by its events alone.
          .catch(held);
      });
    }
    this.#scope.postMessage({ kind: 'ready' });
  }

  async #answer({ id, method, args }: Extract<PageMessage, { kind: 'call' }>): Promise<void> {
    try {
      const call = this.#methods[method] as (...args: readonly unknown[]) => Promise<unknown>;
      const value = await call(...args);
      this.#scope.postMessage({ kind: 'result', id, value });
    } catch (thrown) {
      const isSuperseded = thrown instanceof SupersededError;
      const error = { ...toldError(CalendarSyncError.from(thrown)), isSuperseded };
      this.#scope.postMessage({ kind: 'error', id, error });
    }
  }

  /** A page whose store is in memory calls nothing that would open the database. */
  #opened(): OpenReplica {
    this.#replica ??= this.#open();
    return this.#replica;
  }

  #open(): OpenReplica {
    const store = indexedDbReplicaStore(this.#replicaName);
    store.damaged$.subscribe((calendarId) => {
      this.#scope.postMessage({ kind: 'damaged', calendarId });
    });
    // The page cannot see what this thread keeps in memory. This comes before the result of the call that has failed.
    store.status$.pipe(filter(({ kind }) => kind === 'memory')).subscribe(() => {
      this.#scope.postMessage({ kind: 'failed', reason: 'storage' });
    });
    return { store, stager: new InThreadPageStager(store) };
  }
}

async function expandPlain({ series, ...query }: PlainSeriesQuery): Promise<PlainSeriesEvents> {
  const masterIds = new Set(series.map(({ master }) => master.id));
  const { events, problems } = await expandSeries(series, {
    ...query,
    occurrenceOf: (master, occurrence): SeriesMember => ({ ...master, ...occurrence }),
  });
  return {
    events: events.map(({ id, originalStart = '', start, end }) =>
      masterIds.has(id) ? [id, { originalStart, start, end }] : [id],
    ),
    problems: problems.map(({ master, ...problem }) => ({ masterId: master.id, ...problem })),
  };
}
