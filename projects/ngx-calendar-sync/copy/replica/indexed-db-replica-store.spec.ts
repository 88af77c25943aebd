import { openDB } from 'idb';
import { firstValueFrom } from 'rxjs';
import { aClock } from 'ngx-calendar-sync/testing';
import { deleteReplica, indexedDbReplicaStore } from './indexed-db-replica-store';
import type { ReplicaStatus, ReplicaStore } from '../../core/replica/replica-store';
import { ALL_TIME, sortedIdsOf, single, stageAndCommit } from './specs/entries';

const ADDRESS = 'ann@example.com';
const DINNER = single('dinner', '2026-05-04T18:00:00Z');
const LUNCH = single('lunch', '2026-06-04T12:00:00Z');

describe('indexedDbReplicaStore', () => {
  const opened: ReplicaStore[] = [];

  const open = () => {
    const store = indexedDbReplicaStore(ADDRESS);
    opened.push(store);
    return store;
  };
  const statusOf = (store: ReplicaStore): Promise<ReplicaStatus> => firstValueFrom(store.status$);
  const shownIds = async (store: ReplicaStore) => sortedIdsOf(await store.read('work', ALL_TIME));
  const allDatabases = async () => (await indexedDB.databases()).map(({ name = '' }) => name);
  /** Those that other specs have left. */
  let left: readonly string[];
  const databases = async () => (await allDatabases()).filter((name) => !left.includes(name));
  const databaseName = async () => {
    const [name] = await databases();
    if (name === undefined) {
      throw new Error('there is no database');
    }
    return name;
  };
  /** A store that holds {@link DINNER}. */
  const filled = async () => {
    const store = open();
    await stageAndCommit(store, await store.claim(), [[DINNER]]);
    return store;
  };

  beforeEach(async () => {
    left = await allDatabases();
  });

  afterEach(async () => {
    for (const store of opened.splice(0)) {
      store.close();
    }
    await deleteReplica(ADDRESS);
  });

  it('a store that is opened again, as after a reload: has the replica and its cursor', async () => {
    (await filled()).close();
    const store = open();
    expect(await store.read('work', ALL_TIME)).toEqual([DINNER]);
    expect((await store.state('work')).current?.cursor).toBe('cursor');
    expect(await statusOf(store)).toEqual({ kind: 'persistent' });
  });

  it('two tabs: one reads what the other has committed, and both stay persistent', async () => {
    const [leader, follower] = [await filled(), open()];
    expect(await shownIds(follower)).toEqual(['dinner']);
    await stageAndCommit(leader, await leader.claim(), [[LUNCH]], 'cursor');
    expect(await shownIds(follower)).toEqual(['dinner', 'lunch']);
    expect(await statusOf(leader)).toEqual({ kind: 'persistent' });
    expect(await statusOf(follower)).toEqual({ kind: 'persistent' });
  });

  it('open: asks the browser for persistent storage', () => {
    const persist = spyOn(navigator.storage, 'persist').and.resolveTo(false);
    open();
    expect(persist).toHaveBeenCalledTimes(1);
  });

  it('open: the name of the database does not hold the address of the account', async () => {
    await filled();
    expect((await databases()).length).toBe(1);
    expect((await databases()).join()).not.toContain('ann');
  });

  it('deleteReplica: while another tab has the replica open, deletes it, and that tab goes on in memory', async () => {
    const other = await filled();
    await deleteReplica(ADDRESS);
    expect(await databases()).toEqual([]);
    expect(await shownIds(other)).toEqual([]);
    expect(await statusOf(other)).toEqual({ kind: 'memory', reason: 'deleted' });
  });

  it('open: a database of a newer version of the app stays as it is, and the store goes on in memory', async () => {
    (await filled()).close();
    const name = await databaseName();
    (await openDB(name, 99)).close();
    const store = open();
    expect(await shownIds(store)).toEqual([]);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'newer-version' });
    await stageAndCommit(store, await store.claim(), [[LUNCH]]);
    expect(await shownIds(store)).toEqual(['lunch']);
    const newer = await openDB(name);
    expect(await newer.count('records')).toBeGreaterThan(0);
    newer.close();
  });

  it('upgrade by a newer version of the app: is let through, and the store goes on in memory', async () => {
    const store = await filled();
    const newer = await openDB(await databaseName(), 99);
    expect(newer.version).toBe(99);
    newer.close();
    expect(await shownIds(store)).toEqual(['dinner']);
    await stageAndCommit(store, await store.claim(), [[LUNCH]], 'cursor');
    expect(await shownIds(store)).toEqual(['dinner', 'lunch']);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'newer-version' });
  });

  it('open: where the browser refuses IndexedDB, the store goes on in memory', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('private', 'SecurityError'));
    const store = await filled();
    expect(await shownIds(store)).toEqual(['dinner']);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'unavailable' });
  });

  it('write: when the quota is exceeded, the store goes on in memory with all entries', async () => {
    const store = await filled();
    spyOn(IDBObjectStore.prototype, 'put').and.throwError(
      new DOMException('full', 'QuotaExceededError'),
    );
    await stageAndCommit(store, await store.claim(), [[LUNCH]], 'cursor');
    expect(await shownIds(store)).toEqual(['dinner', 'lunch']);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'quota' });
  });

  it('write: when the transaction is aborted, the store goes on in memory with all entries', async () => {
    const store = await filled();
    const fence = await store.claim();
    const put = IDBObjectStore.prototype.put;
    spyOn(IDBObjectStore.prototype, 'put').and.callFake(function (
      this: IDBObjectStore,
      value: unknown,
      key?: IDBValidKey,
    ) {
      const request = put.call(this, value, key);
      this.transaction.abort();
      return request;
    });
    await stageAndCommit(store, fence, [[LUNCH]], 'cursor');
    expect(await shownIds(store)).toEqual(['dinner', 'lunch']);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'failed' });
  });

  describe('another tab that hangs', () => {
    const aHangingTab = async () => {
      (await filled()).close();
      return openDB(await databaseName());
    };
    /** A store that is opened while the browser waits for the hanging tab to close its connection. */
    const openedMeanwhile = () => {
      const clock = aClock();
      const store = indexedDbReplicaStore(ADDRESS, clock);
      opened.push(store);
      return { store, clock };
    };

    for (const [what, begin] of [
      ['deleted', (name: string) => indexedDB.deleteDatabase(name)],
      ['upgraded', (name: string) => indexedDB.open(name, 99)],
    ] as const) {
      it(`open: while the database waits to be ${what}, the store goes on in memory after 3 seconds`, async () => {
        const hanging = await aHangingTab();
        const waiting = begin(hanging.name);
        const { store, clock } = openedMeanwhile();
        clock.tick(2_900);
        expect(await statusOf(store)).toEqual({ kind: 'persistent' });
        clock.tick(100);
        expect(await shownIds(store)).toEqual([]);
        expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'blocked' });
        await stageAndCommit(store, await store.claim(), [[LUNCH]]);
        expect(await shownIds(store)).toEqual(['lunch']);
        const done = new Promise<void>((resolve) => {
          waiting.onsuccess = () => {
            // An upgrade results in an open connection, a deletion in none.
            (waiting.result as { close(): void } | undefined)?.close();
            resolve();
          };
        });
        hanging.close();
        await done;
        // A connection that the store had left open would block this deletion.
        await deleteReplica(ADDRESS);
        expect(await databases()).toEqual([]);
      });
    }

    it('open: where nothing is to be deleted or upgraded, the hanging tab does not delay it', async () => {
      const hanging = await aHangingTab();
      expect(await shownIds(open())).toEqual(['dinner']);
      hanging.close();
    });
  });

  it('read: leaves out a damaged pack and forgets the cursor, so that the next pull makes a new replica', async () => {
    const store = open();
    const career = single('career', '2010-01-01T00:00:00Z', '2050-01-01T00:00:00Z');
    await stageAndCommit(store, await store.claim(), [[DINNER, career]]);
    const database = await openDB(await databaseName());
    for (const key of await database.getAllKeys('records')) {
      const record: unknown = await database.get('records', key);
      if (typeof record === 'string' && record.includes('"title":"dinner"')) {
        await database.put('records', record.slice(0, -5), key);
      }
    }
    database.close();
    expect(await shownIds(store)).toEqual(['career']);
    expect((await store.state('work')).current?.cursor).toBeUndefined();
  });
});
