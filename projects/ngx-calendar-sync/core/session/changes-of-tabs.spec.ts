import { NEVER, of } from 'rxjs';
import {
  aClock,
  type ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import {
  ɵBrowserTabs as BrowserTabs,
  type ɵTabConnections as TabConnections,
} from 'ngx-calendar-sync/base';
import { LocalCopy } from '../../copy/local-copy';
import { memoryReplicaStore } from '../../copy/replica/memory-replica-store';
import { anEvent } from '../../copy/specs/fixed-event';
import { aProvider, SERVICES } from '../../copy/specs/services';
import type { CalendarEvent } from '../model/calendar-event';
import { SharedWrites } from '../outbox/specs/shared-writes';
import { createOutbox } from '../specs/create-outbox';
import { until } from '../specs/until';
import { CalendarSession } from './calendar-session';

const connections: TabConnections = {
  locks: navigator.locks,
  channel: (name) => new BroadcastChannel(name),
};

interface Tab {
  readonly session: CalendarSession;
  /** The changes that the app of this tab hears of, such as `updated standup here`. */
  readonly changes: string[];
}

for (const service of SERVICES) {
  describe(`changes$ of two tabs with a replica of ${service.name}`, () => {
    let provider: InMemoryCalendarProvider;
    let leader: Tab;
    let other: Tab;

    beforeEach(async () => {
      provider = aProvider(service, [anEvent('standup'), anEvent('review')]);
      const clock = aClock('2026-05-01T00:00:00Z');
      const store = memoryReplicaStore();
      const shared = new SharedWrites();
      const name = `changes ${String(Math.random())}`;
      const open = async (): Promise<Tab> => {
        const backend = new LocalCopy({
          provider,
          store,
          tabs: new BrowserTabs(name, connections, clock),
          scope: () => service.scope,
          timeZoneOf: () => 'UTC',
          visible$: of(true),
          wake$: NEVER,
          clock,
          random: () => 0.5,
          writes: shared.open(),
        });
        const session = new CalendarSession(provider, { createOutbox, backend, clock });
        session.writes.open();
        const changes: string[] = [];
        session.changes$.subscribe(({ changes: all }) => {
          for (const { kind, id, here } of all) {
            changes.push(`${kind} ${id}${here ? ' here' : ''}`);
          }
        });
        let shown: readonly CalendarEvent[] = [];
        session.events$.subscribe((events) => (shown = events));
        session.setView({ calendarIds: ['work'], start: '2026-05-01', end: '2026-06-01' });
        await session.sync();
        await until(() => shown.length === 2);
        changes.length = 0;
        return { session, changes };
      };
      leader = await open();
      other = await open();
    });

    afterEach(() => {
      other.session.close();
      leader.session.close();
    });

    it('a write is told as made here in the tab where it was made, and in no other one', async () => {
      await other.session.writes.updateEvent('work', { id: 'standup', title: 'mine' });
      await until(() => leader.changes.length > 0 && other.changes.length > 0);
      expect([leader.changes, other.changes]).toEqual([
        ['updated standup'],
        ['updated standup here'],
      ]);
      await leader.session.writes.deleteEvent('work', { id: 'review' });
      await until(() => leader.changes.length > 1 && other.changes.length > 1);
      expect([leader.changes[1], other.changes[1]]).toEqual([
        'removed review here',
        'removed review',
      ]);
    });

    it('a write that is taken back is told as made here, too', async () => {
      await other.session.writes.updateEvent('work', { id: 'standup', title: 'mine' });
      await until(() => leader.changes.length > 0 && other.changes.length > 0);
      await other.session.writes.undoLast();
      await until(() => leader.changes.length > 1 && other.changes.length > 1);
      expect([leader.changes[1], other.changes[1]]).toEqual([
        'updated standup',
        'updated standup here',
      ]);
    });

    it('what somebody else changes of an event that was written here is not told as made here', async () => {
      await other.session.writes.updateEvent('work', { id: 'standup', title: 'mine' });
      await until(() => leader.changes.length > 0 && other.changes.length > 0);
      provider.put({ ...anEvent('standup'), title: 'theirs' });
      await leader.session.sync();
      await until(() => leader.changes.length > 1 && other.changes.length > 1);
      provider.put({ ...anEvent('standup'), status: 'cancelled' });
      await leader.session.sync();
      await until(() => leader.changes.length > 2 && other.changes.length > 2);
      expect(other.changes.slice(1)).toEqual(['updated standup', 'removed standup']);
    });
  });
}
