import { Subject } from 'rxjs';
import { type CalendarRow, type PackLayout, rowOf } from './calendar-row';
import { ɵnextTask as nextTask, ɵSlices as Slices } from 'ngx-calendar-sync/base';
import { fromJson, type PackIndex, packKey, type PackSection } from './packs';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';
import type { ɵReplicaEntry as ReplicaEntry } from 'ngx-calendar-sync/core';

export type EntriesById = ReadonlyMap<string, ReplicaEntry>;

/** Finds packs and parses them, in slices, so that the page stays responsive. */
export class PackReader {
  readonly #storage: RecordStorage;
  readonly #damaged = new Subject<string>();
  /** By calendar id, the generation that a damaged record was found in. */
  readonly #damagedGenerations = new Map<string, number>();

  /** Emits the id of a calendar when a damaged record of it is read, once for each generation. */
  readonly damaged$ = this.#damaged.asObservable();

  constructor(storage: RecordStorage) {
    this.#storage = storage;
  }

  row(calendarId: string): Promise<CalendarRow> {
    return this.#storage.run('readonly', (transaction) => rowOf(transaction, calendarId));
  }

  /** The latest entry of each id in the pages `from` to `to` of the log. */
  async log(
    calendarId: string,
    generation: number,
    from: number,
    to: number,
  ): Promise<EntriesById> {
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

  /** The entries of some pages of a section. Packs are read one by one, since all may be too large. */
  async entriesIn(
    calendarId: string,
    generation: number,
    section: PackSection,
    pages: readonly number[],
  ): Promise<readonly ReplicaEntry[]> {
    const entries: ReplicaEntry[] = [];
    for (const page of pages) {
      const record = await this.#storage.run('readonly', (transaction) =>
        transaction.get(packKey(calendarId, generation, section, page)),
      );
      entries.push(...(await this.entries(calendarId, [record])));
      await nextTask();
    }
    return entries;
  }

  /** The pages of each section that has packs; `log` and `index` are not among them. */
  async pagesBySection(
    calendarId: string,
    generation: number,
  ): Promise<ReadonlyMap<PackSection, readonly number[]>> {
    const pages = new Map<PackSection, number[]>();
    for (const [section, page] of await this.#index(calendarId, generation)) {
      const others = pages.get(section);
      if (others) {
        others.push(page);
      } else {
        pages.set(section, [page]);
      }
    }
    return pages;
  }

  /** The keys of the packs that were written with any of these ids, in the order of their pages. */
  async keysOfPacksWith(
    calendarId: string,
    generation: number,
    ids: Pick<ReadonlySet<string>, 'has' | 'size'>,
  ): Promise<readonly RecordKey[]> {
    if (ids.size === 0) {
      return [];
    }
    const index = await this.#index(calendarId, generation);
    return index
      .filter(([, , idsOfPack]) => idsOfPack.some((id) => ids.has(id)))
      .map(([section, page]) => packKey(calendarId, generation, section, page));
  }

  /** The entries of packs that have been read. */
  async entries(calendarId: string, records: readonly unknown[]): Promise<readonly ReplicaEntry[]> {
    return (await this.#parsed(calendarId, records)) as readonly ReplicaEntry[];
  }

  async #index(calendarId: string, generation: number): Promise<PackIndex> {
    const records = await this.#storage.run('readonly', (transaction) =>
      readSections(transaction, calendarId, generation, 'index', 'index'),
    );
    return (await this.#parsed(calendarId, records)) as PackIndex;
  }

  async #parsed(calendarId: string, records: readonly unknown[]): Promise<readonly unknown[]> {
    const elements: unknown[] = [];
    const slices = new Slices();
    for (const record of records) {
      if (slices.over) {
        await slices.next();
      }
      const parsed = fromJson(record);
      if (parsed) {
        elements.push(...parsed);
      } else {
        await this.#foundDamaged(calendarId);
      }
    }
    return elements;
  }

  isDamaged(calendarId: string, layout: PackLayout | undefined): boolean {
    return layout !== undefined && this.#damagedGenerations.get(calendarId) === layout.generation;
  }

  /** Remembers the damage in memory and not in the storage: every tab reads, but only the leading one may write. */
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

/** The packs of the sections `from` to `to`, in the order of their keys. */
export function readSections(
  transaction: RecordTransaction,
  calendarId: string,
  generation: number,
  from: PackSection,
  to: PackSection,
  lastPage = Infinity,
): Promise<readonly unknown[]> {
  return transaction.getAll(
    packKey(calendarId, generation, from, 0),
    packKey(calendarId, generation, to, lastPage),
  );
}

/** Of several entries with one id, the last counts. */
export function byId(entries: readonly ReplicaEntry[]): EntriesById {
  return new Map(entries.map((entry) => [entry.id, entry]));
}
