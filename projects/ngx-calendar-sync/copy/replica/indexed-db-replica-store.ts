import type { SchedulerLike } from 'rxjs';
import { askToPersist, databaseName } from './account-database';
import { deleteDatabase } from './indexed-db';
import { IndexedDbWithMemoryFallback } from './indexed-db-with-memory-fallback';
import { PackedReplicaStore } from './packed-replica-store';
import type { ɵReplicaStore as ReplicaStore } from 'ngx-calendar-sync/core';

const PREFIX = 'ngx-calendar-sync-';

/**
 * The replica of one account in IndexedDB, which is still there after a reload. Where the browser cannot store it at
 * first or later, the replica goes on in memory, and its status says why. Safari deletes what a site has stored after
 * seven days without a visit: https://webkit.org/tracking-prevention/#intelligent-tracking-prevention-itp
 *
 * @param replicaName Provider and account, such as `google:ann@example.com`.
 * @param clock Measures how long the browser takes to open the database. Real time by default, even where the app has
 *   provided another clock, since the browser does not follow that one.
 */
export function indexedDbReplicaStore(replicaName: string, clock?: SchedulerLike): ReplicaStore {
  const storage = new IndexedDbWithMemoryFallback(databaseName(PREFIX, replicaName), clock);
  askToPersist();
  return new PackedReplicaStore(storage, storage.status$);
}

/**
 * Deletes the replica of an account. Tabs that have it open go on in memory, with the reason `deleted`.
 * @param replicaName As for {@link indexedDbReplicaStore}.
 */
export async function deleteReplica(replicaName: string): Promise<void> {
  await deleteDatabase(databaseName(PREFIX, replicaName));
}
