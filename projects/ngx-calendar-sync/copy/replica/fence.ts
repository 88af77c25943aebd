import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type { RecordKey, RecordStorage, RecordTransaction } from './record-storage';

/** Cannot be the key of a calendar, since no calendar has an empty id. */
const FENCE_KEY: RecordKey = ['', 'fence'];

/** Stores and returns a fence that is higher than all before it. */
export function claimFence(storage: RecordStorage): Promise<number> {
  return storage.run('readwrite', claimFenceIn);
}

/** As {@link claimFence}, in a transaction that does other things too. */
export async function claimFenceIn(transaction: RecordTransaction): Promise<number> {
  const fence = (await highestFence(transaction)) + 1;
  await transaction.put(FENCE_KEY, fence);
  return fence;
}

/** @throws SupersededError, without writing anything, where a higher fence has been claimed. */
export function writeFenced(
  storage: RecordStorage,
  fence: number,
  work: (transaction: RecordTransaction) => Promise<void>,
): Promise<void> {
  return storage.run('readwrite', async (transaction) => {
    if (!(await holdsFence(transaction, fence))) {
      throw new SupersededError();
    }
    await work(transaction);
  });
}

/** Whether no fence is claimed that is higher than this one. */
export async function holdsFence(transaction: RecordTransaction, fence: number): Promise<boolean> {
  const highest = await highestFence(transaction);
  // The storage may have lost the fence: one that goes on in memory after a failure starts empty.
  if (fence > highest) {
    await transaction.put(FENCE_KEY, fence);
  }
  return fence >= highest;
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
