/** Keys are ordered as IndexedDB orders them: numbers before text, a list before the longer ones it begins. */
export type RecordKey = readonly (string | number | RecordKey)[];

/** Records under ordered keys, in one browser or in memory: what a copy is stored in. */
export interface RecordStorage {
  /** All of `work` happens, or nothing. It may await the transaction alone. */
  run<R>(
    mode: 'readonly' | 'readwrite',
    work: (transaction: RecordTransaction) => Promise<R>,
  ): Promise<R>;
  close(): void;
}

/** Both ends of a range are in it. */
export interface RecordTransaction {
  get(key: RecordKey): Promise<unknown>;
  getAll(from: RecordKey, to: RecordKey): Promise<readonly unknown[]>;
  put(key: RecordKey, value: unknown): Promise<unknown>;
  delete(from: RecordKey, to: RecordKey): Promise<unknown>;
}
