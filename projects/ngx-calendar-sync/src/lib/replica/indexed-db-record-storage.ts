import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { MemoryRecordStorage, type RecordRow } from './memory-record-storage';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';

interface Schema extends DBSchema {
  readonly records: { readonly key: RecordKeyInDatabase; readonly value: unknown };
}

type Database = IDBPDatabase<Schema>;
type RecordKeyInDatabase = (string | number | RecordKeyInDatabase)[];

/** How to come from each version of the database to the next; a step that was published is never changed. */
const STEPS: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore('records');
  },
];

/** How many records are taken over into memory at a time. */
const RECORDS_PER_COPY_STEP = 50;

export interface IndexedDbEvents {
  /** Another version of the app waits for this connection to be closed, or, with `null`, somebody who deletes it. */
  readonly onVersionChange: (version: number | null) => void;
  /** The browser has closed it: what was in it is gone. */
  readonly onClose: () => void;
}

export class IndexedDbRecordStorage implements RecordStorage {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** @throws DOMException `VersionError` where a newer version of the app has been here. */
  static async open(
    name: string,
    { onVersionChange, onClose }: IndexedDbEvents,
  ): Promise<IndexedDbRecordStorage> {
    const database = await openDB<Schema>(name, STEPS.length, {
      upgrade(opened, oldVersion) {
        for (const step of STEPS.slice(oldVersion)) {
          step(opened);
        }
      },
      blocking: (_current, version) => {
        onVersionChange(version);
      },
      terminated: onClose,
    });
    return new IndexedDbRecordStorage(database);
  }

  async run<R>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: RecordTransaction) => Promise<R>,
  ): Promise<R> {
    const transaction = this.#database.transaction('records', mode);
    const { store } = transaction;
    const done = transaction.done.then(
      () => undefined,
      (error: unknown) => (error instanceof DOMException ? error : aborted()),
    );
    try {
      const result = await work({
        get: (key) => handled(store.get(inDatabase(key))),
        getAll: (from, to) => handled(store.getAll(rangeOf(from, to))),
        put: (key, value) => handled(store.put?.(value, inDatabase(key)) ?? readOnly()),
        delete: (from, to) => handled(store.delete?.(rangeOf(from, to)) ?? readOnly()),
      });
      const failure = mode === 'readwrite' ? await done : undefined;
      if (failure) {
        throw failure;
      }
      return result;
    } catch (error) {
      abort(transaction);
      const reason = await done;
      // Where it was aborted, the transaction knows why, such as for want of room.
      throw reason && error instanceof DOMException && error.name === 'AbortError' ? reason : error;
    }
  }

  /** Everything as it is now, read a few records at a time. */
  async copy(): Promise<MemoryRecordStorage> {
    const { store } = this.#database.transaction('records');
    const rows: RecordRow[] = [];
    let from = IDBKeyRange.lowerBound([]);
    for (;;) {
      const [keys, values] = await Promise.all([
        store.getAllKeys(from, RECORDS_PER_COPY_STEP),
        store.getAll(from, RECORDS_PER_COPY_STEP),
      ]);
      rows.push(...keys.map((key, index) => ({ key, value: values[index] })));
      const last = keys.at(-1);
      if (!last) {
        return new MemoryRecordStorage(rows);
      }
      from = IDBKeyRange.lowerBound(last, true);
    }
  }

  close(): void {
    this.#database.close();
  }
}

function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}

function aborted(): DOMException {
  return new DOMException('The transaction was aborted.', 'AbortError');
}

/** When one request fails, nobody waits for the others any more. */
function handled<R>(request: Promise<R>): Promise<R> {
  request.catch(() => undefined);
  return request;
}

function readOnly(): never {
  throw new DOMException('Nothing is written in a transaction that reads.', 'ReadOnlyError');
}

function rangeOf(from: RecordKey, to: RecordKey): IDBKeyRange {
  return IDBKeyRange.bound(inDatabase(from), inDatabase(to));
}

/** IndexedDB's types want keys that could be changed. */
function inDatabase(key: RecordKey): RecordKeyInDatabase {
  return key as RecordKeyInDatabase;
}
