import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { MemoryRecordStorage, type RecordRow } from './memory-record-storage';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';

interface Schema extends DBSchema {
  readonly records: { readonly key: MutableRecordKey; readonly value: unknown };
}

type Database = IDBPDatabase<Schema>;
/** The types of `idb` take no readonly arrays as keys. */
type MutableRecordKey = (string | number | MutableRecordKey)[];

/**
 * The upgrades of the database, from each version to the next. One that was published is never changed, since browsers
 * have already run it.
 */
const MIGRATIONS: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore('records');
  },
];

const RECORDS_PER_COPY_STEP = 50;

export interface IndexedDbEvents {
  /**
   * Somebody waits for this connection to be closed: a newer version of the app that upgrades the database, or, with
   * `null`, code that deletes it.
   */
  readonly onVersionChange: (version: number | null) => void;
  /** The browser has closed the connection, as when the user deletes the site's data: the records are lost. */
  readonly onClose: () => void;
}

export class IndexedDbRecordStorage implements RecordStorage {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** @throws DOMException `VersionError` where a newer version of the app has upgraded the database. */
  static async open(
    name: string,
    { onVersionChange, onClose }: IndexedDbEvents,
  ): Promise<IndexedDbRecordStorage> {
    const database = await openDB<Schema>(name, MIGRATIONS.length, {
      upgrade(opened, oldVersion) {
        for (const migrate of MIGRATIONS.slice(oldVersion)) {
          migrate(opened);
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
      (error: unknown) => (error instanceof DOMException ? error : abortError()),
    );
    try {
      const result = await work({
        get: (key) => markHandled(store.get(mutable(key))),
        getAll: (from, to) => markHandled(store.getAll(keyRange(from, to))),
        put: (key, value) => markHandled(store.put?.(value, mutable(key)) ?? failReadOnly()),
        delete: (from, to) => markHandled(store.delete?.(keyRange(from, to)) ?? failReadOnly()),
      });
      // Only a complete transaction has stored what was written; what was read is valid before.
      const failure = mode === 'readwrite' ? await done : undefined;
      if (failure) {
        throw failure;
      }
      return result;
    } catch (error) {
      abort(transaction);
      const reason = await done;
      // A request of an aborted transaction fails with a mere AbortError; the transaction knows why, as when a quota is
      // exceeded.
      throw reason && error instanceof DOMException && error.name === 'AbortError' ? reason : error;
    }
  }

  /** Copies all records into memory, in small steps of one transaction, so that no write comes between. */
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
    // The transaction has ended already.
  }
}

function abortError(): DOMException {
  return new DOMException('The transaction was aborted.', 'AbortError');
}

/** After one request has failed, nobody awaits the others: their rejections would be reported as unhandled. */
function markHandled<R>(request: Promise<R>): Promise<R> {
  request.catch(() => undefined);
  return request;
}

function failReadOnly(): never {
  throw new DOMException('A readonly transaction cannot write.', 'ReadOnlyError');
}

function keyRange(from: RecordKey, to: RecordKey): IDBKeyRange {
  return IDBKeyRange.bound(mutable(from), mutable(to));
}

function mutable(key: RecordKey): MutableRecordKey {
  return key as MutableRecordKey;
}
