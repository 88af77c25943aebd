import { Subject } from 'rxjs';
import { type CalendarRow, type Packs, rowOf } from './calendar-row';
import { nextTask, Slices } from '../ambient/next-task';
import { fromJson, type Index, packKey, type Period } from './packs';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';
import type { ReplicaEntry } from './replica-entry';

export type Entries = ReadonlyMap<string, ReplicaEntry>;

/** Finds and reads packs. */
export class PackReader {
  readonly #storage: RecordStorage;
  readonly #damaged = new Subject<string>();
  /** By calendar id, the generation that a damaged record was found in. */
  readonly #damagedGenerations = new Map<string, number>();

  /** The id of a calendar when a damaged record of it is read, once for each generation. */
  readonly damaged$ = this.#damaged.asObservable();

  constructor(storage: RecordStorage) {
    this.#storage = storage;
  }

  row(calendarId: string): Promise<CalendarRow> {
    return this.#storage.run('readonly', (transaction) => rowOf(transaction, calendarId));
  }

  /** What some pages of the log say, the last word of each id. */
  async log(calendarId: string, generation: number, from: number, to: number): Promise<Entries> {
    if (to < from) {
      return new Map();
    }
    const records = await this.#storage.run('readonly', (transaction) =>
      transaction.getAll(
        packKey(calendarId, generation, 'log', from),
        packKey(calendarId, generation, 'log', to),
      ),
    );
    return byId(await this.entries(calendarId, records));
  }

  /** The entries of a period, in the order of their pages; read one by one, since all of them may be many. */
  async of(
    calendarId: string,
    generation: number,
    period: Period,
  ): Promise<readonly ReplicaEntry[]> {
    const entries: ReplicaEntry[] = [];
    for (const [other, page] of await this.#index(calendarId, generation)) {
      if (other !== period) {
        continue;
      }
      const record = await this.#storage.run('readonly', (transaction) =>
        transaction.get(packKey(calendarId, generation, period, page)),
      );
      entries.push(...(await this.entries(calendarId, [record])));
      await nextTask();
    }
    return entries;
  }

  /** The periods that have packs. */
  async periods(calendarId: string, generation: number): Promise<ReadonlySet<Period>> {
    const index = await this.#index(calendarId, generation);
    return new Set(index.map(([period]) => period));
  }

  /** The packs that may hold some ids, in the order of their pages. */
  async placesOf(
    calendarId: string,
    generation: number,
    ids: ReadonlyMap<string, unknown>,
  ): Promise<readonly RecordKey[]> {
    if (ids.size === 0) {
      return [];
    }
    const index = await this.#index(calendarId, generation);
    return index
      .filter(([, , own]) => own.some((id) => ids.has(id)))
      .map(([period, page]) => packKey(calendarId, generation, period, page));
  }

  async #index(calendarId: string, generation: number): Promise<Index> {
    const records = await this.#storage.run('readonly', (transaction) =>
      periods(transaction, calendarId, generation, 'index', 'index'),
    );
    return (await this.#parsed(calendarId, records)) as Index;
  }

  async entries(calendarId: string, records: readonly unknown[]): Promise<readonly ReplicaEntry[]> {
    return (await this.#parsed(calendarId, records)) as readonly ReplicaEntry[];
  }

  async #parsed(calendarId: string, records: readonly unknown[]): Promise<readonly unknown[]> {
    const elements: unknown[] = [];
    const slices = new Slices();
    for (const record of records) {
      if (slices.over) {
        await slices.next();
      }
      const some = fromJson(record);
      if (some) {
        elements.push(...some);
      } else {
        await this.#foundDamaged(calendarId);
      }
    }
    return elements;
  }

  isDamaged(calendarId: string, packs: Packs | undefined): boolean {
    return packs !== undefined && this.#damagedGenerations.get(calendarId) === packs.generation;
  }

  /** Remembered here and not in the storage, since every tab reads and the one that leads alone may write. */
  async rememberDamage(calendarId: string): Promise<void> {
    const { current } = await this.row(calendarId);
    if (current) {
      this.#damagedGenerations.set(calendarId, current.generation);
    }
  }

  async #foundDamaged(calendarId: string): Promise<void> {
    const before = this.#damagedGenerations.get(calendarId);
    await this.rememberDamage(calendarId);
    if (this.#damagedGenerations.get(calendarId) !== before) {
      this.#damaged.next(calendarId);
    }
  }
}

/** The packs of some periods. */
export function periods(
  transaction: RecordTransaction,
  calendarId: string,
  generation: number,
  from: Period,
  to: Period,
  lastPage = Infinity,
): Promise<readonly unknown[]> {
  return transaction.getAll(
    packKey(calendarId, generation, from, 0),
    packKey(calendarId, generation, to, lastPage),
  );
}

/** Of one id the last word counts. */
export function byId(entries: readonly ReplicaEntry[]): Entries {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
