import { filter, firstValueFrom, NEVER, of, take, toArray } from 'rxjs';
import { aCalendar, aClock, InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import { anEvent } from '../sync/specs/fixed-event';
import { BrowserTabs, type TabConnections } from '../ambient/browser-tabs';
import { memoryReplicaStore } from '../replica/memory-replica-store';
import type { ReplicaStore } from '../replica/replica-store';
import type { CalendarProviderTypes } from '../sync/calendar-provider';
import { LocalCopy } from './local-copy';

const connections: TabConnections = {
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
};

describe('a local copy in several tabs', () => {
  let provider: InMemoryCalendarProvider;
  let name: string;
  const clock = aClock('2026-05-01T00:00:00Z');
  const copies: LocalCopy<CalendarProviderTypes>[] = [];

  beforeEach(() => {
    provider = new InMemoryCalendarProvider({
      calendars: [aCalendar('work')],
      events: [anEvent('standup')],
    });
    name = `tabs ${String(Math.random())}`;
  });

  afterEach(() => {
    for (const copy of copies.splice(0)) copy.close();
  });

  /** What one tab has of the copy. */
  function aTab(store: ReplicaStore): LocalCopy<CalendarProviderTypes> {
    const copy = new LocalCopy({
      provider,
      store,
      tabs: new BrowserTabs(name, connections, clock),
      scope: { coverage: 'everything' },
      timeZoneOf: () => 'UTC',
      visible$: of(true),
      wake$: NEVER,
      clock,
      random: () => 0.5,
    });
    copies.push(copy);
    return copy;
  }

  const passed = (copy: LocalCopy<CalendarProviderTypes>) =>
    firstValueFrom(copy.state$.pipe(filter(({ syncedAt }) => syncedAt !== undefined)));

  it('every tab hears of each completed pull of a calendar, also where nothing had changed', async () => {
    const store = memoryReplicaStore();
    const leader = aTab(store);
    await passed(leader);
    const follower = aTab(store);
    const heard = firstValueFrom(follower.pulled$.pipe(take(2), toArray()));
    clock.tick(1_000);
    const begunAt = clock.now();
    await leader.sync('work');
    await follower.sync('work');
    expect(await heard).toEqual([
      jasmine.objectContaining({ calendarId: 'work', begunAt }),
      jasmine.objectContaining({ calendarId: 'work', begunAt }),
    ]);
  });
});
