import { type DatabaseEvents, openDatabase, outcomeOf, resultOf } from './indexed-db';
import { MemoryRecordStorage, type RecordRow } from './memory-record-storage';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';

/**
 * The upgrades of the database, from each version to the next. An upgrade that was published is never changed, since
 * browsers have already run it.
 */
const MIGRATIONS: readonly ((database: IDBDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('records');
  },
];

const RECORDS_PER_COPY_STEP = 50;

/** How a database is used. */
export interface IndexedDbOptions {
  /** With `strict` a transaction is complete once the disk has it; by default once the operating system has it. */
  readonly durability?: IDBTransactionDurability;
}

export class IndexedDbRecordStorage implements RecordStorage {
  readonly #database: IDBDatabase;
  readonly #options: IndexedDbOptions;

  private constructor(database: IDBDatabase, options: IndexedDbOptions) {
    this.#database = database;
    this.#options = options;
  }

  /** @throws DOMException `VersionError` where a newer version of the app has upgraded the database. */
  static async open(
    name: string,
    events: DatabaseEvents,
    options: IndexedDbOptions = {},
  ): Promise<IndexedDbRecordStorage> {
    const upgrade = (database: IDBDatabase, oldVersion: number) => {
      for (const migrate of MIGRATIONS.slice(oldVersion)) {
        migrate(database);
      }
    };
    const database = await openDatabase(name, MIGRATIONS.length, upgrade, events);
    return new IndexedDbRecordStorage(database, options);
  }

  async run<R>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: RecordTransaction) => Promise<R>,
  ): Promise<R> {
    const transaction = this.#database.transaction('records', mode, this.#options);
    const store = transaction.objectStore('records');
    const outcome = outcomeOf(transaction);
    try {
      const result = await work({
        get: (key) => resultOf(store.get(mutable(key))),
        getAll: (from, to, limit) => resultOf(store.getAll(keyRange(from, to), limit)),
        put: (key, value) => resultOf(store.put(value, mutable(key))),
        delete: (from, to) => resultOf(store.delete(keyRange(from, to))),
      });
      // What was written is stored only once the transaction is complete; what was read is valid at once.
      const failure = mode === 'readwrite' ? await outcome : undefined;
      if (failure) {
        throw failure;
      }
      return result;
    } catch (error) {
      abort(transaction);
      const reason = await outcome;
      // A request of an aborted transaction fails with a mere AbortError; the transaction knows why, as when a quota is
      // exceeded.
      throw reason && error instanceof DOMException && error.name === 'AbortError' ? reason : error;
    }
  }

  /** Copies all records into memory, in small steps of one transaction, so that no write comes between. */
  async copy(): Promise<MemoryRecordStorage> {
    const store = this.#database.transaction('records').objectStore('records');
    const rows: RecordRow[] = [];
    let from = IDBKeyRange.lowerBound([]);
    for (;;) {
      const [keys, values]: [IDBValidKey[], unknown[]] = await Promise.all([
        resultOf(store.getAllKeys(from, RECORDS_PER_COPY_STEP)),
        resultOf(store.getAll(from, RECORDS_PER_COPY_STEP)),
      ]);
      rows.push(
        ...keys.map((key, index): RecordRow => ({ key: key as RecordKey, value: values[index] })),
      );
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

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // The transaction has ended already.
  }
}

function keyRange(from: RecordKey, to: RecordKey): IDBKeyRange {
  return IDBKeyRange.bound(mutable(from), mutable(to));
}

/** The types of IndexedDB take no readonly arrays as keys. */
function mutable(key: RecordKey): IDBValidKey {
  return key as IDBValidKey;
}
