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
import { deleteDB, openDB } from 'idb';
import { IndexedDbRecordStorage } from './indexed-db-record-storage';
import { MemoryRecordStorage } from './memory-record-storage';
import type { RecordStorage, RecordTransaction } from './record-storage';
import type { MemoryReason, ReplicaStatus } from './replica-store';

/**
 * A browser opens a database in milliseconds. Where it takes so long, another tab that hangs keeps it from deleting or
 * upgrading the database, and the browser would wait for that tab.
 */
const OPEN_PATIENCE_MS = 3_000;
/** After that long without any answer the browser's storage is taken for one that does not work. */
const PROBE_PATIENCE_MS = 10_000;

/** IndexedDB as long as it serves; from then on memory, with all that can still be read. */
export class LastingRecordStorage implements RecordStorage {
  readonly status$ = new BehaviorSubject<ReplicaStatus>({ kind: 'persistent' });
  readonly #database: Promise<IndexedDbRecordStorage | undefined>;
  #inMemory: Promise<RecordStorage> | undefined;

  constructor(name: string, clock: SchedulerLike = asyncScheduler) {
    this.#database = this.#opened(name, clock).catch((error: unknown) => {
      void this.#goOnInMemory(isNamed(error, 'VersionError') ? 'newer-version' : 'unavailable');
      return undefined;
    });
  }

  async run<R>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: RecordTransaction) => Promise<R>,
  ): Promise<R> {
    const database = await this.#database;
    if (!database || this.#inMemory) {
      return (await this.#goOnInMemory('unavailable')).run(mode, work);
    }
    try {
      return await database.run(mode, work);
    } catch (error) {
      // What the work itself refuses, such as a fence, or does wrong is no failure of the storage.
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

  /** `undefined` where the browser does not open it in time. */
  async #opened(name: string, clock: SchedulerLike): Promise<IndexedDbRecordStorage | undefined> {
    const opening = this.#open(name);
    const database = await firstValueFrom(race(from(opening), isBlocked(name, clock)));
    if (database) {
      return database;
    }
    void this.#goOnInMemory('blocked');
    // A connection that comes too late would keep others waiting in its turn.
    opening.then(
      (late) => {
        late.close();
      },
      () => undefined,
    );
    return undefined;
  }

  #open(name: string): Promise<IndexedDbRecordStorage> {
    return IndexedDbRecordStorage.open(name, {
      onVersionChange: (version) =>
        void this.#goOnInMemory(version === null ? 'deleted' : 'newer-version'),
      onClose: () => void this.#goOnInMemory('deleted'),
    });
  }

  #goOnInMemory(reason: MemoryReason): Promise<RecordStorage> {
    this.#inMemory ??= this.#toMemory(reason);
    return this.#inMemory;
  }

  async #toMemory(reason: MemoryReason): Promise<RecordStorage> {
    const database = await this.#database;
    // Half a copy would pass for a whole one: what cannot be read to its end is synced anew.
    const memory = reason === 'deleted' ? undefined : await database?.copy().catch(() => undefined);
    database?.close();
    this.status$.next({ kind: 'memory', reason });
    return memory ?? new MemoryRecordStorage();
  }
}

/**
 * Emits when a database that is not open by now will not be soon: when the browser has opened another one that it was asked
 * for later. A browser that is merely slow opens this one first.
 */
function isBlocked(name: string, clock: SchedulerLike): Observable<undefined> {
  return timer(OPEN_PATIENCE_MS, clock).pipe(
    switchMap(() => race(from(openAnother(`${name} probe`)), timer(PROBE_PATIENCE_MS, clock))),
    catchError(() => of(undefined)),
    map(() => undefined),
  );
}

async function openAnother(name: string): Promise<void> {
  const probe = await openDB(name, 1);
  probe.close();
  await deleteDB(name);
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
