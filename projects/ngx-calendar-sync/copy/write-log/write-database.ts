import type { ɵTabConnections as TabConnections } from 'ngx-calendar-sync/base';
import { databaseName } from '../replica/account-database';
import { deleteDatabase } from '../replica/indexed-db';
import { IndexedDbWithMemoryFallback } from '../replica/indexed-db-with-memory-fallback';
import type { RecordTransaction } from '../replica/record-storage';
import { MARKS_KEY } from './sending-marks';
import { FIRST_WRITE_KEY, LAST_WRITE_KEY, REVISION_KEY, writeOf } from './write-record';

const PREFIX = 'ngx-calendar-sync-writes-';

/** The database of one account's writes, which its tabs share. */
export class WriteDatabase {
  readonly #name: string;
  readonly #locks: LockManager | undefined;

  /**
   * @param account Provider and account, such as `google:ann@example.com`.
   * @param connections `undefined` where tabs cannot hear each other.
   */
  constructor(account: string, connections: TabConnections | undefined) {
    this.#name = databaseName(PREFIX, account);
    this.#locks = connections?.locks;
  }

  open(): IndexedDbWithMemoryFallback {
    // The browser's storage takes real time, even where the app has provided another clock.
    return new IndexedDbWithMemoryFallback(this.#name, undefined, { durability: 'strict' });
  }

  /**
   * To be called by who has it open: until then other tabs delete what is in it, and not the database itself, or a write that is
   * stored at that very moment would be lost.
   * @returns What to call when it is closed. Resolves when the others may delete it.
   */
  keep(): () => Promise<void> {
    let release: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      release = resolve;
    });
    const kept = this.#locks
      ?.request(this.#lock, { mode: 'shared' }, () => closed)
      .catch(() => undefined);
    return async () => {
      release();
      await kept;
    };
  }

  /**
   * {@link settleIn} on what is stored by now, whichever tab has stored it.
   * @returns `undefined` where the database cannot be read.
   */
  async settle(
    deletes: (waiting: ReadonlySet<string>) => boolean,
  ): Promise<ReadonlySet<string> | undefined> {
    const storage = this.open();
    try {
      const waiting = await storage.run('readwrite', (transaction) =>
        settleIn(transaction, deletes),
      );
      return storage.status$.value.kind === 'memory' ? undefined : waiting;
    } finally {
      storage.close();
    }
  }

  /**
   * Deletes all writes in one transaction, unless some wait that are not given up; then also the database, unless a tab has it
   * open: the last tab that ends deletes it.
   * @param discard Whether the writes that wait are given up.
   */
  async delete(discard: boolean): Promise<void> {
    const isDone = async () => {
      const waiting = await this.settle(({ size }) => discard || size === 0);
      // What cannot be read may hold writes that wait.
      return discard || waiting?.size === 0;
    };
    if (!(await isDone())) {
      return;
    }
    if (!this.#locks) {
      await deleteDatabase(this.#name);
      return;
    }
    const exclusively = { mode: 'exclusive', ifAvailable: true } as const;
    await this.#locks.request(this.#lock, exclusively, async (lock) => {
      if (lock && (await isDone())) {
        await deleteDatabase(this.#name);
      }
    });
  }

  get #lock(): string {
    return `${this.#name} open`;
  }
}

/**
 * Finds the writes that wait, as they are stored, and deletes all writes where `deletes` says so.
 * @returns A name for each write that is not confirmed. One that this version cannot read counts, too: nobody knows that it is
 * confirmed.
 */
export async function settleIn(
  transaction: RecordTransaction,
  deletes: (waiting: ReadonlySet<string>) => boolean,
): Promise<ReadonlySet<string>> {
  const records = await transaction.getAll(FIRST_WRITE_KEY, LAST_WRITE_KEY);
  const waiting = new Set(
    records.flatMap((record) => {
      const write = writeOf(record);
      return write?.state === 'confirmed' ? [] : [write?.id ?? JSON.stringify(record)];
    }),
  );
  if (deletes(waiting)) {
    await transaction.delete(FIRST_WRITE_KEY, LAST_WRITE_KEY);
    await transaction.delete(MARKS_KEY, MARKS_KEY);
    await transaction.delete(REVISION_KEY, REVISION_KEY);
  }
  return waiting;
}
