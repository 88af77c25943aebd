import { filter, firstValueFrom } from 'rxjs';
import { indexedDbReplicaStore } from '../replica/indexed-db-replica-store';
import { describeReplicaStore } from '../replica/specs/replica-store-contract';
import { CopyWorker } from './copy-worker';
import { startWorker } from './specs/start-worker';

let worker: CopyWorker | undefined;

describeReplicaStore({
  name: 'with a worker that commits and compacts',
  open: async (account) => {
    worker = new CopyWorker(startWorker, account, indexedDbReplicaStore(account));
    await firstValueFrom(worker.status$.pipe(filter(({ kind }) => kind === 'running')));
    return worker.store;
  },
  status: { kind: 'persistent' },
  close: () => {
    worker?.close();
  },
});
