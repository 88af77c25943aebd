import { filter, firstValueFrom, NEVER, of } from 'rxjs';
import {
  aCalendar,
  aClock,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import {
  ɵBrowserTabs as BrowserTabs,
  type ɵTabConnections as TabConnections,
} from 'ngx-calendar-sync/base';
import type { CalendarProviderTypes } from '../core/provider/calendar-provider';
import { MemoryRecordStorage } from './replica/memory-record-storage';
import { PackedReplicaStore } from './replica/packed-replica-store';
import type { RecordStorage } from './replica/record-storage';
import { ALL_TIME } from './replica/specs/entries';
import { until, untilQuiet } from '../core/specs/until';
import { LocalCopy } from './local-copy';
import { anEvent } from './specs/fixed-event';

type Copy = LocalCopy<CalendarProviderTypes>;

const connections: TabConnections = {
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
};

describe('a tab that does not lead', () => {
  const clock = aClock('2026-05-01T00:00:00Z');
  const closing: (() => void)[] = [];
  let provider: InMemoryCalendarProvider;
  let storage: RecordStorage;
  let name: string;

  beforeEach(() => {
    provider = new InMemoryCalendarProvider({
      calendars: [aCalendar('work')],
      events: [anEvent('standup'), anEvent('review')],
    });
    storage = new MemoryRecordStorage();
    name = `reader ${String(Math.random())}`;
  });

  afterEach(() => {
    for (const close of closing.splice(0)) {
      close();
    }
  });

  /** A tab with its own store over the storage that all tabs share. */
  function aTab(own: RecordStorage = storage): { readonly copy: Copy; shown(): string } {
    const copy = new LocalCopy({
      provider,
      store: new PackedReplicaStore(
        { run: (mode, work) => own.run(mode, work), close: () => undefined },
        of({ kind: 'persistent' }),
      ),
      tabs: new BrowserTabs(name, connections, clock),
      scope: () => ({ coverage: 'everything' }),
      timeZoneOf: () => 'UTC',
      visible$: of(true),
      wake$: NEVER,
      clock,
      random: () => 0.5,
    });
    let shown = 'nothing yet';
    const watching = copy.watch('work', ALL_TIME).subscribe(({ events, loading }) => {
      shown = loading
        ? 'loading'
        : events
            .map(({ id }) => id)
            .sort()
            .join();
    });
    closing.push(() => {
      watching.unsubscribe();
      copy.close();
    });
    return { copy, shown: () => shown };
  }

  async function aLeader(): Promise<Copy> {
    const { copy } = aTab();
    await firstValueFrom(copy.state$.pipe(filter(({ syncedAt }) => syncedAt !== undefined)));
    return copy;
  }

  /** The shared storage, for a tab that must not write. */
  function readOnly(): { readonly storage: RecordStorage; readonly writes: () => number } {
    let writes = 0;
    return {
      storage: {
        run: (mode, work) => {
          writes += mode === 'readwrite' ? 1 : 0;
          return storage.run(mode, work);
        },
        close: () => undefined,
      },
      writes: () => writes,
    };
  }

  /** In steps, so that the tabs hear each other: a leader that is not heard for long counts as hung. */
  async function anotherPass(): Promise<void> {
    for (let step = 0; step < 8; step += 1) {
      clock.tick(10_000);
      await untilQuiet(
        () => true,
        () => undefined,
      );
    }
  }

  /** Cuts off the end of the record that holds the events: with so few of them a period has 120 months. */
  async function damage(): Promise<void> {
    const key = ['work', 1, Math.floor((2026 * 12 + 4) / 120), 1];
    await storage.run('readwrite', async (transaction) => {
      const record = String(await transaction.get(key));
      expect(record).toContain('standup');
      await transaction.put(key, record.slice(0, -2));
    });
  }

  it('reads what the leader stores, and writes nothing', async () => {
    await aLeader();
    const { storage: own, writes } = readOnly();
    const { copy, shown } = aTab(own);
    await until(() => shown() === 'review,standup');
    provider.put(anEvent('new'));
    await anotherPass();
    await until(() => shown() === 'new,review,standup');
    expect((await copy.find('work', ['new'])).size).toBe(1);
    expect(writes()).toBe(0);
  });

  it('finds a damaged record, writes nothing, and has the leader make a new replica', async () => {
    await aLeader();
    await damage();
    const { storage: own, writes } = readOnly();
    const { shown } = aTab(own);
    await until(() => shown() === '');
    await anotherPass();
    await until(() => shown() === 'review,standup');
    expect(writes()).toBe(0);
  });

  it('cannot write where it has not claimed a fence', async () => {
    await aLeader();
    const store = new PackedReplicaStore(storage, NEVER);
    const page = { scope: 'all', first: true, entries: [], next: { cursor: 'none' } };
    const writes: readonly Promise<unknown>[] = [
      store.stage('work', page, 0),
      store.commit('work', 0),
      store.remove('work', 0),
      store.putCalendars({ cursor: '', calendars: {} }, 0),
    ];
    for (const write of writes) {
      await expectAsync(write).toBeRejectedWith(jasmine.objectContaining({ code: 'cancelled' }));
    }
    expect((await store.read('work', ALL_TIME)).length).toBe(2);
  });
});
