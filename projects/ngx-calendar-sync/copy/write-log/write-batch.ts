import type { CalendarEvent, ɵStoredWrite as StoredWrite } from 'ngx-calendar-sync/core';
import { claimFenceIn, holdsFence, SupersededError } from '../replica/fence';
import type { RecordTransaction } from '../replica/record-storage';
import { isOnlyMarked, readMarks, storeMarks, withMark } from './sending-marks';
import { FIRST_WRITE_KEY, keyOf, LAST_WRITE_KEY, recordOf, REVISION_KEY } from './write-record';

/** A call that adds or changes writes. */
export interface WriteCall<E extends CalendarEvent> {
  readonly ids: readonly string[];
  /** Of what only the leading tab may do: the fence that it has claimed. */
  readonly fence?: number;
  /** The write after the call; the same object to leave it, `undefined` to remove it. */
  readonly change: (stored: StoredWrite<E> | undefined) => StoredWrite<E> | undefined;
}

/** What is carried out in one transaction: first a claim, then the calls in their order, then the reading. */
export interface WriteBatch<E extends CalendarEvent> {
  /** Whether this tab claims the lead. */
  readonly claims: boolean;
  readonly calls: readonly WriteCall<E>[];
  /** The ids of what another tab has changed, which is read. */
  readonly toRead: ReadonlySet<string>;
  /** Whether everything that is stored is read. */
  readonly readsAll: boolean;
  readonly known: KnownRevision<E>;
}

/**
 * What a tab knows to have been stored. Each transaction that changes writes stores another revision: as long as it is the one that
 * the tab knows, no other tab has changed anything since, and nothing has to be read.
 */
export interface KnownRevision<E extends CalendarEvent> {
  /** `undefined` where the tab may not know everything. */
  readonly revision: number | undefined;
  /** All writes of that revision, by id. */
  readonly stored: ReadonlyMap<string, StoredWrite<E>>;
}

/** What has become of a {@link WriteBatch}. */
export interface BatchOutcome<E extends CalendarEvent> {
  /** The fence that was claimed. */
  readonly claimed: number | undefined;
  /** For each call the writes after it, or why it has changed nothing. */
  readonly results: readonly CallResult<E>[];
  /** What has changed, by id; `undefined` for a write that was removed. */
  readonly changed: ReadonlyMap<string, StoredWrite<E> | undefined>;
  /** What was to be read, by id, as it is stored after the calls; `undefined` for a write that is not. */
  readonly read: ReadonlyMap<string, StoredWrite<E> | undefined>;
  /** By id everything that was stored before the calls, where that was read. */
  readonly all: ReadonlyMap<string, StoredWrite<E>> | undefined;
  /** The revision that is stored after the calls; `undefined` where the tab does not know all of its writes. */
  readonly revision: number | undefined;
}

export type CallResult<E extends CalendarEvent> =
  { readonly writes: readonly StoredWrite<E>[] } | { readonly error: unknown };

/** Of writes that lie far apart so many are read at most to find one. */
const MAX_READ_PER_ID = 2;

/** Reads a record; `undefined` where this version cannot. */
type ReadRecord<E extends CalendarEvent> = (record: unknown) => StoredWrite<E> | undefined;

/**
 * Carries out a batch. A call that fails changes nothing, and the others are carried out. Records that cannot be read stay
 * as they are.
 */
export async function carryOut<E extends CalendarEvent>(
  transaction: RecordTransaction,
  { claims, calls, toRead, readsAll, known }: WriteBatch<E>,
  readRecord: ReadRecord<E>,
): Promise<BatchOutcome<E>> {
  const claimed = claims ? await claimFenceIn(transaction) : undefined;
  const isHeld = await heldFences(transaction, calls);
  const [revision, marks] = await Promise.all([
    transaction.get(REVISION_KEY),
    readMarks(transaction),
  ]);
  const read = (record: unknown) => {
    const write = readRecord(record);
    return write && withMark(write, marks);
  };
  const isKnown = revision !== undefined && revision === known.revision;
  // The tab that leads changes many writes one after the other: it reads all of them once.
  const all =
    readsAll || (!isKnown && isHeld.size > 0)
      ? byId((await transaction.getAll(FIRST_WRITE_KEY, LAST_WRITE_KEY)).map(read))
      : undefined;
  const ids = [...new Set([...calls.flatMap((call) => call.ids), ...(all ? [] : toRead)])];
  const stored = all ?? (isKnown ? known.stored : await storedWrites(transaction, ids, read));
  const current = new Map(ids.map((id) => [id, stored.get(id)]));
  const changed = new Map<string, StoredWrite<E> | undefined>();
  const toStore = new Map<string, string | undefined>();
  const results = calls.map((call): CallResult<E> => {
    try {
      if (call.fence !== undefined && !isHeld.get(call.fence)) {
        throw new SupersededError();
      }
      const changes = changesOf(call, current);
      for (const { id, write, toPut } of changes) {
        current.set(id, write);
        changed.set(id, write);
        if (toPut) {
          toStore.set(id, toPut.record);
        }
      }
      const writes = [...new Set(call.ids)].map((id) => current.get(id));
      return { writes: writes.filter((write) => write !== undefined) };
    } catch (error) {
      return { error };
    }
  });
  // A random number: no two tabs store the same. With a claim too, so that the tab that leads knows a revision from the beginning.
  const next = changed.size > 0 || claimed !== undefined ? Math.random() : revision;
  await Promise.all([
    ...[...toStore].map(([id, record]) =>
      record === undefined
        ? transaction.delete(keyOf(id), keyOf(id))
        : transaction.put(keyOf(id), record),
    ),
    storeMarks(transaction, marks, changed),
    ...(next === revision ? [] : [transaction.put(REVISION_KEY, next)]),
  ]);
  return {
    claimed,
    results,
    changed,
    read: new Map(all ? [] : [...toRead].map((id) => [id, current.get(id)])),
    all,
    revision: (all || isKnown) && typeof next === 'number' ? next : undefined,
  };
}

/**
 * Reads the writes of these ids. Those that lie close together are read at once: a request for each of them takes longer.
 */
async function storedWrites<E extends CalendarEvent>(
  transaction: RecordTransaction,
  ids: readonly string[],
  read: ReadRecord<E>,
): Promise<ReadonlyMap<string, StoredWrite<E> | undefined>> {
  const [first, ...others] = [...ids].sort();
  const last = others.at(-1);
  const limit = MAX_READ_PER_ID * ids.length;
  const together =
    first !== undefined && last !== undefined
      ? await transaction.getAll(keyOf(first), keyOf(last), limit)
      : undefined;
  const writes = new Map<string, StoredWrite<E> | undefined>(byId(together?.map(read) ?? []));
  // Where fewer are stored than were asked for, those that were not found are not stored.
  const rest = together && together.length < limit ? [] : ids.filter((id) => !writes.has(id));
  const records = await Promise.all(rest.map((id) => transaction.get(keyOf(id))));
  for (const [index, id] of rest.entries()) {
    writes.set(id, read(records[index]));
  }
  return writes;
}

function byId<E extends CalendarEvent>(
  writes: readonly (StoredWrite<E> | undefined)[],
): ReadonlyMap<string, StoredWrite<E>> {
  return new Map(writes.flatMap((write) => (write ? [[write.id, write]] : [])));
}

/** What a call changes. It is worked out as a whole before anything is changed, since it may throw. */
function changesOf<E extends CalendarEvent>(
  { ids, change }: WriteCall<E>,
  current: ReadonlyMap<string, StoredWrite<E> | undefined>,
) {
  return [...new Set(ids)].flatMap((id) => {
    const before = current.get(id);
    const write = change(before);
    if (write === before) {
      return [];
    }
    const needsNoRecord = before && write && isOnlyMarked(before, write);
    return [{ id, write, toPut: needsNoRecord ? undefined : { record: write && recordOf(write) } }];
  });
}

async function heldFences(
  transaction: RecordTransaction,
  calls: readonly { readonly fence?: number }[],
): Promise<ReadonlyMap<number, boolean>> {
  const isHeld = new Map<number, boolean>();
  for (const { fence } of calls) {
    if (fence !== undefined && !isHeld.has(fence)) {
      isHeld.set(fence, await holdsFence(transaction, fence));
    }
  }
  return isHeld;
}
