import { setTimeout } from 'node:timers/promises';

const COLLECTION_INTERVAL_MS = 100;
const MAX_COLLECTIONS = 20;
/** What a collection has to free at least for another one to follow. */
const FREED_SHARE = 0.005;

/**
 * The bytes of a page's objects and buffers. Garbage is collected until that frees nothing more: work that has just ended may
 * still hold objects, until its last timers have run.
 */
export async function usedHeap({ page }) {
  const session = await page.context().newCDPSession(page);
  let used = await collect(session);
  for (let collections = 1; collections < MAX_COLLECTIONS; collections += 1) {
    await setTimeout(COLLECTION_INTERVAL_MS);
    const before = used;
    used = await collect(session);
    if (before - used < before * FREED_SHARE) {
      await session.detach();
      return used;
    }
  }
  throw new Error('The heap still shrinks.');
}

async function collect(session) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  return usedSize + backingStorageSize;
}
