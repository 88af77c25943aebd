import { of, type Observable, type SchedulerLike } from 'rxjs';
import {
  ɵBrowserTabs as BrowserTabs,
  type ɵTabConnections as TabConnections,
} from 'ngx-calendar-sync/base';
import type { CalendarEvent, ɵWriteLog as WriteLog } from 'ngx-calendar-sync/core';
import { askToPersist, databaseName } from '../replica/account-database';
import { deleteDatabase } from '../replica/indexed-db';
import { IndexedDbWithMemoryFallback } from '../replica/indexed-db-with-memory-fallback';
import { MemoryRecordStorage } from '../replica/memory-record-storage';
import { StoredWriteLog } from './stored-write-log';

export interface WriteLogOptions {
  /** `undefined` where tabs cannot hear each other. */
  readonly connections: TabConnections | undefined;
  readonly visible$: Observable<boolean>;
  readonly clock: SchedulerLike;
}

const PREFIX = 'ngx-calendar-sync-writes-';

/**
 * The writes of one account in IndexedDB, in a database of their own: a replica may be deleted and pulled anew, and writes
 * outlive that. Where the browser cannot store them, they go on in memory.
 * @param account Provider and account, such as `google:ann@example.com`.
 */
export function indexedDbWriteLog<E extends CalendarEvent>(
  account: string,
  { connections, ...context }: WriteLogOptions,
): WriteLog<E> {
  // The browser's storage takes real time, even where the app has provided another clock.
  const storage = new IndexedDbWithMemoryFallback(databaseName(PREFIX, account), undefined, {
    durability: 'strict',
  });
  askToPersist();
  const tabs = new BrowserTabs(`ngx-calendar-sync writes ${account}`, connections, context.clock);
  return new StoredWriteLog<E>({ ...context, storage, status$: storage.status$, tabs });
}

/** Writes that wait for the network for as long as the page is open. */
export function memoryWriteLog<E extends CalendarEvent>(
  context: Omit<WriteLogOptions, 'connections'>,
): WriteLog<E> {
  return new StoredWriteLog<E>({
    ...context,
    storage: new MemoryRecordStorage(),
    status$: of({ kind: 'memory', reason: 'chosen' }),
    tabs: new BrowserTabs('ngx-calendar-sync writes', undefined, context.clock),
  });
}

/**
 * Deletes the writes of an account that are not sent yet. Tabs that have them open go on in memory, without any.
 * @param account As for {@link indexedDbWriteLog}.
 */
export async function deleteWrites(account: string): Promise<void> {
  await deleteDatabase(databaseName(PREFIX, account));
}
