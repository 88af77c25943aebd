import { firstValueFrom } from 'rxjs';
import { nextTask } from '../ambient/next-task';
import { CalendarSyncError } from '../model/calendar-sync-error';
import { deleteReplica, indexedDbReplicaStore } from './indexed-db-replica-store';
import { memoryReplicaStore } from './memory-replica-store';
import type { ExceptionEntry, ReplicaEntry, SeriesEntry } from './replica-entry';
import type { ReplicaStore } from './replica-store';
import { allTime, idsOf, june, may, pulled, single } from './specs/entries';

const series: SeriesEntry = { kind: 'series', id: 'weekly', record: { title: 'weekly' } };
const exception: ExceptionEntry = {
  ...single('weekly_2', '2026-05-11T15:00:00Z'),
  kind: 'exception',
  seriesId: 'weekly',
  originalStart: '2026-05-11T09:00:00Z',
};

let accounts = 0;

for (const { name, open, status } of [
  {
    name: 'in memory',
    open: () => memoryReplicaStore(),
    status: { kind: 'memory', reason: 'chosen' },
  },
  {
    name: 'in IndexedDB',
    open: (account: string) => indexedDbReplicaStore(account),
    status: { kind: 'persistent' },
  },
] as const) {
  describe(`ReplicaStore ${name}`, () => {
    let account: string;
    let store: ReplicaStore;
    let fence: number;

    const shown = async (range = allTime) => idsOf(await store.read('work', range));

    beforeEach(async () => {
      accounts += 1;
      account = `contract ${accounts}`;
      store = open(account);
      fence = await store.claim();
    });

    afterEach(async () => {
      expect(await firstValueFrom(store.status$)).toEqual(status);
      store.close();
      await deleteReplica(account);
    });

    it('shows a new copy once it is whole, and not before', async () => {
      const pages = [[single('a', '2026-05-04T09:00:00Z')], [single('b', '2026-05-05T09:00:00Z')]];
      const [entries = []] = pages;
      await store.stage(
        'work',
        { scope: 'all', first: true, entries, next: { pageToken: 'page 1' } },
        fence,
      );
      expect(await shown()).toEqual([]);
      expect((await store.state('work')).staged?.next).toEqual({ pageToken: 'page 1' });
      expect(await pulled(store, fence, pages)).toEqual({ everything: true });
      expect(await shown()).toEqual(['a', 'b']);
      expect((await store.state('work')).current).toEqual(
        jasmine.objectContaining({ scope: 'all', cursor: 'cursor', events: 2 }),
      );
    });

    it('reads what shows in a range, whenever it began, and every series', async () => {
      await pulled(store, fence, [
        [
          single('before', '2026-04-30T22:00:00Z'),
          single('over the edge', '2026-04-30T23:00:00Z', '2026-05-01T01:00:00Z'),
          single('first moment', '2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z'),
          single('to the last', '2026-05-31T23:00:00Z', '2026-06-01T00:00:00Z'),
          single('for years', '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'),
          single('after', '2026-06-01T00:00:00Z'),
          series,
          exception,
        ],
      ]);
      expect(await shown(may)).toEqual([
        'first moment',
        'for years',
        'over the edge',
        'to the last',
        'weekly',
        'weekly_2',
      ]);
      expect(await shown(june)).toEqual(['after', 'for years', 'weekly', 'weekly_2']);
    });

    it('gives entries back as they came', async () => {
      const odd = {
        ...single('ö "x"', '2026-05-04T09:00:00Z'),
        record: { a: [null, { ä: '\n' }] },
      };
      await pulled(store, fence, [[odd, series, exception]]);
      expect(await store.read('work', may)).toEqual(
        jasmine.arrayWithExactContents([odd, series, exception]),
      );
    });

    it('drops with a new copy what that one lacks', async () => {
      await pulled(store, fence, [[single('a', '2026-05-04T09:00:00Z'), series]]);
      await pulled(store, fence, [[single('b', '2026-05-04T09:00:00Z')]]);
      expect(await shown()).toEqual(['b']);
    });

    it('takes changes in all at once, and says where they may be seen', async () => {
      const moved = single('moved', '2026-06-04T09:00:00Z');
      await pulled(store, fence, [
        [
          single('moved', '2026-05-04T09:00:00Z'),
          single('gone', '2026-05-05T09:00:00Z'),
          single('same', '2026-05-06T09:00:00Z'),
        ],
      ]);
      const changes = await pulled(
        store,
        fence,
        [
          [moved, single('same', '2026-05-06T09:00:00Z')],
          [single('new', '2026-05-07T09:00:00Z')],
          [
            { kind: 'gone', id: 'gone' },
            { kind: 'gone', id: 'never seen' },
          ],
        ],
        'cursor',
      );
      expect(changes).toEqual({
        everything: false,
        added: [jasmine.objectContaining({ id: 'new' })],
        updated: [{ id: 'moved', start: Date.parse('2026-05-04T09:00:00Z'), end: moved.end }],
        removed: [
          {
            id: 'gone',
            start: Date.parse('2026-05-05T09:00:00Z'),
            end: Date.parse('2026-05-05T10:00:00Z'),
          },
        ],
      });
      expect(await shown(may)).toEqual(['new', 'same']);
      expect(await shown(june)).toEqual(['moved']);
    });

    it('shows nothing of changes that are not complete, and drops them when a pull begins again', async () => {
      await pulled(store, fence, [[single('a', '2026-05-04T09:00:00Z')]]);
      const page = { scope: 'all', base: 'cursor', first: true };
      const entries: readonly ReplicaEntry[] = [{ kind: 'gone', id: 'a' }];
      await store.stage('work', { ...page, entries, next: { pageToken: 'b' } }, fence);
      expect(await shown()).toEqual(['a']);
      await pulled(store, fence, [[single('b', '2026-05-04T09:00:00Z')]], 'cursor');
      expect(await shown()).toEqual(['a', 'b']);
    });

    it('hides the exceptions of a deleted series, and has them when it is restored', async () => {
      await pulled(store, fence, [[series, exception]]);
      await pulled(store, fence, [[{ kind: 'gone', id: 'weekly' }]], 'cursor');
      expect(await shown()).toEqual([]);
      await pulled(store, fence, [[series]], 'cursor');
      expect(await shown()).toEqual(['weekly', 'weekly_2']);
    });

    it('shows an exception whose series was never told of', async () => {
      await pulled(store, fence, [[exception]]);
      expect(await shown()).toEqual(['weekly_2']);
    });

    it('reads the same after many changes have been worked in', async () => {
      const day = (index: number) =>
        new Date(Date.UTC(2026, index % 24, 1 + (index % 28))).toISOString();
      const first = Array.from({ length: 900 }, (_, index) => single(`e${index}`, day(index)));
      await pulled(store, fence, [first.slice(0, 500), [...first.slice(500), series, exception]]);
      const changes = first
        .slice(200, 800)
        .map((entry, index): ReplicaEntry =>
          index % 3 === 0
            ? { kind: 'gone', id: entry.id }
            : { ...single(entry.id, day(index + 7)), record: { title: 'changed' } },
        );
      await pulled(store, fence, [changes, [{ kind: 'gone', id: 'weekly' }]], 'cursor');
      const before = await store.read('work', allTime);
      const compacted = store.compact('work', fence);
      // Whoever looks something up meanwhile finds it, too.
      const finding = Array.from({ length: 100 }, async (_, turns) => {
        for (let turn = 0; turn < turns; turn += 1) {
          await nextTask();
        }
        return [...(await store.find('work', ['e100', 'e201', 'e202', 'e799'])).keys()].sort();
      });
      for (const found of await Promise.all(finding)) {
        expect(found).toEqual(['e100', 'e201', 'e202', 'e799']);
      }
      await compacted;
      const after = await store.read('work', allTime);
      expect(new Set(after.map((entry) => JSON.stringify(entry)))).toEqual(
        new Set(before.map((entry) => JSON.stringify(entry))),
      );
      expect(idsOf(after)).toEqual(idsOf(before));
      expect(after.length).toBe(700);
      await pulled(store, fence, [[series]], 'cursor');
      expect((await shown()).length).toBe(702);
      expect([...(await store.find('work', ['e200', 'e201', 'weekly_2'])).keys()]).toEqual(
        jasmine.arrayWithExactContents(['e201', 'weekly_2']),
      );
    });

    it('reads the same after many pages have been put together, with changes meanwhile', async () => {
      const at = (index: number) => new Date(Date.UTC(2026, index % 24, 1 + (index % 28), 12));
      const text = 'x'.repeat(1000);
      const entries = Array.from({ length: 1200 }, (_, index) => ({
        ...single(`e${index}`, at(index).toISOString()),
        record: { text },
      }));
      const pages = Array.from({ length: 6 }, (_, page) =>
        entries.slice(page * 200, page * 200 + 200),
      );
      await pulled(store, fence, [...pages, [series, exception]]);
      const changes: ReplicaEntry[] = [
        { kind: 'gone', id: 'e4' },
        single('new', at(4).toISOString()),
      ];
      await pulled(store, fence, [changes], 'cursor');
      const before = [await shown(), await shown(may), await shown(june)];
      await store.compact('work', fence);
      expect([await shown(), await shown(may), await shown(june)]).toEqual(before);
      expect(before[0]?.length).toBe(1202);
      await pulled(store, fence, [[{ kind: 'gone', id: 'e5' }]], 'cursor');
      expect((await store.find('work', ['e4', 'e5', 'e6', 'new'])).get('e5')?.kind).toBe('gone');
      expect((await shown()).length).toBe(1201);
    });

    it('refuses the writes of a leader that was replaced', async () => {
      await pulled(store, fence, [[single('a', '2026-05-04T09:00:00Z')]]);
      const successor = await store.claim();
      await expectAsync(pulled(store, fence, [[]])).toBeRejectedWithError(CalendarSyncError);
      await expectAsync(store.remove('work', fence)).toBeRejectedWithError(CalendarSyncError);
      expect(await shown()).toEqual(['a']);
      await pulled(store, successor, [[single('b', '2026-05-04T09:00:00Z')]]);
      expect(await shown()).toEqual(['b']);
    });

    it('keeps calendars apart, and forgets one of them', async () => {
      await pulled(store, fence, [[single('a', '2026-05-04T09:00:00Z')]]);
      expect(await store.read('home', allTime)).toEqual([]);
      await store.remove('home', fence);
      expect(await shown()).toEqual(['a']);
      await store.remove('work', fence);
      expect(await shown()).toEqual([]);
      expect(await store.state('work')).toEqual({});
    });

    it('keeps the list of calendars', async () => {
      expect(await store.calendars()).toBeUndefined();
      const calendars = { cursor: 'c', calendars: { work: { summary: 'Work' } } };
      await store.putCalendars(calendars, fence);
      expect(await store.calendars()).toEqual(calendars);
    });
  });
}
