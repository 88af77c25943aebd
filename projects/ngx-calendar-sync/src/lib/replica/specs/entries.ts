import type { ReplicaEntry, SingleEntry } from '../replica-entry';
import type { PageEnd, ReplicaChanges, ReplicaStore } from '../replica-store';

export const may = {
  start: new Date('2026-05-01T00:00:00Z'),
  end: new Date('2026-06-01T00:00:00Z'),
};
export const june = { start: may.end, end: new Date('2026-07-01T00:00:00Z') };
export const allTime = { start: new Date(-8.64e15), end: new Date(8.64e15) };

/** An hour from `start` on, or until `end`. */
export function single(id: string, start: string, end?: string): SingleEntry {
  const from = Date.parse(start);
  const to = end === undefined ? from + 3_600_000 : Date.parse(end);
  return { kind: 'event', id, start: from, end: to, record: { title: id } };
}

/** A pull of these pages, from the first one to the commit; with `base` the changes since that cursor. */
export async function pulled(
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

export function idsOf(entries: readonly ReplicaEntry[]): readonly string[] {
  return entries.map(({ id }) => id).sort();
}
