import type { CalendarEvent } from '../model/calendar-event';
import type { StoredWrite } from './write-log';

/** What makes one list of writes of another one. */
export interface ChangedWrites<E extends CalendarEvent> {
  /** Those that are new or another object, in the order of their ids. */
  readonly changed: readonly StoredWrite<E>[];
  /** The ids of those that are gone. */
  readonly gone: readonly string[];
}

/** The write of an id; `undefined` where there is none. @param writes In the order of their ids. */
export function writeOfId<E extends CalendarEvent>(
  writes: readonly StoredWrite<E>[],
  id: string,
): StoredWrite<E> | undefined {
  const write = writes[placeOf(writes, id)];
  return write?.id === id ? write : undefined;
}

/**
 * The writes after a change, in the order of their ids.
 * @param writes In the order of their ids.
 * @param changes By id; `undefined` for a write that is removed.
 */
export function withChanges<E extends CalendarEvent>(
  writes: readonly StoredWrite<E>[],
  changes: Iterable<readonly [id: string, write: StoredWrite<E> | undefined]>,
): readonly StoredWrite<E>[] {
  const after = [...writes];
  for (const [id, write] of changes) {
    const place = placeOf(after, id);
    after.splice(place, after[place]?.id === id ? 1 : 0, ...(write ? [write] : []));
  }
  return after;
}

/**
 * Compares two lists, both in the order of their ids. Of thousands of writes a few change at a time: the same beginning and
 * the same end of the lists are only passed over.
 */
export function changesBetween<E extends CalendarEvent>(
  before: readonly StoredWrite<E>[],
  after: readonly StoredWrite<E>[],
): ChangedWrites<E> {
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) {
    first += 1;
  }
  let same = 0;
  while (same < shorter - first && before.at(-1 - same) === after.at(-1 - same)) {
    same += 1;
  }
  const earlier = new Map(
    before.slice(first, before.length - same).map((write) => [write.id, write]),
  );
  const changed: StoredWrite<E>[] = [];
  for (const write of after.slice(first, after.length - same)) {
    if (earlier.get(write.id) !== write) {
      changed.push(write);
    }
    earlier.delete(write.id);
  }
  return { changed, gone: [...earlier.keys()] };
}

/** Where a write of this id stands, or would stand. */
function placeOf(writes: readonly StoredWrite[], id: string): number {
  const last = writes.at(-1);
  // A new write comes last, as a rule.
  let [low, high] = last && last.id < id ? [writes.length, writes.length] : [0, writes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const write = writes[middle];
    if (write && write.id < id) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
