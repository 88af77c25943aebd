import type { Observable } from 'rxjs';
import { CalendarSyncError } from '../model/calendar-sync-error';
import type { Span, TimeRange } from '../model/time-range';
import { clearStage, emptyStage, type Packs, putRow, rowOf } from './calendar-row';
import { byId, type Entries, PackReader, periods } from './pack-reader';
import { endOf, fromJson, logged, monthOf, overlaps, packed, packKey, type Period } from './packs';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';
import { changesBetween } from './replica-changes';
import type { ReplicaEntry } from './replica-entry';
import type {
  CalendarRecords,
  ReplicaChanges,
  ReplicaState,
  ReplicaStatus,
  ReplicaStore,
  StagedPage,
} from './replica-store';

/** From this many changes on, or answers that had some, they are worth being worked in. */
const longLog = { entries: 500, pages: 50 };

/** No calendar has an empty id. */
const fenceKey: RecordKey = ['', 'fence'];
const calendarsKey: RecordKey = ['', 'calendars'];

/** A copy in packs, over any storage of records. */
export class PackedReplicaStore implements ReplicaStore {
  readonly #storage: RecordStorage;
  readonly #packs: PackReader;

  constructor(
    storage: RecordStorage,
    readonly status$: Observable<ReplicaStatus>,
  ) {
    this.#storage = storage;
    this.#packs = new PackReader(storage);
  }

  claim(): Promise<number> {
    return this.#storage.run('readwrite', async (transaction) => {
      const fence = (await highestFence(transaction)) + 1;
      await transaction.put(fenceKey, fence);
      return fence;
    });
  }

  state(calendarId: string): Promise<ReplicaState> {
    return this.#packs.row(calendarId);
  }

  async stage(calendarId: string, page: StagedPage, fence: number): Promise<void> {
    const { entries, scope, next, base } = page;
    const incremental = base !== undefined;
    const packs = incremental ? await logged(entries) : await packed(entries);
    await this.#write(fence, async (transaction) => {
      const row = await rowOf(transaction, calendarId);
      if (page.first) await clearStage(transaction, calendarId, row);
      else if (!row.staged) throw superseded();
      const before = (page.first ? undefined : row.staged) ?? emptyStage(row, incremental);
      const after: Packs = incremental
        ? { ...before, log: before.log + packs.length, logged: before.logged + entries.length }
        : { ...before, pages: before.pages + 1 };
      const number = incremental ? after.log : after.pages;
      await putPacks(transaction, calendarId, after.generation, number, packs);
      const events = (page.first ? 0 : (row.staged?.events ?? 0)) + entries.length;
      const { generation, pages, log, logged } = after;
      const staged = { scope, next, events, generation, pages, log, logged };
      await putRow(transaction, calendarId, {
        ...row,
        staged: incremental ? { ...staged, base } : staged,
      });
    });
  }

  async commit(calendarId: string, fence: number): Promise<ReplicaChanges> {
    const changes = await this.#stagedChanges(calendarId);
    await this.#write(fence, async (transaction) => {
      const { current, staged } = await rowOf(transaction, calendarId);
      if (!staged || !('cursor' in staged.next)) throw superseded();
      const { base, next, ...packs } = staged;
      const events = packs.events + (base === undefined ? 0 : (current?.events ?? 0));
      await putRow(transaction, calendarId, {
        current: { ...packs, cursor: next.cursor, events },
      });
    });
    return changes;
  }

  async compact(calendarId: string, fence: number): Promise<void> {
    const { current, staged } = await this.#packs.row(calendarId);
    if (!current || staged) return;
    if (current.logged < longLog.entries && current.log < longLog.pages) return;
    const { generation } = current;
    const changed = await this.#packs.log(calendarId, generation, 1, current.log);
    // The log overrides the packs until it is cleared, so that a step may be the last one or be done again.
    for (const key of await this.#packs.placesOf(calendarId, generation, changed)) {
      await this.#write(fence, async (transaction) => {
        const entries = (fromJson(await transaction.get(key)) ?? []) as readonly ReplicaEntry[];
        const others = entries.filter(({ id }) => !changed.has(id));
        if (others.length < entries.length) await transaction.put(key, JSON.stringify(others));
      });
    }
    const members = await this.#packs.series(calendarId, generation);
    const parents = new Set([...members, ...changed.values()].map(seriesIdOf));
    const entries = [...changed.values()].filter(
      ({ kind, id }) => kind !== 'gone' || parents.has(id),
    );
    const packs = await packed(entries);
    await this.#write(fence, async (transaction) => {
      const pages = current.pages + 1;
      await putPacks(transaction, calendarId, generation, pages, packs);
      await transaction.delete(
        packKey(calendarId, generation, 'log', 0),
        packKey(calendarId, generation, 'log', Infinity),
      );
      await putRow(transaction, calendarId, {
        current: { ...current, pages, log: 0, logged: 0 },
      });
    });
  }

  async read(calendarId: string, range: TimeRange): Promise<readonly ReplicaEntry[]> {
    const span = { start: range.start.getTime(), end: range.end.getTime() };
    const records = await this.#storage.run('readonly', async (transaction) => {
      const { current } = await rowOf(transaction, calendarId);
      if (!current) return [];
      const { generation, log } = current;
      return Promise.all([
        periods(transaction, calendarId, generation, monthOf(span.start), monthOf(span.end - 1)),
        periods(transaction, calendarId, generation, 'long', 'series'),
        periods(transaction, calendarId, generation, 'log', 'log', log),
      ]);
    });
    const latest = byId(await this.#packs.entries(calendarId, records.flat()));
    return [...latest.values()].filter((entry) => isShown(entry, latest, span));
  }

  async find(calendarId: string, ids: Iterable<string>): Promise<Entries> {
    const wanted = new Map([...ids].map((id) => [id, undefined]));
    const { current } = await this.#packs.row(calendarId);
    if (!current || wanted.size === 0) return new Map();
    const { generation, log } = current;
    const keys = await this.#packs.placesOf(calendarId, generation, wanted);
    const records = await this.#storage.run('readonly', (transaction) =>
      Promise.all(keys.map((key) => transaction.get(key))),
    );
    const packs = await this.#packs.entries(calendarId, records);
    const logged = await this.#packs.log(calendarId, generation, 1, log);
    return byId([...packs, ...logged.values()].filter(({ id }) => wanted.has(id)));
  }

  calendars(): Promise<CalendarRecords | undefined> {
    return this.#storage.run(
      'readonly',
      (transaction) => transaction.get(calendarsKey) as Promise<CalendarRecords | undefined>,
    );
  }

  putCalendars(calendars: CalendarRecords, fence: number): Promise<void> {
    return this.#write(fence, async (transaction) => {
      await transaction.put(calendarsKey, calendars);
    });
  }

  remove(calendarId: string, fence: number): Promise<void> {
    return this.#write(fence, async (transaction) => {
      await transaction.delete([calendarId], endOf(calendarId));
    });
  }

  close(): void {
    this.#storage.close();
  }

  #write(fence: number, work: (transaction: RecordTransaction) => Promise<void>): Promise<void> {
    return this.#storage.run('readwrite', async (transaction) => {
      const highest = await highestFence(transaction);
      if (fence < highest) throw superseded();
      if (fence > highest) await transaction.put(fenceKey, fence);
      await work(transaction);
    });
  }

  async #stagedChanges(calendarId: string): Promise<ReplicaChanges> {
    const { current, staged } = await this.#packs.row(calendarId);
    if (!current || staged?.base === undefined) return { everything: true };
    const after = await this.#packs.log(
      calendarId,
      current.generation,
      current.log + 1,
      staged.log,
    );
    return changesBetween(await this.find(calendarId, after.keys()), after);
  }
}

async function highestFence(transaction: RecordTransaction): Promise<number> {
  return ((await transaction.get(fenceKey)) as number | undefined) ?? 0;
}

function superseded(): CalendarSyncError {
  return new CalendarSyncError('cancelled', 'Another tab keeps the copy by now.');
}

/** All at once: to wait for each would take longer than to write them. */
async function putPacks(
  transaction: RecordTransaction,
  calendarId: string,
  generation: number,
  page: number,
  packs: readonly (readonly [Period, string])[],
): Promise<void> {
  await Promise.all(
    packs.map(([period, json]) =>
      transaction.put(packKey(calendarId, generation, period, page), json),
    ),
  );
}

function seriesIdOf(entry: ReplicaEntry): string | undefined {
  return 'seriesId' in entry ? entry.seriesId : undefined;
}

/** Who deletes a series deletes its exceptions; those of a series that was never told of stand for themselves. */
function isShown(entry: ReplicaEntry, latest: Entries, span: Span): boolean {
  switch (entry.kind) {
    case 'event':
      return overlaps(entry, span);
    case 'series':
      return true;
    case 'exception':
    case 'cancelled':
      return latest.get(entry.seriesId)?.kind !== 'gone';
    case 'gone':
      return false;
  }
}
