import { NEVER } from 'rxjs';
import { MemoryRecordStorage } from './memory-record-storage';
import { PackedReplicaStore } from './packed-replica-store';
import type { RecordStorage } from './record-storage';
import type { ReplicaEntry } from '../../core/replica/replica-entry';

const may = { start: new Date('2026-05-01T00:00:00Z'), end: new Date('2026-06-01T00:00:00Z') };

function inMay(id: string): ReplicaEntry {
  const start = Date.parse('2026-05-04T09:00:00Z');
  return { kind: 'event', id, start, end: start + 3_600_000, record: {} };
}

describe('PackedReplicaStore with a damaged record', () => {
  let storage: MemoryRecordStorage;
  let writes: number;

  /** The store of one more tab. */
  function aStore(): PackedReplicaStore {
    const counting: RecordStorage = {
      run: (mode, work) => {
        writes += mode === 'readwrite' ? 1 : 0;
        return storage.run(mode, work);
      },
      close: () => undefined,
    };
    return new PackedReplicaStore(counting, NEVER);
  }

  const hasCursor = async (store: PackedReplicaStore) =>
    (await store.state('work')).current?.cursor !== undefined;
  const shownIn = async (store: PackedReplicaStore) =>
    (await store.read('work', may)).map(({ id }) => id);

  /** Stores a new replica of two pages with one event each. */
  async function storeTwoPages(store: PackedReplicaStore): Promise<void> {
    const pages = [
      { first: true, entries: [inMay('lunch')], next: { pageToken: 'second' } },
      { first: false, entries: [inMay('dinner')], next: { cursor: 'cursor' } },
    ];
    for (const page of pages) {
      await store.stage('work', { scope: 'all', ...page }, 1);
    }
    await store.commit('work', 1);
  }

  beforeEach(async () => {
    storage = new MemoryRecordStorage();
    await storeTwoPages(aStore());
    // Periods of so few events have 120 months; this is the one of May 2026, and its pack of the first page.
    const key = ['work', 1, Math.floor((2026 * 12 + 4) / 120), 1];
    await storage.run('readwrite', async (transaction) => {
      const record = String(await transaction.get(key));
      expect(record).toContain('lunch');
      await transaction.put(key, record.slice(0, -2));
    });
    writes = 0;
  });

  it('read: returns the rest, reports the calendar once, hides the cursor, and writes nothing', async () => {
    const store = aStore();
    const damaged: string[] = [];
    store.damaged$.subscribe((calendarId) => damaged.push(calendarId));
    expect(await hasCursor(store)).toBeTrue();
    expect(await shownIn(store)).toEqual(['dinner']);
    expect(await shownIn(store)).toEqual(['dinner']);
    expect(await hasCursor(store)).toBeFalse();
    expect(damaged).toEqual(['work']);
    expect(writes).toBe(0);
  });

  it('rememberDamage: hides the cursor that another tab has found to be of a damaged replica', async () => {
    const store = aStore();
    await store.rememberDamage('work');
    expect(await hasCursor(store)).toBeFalse();
    expect(await hasCursor(aStore())).toBeTrue();
    expect(writes).toBe(0);
  });

  it('commit: a new replica has its cursor', async () => {
    const store = aStore();
    await shownIn(store);
    await storeTwoPages(store);
    expect(await shownIn(store)).toEqual(['lunch', 'dinner']);
    expect(await hasCursor(store)).toBeTrue();
  });

  it('compact: does not merge a damaged pack away, so that every tab still finds the damage', async () => {
    await aStore().compact('work', 1);
    const store = aStore();
    expect(await shownIn(store)).toEqual(['dinner']);
    expect(await hasCursor(store)).toBeFalse();
  });
});
