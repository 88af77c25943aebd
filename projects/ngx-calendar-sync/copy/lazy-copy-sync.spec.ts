import { BehaviorSubject, filter, firstValueFrom, Subject } from 'rxjs';
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
import { memoryReplicaStore } from './replica/memory-replica-store';
import type { ReplicaStore } from '../core/replica/replica-store';
import { ALL_TIME } from './replica/specs/entries';
import { until, untilQuiet } from '../core/specs/until';
import type { CopySync } from './copy-sync';
import type { CopyState } from '../core/provider/copy-state';
import { LocalCopy } from './local-copy';
import { anEvent } from './specs/fixed-event';

const MINUTE_MS = 60_000;
const UNAVAILABLE = jasmine.objectContaining({ code: 'unavailable' });

const connections: TabConnections = {
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
};

type Copy = LocalCopy<CalendarProviderTypes>;

describe('LazyCopySync', () => {
  const clock = aClock('2026-05-01T00:00:00Z');
  const closing: (() => void)[] = [];
  let provider: InMemoryCalendarProvider;
  let store: ReplicaStore;
  let name: string;
  let wake: Subject<void>;

  beforeEach(() => {
    provider = new InMemoryCalendarProvider({
      calendars: [aCalendar('work')],
      events: [anEvent('standup')],
    });
    store = memoryReplicaStore();
    name = `lazy ${String(Math.random())}`;
    wake = new Subject();
  });

  afterEach(() => {
    for (const close of closing.splice(0)) {
      close();
    }
  });

  interface Tab {
    readonly copy: Copy;
    readonly visible: BehaviorSubject<boolean>;
    /** The loads that this tab has begun, to be answered by the spec. */
    readonly loads: readonly Load[];
    state(): CopyState;
    /** The ids of the events that the tab shows. */
    shown(): readonly string[];
  }

  interface Load {
    succeed(): Promise<void>;
    fail(): void;
  }

  function aTab(isVisible = true): Tab {
    const loads: Load[] = [];
    const visible = new BehaviorSubject(isVisible);
    const copy = new LocalCopy({
      provider,
      store,
      tabs: new BrowserTabs(name, connections, clock),
      scope: () => ({ coverage: 'everything' }),
      timeZoneOf: () => 'UTC',
      visible$: visible,
      wake$: wake,
      clock,
      random: () => 0.5,
      loadSync: () =>
        new Promise<{ readonly CopySync: typeof CopySync }>((resolve, reject) => {
          loads.push({
            succeed: async () => {
              resolve(await import('./copy-sync'));
            },
            fail: () => {
              reject(new TypeError('Failed to fetch dynamically imported module'));
            },
          });
        }),
    });
    let state: CopyState | undefined;
    let shown: readonly string[] = [];
    const following = copy.state$.subscribe((next) => (state = next));
    following.add(
      copy.watch('work', ALL_TIME).subscribe(({ events }) => {
        shown = events.map(({ id }) => id).sort();
      }),
    );
    closing.push(() => {
      following.unsubscribe();
      copy.close();
    });
    return {
      copy,
      visible,
      loads,
      state: () => {
        if (!state) {
          throw new Error('state$ has not emitted');
        }
        return state;
      },
      shown: () => shown,
    };
  }

  const hasSynced = ({ copy }: Tab) =>
    firstValueFrom(copy.state$.pipe(filter(({ syncedAt }) => syncedAt !== undefined)));
  const quiet = () =>
    untilQuiet(
      () => true,
      () => provider.requests,
    );
  const pulls = () => provider.requests.filter((request) => request.startsWith('pull'));

  /** A tab that leads and has synced. */
  async function aLeader(): Promise<Tab> {
    const leader = aTab();
    await until(() => leader.loads.length === 1);
    await leader.loads[0]?.succeed();
    await hasSynced(leader);
    return leader;
  }

  it('LazyCopySync: the tab that leads loads the code, and a tab that does not lead never does', async () => {
    const leader = await aLeader();
    const follower = aTab();
    provider.put(anEvent('later'));
    await follower.copy.refresh();
    await until(() => follower.shown().includes('later'));
    expect([leader.loads.length, follower.loads.length]).toEqual([1, 0]);
  });

  it('LazyCopySync: a tab loads the code when it takes over the lead, and only the first time', async () => {
    const first = await aLeader();
    const second = aTab(false);
    await quiet();
    first.visible.next(false);
    second.visible.next(true);
    await until(() => second.loads.length === 1);
    await second.loads[0]?.succeed();
    provider.put(anEvent('from the second'));
    await second.copy.refresh();
    await until(() => first.shown().includes('from the second'));

    second.visible.next(false);
    first.visible.next(true);
    provider.put(anEvent('from the first'));
    await until(() => second.shown().includes('from the first'));
    expect([first.loads.length, second.loads.length]).toEqual([1, 1]);
  });

  it('LazyCopySync: code that neither comes nor fails is told after a minute, and used when it comes', async () => {
    const leader = aTab();
    await until(() => leader.loads.length === 1);
    const refresh = expectAsync(leader.copy.refresh()).toBeRejectedWith(UNAVAILABLE);
    await quiet();
    clock.tick(MINUTE_MS);
    await refresh;
    expect(leader.state().error).toEqual(UNAVAILABLE);
    await leader.loads[0]?.succeed();
    await hasSynced(leader);
    await until(() => leader.shown().includes('standup'));
    expect(leader.loads.length).toBe(1);
  });

  it('LazyCopySync: what is asked for while the code is loaded is answered once it is there', async () => {
    const leader = aTab();
    const follower = aTab();
    await until(() => leader.loads.length + follower.loads.length === 1);
    const refreshes = Promise.all([leader.copy.refresh(), follower.copy.refresh('work')]);
    await quiet();
    expect(pulls()).toEqual([]);
    await (leader.loads[0] ?? follower.loads[0])?.succeed();
    await refreshes;
    expect(pulls()).toContain('pull work');
  });

  it('LazyCopySync: a tab that is closed before the code is there claims no fence and syncs nothing', async () => {
    const claim = spyOn(store, 'claim').and.callThrough();
    const tab = aTab();
    await until(() => tab.loads.length === 1);
    const refreshed = tab.copy.refresh();
    tab.copy.close();
    await tab.loads[0]?.succeed();
    await refreshed;
    await quiet();
    expect(claim).not.toHaveBeenCalled();
    expect(pulls()).toEqual([]);
  });

  it('LazyCopySync: a tab that stops leading before the code is there claims no fence and syncs nothing', async () => {
    const claim = spyOn(store, 'claim').and.callThrough();
    const first = aTab();
    await until(() => first.loads.length === 1);
    const refreshed = first.copy.refresh();
    const second = aTab(false);
    await quiet();
    first.visible.next(false);
    second.visible.next(true);
    await until(() => second.loads.length === 1);
    await first.loads[0]?.succeed();
    await quiet();
    expect(claim).not.toHaveBeenCalled();
    await second.loads[0]?.succeed();
    await refreshed;
    expect(claim).toHaveBeenCalledTimes(1);
  });

  it('LazyCopySync: what is asked for before the tab leads is told that the code cannot be loaded', async () => {
    const tab = aTab();
    const refreshed = tab.copy.refresh();
    await until(() => tab.loads.length === 1);
    tab.loads[0]?.fail();
    await expectAsync(refreshed).toBeRejectedWith(
      jasmine.objectContaining({ code: 'unavailable', message: jasmine.stringContaining('code') }),
    );
  });

  describe('where the code cannot be loaded', () => {
    let tab: Tab;

    beforeEach(async () => {
      const before = await aLeader();
      before.copy.close();
      tab = aTab();
      await until(() => tab.loads.length === 1);
      provider.requests.length = 0;
    });

    async function fails(load: number): Promise<void> {
      tab.loads[load]?.fail();
      await until(() => tab.state().error?.code === 'unavailable');
    }

    async function works(load: number): Promise<void> {
      provider.put(anEvent('later'));
      await until(() => tab.loads.length === load + 1);
      await tab.loads[load]?.succeed();
      await until(() => tab.shown().includes('later') && tab.state().phase === 'idle');
      expect(tab.state().error).toBeUndefined();
    }

    it('LazyCopySync: a load that fails is told in the progress, and the replica is shown', async () => {
      await fails(0);
      expect(tab.state().phase).toBe('idle');
      await until(() => tab.shown().includes('standup'));
      expect(pulls()).toEqual([]);
    });

    it('LazyCopySync: a load that fails rejects what waits for it, in every tab', async () => {
      const follower = aTab();
      const own = expectAsync(tab.copy.refresh()).toBeRejectedWith(UNAVAILABLE);
      const another = expectAsync(follower.copy.refresh('work')).toBeRejectedWith(UNAVAILABLE);
      await quiet();
      tab.loads[0]?.fail();
      await Promise.all([own, another]);
      await until(() => follower.state().error?.code === 'unavailable');
      expect(follower.loads.length).toBe(0);
    });

    it('LazyCopySync: a load that has failed is tried again after pauses that grow', async () => {
      await fails(0);
      clock.tick(2 * MINUTE_MS - 1);
      expect(tab.loads.length).toBe(1);
      clock.tick(1);
      await until(() => tab.loads.length === 2);
      tab.loads[1]?.fail();
      await quiet();
      clock.tick(4 * MINUTE_MS - 1);
      expect(tab.loads.length).toBe(2);
      clock.tick(1);
      await works(2);
    });

    it('LazyCopySync: a load that has failed is not tried again by the clock while the page is hidden', async () => {
      await fails(0);
      tab.visible.next(false);
      clock.tick(60 * MINUTE_MS);
      expect(tab.loads.length).toBe(1);
      tab.visible.next(true);
      wake.next();
      await works(1);
    });

    it('LazyCopySync: a load that has failed is tried again at a wake-up', async () => {
      await fails(0);
      wake.next();
      await works(1);
    });

    it('LazyCopySync: a load that has failed is tried again by refresh, which is answered by it', async () => {
      await fails(0);
      const refused = expectAsync(tab.copy.refresh()).toBeRejectedWith(UNAVAILABLE);
      await until(() => tab.loads.length === 2);
      tab.loads[1]?.fail();
      await refused;

      const refreshed = tab.copy.refresh();
      await works(2);
      await refreshed;
    });
  });
});
