import { indexedDbReplicaStore } from './indexed-db-replica-store';
import { memoryReplicaStore } from './memory-replica-store';
import { describeReplicaStore } from './specs/replica-store-contract';

describeReplicaStore({
  name: 'in memory',
  open: () => memoryReplicaStore(),
  status: { kind: 'memory', reason: 'chosen' },
});

describeReplicaStore({
  name: 'in IndexedDB',
  open: (account) => indexedDbReplicaStore(account),
  status: { kind: 'persistent' },
});
