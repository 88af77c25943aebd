import { nextTask } from './next-task';
import { type Pack, packsOf, type Row, spanFor } from './packs';

/** A few, so that no task is long. */
const packsAtOnce = 3;

/** Writes rows into packs, a few at a time; while some are written the next ones are made. */
export async function sortedIntoPacks(
  rows: readonly Row[],
  put: (packs: readonly Pack[]) => Promise<void>,
): Promise<{ readonly span: number; readonly pages: number }> {
  // An event that was changed between two pages is on both.
  const latest = new Map(rows.map((row) => [row.id, row]));
  await nextTask();
  const span = spanFor(latest.values());
  await nextTask();
  let pages = 0;
  let writing = Promise.resolve();
  const write = async (packs: readonly Pack[]) => {
    await writing;
    pages = lastPage(packs, pages);
    writing = put(packs);
    // A failure is seen when the next ones are to be written.
    writing.catch(() => undefined);
    await nextTask();
  };
  let batch: Pack[] = [];
  for (const pack of packsOf(latest.values(), span)) {
    batch.push(pack);
    if (batch.length < packsAtOnce) continue;
    await write(batch);
    batch = [];
  }
  await write(batch);
  await writing;
  return { span, pages };
}

export function lastPage(packs: readonly Pack[], before: number): number {
  return packs.reduce((last, { page }) => Math.max(last, page), before);
}
