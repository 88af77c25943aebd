import {
  ɵsameJson as sameJson,
  type TimeRange,
  type ɵReplicaEntry as ReplicaEntry,
  type ɵReplicaChange as ReplicaChange,
  type ɵReplicaChanges as ReplicaChanges,
} from 'ngx-calendar-sync/core';

type Kind = 'added' | 'updated' | 'removed';

/** What changes when the entries of `after` are stored over those of `before`; both by id. */
export function changesBetween(
  before: ReadonlyMap<string, ReplicaEntry>,
  after: ReadonlyMap<string, ReplicaEntry>,
): ReplicaChanges {
  const changes: Record<Kind, ReplicaChange[]> = { added: [], updated: [], removed: [] };
  for (const [id, now] of after) {
    const was = before.get(id);
    const kind = kindOf(was, now);
    if (kind) {
      changes[kind].push({ id, ...rangeOfChange(was, now) });
    }
  }
  return { everything: false, ...changes };
}

function kindOf(was: ReplicaEntry | undefined, now: ReplicaEntry): Kind | undefined {
  if (was && sameJson(was, now)) {
    return undefined;
  }
  const isAbsent = (entry: ReplicaEntry) => entry.kind === 'gone' || entry.kind === 'cancelled';
  // While an occurrence has no entry of its own, its series shows it.
  const wasThere = was ? !isAbsent(was) : now.kind === 'exception' || now.kind === 'cancelled';
  if (isAbsent(now)) {
    return wasThere ? 'removed' : undefined;
  }
  return wasThere ? 'updated' : 'added';
}

/** From the earlier start to the later end: the change may be seen where the entry was, and where it is. */
function rangeOfChange(was: ReplicaEntry | undefined, now: ReplicaEntry): TimeRange<number> {
  const ranges = [was, now].flatMap((entry) =>
    entry && entry.kind !== 'gone' ? [rangeOf(entry)] : [],
  );
  return {
    start: Math.min(...ranges.map(({ start }) => start)),
    end: Math.max(...ranges.map(({ end }) => end)),
  };
}

/** The occurrences of a series may be anywhere. */
function rangeOf(entry: ReplicaEntry): TimeRange<number> {
  return entry.kind === 'event' ? entry : { start: -Infinity, end: Infinity };
}
