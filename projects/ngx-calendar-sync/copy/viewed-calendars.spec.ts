import { BehaviorSubject, NEVER, of, type Observable, type Subscription } from 'rxjs';
import {
  aCalendar,
  aClock,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { BrowserTabs, type TabConnections } from '../base/browser-tabs';
import type { CalendarProviderTypes } from '../core/provider/calendar-provider';
import { memoryReplicaStore } from './replica/memory-replica-store';
import type { ReplicaStore } from '../core/replica/replica-store';
import { untilQuiet } from '../core/specs/until';
import type { CopyState } from '../core/provider/copy-state';
import { LocalCopy } from './local-copy';
import { anEvent } from './specs/fixed-event';

const MINUTE_MS = 60_000;
const MAY = { start: new Date('2026-05-01T00:00:00Z'), end: new Date('2026-06-01T00:00:00Z') };
const connections: TabConnections = {
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
};

type Copy = LocalCopy<CalendarProviderTypes>;

describe('LocalCopy: views of several tabs', () => {
  let clock: ReturnType<typeof aClock>;
  let store: ReplicaStore;
  let name: string;
  const states = new Map<Copy, CopyState>();
  const providers: InMemoryCalendarProvider[] = [];
  const watching: Subscription[] = [];

  beforeEach(() => {
    clock = aClock('2026-05-01T00:00:00Z');
    store = memoryReplicaStore();
    name = `views ${String(Math.random())}`;
  });

  afterEach(() => {
    for (const view of watching.splice(0)) {
      view.unsubscribe();
    }
    for (const copy of states.keys()) {
      copy.close();
    }
    states.clear();
    providers.splice(0);
  });

  interface Tab {
    readonly copy: Copy;
    readonly provider: InMemoryCalendarProvider;
    view(calendarId: string): Subscription;
  }

  /** A hidden tab never takes the lead, also where the minutes of the spec come all at once. */
  function aTab(visible$: Observable<boolean> = of(true)): Tab {
    const provider = new InMemoryCalendarProvider({
      calendars: ['c1', 'c2', 'c3'].map((id) => aCalendar(id)),
      events: [anEvent('standup', { calendarId: 'c1' })],
    });
    providers.push(provider);
    const copy = new LocalCopy({
      provider,
      store,
      tabs: new BrowserTabs(name, connections, clock),
      scope: () => ({ coverage: 'everything' }),
      timeZoneOf: () => 'UTC',
      visible$,
      wake$: NEVER,
      clock,
      random: () => 0.5,
    });
    copy.state$.subscribe((state) => states.set(copy, state));
    const view = (calendarId: string) => {
      const subscription = copy.watch(calendarId, MAY).subscribe();
      watching.push(subscription);
      return subscription;
    };
    return { copy, provider, view };
  }

  const quiet = () =>
    untilQuiet(
      () => [...states.values()].every(({ phase }) => phase === 'idle'),
      () => [[...states.values()], providers.map(({ requests }) => requests.length)],
    );

  async function pass(minutes: number): Promise<void> {
    await quiet();
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.tick(MINUTE_MS);
      await quiet();
    }
  }

  /** By calendar, how many times a tab pulls it in so many minutes. */
  async function pullsIn(minutes: number, { provider }: Tab): Promise<Record<string, number>> {
    provider.requests.splice(0);
    await pass(minutes);
    const counts = { c1: 0, c2: 0, c3: 0 };
    for (const request of provider.requests) {
      const [, id] = /^pull (c\d)$/.exec(request) ?? [];
      if (id === 'c1' || id === 'c2' || id === 'c3') {
        counts[id] += 1;
      }
    }
    return counts;
  }

  it('LocalCopy: the leader alone asks, each minute for what any tab views', async () => {
    const leader = aTab();
    await quiet();
    const follower = aTab(of(false));
    leader.view('c1');
    follower.view('c2');
    await pass(35);
    const { c1, c2, c3 } = await pullsIn(10, leader);
    expect([c1, c2]).toEqual([10, 10]);
    expect(c3).toBeLessThan(2);
    expect(follower.provider.requests).toEqual([]);
  });

  it('LocalCopy: what a tab ends to view, or viewed when it was closed, is asked for less and less', async () => {
    const leader = aTab();
    await quiet();
    const follower = aTab(of(false));
    leader.view('c1').unsubscribe();
    follower.view('c2');
    await pass(10);
    expect((await pullsIn(5, leader))['c2']).toBe(5);
    follower.copy.close();
    states.delete(follower.copy);
    await pass(30);
    const { c1, c2 } = await pullsIn(15, leader);
    expect(c1).toBeLessThan(3);
    expect(c2).toBeLessThan(3);
  });

  it('LocalCopy: the windows of a calendar count together, and it is in view until the last one is closed', async () => {
    const leader = aTab();
    const first = leader.view('c1');
    leader.view('c1');
    await pass(35);
    first.unsubscribe();
    expect((await pullsIn(5, leader))['c1']).toBe(5);
  });

  it('LocalCopy: a calendar that comes into view after a while is pulled at once, whichever tab views it', async () => {
    const leader = aTab();
    await quiet();
    const follower = aTab(of(false));
    await pass(38);
    leader.provider.requests.splice(0);
    follower.view('c3');
    await quiet();
    expect(leader.provider.requests).toContain('pull c3');
  });

  it('LocalCopy: a tab that takes the lead goes on with the intervals of the one before', async () => {
    const leader = aTab();
    await quiet();
    const visible = new BehaviorSubject(false);
    const next = aTab(visible);
    next.view('c1');
    await pass(40);
    leader.copy.close();
    states.delete(leader.copy);
    visible.next(true);
    const { c1, c2, c3 } = await pullsIn(3, next);
    expect(c1).toBeGreaterThan(2);
    expect(c2).toBeLessThan(2);
    expect(c3).toBeLessThan(2);
  });
});
