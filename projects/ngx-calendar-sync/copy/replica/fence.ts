import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';

/** Cannot be the key of a calendar, since no calendar has an empty id. */
const FENCE_KEY: RecordKey = ['', 'fence'];

/** Stores and returns a fence that is higher than all before it. */
export function claimFence(storage: RecordStorage): Promise<number> {
  return storage.run('readwrite', async (transaction) => {
    const fence = (await highestFence(transaction)) + 1;
    await transaction.put(FENCE_KEY, fence);
    return fence;
  });
}

/** @throws SupersededError, without writing anything, where a higher fence has been claimed. */
export function writeFenced(
  storage: RecordStorage,
  fence: number,
  work: (transaction: RecordTransaction) => Promise<void>,
): Promise<void> {
  return storage.run('readwrite', async (transaction) => {
    const highest = await highestFence(transaction);
    if (fence < highest) {
      throw new SupersededError();
    }
    // The storage may have lost the fence: one that goes on in memory after a failure starts empty.
    if (fence > highest) {
      await transaction.put(FENCE_KEY, fence);
    }
    await work(transaction);
  });
}

/**
 * Another tab has claimed a higher fence and goes on with the work. That this tab may not write any more is therefore no
 * failure of the work.
 */
export class SupersededError extends CalendarSyncError {
  constructor() {
    super(
      'cancelled',
      'Another tab keeps the local copy up to date by now: this tab writes no more.',
    );
  }
}

async function highestFence(transaction: RecordTransaction): Promise<number> {
  return ((await transaction.get(FENCE_KEY)) as number | undefined) ?? 0;
}
