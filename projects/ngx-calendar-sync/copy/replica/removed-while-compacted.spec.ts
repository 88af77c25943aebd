import { NEVER } from 'rxjs';
import { ɵnextTask as nextTask } from 'ngx-calendar-sync/base';
import { MemoryRecordStorage } from './memory-record-storage';
import { PackedReplicaStore } from './packed-replica-store';
import { single, stageAndCommit } from './specs/entries';

const STEPS_OF_A_COMPACTION = 30;

describe('PackedReplicaStore: a calendar that is removed while it is compacted', () => {
  const day = (index: number) => new Date(Date.UTC(2026, 0, index)).toISOString();
  const pages = [0, 1, 2].map((page) => [single(`e${page}`, day(page))]);
  const changes = Array.from({ length: 600 }, (_, index) => single(`new${index}`, day(index)));

  for (const [what, before] of [
    ['its pages are merged', []],
    ['its log is applied', [changes]],
  ] as const) {
    it(`compact: leaves nothing of it in the storage where ${what}`, async () => {
      let compactions = 0;
      for (let steps = 0; steps < STEPS_OF_A_COMPACTION; steps += 1) {
        const storage = new MemoryRecordStorage();
        const store = new PackedReplicaStore(storage, NEVER);
        const fence = await store.claim();
        await stageAndCommit(store, fence, pages);
        for (const changed of before) {
          await stageAndCommit(store, fence, [changed], 'cursor');
        }
        const compacting = store.compact('work', fence).then(
          () => (compactions += 1),
          () => undefined,
        );
        for (let step = 0; step < steps; step += 1) {
          await nextTask();
        }
        await store.remove('work', fence);
        await compacting;
        const left = await storage.run('readonly', (transaction) =>
          transaction.getAll(['work'], ['work', []]),
        );
        expect(left).toEqual([]);
      }
      // Some have been removed after the last step.
      expect(compactions).toBeGreaterThan(0);
      expect(compactions).toBeLessThan(STEPS_OF_A_COMPACTION);
    });
  }
});
