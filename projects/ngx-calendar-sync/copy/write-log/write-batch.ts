import type { CalendarEvent, ɵStoredWrite as StoredWrite } from 'ngx-calendar-sync/core';
import { claimFenceIn, holdsFence, SupersededError } from '../replica/fence';
import type { RecordTransaction } from '../replica/record-storage';
import { FIRST_WRITE_KEY, keyOf, LAST_WRITE_KEY, recordOf } from './write-record';

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
  /** Everything that is stored, where that was to be read. */
  readonly all: readonly StoredWrite<E>[] | undefined;
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
  { claims, calls, toRead, readsAll }: WriteBatch<E>,
  read: ReadRecord<E>,
): Promise<BatchOutcome<E>> {
  const claimed = claims ? await claimFenceIn(transaction) : undefined;
  const isHeld = await heldFences(transaction, calls);
  const ids = [...new Set([...calls.flatMap((call) => call.ids), ...(readsAll ? [] : toRead)])];
  const current = await storedWrites(transaction, ids, read);
  const changed = new Map<string, StoredWrite<E> | undefined>();
  const toStore = new Map<string, string | undefined>();
  const results = calls.map((call): CallResult<E> => {
    try {
      if (call.fence !== undefined && !isHeld.get(call.fence)) {
        throw new SupersededError();
      }
      const changes = changesOf(call, current);
      for (const { id, write, record } of changes) {
        current.set(id, write);
        changed.set(id, write);
        toStore.set(id, record);
      }
      const writes = [...new Set(call.ids)].map((id) => current.get(id));
      return { writes: writes.filter((write) => write !== undefined) };
    } catch (error) {
      return { error };
    }
  });
  const stored = [...toStore].map(([id, record]) =>
    record === undefined
      ? transaction.delete(keyOf(id), keyOf(id))
      : transaction.put(keyOf(id), record),
  );
  const all = readsAll ? await transaction.getAll(FIRST_WRITE_KEY, LAST_WRITE_KEY) : undefined;
  await Promise.all(stored);
  return {
    claimed,
    results,
    changed,
    read: new Map(readsAll ? [] : [...toRead].map((id) => [id, current.get(id)])),
    all: all?.map(read).filter((write) => write !== undefined),
  };
}

/**
 * Reads the writes of these ids. Those that lie close together are read at once: a request for each of them takes longer.
 */
async function storedWrites<E extends CalendarEvent>(
  transaction: RecordTransaction,
  ids: readonly string[],
  read: ReadRecord<E>,
): Promise<Map<string, StoredWrite<E> | undefined>> {
  const [first, ...others] = [...ids].sort();
  const last = others.at(-1);
  const limit = MAX_READ_PER_ID * ids.length;
  const together =
    first !== undefined && last !== undefined
      ? await transaction.getAll(keyOf(first), keyOf(last), limit)
      : undefined;
  const writes = new Map<string, StoredWrite<E> | undefined>(
    together?.map(read).flatMap((write) => (write ? [[write.id, write]] : [])),
  );
  // Where fewer are stored than were asked for, those that were not found are not stored.
  const rest = together && together.length < limit ? [] : ids.filter((id) => !writes.has(id));
  const records = await Promise.all(rest.map((id) => transaction.get(keyOf(id))));
  for (const [index, id] of rest.entries()) {
    writes.set(id, read(records[index]));
  }
  return new Map(ids.map((id) => [id, writes.get(id)]));
}

/** What a call changes. It is worked out as a whole before anything is changed, since it may throw. */
function changesOf<E extends CalendarEvent>(
  { ids, change }: WriteCall<E>,
  current: ReadonlyMap<string, StoredWrite<E> | undefined>,
) {
  return [...new Set(ids)].flatMap((id) => {
    const before = current.get(id);
    const write = change(before);
    return write === before ? [] : [{ id, write, record: write && recordOf(write) }];
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
