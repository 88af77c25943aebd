import { openDB } from 'idb';
import { firstValueFrom } from 'rxjs';
import { aClock } from 'ngx-calendar-sync/testing';
import { deleteReplica, indexedDbReplicaStore } from './indexed-db-replica-store';
import type { ReplicaStatus, ReplicaStore } from './replica-store';
import { allTime, idsOf, pulled, single } from './specs/entries';

const ADDRESS = 'ann@example.com';
const dinner = single('dinner', '2026-05-04T18:00:00Z');
const lunch = single('lunch', '2026-06-04T12:00:00Z');

describe('indexedDbReplicaStore', () => {
  const opened: ReplicaStore[] = [];

  const open = () => {
    const store = indexedDbReplicaStore(ADDRESS);
    opened.push(store);
    return store;
  };
  const statusOf = (store: ReplicaStore): Promise<ReplicaStatus> => firstValueFrom(store.status$);
  const shown = async (store: ReplicaStore) => idsOf(await store.read('work', allTime));
  const databases = async () =>
    (await indexedDB.databases()).flatMap(({ name }) =>
      name?.startsWith('ngx-calendar-sync-') ? [name] : [],
    );
  const databaseName = async () => {
    const [name] = await databases();
    if (name === undefined) {
      throw new Error('there is no database');
    }
    return name;
  };
  /** A store that holds `dinner`. */
  const filled = async () => {
    const store = open();
    await pulled(store, await store.claim(), [[dinner]]);
    return store;
  };

  afterEach(async () => {
    for (const store of opened.splice(0)) {
      store.close();
    }
    await deleteReplica(ADDRESS);
  });

  it('has the copy again after a reload', async () => {
    (await filled()).close();
    const store = open();
    expect(await store.read('work', allTime)).toEqual([dinner]);
    expect((await store.state('work')).current?.cursor).toBe('cursor');
    expect(await statusOf(store)).toEqual({ kind: 'persistent' });
  });

  it('shows to one tab what another one stores', async () => {
    const [leader, follower] = [await filled(), open()];
    expect(await shown(follower)).toEqual(['dinner']);
    await pulled(leader, await leader.claim(), [[lunch]], 'cursor');
    expect(await shown(follower)).toEqual(['dinner', 'lunch']);
    expect(await statusOf(leader)).toEqual({ kind: 'persistent' });
    expect(await statusOf(follower)).toEqual({ kind: 'persistent' });
  });

  it('asks the browser to keep it', () => {
    const persist = spyOn(navigator.storage, 'persist').and.resolveTo(false);
    open();
    expect(persist).toHaveBeenCalledTimes(1);
  });

  it('does not name the account in the name of its database', async () => {
    await filled();
    expect((await databases()).length).toBe(1);
    expect((await databases()).join()).not.toContain('ann');
  });

  it('deletes the copy of an account though another tab has it open', async () => {
    const other = await filled();
    await deleteReplica(ADDRESS);
    expect(await databases()).toEqual([]);
    expect(await shown(other)).toEqual([]);
    expect(await statusOf(other)).toEqual({ kind: 'memory', reason: 'deleted' });
  });

  it('goes on in memory where a newer version of the app has been, which keeps its copy', async () => {
    (await filled()).close();
    const name = await databaseName();
    (await openDB(name, 99)).close();
    const store = open();
    expect(await shown(store)).toEqual([]);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'newer-version' });
    await pulled(store, await store.claim(), [[lunch]]);
    expect(await shown(store)).toEqual(['lunch']);
    const newer = await openDB(name);
    expect(await newer.count('records')).toBeGreaterThan(0);
    newer.close();
  });

  it('lets a newer version of the app upgrade, and goes on in memory with what it has', async () => {
    const store = await filled();
    const newer = await openDB(await databaseName(), 99);
    expect(newer.version).toBe(99);
    newer.close();
    expect(await shown(store)).toEqual(['dinner']);
    await pulled(store, await store.claim(), [[lunch]], 'cursor');
    expect(await shown(store)).toEqual(['dinner', 'lunch']);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'newer-version' });
  });

  it('goes on in memory where there is no database to be had', async () => {
    spyOn(indexedDB, 'open').and.throwError(new DOMException('private', 'SecurityError'));
    const store = await filled();
    expect(await shown(store)).toEqual(['dinner']);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'unavailable' });
  });

  it('goes on in memory with all it has when there is no room', async () => {
    const store = await filled();
    spyOn(IDBObjectStore.prototype, 'put').and.throwError(
      new DOMException('full', 'QuotaExceededError'),
    );
    await pulled(store, await store.claim(), [[lunch]], 'cursor');
    expect(await shown(store)).toEqual(['dinner', 'lunch']);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'quota' });
  });

  it('goes on in memory with all it has when a transaction is aborted', async () => {
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
    await pulled(store, fence, [[lunch]], 'cursor');
    expect(await shown(store)).toEqual(['dinner', 'lunch']);
    expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'failed' });
  });

  describe('a tab that hangs', () => {
    const aHangingTab = async () => {
      (await filled()).close();
      return openDB(await databaseName());
    };
    /** A store that is opened while the browser waits for the tab that hangs. */
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
      it(`while the copy is ${what}: another tab goes on in memory after three seconds`, async () => {
        const hanging = await aHangingTab();
        const waiting = begin(hanging.name);
        const { store, clock } = openedMeanwhile();
        clock.tick(2_900);
        expect(await statusOf(store)).toEqual({ kind: 'persistent' });
        clock.tick(100);
        expect(await shown(store)).toEqual([]);
        expect(await statusOf(store)).toEqual({ kind: 'memory', reason: 'blocked' });
        await pulled(store, await store.claim(), [[lunch]]);
        expect(await shown(store)).toEqual(['lunch']);
        const done = new Promise<void>((resolve) => {
          waiting.onsuccess = () => {
            // An upgrade leaves a connection open.
            (waiting.result as { close(): void } | undefined)?.close();
            resolve();
          };
        });
        hanging.close();
        await done;
        // Nothing of the late opening keeps the database from being deleted.
        await deleteReplica(ADDRESS);
        expect(await databases()).toEqual([]);
      });
    }

    it('that does nothing to the copy keeps nobody waiting', async () => {
      const hanging = await aHangingTab();
      expect(await shown(open())).toEqual(['dinner']);
      hanging.close();
    });
  });

  it('shows what is not damaged, and has the calendar synced anew', async () => {
    const store = open();
    const career = single('career', '2010-01-01T00:00:00Z', '2050-01-01T00:00:00Z');
    await pulled(store, await store.claim(), [[dinner, career]]);
    const database = await openDB(await databaseName());
    for (const key of await database.getAllKeys('records')) {
      const record: unknown = await database.get('records', key);
      if (typeof record === 'string' && record.includes('"title":"dinner"')) {
        await database.put('records', record.slice(0, -5), key);
      }
    }
    database.close();
    expect(await shown(store)).toEqual(['career']);
    expect((await store.state('work')).current?.cursor).toBeUndefined();
  });
});
