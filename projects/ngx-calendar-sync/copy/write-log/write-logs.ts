import { of, type Observable, type SchedulerLike } from 'rxjs';
import {
  ɵBrowserTabs as BrowserTabs,
  type ɵTabConnections as TabConnections,
} from 'ngx-calendar-sync/base';
import type { CalendarEvent, ReplicaStatus, ɵWriteLog as WriteLog } from 'ngx-calendar-sync/core';
import { askToPersist } from '../replica/account-database';
import { MemoryRecordStorage } from '../replica/memory-record-storage';
import { StoredWriteLog } from './stored-write-log';
import { WriteDatabase } from './write-database';

export interface WriteLogOptions {
  /** `undefined` where tabs cannot hear each other. */
  readonly connections: TabConnections | undefined;
  readonly visible$: Observable<boolean>;
  readonly clock: SchedulerLike;
}

/**
 * The writes of one account in IndexedDB, in a database of their own: a replica may be deleted and pulled anew, and writes
 * outlive that. Where the browser cannot store them, they go on in memory.
 * @param account Provider and account, such as `google:ann@example.com`.
 */
export function indexedDbWriteLog<E extends CalendarEvent>(
  account: string,
  { connections, ...context }: WriteLogOptions,
): WriteLog<E> {
  const database = new WriteDatabase(account, connections);
  const storage = database.open();
  askToPersist();
  const tabs = new BrowserTabs(`ngx-calendar-sync writes ${account}`, connections, context.clock);
  const { status$ } = storage;
  return new StoredWriteLog<E>({ ...context, database, storage, status$, tabs });
}

/**
 * Writes that wait for the network for as long as the page is open.
 * @param status$ Where they are said to be stored.
 */
export function memoryWriteLog<E extends CalendarEvent>(
  context: Omit<WriteLogOptions, 'connections'>,
  status$: Observable<ReplicaStatus> = of({ kind: 'memory', reason: 'chosen' }),
): WriteLog<E> {
  return new StoredWriteLog<E>({
    ...context,
    storage: new MemoryRecordStorage(),
    status$,
    tabs: new BrowserTabs('ngx-calendar-sync writes', undefined, context.clock),
  });
}

/**
 * As `WriteLog.settle`, for an account whose log is not open here.
 * @param account As for {@link indexedDbWriteLog}.
 */
export async function settleWrites(account: string, discard: boolean): Promise<number> {
  const waiting = await new WriteDatabase(account, undefined).settle(() => discard);
  return waiting?.size ?? 0;
}

export interface DeletionOptions {
  /** Where given, the database stays as long as another tab has it open. */
  readonly connections?: TabConnections | undefined;
  /** `false` keeps all writes where some wait. */
  readonly discard?: boolean;
}

/**
 * Deletes the writes of an account, to be called when its log is closed here. Where tabs cannot hear each other, those that
 * have it open go on in memory, without any write.
 * @param account As for {@link indexedDbWriteLog}.
 */
export async function deleteWrites(
  account: string,
  { connections, discard = true }: DeletionOptions = {},
): Promise<void> {
  await new WriteDatabase(account, connections).delete(discard);
}
