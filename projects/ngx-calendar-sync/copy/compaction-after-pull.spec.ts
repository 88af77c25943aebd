import { firstValueFrom, NEVER, Subject } from 'rxjs';
import {
  aCalendar,
  aClock,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { MemoryRecordStorage } from './replica/memory-record-storage';
import { PackedReplicaStore } from './replica/packed-replica-store';
import { ALL_TIME, sortedIdsOf } from './replica/specs/entries';
import { until, untilQuiet } from '../core/specs/until';
import type { CopyProgress } from 'ngx-calendar-sync/core';
import { noProgress } from './copy-progress';
import { CopySync } from './copy-sync';
import { PullSchedule } from './pull-schedule';
import { anEvent } from './specs/fixed-event';

const IDS = ['a', 'b', 'c'];

describe('CopySync: the compaction after a pull', () => {
  let provider: InMemoryCalendarProvider;
  let storage: MemoryRecordStorage;
  let store: PackedReplicaStore;
  let progress: CopyProgress;

  /** A tab that leads, on the same storage. */
  function aTab(readsDone: () => Promise<unknown> = () => Promise.resolve()): CopySync {
    store = new PackedReplicaStore(storage, NEVER);
    progress = noProgress;
    const clock = aClock('2026-05-01T00:00:00Z');
    const random = () => 0.5;
    const sync = new CopySync({
      provider,
      store,
      scope: () => ({ coverage: 'everything' }),
      calendarIds: () => Promise.resolve(['work']),
      viewed: () => new Set(['work']),
      schedule: new PullSchedule(clock, random),
      shown: () => Promise.resolve(),
      readsDone,
      visible: () => true,
      clock,
      random,
    });
    sync.events$.subscribe((event) => {
      if (event.kind === 'progress') {
        progress = event.progress;
      }
    });
    return sync;
  }

  const shownIds = async () => sortedIdsOf(await store.read('work', ALL_TIME));
  const waitForCompaction = (sync: CopySync) => sync.pull('work');
  const isMerged = () =>
    storage.run('readonly', async (transaction) => {
      const row = (await transaction.get(['work'])) as
        { readonly current?: { readonly merged?: boolean } } | undefined;
      return row?.current?.merged === true;
    });
  beforeEach(() => {
    provider = new InMemoryCalendarProvider({
      calendars: [aCalendar('work')],
      events: IDS.map((id) => anEvent(id)),
      pageSize: 1,
    });
    storage = new MemoryRecordStorage();
  });

  it('the sync is told complete before it, and the next pull waits for it', async () => {
    const sync = aTab();
    const gate = new Subject<void>();
    const compact = spyOn(store, 'compact').and.callFake(
      () => new Promise((resolve) => gate.subscribe(resolve)),
    );
    await sync.sync();
    expect(progress.phase).toBe('idle');
    expect(progress.syncedAt).toBeDefined();
    expect(await shownIds()).toEqual(IDS);
    provider.put(anEvent('d'));
    const next = sync.pull('work');
    const requests = provider.requests.length;
    await untilQuiet(
      () => true,
      () => provider.requests,
    );
    expect(provider.requests.length).toBe(requests);
    gate.next();
    await next;
    expect(await shownIds()).toEqual([...IDS, 'd']);
    await until(() => compact.calls.count() === 2);
    expect(compact).toHaveBeenCalledTimes(2);
  });

  it('begins once the views have read what was committed', async () => {
    const read = new Subject<void>();
    const sync = aTab(() => firstValueFrom(read));
    const compact = spyOn(store, 'compact').and.callThrough();
    await sync.sync();
    await untilQuiet(
      () => true,
      () => provider.requests,
    );
    expect(compact).not.toHaveBeenCalled();
    read.next();
    await waitForCompaction(sync);
    expect(await isMerged()).toBeTrue();
  });

  it('a tab that is closed before it: nothing is lost, and the next start catches up on it', async () => {
    const closed = aTab();
    spyOn(store, 'compact').and.returnValue(new Promise(() => undefined));
    await closed.sync();
    expect(await isMerged()).toBeFalse();
    const sync = aTab();
    expect(await shownIds()).toEqual(IDS);
    await sync.sync();
    await waitForCompaction(sync);
    expect(await isMerged()).toBeTrue();
    expect(await shownIds()).toEqual(IDS);
    expect(progress.errors.size).toBe(0);
  });

  it('one that fails: is no failure of the sync, and the next pull has it done', async () => {
    const sync = aTab();
    const compact = spyOn(store, 'compact').and.rejectWith(new Error('as the test says'));
    await sync.sync();
    compact.and.callThrough();
    await sync.sync();
    expect(progress.error).toBeUndefined();
    expect(progress.errors.size).toBe(0);
    await waitForCompaction(sync);
    expect(await isMerged()).toBeTrue();
    expect(await shownIds()).toEqual(IDS);
  });
});
