import type { TimeRange } from '../model/time-range';
import type { ProviderRecord, ReplicaEntry } from '../replica/replica-entry';
import type { ReplicaState } from '../replica/replica-store';
import type { PullScope } from '../provider/calendar-provider';

/** Raised when changes are read otherwise than before: every calendar is then synced anew. */
const READING_VERSION = 2;

/** The same for the same scope: what a copy is good for. */
export function scopeKey({ coverage, since, omit = [] }: PullScope): string {
  return JSON.stringify([READING_VERSION, coverage, since, [...omit].sort()]);
}

/**
 * The scope of the copy that is visible now, which need not be the one that is asked for: a copy of another scope stays
 * visible until the new one is complete. `undefined` where there is no copy.
 */
export function committedScope({ current }: ReplicaState): PullScope | undefined {
  return current && scopeOfKey(current.scope);
}

/** Whether a copy of this scope holds everything that shows in a range. */
export function coversRange({ coverage, since }: PullScope, range: TimeRange): boolean {
  if (since && range.start < since) {
    return false;
  }
  return coverage === 'everything' || (range.start >= coverage.start && range.end <= coverage.end);
}

/**
 * An entry as a copy of this scope stores it; what a change has moved out of the scope is gone from it. An exception
 * stays wherever it was moved to, since its series has no occurrence where it was taken from.
 */
export function inScope(entry: ReplicaEntry, scope: PullScope): ReplicaEntry {
  if (entry.kind === 'event' && !keepsTime(scope, entry)) {
    return { kind: 'gone', id: entry.id };
  }
  return 'record' in entry && scope.omit?.length
    ? { ...entry, record: without(entry.record, scope.omit) }
    : entry;
}

/** Whether a copy of this scope holds a single event of that time. Providers need not remember the scope of a cursor. */
export function keepsTime(
  { coverage, since }: PullScope,
  { start, end }: TimeRange<number>,
): boolean {
  const window = coverage === 'everything' ? undefined : coverage;
  const from = Math.max(since?.getTime() ?? -Infinity, window?.start.getTime() ?? -Infinity);
  return Math.max(end, start + 1) > from && start < (window?.end.getTime() ?? Infinity);
}

function without(record: ProviderRecord, omit: readonly string[]): ProviderRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !omit.includes(name)));
}

/** What {@link scopeKey} was made of; `undefined` for a key that somebody else has made. */
function scopeOfKey(key: string): PullScope | undefined {
  try {
    const [, coverage, since, omit] = JSON.parse(key) as readonly [
      number,
      KeptRange,
      Kept,
      string[],
    ];
    return {
      coverage:
        coverage === 'everything'
          ? coverage
          : { start: new Date(coverage.start), end: new Date(coverage.end) },
      ...(since === null ? {} : { since: new Date(since) }),
      ...(omit.length === 0 ? {} : { omit }),
    };
  } catch {
    return undefined;
  }
}

type Kept = string | null;
type KeptRange = 'everything' | { readonly start: string; readonly end: string };
