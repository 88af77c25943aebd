import {
  asyncScheduler,
  BehaviorSubject,
  catchError,
  firstValueFrom,
  from,
  map,
  type Observable,
  of,
  race,
  type SchedulerLike,
  switchMap,
  timer,
} from 'rxjs';
import { type DatabaseEvents, deleteDatabase, openDatabase } from './indexed-db';
import { type IndexedDbOptions, IndexedDbRecordStorage } from './indexed-db-record-storage';
import { MemoryRecordStorage } from './memory-record-storage';
import type { RecordStorage, RecordTransaction } from './record-storage';
import type { MemoryReason, ReplicaStatus } from 'ngx-calendar-sync/core';

/**
 * A browser opens a database in milliseconds. After this long another tab that hangs is likely to keep it from deleting
 * or upgrading the database, and the browser would wait for that tab without end.
 */
const OPEN_TIMEOUT_MS = 3_000;
/** A browser that does not even open another database in this time is taken to have no working storage. */
const PROBE_TIMEOUT_MS = 10_000;

/** Stores records in IndexedDB. When that fails, it goes on in memory, with all records that can still be read. */
export class IndexedDbWithMemoryFallback implements RecordStorage {
  readonly status$ = new BehaviorSubject<ReplicaStatus>({ kind: 'persistent' });
  readonly #database: Promise<IndexedDbRecordStorage | undefined>;
  #memory: Promise<RecordStorage> | undefined;

  constructor(
    name: string,
    clock: SchedulerLike = asyncScheduler,
    private readonly options: IndexedDbOptions = {},
  ) {
    this.#database = this.#openInTime(name, clock).catch((error: unknown) => {
      void this.#goOnInMemory(isNamed(error, 'VersionError') ? 'newer-version' : 'unavailable');
      return undefined;
    });
  }

  async run<R>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: RecordTransaction) => Promise<R>,
  ): Promise<R> {
    const database = await this.#database;
    if (!database || this.#memory) {
      return (await this.#goOnInMemory('unavailable')).run(mode, work);
    }
    try {
      return await database.run(mode, work);
    } catch (error) {
      // Other errors are not the storage's: `work` has thrown them, as when it refuses a fence, or has used a wrong
      // key.
      if (!(error instanceof DOMException) || isNamed(error, 'DataError')) {
        throw error;
      }
      const reason = isNamed(error, 'QuotaExceededError') ? 'quota' : 'failed';
      return (await this.#goOnInMemory(reason)).run(mode, work);
    }
  }

  close(): void {
    void this.#database.then((database) => database?.close());
  }

  /** `undefined`, and in memory from then on, where the browser does not open the database in time. */
  async #openInTime(
    name: string,
    clock: SchedulerLike,
  ): Promise<IndexedDbRecordStorage | undefined> {
    const opening = this.#open(name);
    const database = await firstValueFrom(race(from(opening), blocked(name, clock)));
    if (database) {
      return database;
    }
    void this.#goOnInMemory('blocked');
    // A connection that opens later would keep others from deleting or upgrading the database.
    opening.then(
      (late) => {
        late.close();
      },
      () => undefined,
    );
    return undefined;
  }

  #open(name: string): Promise<IndexedDbRecordStorage> {
    const events: DatabaseEvents = {
      onVersionChange: (version) =>
        void this.#goOnInMemory(version === null ? 'deleted' : 'newer-version'),
      onClose: () => void this.#goOnInMemory('deleted'),
    };
    return IndexedDbRecordStorage.open(name, events, this.options);
  }

  #goOnInMemory(reason: MemoryReason): Promise<RecordStorage> {
    this.#memory ??= this.#moveToMemory(reason);
    return this.#memory;
  }

  async #moveToMemory(reason: MemoryReason): Promise<RecordStorage> {
    const database = await this.#database;
    // All records or no records: a replica that lacks a part would look complete, but an empty one is pulled anew.
    const memory = reason === 'deleted' ? undefined : await database?.copy().catch(() => undefined);
    database?.close();
    this.status$.next({ kind: 'memory', reason });
    return memory ?? new MemoryRecordStorage();
  }
}

/**
 * Emits when a database that is not open yet is not going to open soon. To tell that from a browser that is merely
 * slow, another database is opened after a while: a browser opens databases in the order in which it was asked to,
 * unless something blocks one of them.
 */
function blocked(name: string, clock: SchedulerLike): Observable<undefined> {
  return timer(OPEN_TIMEOUT_MS, clock).pipe(
    switchMap(() => race(from(openProbe(`${name} probe`)), timer(PROBE_TIMEOUT_MS, clock))),
    catchError(() => of(undefined)),
    map(() => undefined),
  );
}

async function openProbe(name: string): Promise<void> {
  const probe = await openDatabase(name, 1, () => undefined);
  probe.close();
  await deleteDatabase(name);
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
