import {
  BehaviorSubject,
  filter,
  firstValueFrom,
  NEVER,
  type Observable,
  of,
  type Subscription,
  switchMap,
  take,
  toArray,
} from 'rxjs';
import {
  aCalendar,
  aClock,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import type { CalendarEvent } from '../core/model/calendar-event';
import { anEvent } from './specs/fixed-event';
import {
  ɵBrowserTabs as BrowserTabs,
  type ɵTabConnections as TabConnections,
} from 'ngx-calendar-sync/base';
import { until, untilQuiet } from '../core/specs/until';
import { deleteReplica, indexedDbReplicaStore } from './replica/indexed-db-replica-store';
import { memoryReplicaStore } from './replica/memory-replica-store';
import type { ReplicaStore } from '../core/replica/replica-store';
import type { CalendarProviderTypes } from '../core/provider/calendar-provider';
import { LocalCopy } from './local-copy';

const connections: TabConnections = {
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
};

const inMay = (id: string): CalendarEvent =>
  anEvent(id, {
    calendarId: 'work',
    start: '2026-05-04T09:00:00Z',
    end: '2026-05-04T10:00:00Z',
  });

describe('LocalCopy in several tabs', () => {
  let provider: InMemoryCalendarProvider;
  let name: string;
  const clock = aClock('2026-05-01T00:00:00Z');
  const copies: LocalCopy<CalendarProviderTypes>[] = [];

  beforeEach(() => {
    provider = new InMemoryCalendarProvider({
      calendars: [aCalendar('work')],
      events: [inMay('standup')],
    });
    name = `tabs ${String(Math.random())}`;
  });

  afterEach(() => {
    for (const copy of copies.splice(0)) {
      copy.close();
    }
  });

  /** What one tab has of the copy. */
  function aTab(
    store: ReplicaStore,
    visible$: Observable<boolean> = of(true),
    connected = connections,
  ): LocalCopy<CalendarProviderTypes> {
    const copy = new LocalCopy({
      provider,
      store,
      tabs: new BrowserTabs(name, connected, clock),
      scope: () => ({ coverage: 'everything' }),
      timeZoneOf: () => 'UTC',
      visible$,
      wake$: NEVER,
      clock,
      random: () => 0.5,
    });
    copies.push(copy);
    return copy;
  }

  /** In small steps, so that the tabs hear of each other as they would. */
  async function passMinutes(minutes: number): Promise<void> {
    for (let second = 0; second < minutes * 60; second += 5) {
      clock.tick(5_000);
      await settled();
    }
  }

  /** All messages that were sent have arrived. */
  const settled = () =>
    untilQuiet(
      () => true,
      () => undefined,
    );

  /** A hidden tab that hears nothing while it is frozen. */
  function aFreezableTab(store: ReplicaStore) {
    let isFrozen = false;
    const other = aTab(store, of(false), {
      ...connections,
      channel: (channelName) => {
        const channel = new BroadcastChannel(channelName);
        channel.addEventListener('message', (message) => {
          if (isFrozen) {
            message.stopImmediatePropagation();
          }
        });
        return channel;
      },
    });
    const freeze = (frozen: boolean) => (isFrozen = frozen);
    return { other, freeze };
  }

  const passed = (copy: LocalCopy<CalendarProviderTypes>) =>
    firstValueFrom(copy.state$.pipe(filter(({ syncedAt }) => syncedAt !== undefined)));

  it('pulled$: every tab hears of each completed pull, also where nothing had changed', async () => {
    const store = memoryReplicaStore();
    const leader = aTab(store);
    await passed(leader);
    const follower = aTab(store);
    const heard = firstValueFrom(follower.pulled$.pipe(take(2), toArray()));
    clock.tick(1_000);
    const begunAt = clock.now();
    await leader.refresh('work');
    await follower.refresh('work');
    expect(await heard).toEqual([
      jasmine.objectContaining({ calendarId: 'work', begunAt }),
      jasmine.objectContaining({ calendarId: 'work', begunAt }),
    ]);
  });

  it('refresh: is answered by the next leader where the one that was asked steps down in the middle of it', async () => {
    const store = memoryReplicaStore();
    const [leaderVisible, nextVisible] = [new BehaviorSubject(true), new BehaviorSubject(false)];
    const leader = aTab(store, leaderVisible);
    await passed(leader);
    aTab(store, nextVisible);
    const asking = aTab(store, of(false));

    const pull = provider.pull.bind(provider);
    const firstPullAsked = new Promise<void>((resolve) => {
      let isFirst = true;
      spyOn(provider, 'pull').and.callFake((...request: Parameters<typeof pull>) => {
        if (!isFirst) {
          return pull(...request);
        }
        isFirst = false;
        resolve();
        return NEVER;
      });
    });
    provider.put(inMay('later'));
    const refreshes = Promise.all([asking.refresh(), leader.refresh()]);
    await firstPullAsked;
    leaderVisible.next(false);
    nextVisible.next(true);
    await refreshes;
    expect((await asking.find('work', ['later'])).size).toBe(1);
  });

  it('refresh: works although another tab’s claim of the lead was stored late', async () => {
    const store = memoryReplicaStore();
    const leader = aTab(store);
    await passed(leader);
    await store.claim();
    provider.put(inMay('later'));
    await leader.refresh();
    expect((await leader.find('work', ['later'])).size).toBe(1);
  });

  it('refresh: waits as long as the tab that leads needs, also for several minutes', async () => {
    const store = memoryReplicaStore();
    const leader = aTab(store);
    await passed(leader);
    const other = aTab(store);
    const pull = provider.pull.bind(provider);
    const isAnswered = new BehaviorSubject(false);
    const asked = new Promise<void>((resolve) => {
      spyOn(provider, 'pull').and.callFake((...request: Parameters<typeof pull>) => {
        resolve();
        return isAnswered.pipe(
          filter(Boolean),
          take(1),
          switchMap(() => pull(...request)),
        );
      });
    });
    provider.put(inMay('later'));
    const answered: string[] = [];
    const channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }: MessageEvent<{ readonly body?: unknown }>) => {
      const { copy, id = '' } = data.body as { readonly copy?: string; readonly id?: string };
      answered.push(...(copy === 'done' ? [id] : []));
    });
    const refreshes = Promise.all([leader.refresh('work'), other.refresh('work')]);
    await asked;
    await passMinutes(5);
    isAnswered.next(true);
    await refreshes;
    expect((await other.find('work', ['later'])).size).toBe(1);
    await settled();
    channel.close();
    expect(answered.length).toBe(2);
  });

  it('refresh: a tab that hears nothing of the one that leads now and then, as over a pause of the machine, waits on', async () => {
    const store = memoryReplicaStore();
    await passed(aTab(store));
    const { other, freeze } = aFreezableTab(store);
    await other.refresh('work');
    const isAnswered = new BehaviorSubject(false);
    const pull = provider.pull.bind(provider);
    spyOn(provider, 'pull').and.callFake((...request: Parameters<typeof pull>) =>
      isAnswered.pipe(
        filter(Boolean),
        take(1),
        switchMap(() => pull(...request)),
      ),
    );
    const refresh = other.refresh('work');
    for (let pause = 0; pause < 4; pause += 1) {
      freeze(true);
      await passMinutes(1);
      freeze(false);
      await passMinutes(0.5);
    }
    isAnswered.next(true);
    await expectAsync(refresh).toBeResolved();
  });

  it('refresh: of a copy that is closed does not wait', async () => {
    const copy = aTab(memoryReplicaStore());
    await passed(copy);
    copy.close();
    await expectAsync(copy.refresh()).toBeResolved();
  });

  it('refresh: a tab that has missed the answer, as a frozen one does, asks again', async () => {
    const store = memoryReplicaStore();
    await passed(aTab(store));
    const { other, freeze } = aFreezableTab(store);
    await other.refresh('work');
    const pull = spyOn(provider, 'pull').and.callThrough();
    freeze(true);
    const refresh = other.refresh('work');
    await until(() => pull.calls.count() > 0);
    await settled();
    freeze(false);
    await passMinutes(1);
    await expectAsync(refresh).toBeResolved();
  });

  it('refresh: a hidden tab that nobody answers does not wait for ever', async () => {
    const alone = aTab(memoryReplicaStore(), of(false));
    const refresh = alone.refresh();
    const rejected = expectAsync(refresh).toBeRejectedWith(
      jasmine.objectContaining({ code: 'unavailable' }),
    );
    await passMinutes(2);
    await rejected;
  });

  describe('storage: where that of the leader fails', () => {
    const account = 'storage fails';
    const may = { start: new Date('2026-05-01T00:00:00Z'), end: new Date('2026-06-01T00:00:00Z') };
    type Copy = LocalCopy<CalendarProviderTypes>;

    afterEach(() => deleteReplica(account));

    /** The ids that a tab shows from now on. */
    function shownIn(copy: Copy): () => readonly string[] {
      let shown: readonly string[] = [];
      const events$ = copy.watch('work', may).subscribe(({ events }) => {
        shown = events.map(({ id }) => id).sort();
      });
      watching.push(events$);
      return () => shown;
    }
    const watching: Subscription[] = [];

    afterEach(() => {
      for (const events$ of watching.splice(0)) {
        events$.unsubscribe();
      }
    });

    const statusOf = async (copy: Copy) => (await firstValueFrom(copy.state$)).storage;

    /** A leader and a tab beside it, right after the browser has refused the leader any more room. */
    async function afterQuota(): Promise<{ readonly leader: Copy; readonly other: Copy }> {
      const leader = aTab(indexedDbReplicaStore(account));
      await passed(leader);
      const other = aTab(indexedDbReplicaStore(account));
      await other.refresh();
      const put = IDBObjectStore.prototype.put;
      let refused = false;
      spyOn(IDBObjectStore.prototype, 'put').and.callFake(function (this: IDBObjectStore, ...row) {
        if (!refused && typeof row[0] === 'string') {
          refused = true;
          throw new DOMException('full', 'QuotaExceededError');
        }
        return put.apply(this, row);
      });
      provider.put(inMay('while it fails'));
      await leader.refresh();
      expect(await statusOf(leader)).toEqual({ kind: 'memory', reason: 'quota' });
      return { leader, other };
    }

    it('the other tabs show what is new', async () => {
      const { leader, other } = await afterQuota();
      const [inLeader, inOther] = [shownIn(leader), shownIn(other)];
      await until(
        () => inLeader().includes('while it fails') && inOther().includes('while it fails'),
      );
      provider.put(inMay('later'));
      clock.tick(80_000);
      await until(() => inLeader().includes('later') && inOther().includes('later'));
      expect(await statusOf(other)).toEqual({ kind: 'persistent' });
    });

    it('an event that another tab creates is there once that tab has synced', async () => {
      const { other } = await afterQuota();
      const inOther = shownIn(other);
      const draft = { title: 'mine', start: '2026-05-06T09:00:00Z' };
      const plan = provider.planWrite({ kind: 'insert', calendarId: 'work', draft });
      const { id } = (await firstValueFrom(provider.sendWrite(plan, undefined))) ?? { id: '' };
      await other.refresh('work');
      await until(() => inOther().includes(id));
      expect((await other.find('work', [id])).size).toBe(1);
    });

    it('the tab whose storage fails goes on alone', async () => {
      const { leader } = await afterQuota();
      const inLeader = shownIn(leader);
      provider.put(inMay('later'));
      await leader.refresh('work');
      await until(() => inLeader().includes('later'));
    });
  });
});
