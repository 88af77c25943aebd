import { defer, delay, finalize, firstValueFrom, lastValueFrom, NEVER, of, Subject } from 'rxjs';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import type { PendingWrite, WriteConflict } from '../model/pending-write';
import { until } from '../specs/until';
import { OutboxTab } from './specs/outbox-tab';
import { SharedWrites } from './specs/shared-writes';

const code = (expected: string) => jasmine.objectContaining({ code: expected });

describe('Outbox over a log that outlives the page', () => {
  let provider: InMemoryCalendarProvider;
  let shared: SharedWrites;
  let tabs: OutboxTab[];

  beforeEach(() => {
    provider = new InMemoryCalendarProvider({
      calendars: [aCalendar('work')],
      events: [anEvent('standup'), anEvent('review')],
    });
    shared = new SharedWrites();
    tabs = [];
  });

  afterEach(() => {
    for (const tab of tabs) {
      tab.close();
    }
  });

  function open(isShown = false): OutboxTab {
    const tab = new OutboxTab(provider, shared.open(), isShown);
    tabs.push(tab);
    return tab;
  }

  function pendingOf(tab: OutboxTab): readonly PendingWrite[] {
    let pending: readonly PendingWrite[] = [];
    tab.outbox.pendingWrites$.subscribe((writes) => (pending = writes)).unsubscribe();
    return pending;
  }

  const states = (tab: OutboxTab) => pendingOf(tab).map(({ state }) => state);

  function conflictOf(tab: OutboxTab): WriteConflict | undefined {
    let conflicts: readonly WriteConflict[] = [];
    tab.outbox.conflicts$.subscribe((all) => (conflicts = all)).unsubscribe();
    return conflicts[0];
  }

  /** Writes so many events, each once. */
  function writeAll(tab: OutboxTab, count: number): void {
    const ids = Array.from({ length: count }, (_, index) => `event${String(index)}`);
    for (const id of ids) {
      provider.put(anEvent(id));
      tab.update(id, { title: 'mine' }).catch(() => undefined);
    }
  }

  const writesSent = () => provider.requests.filter((request) => !request.startsWith('get'));

  it('offline: what is written shows and waits, and is sent as one request when the network is back', async () => {
    const tab = open();
    tab.isOnline = false;
    const first = tab.update('standup', { title: 'first' });
    await until(() => states(tab).length === 1);
    const second = tab.update('standup', { location: 'Room 1' });
    await until(() => states(tab).length === 2);
    expect(tab.title('standup')).toBe('first');
    expect(states(tab)).toEqual(['waiting', 'waiting']);
    expect(writesSent()).toEqual([]);
    tab.isOnline = true;
    tab.wake$.next();
    await Promise.all([first, second]);
    expect(writesSent()).toEqual(['update work/standup']);
    expect(provider.stored('work', 'standup')).toEqual(
      jasmine.objectContaining({ title: 'first', location: 'Room 1' }),
    );
    expect(states(tab)).toEqual([]);
  });

  it('offline: an event that is added and deleted again is never sent', async () => {
    const tab = open(true);
    tab.isOnline = false;
    const { id, answer } = tab.add('lunch');
    await until(() => states(tab).length === 1);
    const removed = tab.remove(id);
    await until(() => states(tab).length === 2);
    tab.isOnline = true;
    tab.wake$.next();
    await Promise.all([answer, removed]);
    expect(writesSent()).toEqual([]);
    await until(() => shared.stored$.value.length === 0);
    expect(tab.shown(id)).toBeUndefined();
  });

  it('a passing failure: the write waits and says why, writes of other events go on, and waking tries it again', async () => {
    const tab = open();
    provider.failNext('unavailable', 'update work/standup');
    const failing = tab.update('standup', { title: 'mine' });
    await until(() => pendingOf(tab)[0]?.error?.code === 'unavailable');
    await tab.update('review', { title: 'other' });
    expect(states(tab)).toEqual(['waiting']);
    expect(tab.title('standup')).toBe('mine');
    tab.wake$.next();
    await failing;
    expect(provider.stored('work', 'standup')?.title).toBe('mine');
  });

  it('a refusal for good: the write shows no more and is kept until it is retried', async () => {
    const tab = open();
    provider.failNext('forbidden');
    await expectAsync(tab.update('standup', { title: 'mine' })).toBeRejectedWith(code('forbidden'));
    await until(() => states(tab)[0] === 'failed');
    expect(tab.title('standup')).toBe('standup');
    expect(pendingOf(tab)[0]?.error?.code).toBe('forbidden');
    await tab.outbox.retry(pendingOf(tab)[0]?.id ?? '');
    await until(() => states(tab).length === 0);
    expect(provider.stored('work', 'standup')?.title).toBe('mine');
  });

  it('an insert that is refused: what was written of the event waits, and goes when it is discarded', async () => {
    const tab = open();
    provider.failNext('forbidden', 'insert');
    const { id, answer } = tab.add('lunch');
    const renamed = tab.update(id, { title: 'late lunch' });
    await expectAsync(answer).toBeRejectedWith(code('forbidden'));
    await until(() => states(tab).join() === 'failed,waiting');
    await tab.outbox.discard(pendingOf(tab)[0]?.id ?? '');
    await expectAsync(renamed).toBeRejectedWith(code('cancelled'));
    expect(states(tab)).toEqual([]);
    expect(writesSent()).toEqual(['insert work']);
  });

  it('a tab that is killed before the answer: the next one sends the insert again, and there is one event', async () => {
    // The service does it, and its answer is lost.
    const send = spyOn(provider, 'sendWrite').and.callFake((plan, version) => {
      send.and.callThrough();
      provider.sendWrite(plan, version).subscribe();
      return NEVER;
    });
    const killed = open();
    const { answer, id } = killed.add('lunch');
    answer.catch(() => undefined);
    await until(() => writesSent().length === 1);
    killed.close();
    expect(shared.stored$.value.map(({ state }) => state)).toEqual(['sending']);
    shared.leader = undefined;
    const next = open();
    await until(() => states(next).length === 0);
    expect(writesSent()).toEqual(['insert work', 'insert work']);
    const range = { start: new Date('2026-05-05'), end: new Date('2026-05-06') };
    const listed = await lastValueFrom(provider.listEvents('work', { range }));
    expect(listed.map(({ title }) => title)).toEqual(['lunch']);
    expect(next.title(id)).toBe('lunch');
  });

  it('two tabs: each shows the writes of the other, and only the leading one sends', async () => {
    const leader = open();
    const other = open();
    provider.holdUntil(NEVER);
    other.update('standup', { title: 'mine' }).catch(() => undefined);
    await until(() => states(leader)[0] === 'sending');
    expect([leader.title('standup'), other.title('standup')]).toEqual(['mine', 'mine']);
    expect(writesSent()).toEqual(['update work/standup']);
  });

  it('a tab that leads no more sends nothing: the one that leads by then does', async () => {
    const before = open();
    const after = open();
    before.isOnline = false;
    const written = before.update('standup', { title: 'mine' });
    await until(() => states(before).length === 1);
    shared.leader = after.log;
    before.isOnline = true;
    before.wake$.next();
    expect(writesSent()).toEqual([]);
    (after.log as ReturnType<SharedWrites['open']>).lead();
    await written;
    expect(writesSent()).toEqual(['update work/standup']);
  });

  it('a tab that leads no more: what it has marked and not sent yet is left to the other one', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const id of ids) {
      provider.put(anEvent(id));
    }
    const before = open();
    const gate = new Subject<void>();
    provider.holdUntil(gate);
    before.isOnline = false;
    for (const id of ids) {
      before.update(id, { title: 'mine' }).catch(() => undefined);
    }
    await until(() => states(before).length === ids.length);
    before.isOnline = true;
    before.wake$.next();
    await until(() => writesSent().length === 4);
    const log = shared.open();
    log.lead();
    gate.next();
    await until(() => states(before).filter((state) => state === 'sending').length === 2);
    expect(writesSent().length).toBe(4);
  });

  it('forty writes: four requests are under way at a time', async () => {
    const tab = open();
    tab.isOnline = false;
    const send = provider.sendWrite.bind(provider);
    let [running, most] = [0, 0];
    spyOn(provider, 'sendWrite').and.callFake((...write) =>
      defer(() => {
        running += 1;
        most = Math.max(most, running);
        return send(...write);
      }).pipe(
        delay(0),
        finalize(() => (running -= 1)),
      ),
    );
    writeAll(tab, 40);
    await until(() => states(tab).length === 40);
    tab.isOnline = true;
    tab.wake$.next();
    await until(() => states(tab).length === 0);
    expect(most).toBe(4);
    expect(writesSent().length).toBe(40);
  });

  it('five writes: the fifth request leaves once another one is answered, also before that answer is stored', async () => {
    const tab = open();
    tab.isOnline = false;
    const change = tab.log.change.bind(tab.log);
    const stored = new Subject<void>();
    spyOn(tab.log, 'change').and.callFake(async (ids, changed, options) => {
      if (!options?.asLeader) {
        await firstValueFrom(stored);
      }
      return change(ids, changed, options);
    });
    writeAll(tab, 5);
    await until(() => states(tab).length === 5);
    tab.isOnline = true;
    tab.wake$.next();
    await until(() => writesSent().length === 5);
    expect(new Set(states(tab))).toEqual(new Set(['sending']));
    stored.next();
    await until(() => states(tab).length === 0);
  });

  describe('somebody else has changed the event meanwhile', () => {
    let tab: OutboxTab;

    /** Written offline, while somebody else changes the same event. */
    async function whileOffline(write: () => Promise<unknown>, theirs: object): Promise<void> {
      tab = open();
      tab.isOnline = false;
      write().catch(() => undefined);
      await until(() => states(tab).length === 1);
      provider.put({ ...anEvent('standup'), ...theirs });
      tab.isOnline = true;
      tab.wake$.next();
    }

    it('another property: both changes are kept', async () => {
      await whileOffline(() => tab.update('standup', { title: 'mine' }), { location: 'theirs' });
      await until(() => states(tab).length === 0);
      expect(provider.stored('work', 'standup')).toEqual(
        jasmine.objectContaining({ title: 'mine', location: 'theirs' }),
      );
    });

    it('the same property: the user is asked, and nothing is overwritten before', async () => {
      await whileOffline(() => tab.update('standup', { title: 'mine' }), { title: 'theirs' });
      await until(() => states(tab)[0] === 'conflict');
      const conflict = conflictOf(tab);
      expect(conflict?.fields).toEqual(['title']);
      expect([conflict?.base?.title, conflict?.mine?.title, conflict?.theirs?.title]).toEqual([
        'standup',
        'mine',
        'theirs',
      ]);
      expect(provider.stored('work', 'standup')?.title).toBe('theirs');
    });

    for (const [name, choice, title] of [
      ['mine', 'mine', 'mine'],
      ['theirs', 'theirs', 'theirs'],
      ['mine by its name', { title: 'mine' }, 'mine'],
    ] as const) {
      it(`the same property: resolved as ${name}, the event has the title ${title}`, async () => {
        await whileOffline(() => tab.update('standup', { title: 'mine' }), { title: 'theirs' });
        await until(() => states(tab)[0] === 'conflict');
        await tab.outbox.resolve(conflictOf(tab)?.id ?? '', choice);
        await until(() => states(tab).length === 0);
        expect(provider.stored('work', 'standup')?.title).toBe(title);
      });
    }

    it('the same property: a choice that leaves it undecided is refused', async () => {
      await whileOffline(() => tab.update('standup', { title: 'mine' }), { title: 'theirs' });
      await until(() => states(tab)[0] === 'conflict');
      await expectAsync(tab.outbox.resolve(conflictOf(tab)?.id ?? '', {})).toBeRejectedWith(
        code('invalid-request'),
      );
      expect(states(tab)).toEqual(['conflict']);
    });

    it('they have deleted it: the user is asked, and `mine` brings it back with the change', async () => {
      await whileOffline(() => tab.update('standup', { title: 'mine' }), { status: 'cancelled' });
      await until(() => states(tab)[0] === 'conflict');
      expect(conflictOf(tab)?.fields).toEqual([]);
      expect(conflictOf(tab)?.theirs).toBeUndefined();
      await tab.outbox.resolve(conflictOf(tab)?.id ?? '', 'mine');
      await until(() => states(tab).length === 0);
      expect(provider.stored('work', 'standup')).toEqual(
        jasmine.objectContaining({ title: 'mine', status: 'confirmed' }),
      );
    });

    it('a deletion of what they have changed: the user is asked', async () => {
      await whileOffline(() => tab.remove('standup'), { title: 'theirs' });
      await until(() => states(tab)[0] === 'conflict');
      expect(conflictOf(tab)?.mine).toBeUndefined();
      expect(provider.stored('work', 'standup')?.status).toBe('confirmed');
    });

    it('a deletion of what they have deleted is done', async () => {
      await whileOffline(() => tab.remove('standup'), { status: 'cancelled' });
      await until(() => states(tab).length === 0);
      expect(tab.shown('standup')).toBeUndefined();
    });
  });

  describe('undoLast', () => {
    it('takes back what is not sent yet without a request', async () => {
      const tab = open();
      tab.isOnline = false;
      tab.update('standup', { title: 'mine' }).catch(() => undefined);
      await until(() => states(tab).length === 1);
      await tab.outbox.undoLast();
      expect(tab.title('standup')).toBe('standup');
      expect(writesSent()).toEqual([]);
    });

    it('takes back what is sent before the log is changed', async () => {
      const log = shared.open();
      const change = log.change.bind(log);
      let isSent = false;
      // A storage that is slow to carry out what the user asks for.
      log.change = async (ids, changed, options) => {
        if (!options?.asLeader && !isSent) {
          await until(() => provider.stored('work', 'standup')?.title === 'mine');
          isSent = true;
        }
        return change(ids, changed, options);
      };
      const tab = new OutboxTab(provider, log);
      tabs.push(tab);
      tab.isOnline = false;
      tab.update('standup', { title: 'mine' }).catch(() => undefined);
      await until(() => states(tab).length === 1);
      const undone = tab.outbox.undoLast();
      tab.isOnline = true;
      tab.wake$.next();
      await undone;
      expect(provider.stored('work', 'standup')?.title).toBe('standup');
    });

    it('takes back an update, an insert and a deletion, the last one first', async () => {
      const tab = open();
      await tab.update('standup', { title: 'mine' });
      const { id, answer } = tab.add('lunch');
      await answer;
      await tab.remove('review');
      await tab.outbox.undoLast();
      expect(provider.stored('work', 'review')?.status).toBe('confirmed');
      await tab.outbox.undoLast();
      expect(provider.stored('work', id)?.status).toBe('cancelled');
      await tab.outbox.undoLast();
      expect(provider.stored('work', 'standup')?.title).toBe('standup');
      await expectAsync(tab.outbox.undoLast()).toBeRejectedWith(code('invalid-request'));
    });
  });

  it('writeDirectly: what only this tab can send waits for the stored write of its event', async () => {
    const tab = open();
    tab.isOnline = false;
    const stored = tab.update('standup', { title: 'mine' });
    await until(() => states(tab).length === 1);
    const order: string[] = [];
    const direct = tab.outbox.writeDirectly({
      shown: { kind: 'put', event: anEvent('standup', { title: 'direct' }) },
      send: () => {
        order.push(provider.stored('work', 'standup')?.title ?? '');
        return of(anEvent('standup', { title: 'direct' }));
      },
    });
    expect(order).toEqual([]);
    tab.isOnline = true;
    tab.wake$.next();
    await Promise.all([stored, direct]);
    expect(order).toEqual(['mine']);
  });
});
