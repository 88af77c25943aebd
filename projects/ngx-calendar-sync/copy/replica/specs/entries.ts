import type { ReplicaEntry, SingleEntry } from '../../../core/replica/replica-entry';
import type { PageEnd, ReplicaChanges, ReplicaStore } from '../../../core/replica/replica-store';

export const MAY = {
  start: new Date('2026-05-01T00:00:00Z'),
  end: new Date('2026-06-01T00:00:00Z'),
};
export const JUNE = { start: MAY.end, end: new Date('2026-07-01T00:00:00Z') };
/** Between the first and the last instant that a Date can hold. */
export const ALL_TIME = { start: new Date(-8.64e15), end: new Date(8.64e15) };

/** An event from `start` to `end`, by default of an hour. */
export function single(id: string, start: string, end?: string): SingleEntry {
  const from = Date.parse(start);
  const to = end === undefined ? from + 3_600_000 : Date.parse(end);
  return { kind: 'event', id, start: from, end: to, record: { title: id } };
}

/** Stages and commits a whole pull of these pages: a new replica or, with `base`, the changes since that cursor. */
export async function stageAndCommit(
  store: ReplicaStore,
  fence: number,
  pages: readonly (readonly ReplicaEntry[])[],
  base?: string,
): Promise<ReplicaChanges> {
  for (const [number, entries] of pages.entries()) {
    const next: PageEnd =
      number === pages.length - 1 ? { cursor: 'cursor' } : { pageToken: `page ${number + 1}` };
    const first = number === 0;
    const page = { scope: 'all', first, entries, next, ...(base === undefined ? {} : { base }) };
    await store.stage('work', page, fence);
  }
  return store.commit('work', fence);
}

export function sortedIdsOf(entries: readonly ReplicaEntry[]): readonly string[] {
  return entries.map(({ id }) => id).sort();
}
