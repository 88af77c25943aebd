import { of } from 'rxjs';
import { MemoryRecordStorage } from './memory-record-storage';
import { PackedReplicaStore } from './packed-replica-store';
import type { ɵReplicaStore as ReplicaStore } from 'ngx-calendar-sync/core';

/** A replica that lasts for as long as the page is open. */
export function memoryReplicaStore(): ReplicaStore {
  return new PackedReplicaStore(
    new MemoryRecordStorage(),
    of({ kind: 'memory', reason: 'chosen' }),
  );
}
