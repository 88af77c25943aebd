import { of, Subject } from 'rxjs';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import { until } from '../specs/until';
import { OutboxTab } from './specs/outbox-tab';
import { PROVIDER_KINDS } from './specs/provider-kinds';
import { SharedWrites } from './specs/shared-writes';

const code = (expected: string) => jasmine.objectContaining({ code: expected });

for (const { name, options } of PROVIDER_KINDS) {
  describe(`Outbox of several tabs, ${name}`, () => {
    let provider: InMemoryCalendarProvider;
    let shared: SharedWrites;
    let tabs: OutboxTab[];

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        calendars: [aCalendar('work')],
        events: [anEvent('standup'), anEvent('review')],
        ...options,
      });
      shared = new SharedWrites();
      tabs = [];
    });

    afterEach(() => {
      for (const tab of tabs) {
        tab.close();
      }
    });

    function open(isShown = false): OutboxTab & { lead(): void } {
      const log = shared.open();
      const tab = new OutboxTab(provider, log, isShown);
      tabs.push(tab);
      return Object.assign(tab, {
        lead: () => {
          log.lead();
        },
      });
    }

    const states = () => shared.stored$.value.map(({ state }) => state);
    const writesSent = () => provider.requests.filter((request) => !request.startsWith('get'));

    it('a confirmed write that a tab shows leaves the log when that tab leads later', async () => {
      const leader = open();
      const follower = open(true);
      await leader.update('standup', { title: 'mine' });
      expect(states()).toEqual(['confirmed']);
      follower.lead();
      await until(() => states().length === 0);
      expect(follower.title('standup')).toBe('mine');
    });

    it('a confirmed write is told as made in this tab in one tab alone', async () => {
      const leader = open();
      const other = open();
      await other.update('standup', { title: 'mine' });
      expect([leader.madeHere, other.madeHere]).toEqual([[false], [true]]);
    });

    it('a write that cannot be stored: the call is told why', async () => {
      const tab = open();
      tab.isOnline = false;
      spyOn(tab.log, 'add').and.callFake(async (write) => {
        shared.stored$.next([write]);
        await Promise.resolve();
        // As the log of the replica: the write is gone before the call hears of it.
        shared.stored$.next([]);
        throw new CalendarSyncError('unexpected', 'The storage is full.');
      });
      await expectAsync(tab.update('standup', { title: 'mine' })).toBeRejectedWith(
        code('unexpected'),
      );
      expect(tab.title('standup')).toBe('standup');
    });

    it('a deletion by somebody else that stands: the call of a tab that does not send is rejected too', async () => {
      const leader = open();
      const other = open();
      leader.conflictPolicy = 'theirs';
      leader.isOnline = false;
      const written = other.update('standup', { title: 'mine' });
      await until(() => states().length === 1);
      provider.put(anEvent('standup', { status: 'cancelled' }));
      leader.isOnline = true;
      leader.wake$.next();
      await expectAsync(written).toBeRejectedWith(code('deleted'));
    });

    it('a tab that leads no more after a conflict sends no merge: the one that leads by then does', async () => {
      const before = open();
      const after = open();
      before.isOnline = false;
      after.isOnline = false;
      const written = before.update('standup', { title: 'mine' });
      await until(() => states().length === 1);
      provider.put(anEvent('standup', { location: 'theirs' }));
      const readEvent = spyOn(provider, 'readEvent').and.callFake((target) => {
        readEvent.and.callThrough();
        after.lead();
        return provider.readEvent(target);
      });
      before.isOnline = true;
      before.wake$.next();
      await until(() => states()[0] === 'waiting');
      // A write that is refused is not among them.
      expect(writesSent()).toEqual([]);
      after.isOnline = true;
      after.wake$.next();
      await written;
      expect(provider.stored('work', 'standup')).toEqual(
        jasmine.objectContaining({ title: 'mine', location: 'theirs' }),
      );
    });

    it('retry of an earlier write waits for the later one of its event that is sent now', async () => {
      const tab = open();
      provider.failNext('forbidden');
      await expectAsync(tab.update('standup', { title: 'first' })).toBeRejected();
      await until(() => states()[0] === 'failed');
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      const second = tab.update('standup', { location: 'Room 1' });
      await until(() => writesSent().length === 2);
      await tab.outbox.retry(shared.stored$.value[0]?.id ?? '');
      expect(writesSent().length).toBe(2);
      provider.holdUntil(of(undefined));
      gate.next();
      await second;
      await until(() => states().every((state) => state === 'confirmed'));
      expect(provider.stored('work', 'standup')).toEqual(
        jasmine.objectContaining({ title: 'first', location: 'Room 1' }),
      );
    });

    it('durable: the event as it is shown, or as it was where it shows no more, once it is stored', async () => {
      const tab = open();
      tab.isOnline = false;
      const base = anEvent('standup');
      const target = { calendarId: 'work', eventId: 'standup' };
      const unseen = {
        kind: 'update',
        shown: { kind: 'none', target },
        base,
        request: {},
      } as const;
      expect(await tab.outbox.write(unseen, { durable: true })).toEqual(base);
      expect(states()).toEqual(['waiting']);
    });

    it('durable: where the browser does not store the write, the call waits until it is confirmed', async () => {
      const tab = open();
      shared.status$.next({ kind: 'memory', reason: 'quota' });
      tab.isOnline = false;
      const plan = provider.planWrite({
        kind: 'update',
        calendarId: 'work',
        changes: { id: 'standup', title: 'mine' },
        seen: anEvent('standup'),
      });
      let isSafe = false;
      const written = tab.outbox.write(plan, { durable: true }).then(() => (isSafe = true));
      await until(() => states().length === 1);
      await new Promise((resolve) => setTimeout(resolve));
      expect(isSafe).toBeFalse();
      tab.isOnline = true;
      tab.wake$.next();
      await written;
      expect(provider.stored('work', 'standup')?.title).toBe('mine');
    });

    it('durable: an abort while the write is being stored rejects the call', async () => {
      const tab = open();
      tab.isOnline = false;
      const abort = new AbortController();
      const event = anEvent('standup', { title: 'mine' });
      const plan = { kind: 'update', shown: { kind: 'put', event }, request: {} } as const;
      const written = tab.outbox.write(plan, { durable: true, signal: abort.signal });
      abort.abort();
      await expectAsync(written).toBeRejectedWith(code('cancelled'));
    });

    it('onConfirmed: told of what is confirmed where no call waits, also in a later visit and for another tab', async () => {
      const tab = open();
      await tab.update('standup', { title: 'awaited' });
      expect(tab.confirmedUnawaited).toEqual([]);
      const event = anEvent('review');
      const changes = { id: 'review', title: 'durable' };
      const write = { kind: 'update', calendarId: 'work', changes, seen: event } as const;
      await tab.outbox.write(provider.planWrite(write), { durable: true });
      await until(() => tab.confirmedUnawaited.length === 1);
      expect(tab.confirmedUnawaited).toEqual(['durable']);
      const other = open();
      await other.update('standup', { title: 'of the other' });
      expect(other.confirmedUnawaited).toEqual([]);
      await until(() => tab.confirmedUnawaited.at(-1) === 'of the other');
      tab.isOnline = false;
      const { answer } = tab.add('lunch');
      answer.catch(() => undefined);
      await until(() => states().includes('waiting'));
      tab.close();
      other.lead();
      await until(() => other.confirmedUnawaited.length === 1);
      expect(other.confirmedUnawaited).toEqual(['lunch']);
    });
  });
}
