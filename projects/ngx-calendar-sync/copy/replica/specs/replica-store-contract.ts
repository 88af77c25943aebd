import { firstValueFrom } from 'rxjs';
import { ɵnextTask as nextTask, CalendarSyncError } from 'ngx-calendar-sync/base';
import { deleteReplica } from '../indexed-db-replica-store';
import type {
  ExceptionEntry,
  ReplicaEntry,
  SeriesEntry,
} from '../../../core/replica/replica-entry';
import type { ReplicaStatus, ReplicaStore } from '../../../core/replica/replica-store';
import { ALL_TIME, sortedIdsOf, JUNE, MAY, single, stageAndCommit } from './entries';

const SERIES: SeriesEntry = { kind: 'series', id: 'weekly', record: { title: 'weekly' } };
const EXCEPTION: ExceptionEntry = {
  ...single('weekly_2', '2026-05-11T15:00:00Z'),
  kind: 'exception',
  seriesId: 'weekly',
  originalStart: '2026-05-11T09:00:00Z',
};

let accounts = 0;

export interface ReplicaStoreKind {
  readonly name: string;
  readonly open: (account: string) => ReplicaStore | Promise<ReplicaStore>;
  readonly status: ReplicaStatus;
  /** Ends what the store has used. */
  readonly close?: () => void;
}

/** What every store of replicas does. */
export function describeReplicaStore({ name, open, status, close }: ReplicaStoreKind): void {
  describe(`ReplicaStore ${name}`, () => {
    let account: string;
    let store: ReplicaStore;
    let fence: number;

    const shownIds = async (range = ALL_TIME) => sortedIdsOf(await store.read('work', range));

    beforeEach(async () => {
      accounts += 1;
      account = `contract ${accounts}`;
      store = await open(account);
      fence = await store.claim();
    });

    afterEach(async () => {
      expect(await firstValueFrom(store.status$)).toEqual(status);
      store.close();
      close?.();
      await deleteReplica(account);
    });

    it('stage and commit: a new replica is visible after its commit and not before', async () => {
      const pages = [[single('a', '2026-05-04T09:00:00Z')], [single('b', '2026-05-05T09:00:00Z')]];
      const [entries = []] = pages;
      await store.stage(
        'work',
        { scope: 'all', first: true, entries, next: { pageToken: 'page 1' } },
        fence,
      );
      expect(await shownIds()).toEqual([]);
      expect((await store.state('work')).staged?.next).toEqual({ pageToken: 'page 1' });
      expect(await stageAndCommit(store, fence, pages)).toEqual({ everything: true });
      expect(await shownIds()).toEqual(['a', 'b']);
      expect((await store.state('work')).current).toEqual(
        jasmine.objectContaining({ scope: 'all', cursor: 'cursor', events: 2 }),
      );
    });

    it('read: returns the events that overlap the range, and every series with its exceptions', async () => {
      await stageAndCommit(store, fence, [
        [
          single('before', '2026-04-30T22:00:00Z'),
          single('over the edge', '2026-04-30T23:00:00Z', '2026-05-01T01:00:00Z'),
          single('first moment', '2026-05-01T00:00:00Z', '2026-05-01T00:00:00Z'),
          single('to the last', '2026-05-31T23:00:00Z', '2026-06-01T00:00:00Z'),
          single('for years', '2020-01-01T00:00:00Z', '2030-01-01T00:00:00Z'),
          single('after', '2026-06-01T00:00:00Z'),
          SERIES,
          EXCEPTION,
        ],
      ]);
      expect(await shownIds(MAY)).toEqual([
        'first moment',
        'for years',
        'over the edge',
        'to the last',
        'weekly',
        'weekly_2',
      ]);
      expect(await shownIds(JUNE)).toEqual(['after', 'for years', 'weekly', 'weekly_2']);
    });

    it('read: of an empty range at the start of a month every series is returned with its exceptions', async () => {
      const other = single('a', '2026-05-04T09:00:00Z');
      await stageAndCommit(store, fence, [[SERIES, EXCEPTION, other]]);
      expect(await shownIds({ start: MAY.start, end: MAY.start })).toEqual(['weekly', 'weekly_2']);
    });

    it('read: returns entries with Unicode, quotes and nested JSON unchanged', async () => {
      const unusual = {
        ...single('ö "x"', '2026-05-04T09:00:00Z'),
        record: { a: [null, { ä: '\n' }] },
      };
      await stageAndCommit(store, fence, [[unusual, SERIES, EXCEPTION]]);
      expect(await store.read('work', MAY)).toEqual(
        jasmine.arrayWithExactContents([unusual, SERIES, EXCEPTION]),
      );
    });

    it('commit: a new replica replaces the old one with all its entries', async () => {
      await stageAndCommit(store, fence, [[single('a', '2026-05-04T09:00:00Z'), SERIES]]);
      await stageAndCommit(store, fence, [[single('b', '2026-05-04T09:00:00Z')]]);
      expect(await shownIds()).toEqual(['b']);
    });

    it('commit: makes the changes of all pages visible, and returns their ids and times', async () => {
      const moved = single('moved', '2026-06-04T09:00:00Z');
      await stageAndCommit(store, fence, [
        [
          single('moved', '2026-05-04T09:00:00Z'),
          single('gone', '2026-05-05T09:00:00Z'),
          single('same', '2026-05-06T09:00:00Z'),
        ],
      ]);
      const changes = await stageAndCommit(
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
      expect(await shownIds(MAY)).toEqual(['new', 'same']);
      expect(await shownIds(JUNE)).toEqual(['moved']);
    });

    it('stage: changes are invisible before their commit, and deleted when a new pull begins', async () => {
      await stageAndCommit(store, fence, [[single('a', '2026-05-04T09:00:00Z')]]);
      const page = { scope: 'all', base: 'cursor', first: true };
      const entries: readonly ReplicaEntry[] = [{ kind: 'gone', id: 'a' }];
      await store.stage('work', { ...page, entries, next: { pageToken: 'b' } }, fence);
      expect(await shownIds()).toEqual(['a']);
      await stageAndCommit(store, fence, [[single('b', '2026-05-04T09:00:00Z')]], 'cursor');
      expect(await shownIds()).toEqual(['a', 'b']);
    });

    it('read: exceptions of a deleted series are hidden, and shown when the series is restored', async () => {
      await stageAndCommit(store, fence, [[SERIES, EXCEPTION]]);
      await stageAndCommit(store, fence, [[{ kind: 'gone', id: 'weekly' }]], 'cursor');
      expect(await shownIds()).toEqual([]);
      await stageAndCommit(store, fence, [[SERIES]], 'cursor');
      expect(await shownIds()).toEqual(['weekly', 'weekly_2']);
    });

    it('read: an exception is returned where its series was never stored', async () => {
      await stageAndCommit(store, fence, [[EXCEPTION]]);
      expect(await shownIds()).toEqual(['weekly_2']);
    });

    it('compact: applies a long log to the packs, and read and find return the same meanwhile and after', async () => {
      const day = (index: number) =>
        new Date(Date.UTC(2026, index % 24, 1 + (index % 28))).toISOString();
      const first = Array.from({ length: 900 }, (_, index) => single(`e${index}`, day(index)));
      await stageAndCommit(store, fence, [
        first.slice(0, 500),
        [...first.slice(500), SERIES, EXCEPTION],
      ]);
      const changes = first
        .slice(200, 800)
        .map((entry, index): ReplicaEntry =>
          index % 3 === 0
            ? { kind: 'gone', id: entry.id }
            : { ...single(entry.id, day(index + 7)), record: { title: 'changed' } },
        );
      await stageAndCommit(store, fence, [changes, [{ kind: 'gone', id: 'weekly' }]], 'cursor');
      const before = await store.read('work', ALL_TIME);
      const compacted = store.compact('work', fence);
      // Each lookup begins at another moment of the compaction.
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
      const after = await store.read('work', ALL_TIME);
      expect(new Set(after.map((entry) => JSON.stringify(entry)))).toEqual(
        new Set(before.map((entry) => JSON.stringify(entry))),
      );
      expect(sortedIdsOf(after)).toEqual(sortedIdsOf(before));
      expect(after.length).toBe(700);
      await stageAndCommit(store, fence, [[SERIES]], 'cursor');
      expect((await shownIds()).length).toBe(702);
      expect([...(await store.find('work', ['e200', 'e201', 'weekly_2'])).keys()]).toEqual(
        jasmine.arrayWithExactContents(['e201', 'weekly_2']),
      );
    });

    it('compact: merges the packs of many pages, keeps the log, and read returns the same', async () => {
      const at = (index: number) => new Date(Date.UTC(2026, index % 24, 1 + (index % 28), 12));
      const text = 'x'.repeat(1000);
      const entries = Array.from({ length: 1200 }, (_, index) => ({
        ...single(`e${index}`, at(index).toISOString()),
        record: { text },
      }));
      const pages = Array.from({ length: 6 }, (_, page) =>
        entries.slice(page * 200, page * 200 + 200),
      );
      await stageAndCommit(store, fence, [...pages, [SERIES, EXCEPTION]]);
      const changes: ReplicaEntry[] = [
        { kind: 'gone', id: 'e4' },
        single('new', at(4).toISOString()),
      ];
      await stageAndCommit(store, fence, [changes], 'cursor');
      const before = [await shownIds(), await shownIds(MAY), await shownIds(JUNE)];
      await store.compact('work', fence);
      expect([await shownIds(), await shownIds(MAY), await shownIds(JUNE)]).toEqual(before);
      expect(before[0]?.length).toBe(1202);
      await stageAndCommit(store, fence, [[{ kind: 'gone', id: 'e5' }]], 'cursor');
      expect((await store.find('work', ['e4', 'e5', 'e6', 'new'])).get('e5')?.kind).toBe('gone');
      expect((await shownIds()).length).toBe(1201);
    });

    it('writes: with the fence of a replaced leader they are refused and change nothing', async () => {
      await stageAndCommit(store, fence, [[single('a', '2026-05-04T09:00:00Z')]]);
      const successor = await store.claim();
      await expectAsync(stageAndCommit(store, fence, [[]])).toBeRejectedWithError(
        CalendarSyncError,
      );
      await expectAsync(store.remove('work', fence)).toBeRejectedWithError(CalendarSyncError);
      expect(await shownIds()).toEqual(['a']);
      await stageAndCommit(store, successor, [[single('b', '2026-05-04T09:00:00Z')]]);
      expect(await shownIds()).toEqual(['b']);
    });

    it('remove: deletes one calendar with its state and leaves the others', async () => {
      await stageAndCommit(store, fence, [[single('a', '2026-05-04T09:00:00Z')]]);
      expect(await store.read('home', ALL_TIME)).toEqual([]);
      await store.remove('home', fence);
      expect(await shownIds()).toEqual(['a']);
      await store.remove('work', fence);
      expect(await shownIds()).toEqual([]);
      expect(await store.state('work')).toEqual({});
    });

    it('putCalendars: stores the list that calendars() returns', async () => {
      expect(await store.calendars()).toBeUndefined();
      const calendars = { cursor: 'c', calendars: { work: { summary: 'Work' } } };
      await store.putCalendars(calendars, fence);
      expect(await store.calendars()).toEqual(calendars);
    });
  });
}
