import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';

export interface RecordRow {
  readonly key: RecordKey;
  readonly value: unknown;
}

/** Records that end with the page. */
export class MemoryRecordStorage implements RecordStorage {
  #rows: readonly RecordRow[];
  #last: Promise<unknown> = Promise.resolve();

  /** From rows in the order of their keys. */
  constructor(rows: readonly RecordRow[] = []) {
    this.#rows = rows;
  }

  /** One transaction after the other; one that fails leaves no trace. */
  run<R>(
    _mode: 'readonly' | 'readwrite',
    work: (transaction: RecordTransaction) => Promise<R>,
  ): Promise<R> {
    const turn = this.#last.then(async () => {
      const rows = new MemoryTransaction(this.#rows);
      const result = await work(rows);
      this.#rows = rows.current;
      return result;
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  close(): void {
    this.#rows = [];
  }
}

class MemoryTransaction implements RecordTransaction {
  readonly current: RecordRow[];

  constructor(rows: readonly RecordRow[]) {
    this.current = [...rows];
  }

  get(key: RecordKey): Promise<unknown> {
    const row = this.current[firstFrom(this.current, key)];
    return Promise.resolve(row && compare(row.key, key) === 0 ? row.value : undefined);
  }

  getAll(from: RecordKey, to: RecordKey): Promise<readonly unknown[]> {
    const [start, end] = this.#bounds(from, to);
    return Promise.resolve(this.current.slice(start, end).map((row) => row.value));
  }

  put(key: RecordKey, value: unknown): Promise<void> {
    const [start, end] = this.#bounds(key, key);
    this.current.splice(start, end - start, { key, value });
    return Promise.resolve();
  }

  delete(from: RecordKey, to: RecordKey): Promise<void> {
    const [start, end] = this.#bounds(from, to);
    this.current.splice(start, end - start);
    return Promise.resolve();
  }

  #bounds(from: RecordKey, to: RecordKey): readonly [number, number] {
    const start = firstFrom(this.current, from);
    let end = start;
    for (let row = this.current[end]; row && compare(row.key, to) <= 0; row = this.current[end]) {
      end += 1;
    }
    return [start, end];
  }
}

/** Where the first row is whose key is not before `key`. */
function firstFrom(rows: readonly RecordRow[], key: RecordKey): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && compare(row.key, key) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

type KeyPart = string | number | RecordKey;

function compare(a: KeyPart, b: KeyPart): number {
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
    const order = compare(part, other);
    if (order !== 0) {
      return order;
    }
  }
  return a.length - b.length;
}

function rankOf(part: KeyPart): number {
  return typeof part === 'number' ? 0 : typeof part === 'string' ? 1 : 2;
}
