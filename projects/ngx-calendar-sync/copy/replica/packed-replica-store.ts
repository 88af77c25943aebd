import type { Observable } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  ɵinMilliseconds as inMilliseconds,
  ɵoverlaps as overlaps,
  type TimeRange,
  type ɵReplicaEntry as ReplicaEntry,
  type ɵCalendarRecords as CalendarRecords,
  type ɵReplicaChanges as ReplicaChanges,
  type ɵReplicaState as ReplicaState,
  type ReplicaStatus,
  type ɵReplicaStore as ReplicaStore,
  type ɵStagedPage as StagedPage,
} from 'ngx-calendar-sync/core';
import {
  clearStage,
  layoutForPull,
  layoutOf,
  type PackLayout,
  putRow,
  rowOf,
  withoutCursor,
} from './calendar-row';
import { claimFence, writeFenced } from './fence';
import { compact } from './pack-compaction';
import { byId, type EntriesById, PackReader, readSections } from './pack-reader';
import {
  endOf,
  lastPage,
  monthOf,
  monthsPerPeriodFor,
  type Pack,
  packsOf,
  periodOfMonth,
  putPacks,
  toJson,
} from './packs';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';
import { changesBetween } from './replica-changes';

/** Cannot be the key of a calendar, since no calendar has an empty id. */
const CALENDARS_KEY: RecordKey = ['', 'calendars'];

/** Keeps a replica in {@link Pack}s, in any storage of records. */
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
    return claimFence(this.#storage);
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
    const known = await this.#packs.row(calendarId);
    const before = (first ? undefined : known.staged) ?? layoutForPull(known, incremental);
    const { generation } = before;
    const span = before.pages === 0 ? monthsPerPeriodFor(entries) : before.span;
    // Most incremental pulls bring no changes: they add no page to the log.
    const logPage = before.log + (incremental && entries.length > 0 ? 1 : 0);
    const logPacks: readonly Pack[] =
      logPage > before.log ? [{ section: 'log', page: logPage, json: await toJson(entries) }] : [];
    const packs = incremental ? logPacks : await packsOf(entries, span, before.pages + 1);
    const after: PackLayout = incremental
      ? { ...before, log: logPage, logged: before.logged + entries.length }
      : { ...before, span, pages: lastPage(packs, before.pages) };
    await this.#write(fence, async (transaction) => {
      const row = await rowOf(transaction, calendarId);
      if (first) {
        await clearStage(transaction, calendarId, row);
      } else if (!row.staged) {
        throw stageLost();
      }
      await putPacks(transaction, calendarId, generation, packs);
      const entryCount = (first ? 0 : (row.staged?.events ?? 0)) + entries.length;
      const staged = { scope, next, events: entryCount, ...layoutOf(after) };
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
        throw stageLost();
      }
      const { base, next, ...rest } = staged;
      const entryCount = rest.events + (base === undefined ? 0 : (current?.events ?? 0));
      await putRow(transaction, calendarId, {
        current: { ...rest, cursor: next.cursor, events: entryCount },
      });
    });
    return changes;
  }

  compact(calendarId: string, fence: number): Promise<void> {
    return compact(this.#storage, this.#packs, calendarId, fence);
  }

  async read(calendarId: string, range: TimeRange): Promise<readonly ReplicaEntry[]> {
    const rangeMs = inMilliseconds(range);
    const records = await this.#storage.run('readonly', async (transaction) => {
      const { current } = await rowOf(transaction, calendarId);
      if (!current) {
        return [];
      }
      const { generation, log } = current;
      const periodAt = (instant: number) => periodOfMonth(monthOf(instant), current.span);
      const lastInstant = Math.max(rangeMs.start, rangeMs.end - 1);
      const [first, last] = [periodAt(rangeMs.start), periodAt(lastInstant)];
      return Promise.all([
        readSections(transaction, calendarId, generation, first, last),
        readSections(transaction, calendarId, generation, 'long', 'series'),
        readSections(transaction, calendarId, generation, 'log', 'log', log),
      ]);
    });
    const latest = byId(await this.#packs.entries(calendarId, records.flat()));
    return [...latest.values()].filter((entry) => belongsToAnswer(entry, latest, rangeMs));
  }

  async find(calendarId: string, ids: Iterable<string>): Promise<EntriesById> {
    const wanted = new Set(ids);
    for (;;) {
      const { current } = await this.#packs.row(calendarId);
      if (!current || wanted.size === 0) {
        return new Map();
      }
      const found = await this.#findIn(calendarId, current, wanted);
      // If a compaction has moved entries between packs in the meantime, some may have been missed.
      const { current: afterwards } = await this.#packs.row(calendarId);
      if (afterwards?.generation === current.generation && afterwards.pages === current.pages) {
        return found;
      }
    }
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
    return writeFenced(this.#storage, fence, work);
  }

  async #findIn(
    calendarId: string,
    { generation, log }: PackLayout,
    wanted: ReadonlySet<string>,
  ): Promise<EntriesById> {
    const keys = await this.#packs.keysOfPacksWith(calendarId, generation, wanted);
    const records = await this.#storage.run('readonly', (transaction) =>
      Promise.all(keys.map((key) => transaction.get(key))),
    );
    const there = records.filter((record) => record !== undefined);
    const packed = await this.#packs.entries(calendarId, there);
    const changed = await this.#packs.log(calendarId, generation, 1, log);
    return byId([...packed, ...changed.values()].filter(({ id }) => wanted.has(id)));
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
}

/**
 * Whether a read of a range returns an entry. With a series its exceptions are deleted. An exception whose series the
 * replica has never held is returned all the same, and shows by itself.
 */
function belongsToAnswer(
  entry: ReplicaEntry,
  latest: EntriesById,
  range: TimeRange<number>,
): boolean {
  switch (entry.kind) {
    case 'event':
      return overlaps(entry, range);
    case 'series':
      return true;
    case 'exception':
    case 'cancelled':
      return latest.get(entry.seriesId)?.kind !== 'gone';
    case 'gone':
      return false;
  }
}

function stageLost(): CalendarSyncError {
  return new CalendarSyncError(
    'cancelled',
    'What this sync had stored so far is gone. The next one begins anew.',
  );
}
