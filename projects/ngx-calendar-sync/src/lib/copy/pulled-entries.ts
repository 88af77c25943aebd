import { Slices } from '../ambient/next-task';
import type { ReplicaEntry } from '../replica/replica-entry';
import type { MalformedChange, PulledChange, PullScope } from '../provider/calendar-provider';
import { inScope } from './pull-scope';

/** The furthest that a Date can be from the epoch, in milliseconds (ECMAScript, "Time Values and Time Range"). */
const MAX_INSTANT_MS = 8.64e15;
/** More than any page holds: who throws more often does not come to an end. */
const MAX_FAILURES_IN_A_ROW = 10_000;

/** What a page brings. */
export interface PulledEntries {
  /** What the copy takes in. */
  readonly entries: readonly ReplicaEntry[];
  readonly malformed: readonly MalformedChange[];
  /** Of everything on the page, whether it is taken in or not. */
  readonly ids: readonly string[];
}

/**
 * The changes of records, read one by one as they are asked for: a record that cannot be read is malformed, and the
 * others come all the same.
 */
export function* changesOf<R extends { readonly id?: string }>(
  records: Iterable<R>,
  read: (record: R) => PulledChange,
): Generator<PulledChange, void> {
  for (const record of records) {
    try {
      yield read(record);
    } catch {
      yield unreadable((record as R | null)?.id);
    }
  }
}

/** Reads a page in slices, so that the browser can draw and answer the user meanwhile. */
export async function readPage(
  changes: Iterable<PulledChange>,
  scope: PullScope,
  incremental: boolean,
): Promise<PulledEntries> {
  const entries: ReplicaEntry[] = [];
  const malformed: MalformedChange[] = [];
  const ids: string[] = [];
  const slices = new Slices();
  await slices.next();
  for (const change of eachReadable(changes)) {
    if (slices.over) {
      await slices.next();
    }
    if (change.id !== undefined) {
      ids.push(change.id);
    }
    const entry = toEntry(change, scope);
    if (entry.kind === 'malformed') {
      malformed.push(entry);
    } else if (entry.kind !== 'gone' || incremental) {
      // A new copy has nothing that could be gone.
      entries.push(entry);
    }
  }
  return { entries, malformed, ids };
}

/** Goes on after a change that throws, for as long as the provider does. */
function* eachReadable(changes: Iterable<PulledChange>): Generator<PulledChange, void> {
  const iterator = changes[Symbol.iterator]();
  for (let failuresInARow = 0; ;) {
    let next: IteratorResult<PulledChange>;
    try {
      next = iterator.next();
    } catch (error) {
      failuresInARow += 1;
      if (failuresInARow > MAX_FAILURES_IN_A_ROW) {
        throw error;
      }
      yield unreadable(undefined);
      continue;
    }
    if (next.done) {
      return;
    }
    failuresInARow = 0;
    yield next.value;
  }
}

function toEntry(change: PulledChange, scope: PullScope): PulledChange {
  try {
    if (change.kind === 'malformed') {
      return change;
    }
    return isStorable(change) ? inScope(change, scope) : unreadable(change.id);
  } catch {
    return unreadable(change.id);
  }
}

/** A time that no Date can hold has no month that the entry could be stored under. */
function isStorable(entry: ReplicaEntry): boolean {
  return (
    !('start' in entry) ||
    (Math.abs(entry.start) <= MAX_INSTANT_MS && Math.abs(entry.end) <= MAX_INSTANT_MS)
  );
}

function unreadable(id: string | undefined): MalformedChange {
  const problem = 'It could not be read.';
  return { kind: 'malformed', problem, ...(id === undefined ? {} : { id }) };
}
