/** Keys are ordered as in IndexedDB: numbers before texts, and a list before the longer ones that begin with it. */
export type RecordKey = readonly (string | number | RecordKey)[];

/** Records under ordered keys, in IndexedDB or in memory: what a replica is stored in. */
export interface RecordStorage {
  /**
   * Runs `work` in one transaction: all that it writes is stored, or, where it throws, nothing. It may await nothing
   * but the transaction, since IndexedDB ends a transaction that has no requests.
   */
  run<R>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: RecordTransaction) => Promise<R>,
  ): Promise<R>;
  close(): void;
}

/** Ranges of keys include both ends. */
export interface RecordTransaction {
  get(key: RecordKey): Promise<unknown>;
  /** @param limit How many are read at most, the first ones. */
  getAll(from: RecordKey, to: RecordKey, limit?: number): Promise<readonly unknown[]>;
  put(key: RecordKey, value: unknown): Promise<unknown>;
  delete(from: RecordKey, to: RecordKey): Promise<unknown>;
}
