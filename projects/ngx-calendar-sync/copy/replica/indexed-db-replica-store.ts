import type { SchedulerLike } from 'rxjs';
import { deleteDatabase } from './indexed-db';
import { IndexedDbWithMemoryFallback } from './indexed-db-with-memory-fallback';
import { PackedReplicaStore } from './packed-replica-store';
import type { ɵReplicaStore as ReplicaStore } from 'ngx-calendar-sync/core';

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
  const storage = new IndexedDbWithMemoryFallback(databaseName(replicaName), clock);
  askToPersist();
  return new PackedReplicaStore(storage, storage.status$);
}

/**
 * Deletes the replica of an account. Tabs that have it open go on in memory, with the reason `deleted`.
 * @param replicaName As for {@link indexedDbReplicaStore}.
 */
export async function deleteReplica(replicaName: string): Promise<void> {
  await deleteDatabase(databaseName(replicaName));
}

/**
 * Any script of the origin can list the names of databases, so that they hold a hash in place of the user's address.
 * FNV-1a is not cryptographic, but synchronous: WebCrypto's hashes would delay the start.
 * @see https://www.rfc-editor.org/rfc/rfc9923
 */
function databaseName(replicaName: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(replicaName)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `ngx-calendar-sync-${hash.toString(16)}`;
}

/**
 * Asks the browser not to evict the replica when disk space is short. Where it refuses, the replica is stored all the
 * same, and may be evicted.
 */
function askToPersist(): void {
  const { navigator } = globalThis as { readonly navigator?: Partial<NavigatorStorage> };
  void navigator?.storage?.persist().catch(() => false);
}
