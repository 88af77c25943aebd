import type { Observable } from 'rxjs';
import { CalendarSyncError } from '../model/calendar-sync-error';
import type { Span, TimeRange } from '../model/time-range';
import {
  changeCurrent,
  clearStage,
  emptyStage,
  type Packs,
  packsIn,
  putRow,
  rowOf,
  withoutCursor,
} from './calendar-row';
import { byId, type Entries, PackReader, periods } from './pack-reader';
import {
  endOf,
  finerSpan,
  fromJson,
  inGroups,
  lastPage,
  monthOf,
  overlaps,
  type Pack,
  packKey,
  packsOf,
  periodOfMonth,
  spanFor,
  toJson,
  toRows,
} from './packs';
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
const LONG_LOG = { entries: 500, pages: 50 };

/** No calendar has an empty id. */
const FENCE_KEY: RecordKey = ['', 'fence'];
const CALENDARS_KEY: RecordKey = ['', 'calendars'];

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
      await transaction.put(FENCE_KEY, fence);
      return fence;
    });
  }

  get damaged$(): Observable<string> {
    return this.#packs.damaged$;
  }

  rememberDamage(calendarId: string): Promise<void> {
    return this.#packs.rememberDamage(calendarId);
  }

  async state(calendarId: string): Promise<ReplicaState> {
    const row = await this.#packs.row(calendarId);
    return this.#packs.isDamaged(calendarId, row.current) ? withoutCursor(row) : row;
  }

  async stage(calendarId: string, page: StagedPage, fence: number): Promise<void> {
    const { entries, scope, next, base, first } = page;
    const incremental = base !== undefined;
    const rows = await toRows(entries);
    const known = await this.#packs.row(calendarId);
    const before = (first ? undefined : known.staged) ?? emptyStage(known, incremental);
    const { generation } = before;
    const span = before.pages === 0 ? spanFor(rows) : before.span;
    // Most answers bring no changes.
    const log = before.log + (incremental && rows.length > 0 ? 1 : 0);
    const logged: readonly Pack[] =
      log > before.log ? [{ period: 'log', page: log, json: toJson(rows) }] : [];
    const packs = incremental ? logged : [...packsOf(rows, span, before.pages + 1)];
    const after: Packs = incremental
      ? { ...before, log, logged: before.logged + rows.length }
      : { ...before, span, pages: lastPage(packs, before.pages) };
    await this.#write(fence, async (transaction) => {
      const row = await rowOf(transaction, calendarId);
      if (first) {
        await clearStage(transaction, calendarId, row);
      } else if (!row.staged) {
        throw superseded();
      }
      await putPacks(transaction, calendarId, generation, packs);
      const events = (first ? 0 : (row.staged?.events ?? 0)) + rows.length;
      const staged = { scope, next, events, ...packsIn(after) };
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
      if (!staged || !('cursor' in staged.next)) {
        throw superseded();
      }
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
    if (!current || staged) {
      return;
    }
    if (current.logged >= LONG_LOG.entries || current.log >= LONG_LOG.pages) {
      await this.#workIn(calendarId, current, fence);
    } else if (current.pages > 1 && !current.merged) {
      await this.#merge(calendarId, current, fence);
    }
  }

  async read(calendarId: string, range: TimeRange): Promise<readonly ReplicaEntry[]> {
    const span = { start: range.start.getTime(), end: range.end.getTime() };
    const records = await this.#storage.run('readonly', async (transaction) => {
      const { current } = await rowOf(transaction, calendarId);
      if (!current) {
        return [];
      }
      const { generation, log } = current;
      const periodAt = (instant: number) => periodOfMonth(monthOf(instant), current.span);
      return Promise.all([
        periods(transaction, calendarId, generation, periodAt(span.start), periodAt(span.end - 1)),
        periods(transaction, calendarId, generation, 'long', 'series'),
        periods(transaction, calendarId, generation, 'log', 'log', log),
      ]);
    });
    const latest = byId(await this.#packs.entries(calendarId, records.flat()));
    return [...latest.values()].filter((entry) => isShown(entry, latest, span));
  }

  async find(calendarId: string, ids: Iterable<string>): Promise<Entries> {
    const wanted = new Map([...ids].map((id) => [id, undefined]));
    for (;;) {
      const { current } = await this.#packs.row(calendarId);
      if (!current || wanted.size === 0) {
        return new Map();
      }
      const found = await this.#foundIn(calendarId, current, wanted);
      // The packs may have been put together while they were looked through.
      const { current: now } = await this.#packs.row(calendarId);
      if (now?.generation === current.generation && now.pages === current.pages) {
        return found;
      }
    }
  }

  async #foundIn(
    calendarId: string,
    { generation, log }: Packs,
    wanted: ReadonlyMap<string, unknown>,
  ): Promise<Entries> {
    const keys = await this.#packs.placesOf(calendarId, generation, wanted);
    const records = await this.#storage.run('readonly', (transaction) =>
      Promise.all(keys.map((key) => transaction.get(key))),
    );
    const there = records.filter((record) => record !== undefined);
    const packs = await this.#packs.entries(calendarId, there);
    const logged = await this.#packs.log(calendarId, generation, 1, log);
    return byId([...packs, ...logged.values()].filter(({ id }) => wanted.has(id)));
  }

  calendars(): Promise<CalendarRecords | undefined> {
    return this.#storage.run(
      'readonly',
      (transaction) => transaction.get(CALENDARS_KEY) as Promise<CalendarRecords | undefined>,
    );
  }

  putCalendars(calendars: CalendarRecords, fence: number): Promise<void> {
    return this.#write(fence, async (transaction) => {
      await transaction.put(CALENDARS_KEY, calendars);
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
      if (fence < highest) {
        throw superseded();
      }
      if (fence > highest) {
        await transaction.put(FENCE_KEY, fence);
      }
      await work(transaction);
    });
  }

  async #stagedChanges(calendarId: string): Promise<ReplicaChanges> {
    const { current, staged } = await this.#packs.row(calendarId);
    if (!current || staged?.base === undefined) {
      return { everything: true };
    }
    const after = await this.#packs.log(
      calendarId,
      current.generation,
      current.log + 1,
      staged.log,
    );
    return changesBetween(await this.find(calendarId, after.keys()), after);
  }

  /** Works the log into the packs. */
  async #workIn(calendarId: string, current: Packs, fence: number): Promise<void> {
    const { generation } = current;
    const changed = await this.#packs.log(calendarId, generation, 1, current.log);
    // The log overrides the packs until it is cleared, so that a step may be the last one or be done again.
    for (const key of await this.#packs.placesOf(calendarId, generation, changed)) {
      await this.#write(fence, async (transaction) => {
        const entries = (fromJson(await transaction.get(key)) ?? []) as readonly ReplicaEntry[];
        const others = entries.filter(({ id }) => !changed.has(id));
        if (others.length < entries.length) {
          await transaction.put(key, JSON.stringify(others));
        }
      });
    }
    const members = await this.#packs.of(calendarId, generation, 'series');
    const parents = new Set([...members, ...changed.values()].map(seriesIdOf));
    const entries = [...changed.values()].filter(
      ({ kind, id }) => kind !== 'gone' || parents.has(id),
    );
    const packs = [...packsOf(await toRows(entries), current.span, current.pages + 1)];
    // What could not be read would be lost for good: a new replica is on its way.
    if (this.#packs.isDamaged(calendarId, current)) {
      return;
    }
    await this.#write(fence, async (transaction) => {
      const pages = lastPage(packs, current.pages);
      await putPacks(transaction, calendarId, generation, packs);
      await transaction.delete(
        packKey(calendarId, generation, 'log', 0),
        packKey(calendarId, generation, 'log', Infinity),
      );
      await changeCurrent(transaction, calendarId, { pages, log: 0, logged: 0 });
    });
  }

  /** Many pages make many packs of each period: they are put together, under a generation of their own. */
  async #merge(calendarId: string, current: Packs, fence: number): Promise<void> {
    const generation = current.generation + 1;
    const span = finerSpan(current.span, current.pages);
    await this.#write(fence, async (transaction) => {
      await clearStage(transaction, calendarId, await rowOf(transaction, calendarId));
    });
    let pages = 0;
    for (const period of await this.#packs.periods(calendarId, current.generation)) {
      const entries = await this.#packs.of(calendarId, current.generation, period);
      const rows = await toRows([...byId(entries).values()]);
      for (const packs of inGroups(packsOf(rows, span, pages + 1))) {
        await this.#write(fence, (transaction) =>
          putPacks(transaction, calendarId, generation, packs),
        );
        pages = lastPage(packs, pages);
      }
    }
    // What could not be read would be lost for good: a new replica is on its way.
    if (this.#packs.isDamaged(calendarId, current)) {
      return;
    }
    await this.#write(fence, async (transaction) => {
      const log = await periods(transaction, calendarId, current.generation, 'log', 'log');
      const packs = log.map((json, at): Pack => ({
        period: 'log',
        page: at + 1,
        json: String(json),
      }));
      await putPacks(transaction, calendarId, generation, packs);
      await changeCurrent(transaction, calendarId, { generation, span, pages, merged: true });
    });
  }
}

async function highestFence(transaction: RecordTransaction): Promise<number> {
  return ((await transaction.get(FENCE_KEY)) as number | undefined) ?? 0;
}

function superseded(): CalendarSyncError {
  return new CalendarSyncError('cancelled', 'Another tab keeps the copy by now.');
}

/** All at once: to wait for each would take longer than to write them. */
async function putPacks(
  transaction: RecordTransaction,
  calendarId: string,
  generation: number,
  packs: readonly Pack[],
): Promise<void> {
  await Promise.all(
    packs.map(({ period, page, json }) =>
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
