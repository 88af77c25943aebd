import { putRow, type CalendarRow, rowOf } from './calendar-row';
import { Slices } from '../ambient/next-task';
import { fromJson, type Index, packKey, type Period } from './packs';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';
import type { ReplicaEntry } from './replica-entry';

export type Entries = ReadonlyMap<string, ReplicaEntry>;

/** Finds and reads packs. */
export class PackReader {
  readonly #storage: RecordStorage;

  constructor(storage: RecordStorage) {
    this.#storage = storage;
  }

  row(calendarId: string): Promise<CalendarRow> {
    return this.#storage.run('readonly', (transaction) => rowOf(transaction, calendarId));
  }

  /** What some pages of the log say, the last word of each id. */
  async log(calendarId: string, generation: number, from: number, to: number): Promise<Entries> {
    if (to < from) return new Map();
    const records = await this.#storage.run('readonly', (transaction) =>
      transaction.getAll(
        packKey(calendarId, generation, 'log', from),
        packKey(calendarId, generation, 'log', to),
      ),
    );
    return byId(await this.entries(calendarId, records));
  }

  async series(calendarId: string, generation: number): Promise<readonly ReplicaEntry[]> {
    const records = await this.#storage.run('readonly', (transaction) =>
      periods(transaction, calendarId, generation, 'series', 'series'),
    );
    return this.entries(calendarId, records);
  }

  /** What was put aside for a new copy; of one id the last page counts. */
  async staged(calendarId: string, generation: number): Promise<readonly ReplicaEntry[]> {
    const records = await this.#storage.run('readonly', (transaction) =>
      periods(transaction, calendarId, generation, 'staged', 'staged'),
    );
    return this.entries(calendarId, records);
  }

  /** The packs that may hold some ids, in the order of their pages. */
  async placesOf(
    calendarId: string,
    generation: number,
    ids: ReadonlyMap<string, unknown>,
  ): Promise<readonly RecordKey[]> {
    if (ids.size === 0) return [];
    const pages = await this.#storage.run('readonly', (transaction) =>
      periods(transaction, calendarId, generation, 'index', 'index'),
    );
    const places: RecordKey[] = [];
    const slices = new Slices();
    for (const page of pages) {
      if (slices.over) await slices.next();
      const index = fromJson(page) as Index | undefined;
      if (!index) await this.#distrust(calendarId);
      for (const [period, number, own] of index ?? []) {
        if (!own.some((id) => ids.has(id))) continue;
        places.push(packKey(calendarId, generation, period, number));
      }
    }
    return places;
  }

  async entries(calendarId: string, records: readonly unknown[]): Promise<readonly ReplicaEntry[]> {
    const entries: ReplicaEntry[] = [];
    const slices = new Slices();
    for (const record of records) {
      if (slices.over) await slices.next();
      const pack = fromJson(record) as readonly ReplicaEntry[] | undefined;
      if (pack) entries.push(...pack);
      else await this.#distrust(calendarId);
    }
    return entries;
  }

  /** A record is damaged: what can be read is shown, and the next pull makes a new copy. */
  #distrust(calendarId: string): Promise<void> {
    return this.#storage.run('readwrite', async (transaction) => {
      const { current } = await rowOf(transaction, calendarId);
      if (!current) return;
      const { scope, events, generation, span, pages, log, logged } = current;
      await putRow(transaction, calendarId, {
        current: { scope, events, generation, span, pages, log, logged },
      });
    });
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
