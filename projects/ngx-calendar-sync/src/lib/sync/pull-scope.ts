import type { Span } from '../model/time-range';
import type { ProviderRecord, ReplicaEntry } from '../replica/replica-entry';
import type { PullScope } from './calendar-provider';

/** Raised when changes are read otherwise than before: every calendar is then synced anew. */
const reading = 1;

/** The same for the same scope: what a copy is good for. */
export function scopeKey({ coverage, since, omit = [] }: PullScope): string {
  return JSON.stringify([reading, coverage, since, [...omit].sort()]);
}

/** An entry as a copy of this scope stores it; what a change has moved out of the scope is gone from it. */
export function inScope(entry: ReplicaEntry, scope: PullScope): ReplicaEntry {
  if (entry.kind === 'event' && !overlaps(entry, scope)) return { kind: 'gone', id: entry.id };
  return 'record' in entry && scope.omit?.length
    ? { ...entry, record: without(entry.record, scope.omit) }
    : entry;
}

/** Providers need not remember the window that a cursor was made for. */
function overlaps({ start, end }: Span, { coverage, since }: PullScope): boolean {
  const window = coverage === 'everything' ? undefined : coverage;
  const from = Math.max(since?.getTime() ?? -Infinity, window?.start.getTime() ?? -Infinity);
  return Math.max(end, start + 1) > from && start < (window?.end.getTime() ?? Infinity);
}

function without(record: ProviderRecord, omit: readonly string[]): ProviderRecord {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !omit.includes(name)));
}
