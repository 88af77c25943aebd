import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';

export interface RecordRow {
  readonly key: RecordKey;
  readonly value: unknown;
}

/** Keeps records for as long as the page is open. */
export class MemoryRecordStorage implements RecordStorage {
  #rows: readonly RecordRow[];
  #lastTransaction: Promise<unknown> = Promise.resolve();

  /** @param rows In the order of their keys. */
  constructor(rows: readonly RecordRow[] = []) {
    this.#rows = rows;
  }

  /** Transactions run one after the other, each on rows of its own, so that one that fails changes nothing. */
  run<R>(
    _mode: 'readonly' | 'readwrite',
    work: (transaction: RecordTransaction) => Promise<R>,
  ): Promise<R> {
    const result = this.#lastTransaction.then(async () => {
      const transaction = new MemoryTransaction(this.#rows);
      const value = await work(transaction);
      this.#rows = transaction.rows;
      return value;
    });
    this.#lastTransaction = result.catch(() => undefined);
    return result;
  }

  close(): void {
    this.#rows = [];
  }
}

class MemoryTransaction implements RecordTransaction {
  readonly rows: RecordRow[];

  constructor(rows: readonly RecordRow[]) {
    this.rows = [...rows];
  }

  get(key: RecordKey): Promise<unknown> {
    const row = this.rows[indexFrom(this.rows, key)];
    return Promise.resolve(row && compareKeys(row.key, key) === 0 ? row.value : undefined);
  }

  getAll(from: RecordKey, to: RecordKey, limit = Infinity): Promise<readonly unknown[]> {
    const [start, end] = this.#bounds(from, to);
    const rows = this.rows.slice(start, Math.min(end, start + limit));
    return Promise.resolve(rows.map((row) => row.value));
  }

  put(key: RecordKey, value: unknown): Promise<void> {
    const [start, end] = this.#bounds(key, key);
    this.rows.splice(start, end - start, { key, value });
    return Promise.resolve();
  }

  delete(from: RecordKey, to: RecordKey): Promise<void> {
    const [start, end] = this.#bounds(from, to);
    this.rows.splice(start, end - start);
    return Promise.resolve();
  }

  #bounds(from: RecordKey, to: RecordKey): readonly [number, number] {
    const start = indexFrom(this.rows, from);
    let end = start;
    for (let row = this.rows[end]; row && compareKeys(row.key, to) <= 0; row = this.rows[end]) {
      end += 1;
    }
    return [start, end];
  }
}

/** The index of the first row whose key is `key` or comes after it. */
function indexFrom(rows: readonly RecordRow[], key: RecordKey): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && compareKeys(row.key, key) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

type KeyPart = string | number | RecordKey;

function compareKeys(a: KeyPart, b: KeyPart): number {
  const rank = rankOf(a) - rankOf(b);
  if (rank !== 0) {
    return rank;
  }
  if (typeof a !== 'object' || typeof b !== 'object') {
    return a < b ? -1 : a > b ? 1 : 0;
  }
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) {
      return 1;
    }
    const order = compareKeys(part, other);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}

/** IndexedDB orders numbers before texts, and texts before lists. */
function rankOf(part: KeyPart): number {
  return typeof part === 'number' ? 0 : typeof part === 'string' ? 1 : 2;
}
