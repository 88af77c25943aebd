import { NEVER } from 'rxjs';
import { deleteReplica, indexedDbReplicaStore } from './indexed-db-replica-store';
import { type DatabaseEvents, openDatabase, resultOf } from './indexed-db';
import { MemoryRecordStorage, type RecordRow } from './memory-record-storage';
import { PackedReplicaStore } from './packed-replica-store';
import type { ɵReplicaStore as ReplicaStore } from 'ngx-calendar-sync/core';
import { ALL_TIME, single, sortedIdsOf, stageAndCommit } from './specs/entries';

/** What is in the browsers of users: written by hand, since a change of the code must not change it. */
const SCOPE = '[2,"everything",null,[]]';
const LAYOUT = { generation: 3, span: 6, pages: 2, log: 1, logged: 2, merged: false };
const event = (id: string, start: string) =>
  `{"kind":"event","id":"${id}","start":${Date.parse(start)},"end":${Date.parse(start) + 3_600_000},"record":{"title":"${id}"}}`;
const PACKS: readonly RecordRow[] = [
  // The half-years that begin in January and July 2026 are the periods 4052 and 4053.
  { key: ['work', 3, 4052, 1], value: `[${event('may', '2026-05-04T09:00:00Z')}]` },
  { key: ['work', 3, 4052, 2], value: `[${event('june', '2026-06-04T09:00:00Z')}]` },
  { key: ['work', 3, 4053, 1], value: `[${event('july', '2026-07-04T09:00:00Z')}]` },
  { key: ['work', 3, 'index', 1], value: '[[4052,1,["may"]],[4053,1,["july"]]]' },
  { key: ['work', 3, 'index', 2], value: '[[4052,2,["june"]],["series",2,["weekly"]]]' },
  {
    key: ['work', 3, 'log', 1],
    value: `[{"kind":"gone","id":"july"},${event('new', '2026-06-05T09:00:00Z')}]`,
  },
  {
    key: ['work', 3, 'series', 2],
    value: '[{"kind":"series","id":"weekly","record":{"title":"weekly"}}]',
  },
];
const FENCE: RecordRow = { key: ['', 'fence'], value: 7 };
const CURRENT = { scope: SCOPE, cursor: 'cursor', events: 6, ...LAYOUT };
const REPLICA: readonly RecordRow[] = [
  FENCE,
  { key: ['work'], value: { current: CURRENT } },
  ...PACKS,
];
const SHOWN = ['june', 'may', 'new', 'weekly'];

const inOrder = (rows: readonly RecordRow[]) =>
  [...rows].sort((a, b) => indexedDB.cmp(a.key, b.key));

describe('A replica that an earlier version of the library has stored', () => {
  const storeOf = (rows: readonly RecordRow[]) =>
    new PackedReplicaStore(new MemoryRecordStorage(inOrder(rows)), NEVER);
  const shownIds = async (store: ReplicaStore) => sortedIdsOf(await store.read('work', ALL_TIME));

  it('is read with its cursor, compacted and updated', async () => {
    const store = storeOf(REPLICA);
    const damaged: string[] = [];
    store.damaged$.subscribe((id) => damaged.push(id));
    expect((await store.state('work')).current?.cursor).toBe('cursor');
    expect(await shownIds(store)).toEqual(SHOWN);
    expect([...(await store.find('work', ['june', 'new', 'weekly'])).keys()]).toEqual(
      jasmine.arrayWithExactContents(['june', 'new', 'weekly']),
    );
    const fence = await store.claim();
    expect(fence).toBe(8);
    await store.compact('work', fence);
    expect(await shownIds(store)).toEqual(SHOWN);
    const changes = await stageAndCommit(store, fence, [[{ kind: 'gone', id: 'may' }]], 'cursor');
    expect(changes).toEqual(jasmine.objectContaining({ removed: [jasmine.anything()] }));
    expect(await shownIds(store)).toEqual(['june', 'new', 'weekly']);
    expect(damaged).toEqual([]);
  });

  it('an unfinished pull goes on from its last page', async () => {
    const staged = { scope: SCOPE, next: { pageToken: 'third' }, events: 4, ...LAYOUT, log: 0 };
    const store = storeOf([
      FENCE,
      { key: ['work'], value: { staged } },
      ...PACKS.filter(({ key }) => key[2] !== 'log'),
    ]);
    expect((await store.state('work')).staged?.next).toEqual({ pageToken: 'third' });
    expect(await shownIds(store)).toEqual([]);
    const fence = await store.claim();
    await store.stage(
      'work',
      {
        scope: SCOPE,
        first: false,
        entries: [single('last', '2026-05-05T09:00:00Z')],
        next: { cursor: 'end' },
      },
      fence,
    );
    await store.commit('work', fence);
    expect(await shownIds(store)).toEqual(['july', 'june', 'last', 'may', 'weekly']);
  });

  it('its database is opened as it is', async () => {
    const nothing: DatabaseEvents = { onVersionChange: () => undefined, onClose: () => undefined };
    // The name of `google:ann@example.com`.
    const name = 'ngx-calendar-sync-81f6aad7e8a7f286';
    const database = await openDatabase(
      name,
      1,
      (raw) => void raw.createObjectStore('records'),
      nothing,
    );
    const records = database.transaction('records', 'readwrite').objectStore('records');
    await Promise.all(
      REPLICA.map(({ key, value }) => resultOf(records.put(value, key as IDBValidKey))),
    );
    database.close();
    const store = indexedDbReplicaStore('google:ann@example.com');
    expect(await shownIds(store)).toEqual(SHOWN);
    store.close();
    await deleteReplica('google:ann@example.com');
  });
});
