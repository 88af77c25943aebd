// The local copy of an account's calendars: it is of apps with that feature alone.
export { LocalCopy as ɵLocalCopy } from './local-copy';
export {
  deleteReplica as ɵdeleteReplica,
  indexedDbReplicaStore as ɵindexedDbReplicaStore,
} from './replica/indexed-db-replica-store';
export { memoryReplicaStore as ɵmemoryReplicaStore } from './replica/memory-replica-store';
export {
  loadCopyWorker as ɵloadCopyWorker,
  runCopyWorker as ɵrunCopyWorker,
} from './worker-thread/load-copy-worker';
export {
  deleteWrites as ɵdeleteWrites,
  indexedDbWriteLog as ɵindexedDbWriteLog,
  memoryWriteLog as ɵmemoryWriteLog,
  settleWrites as ɵsettleWrites,
} from './write-log/write-logs';
