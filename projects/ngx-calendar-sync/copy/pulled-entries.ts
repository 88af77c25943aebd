import { ɵSlices as Slices } from 'ngx-calendar-sync/base';
import {
  type ɵReplicaEntry as ReplicaEntry,
  type ɵMalformedChange as MalformedChange,
  type ɵPulledChange as PulledChange,
  type ɵPullScope as PullScope,
  ɵunreadable as unreadable,
} from 'ngx-calendar-sync/core';
import { keepsTime } from './pull-scope';

/** The furthest that a Date can be from the epoch, in milliseconds (ECMAScript, "Time Values and Time Range"). */
const MAX_INSTANT_MS = 8.64e15;
/** More than any page holds: an iterator that throws more often would throw for ever. */
const MAX_FAILURES_IN_A_ROW = 10_000;

const CHANGES_PER_TIME_CHECK = 20;

/** What a page brings. */
export interface PulledEntries {
  /** What the replica is to store. */
  readonly entries: readonly ReplicaEntry[];
  readonly malformed: readonly MalformedChange[];
  /** The ids of everything on the page, also of what is not stored. */
  readonly ids: readonly string[];
}

/** Reads the changes of a page in slices, so that the browser can draw and answer the user meanwhile. */
export async function readChanges(
  changes: Iterable<PulledChange>,
  scope: PullScope,
  incremental: boolean,
): Promise<PulledEntries> {
  const entries: ReplicaEntry[] = [];
  const malformed: MalformedChange[] = [];
  const ids: string[] = [];
  const slices = new Slices();
  await slices.next();
  let number = 0;
  for (const change of eachReadable(changes)) {
    number += 1;
    // To ask for the time takes as long as to read a change.
    if (number % CHANGES_PER_TIME_CHECK === 0 && slices.over) {
      await slices.next();
    }
    if (change.id !== undefined) {
      ids.push(change.id);
    }
    const entry = toEntry(change, scope);
    if (entry.kind === 'malformed') {
      malformed.push(entry);
    } else if (entry.kind !== 'gone' || incremental) {
      // A new replica holds nothing yet that could be gone.
      entries.push(entry);
    }
  }
  return { entries, malformed, ids };
}

/** A change that throws becomes a malformed one, and the next one is asked for. */
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

/** An entry is stored by its months, and a time that no Date can hold has none. */
function isStorable(entry: ReplicaEntry): boolean {
  const hasRecord = !('record' in entry) || typeof entry.record === 'object';
  const hasMonths =
    !('start' in entry) ||
    (Math.abs(entry.start) <= MAX_INSTANT_MS && Math.abs(entry.end) <= MAX_INSTANT_MS);
  return hasRecord && hasMonths;
}

/**
 * An entry as a replica of this scope stores it; a single event outside the scope counts as gone, since it may have
 * been inside before. An exception stays wherever it was moved to: without it, its series would show an occurrence at
 * the original start.
 */
export function inScope(entry: ReplicaEntry, scope: PullScope): ReplicaEntry {
  return entry.kind === 'event' && !keepsTime(scope, entry)
    ? { kind: 'gone', id: entry.id }
    : entry;
}
