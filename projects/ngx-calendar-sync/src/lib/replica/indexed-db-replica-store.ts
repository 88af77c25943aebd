import { deleteDB } from 'idb';
import type { SchedulerLike } from 'rxjs';
import { LastingRecordStorage } from './lasting-record-storage';
import { PackedReplicaStore } from './packed-replica-store';
import type { ReplicaStore } from './replica-store';

/**
 * The copy of one account that is there again after a reload. Where the browser cannot store it, or cannot go on to,
 * the copy goes on in memory and its status says why. Safari deletes what a site has stored after seven days without
 * a visit: https://webkit.org/tracking-prevention/#intelligent-tracking-prevention-itp
 *
 * @param account The provider and the account, such as `google:ann@example.com`.
 * @param clock How long the browser may take goes by it; by default by the real time, also where the app's time does not.
 */
export function indexedDbReplicaStore(account: string, clock?: SchedulerLike): ReplicaStore {
  const storage = new LastingRecordStorage(databaseName(account), clock);
  askToPersist();
  return new PackedReplicaStore(storage, storage.status$);
}

/** Deletes the copy of an account, whoever has it open. */
export async function deleteReplica(account: string): Promise<void> {
  await deleteDB(databaseName(account));
}

/**
 * Scripts of the page can list the names of databases: an address should not be among them. FNV-1a is no secret, but
 * does not make the start wait.
 * @see https://www.rfc-editor.org/rfc/rfc9923
 */
function databaseName(account: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(account)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return `ngx-calendar-sync-${hash.toString(16)}`;
}

/** Whatever the browser answers, the copy is stored. */
function askToPersist(): void {
  const { navigator } = globalThis as { readonly navigator?: Partial<NavigatorStorage> };
  void navigator?.storage?.persist().catch(() => false);
}
