import { sameJson } from '../model/same-json';
import type { Span } from '../model/time-range';
import type { ReplicaEntry } from './replica-entry';
import type { ReplicaChange, ReplicaChanges } from './replica-store';

type Kind = 'added' | 'updated' | 'removed';

/** What `after` makes different from `before`; both by id. */
export function changesBetween(
  before: ReadonlyMap<string, ReplicaEntry>,
  after: ReadonlyMap<string, ReplicaEntry>,
): ReplicaChanges {
  const changes: Record<Kind, ReplicaChange[]> = { added: [], updated: [], removed: [] };
  for (const [id, now] of after) {
    const was = before.get(id);
    const kind = kindOf(was, now);
    if (kind) {
      changes[kind].push({ id, ...hull(was, now) });
    }
  }
  return { everything: false, ...changes };
}

function kindOf(was: ReplicaEntry | undefined, now: ReplicaEntry): Kind | undefined {
  if (was && sameJson(was, now)) {
    return undefined;
  }
  const hidden = (entry: ReplicaEntry) => entry.kind === 'gone' || entry.kind === 'cancelled';
  // An occurrence was there before there was anything special about it.
  const wasThere = was ? !hidden(was) : now.kind === 'exception' || now.kind === 'cancelled';
  if (hidden(now)) {
    return wasThere ? 'removed' : undefined;
  }
  return wasThere ? 'updated' : 'added';
}

function hull(was: ReplicaEntry | undefined, now: ReplicaEntry): Span {
  const spans = [was, now].flatMap((entry) =>
    entry && entry.kind !== 'gone' ? [spanOf(entry)] : [],
  );
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

function spanOf(entry: ReplicaEntry): Span {
  return entry.kind === 'event' ? entry : { start: -Infinity, end: Infinity };
}
