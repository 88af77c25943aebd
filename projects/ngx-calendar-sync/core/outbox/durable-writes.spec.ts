import { lastValueFrom, NEVER, of } from 'rxjs';
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
  describe(`Outbox over a log that outlives the page, ${name}`, () => {
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

    function open(isShown = false): OutboxTab {
      const tab = new OutboxTab(provider, shared.open(), isShown);
      tabs.push(tab);
      return tab;
    }

    const writesSent = () => provider.requests.filter((request) => !request.startsWith('get'));

    it('offline: what is written shows and waits, and is sent as one request when the network is back', async () => {
      const tab = open();
      tab.isOnline = false;
      const first = tab.update('standup', { title: 'first' });
      await until(() => tab.states.length === 1);
      const second = tab.update('standup', { location: 'Room 1' });
      await until(() => tab.states.length === 2);
      expect(tab.title('standup')).toBe('first');
      expect(tab.states).toEqual(['waiting', 'waiting']);
      expect(writesSent()).toEqual([]);
      tab.isOnline = true;
      tab.wake$.next();
      await Promise.all([first, second]);
      expect(writesSent()).toEqual(['update work/standup']);
      expect(provider.stored('work', 'standup')).toEqual(
        jasmine.objectContaining({ title: 'first', location: 'Room 1' }),
      );
      expect(tab.states).toEqual([]);
    });

    it('offline: an event that is added and deleted again is never sent', async () => {
      const tab = open(true);
      tab.isOnline = false;
      const { id, answer } = tab.add('lunch');
      await until(() => tab.states.length === 1);
      const removed = tab.remove(id);
      await until(() => tab.states.length === 2);
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
      await until(() => tab.pending[0]?.error?.code === 'unavailable');
      await tab.update('review', { title: 'other' });
      expect(tab.states).toEqual(['waiting']);
      expect(tab.title('standup')).toBe('mine');
      tab.wake$.next();
      await failing;
      expect(provider.stored('work', 'standup')?.title).toBe('mine');
    });

    // What a 400, a 403 and the quota of guests are.
    for (const refusal of ['invalid-request', 'forbidden', 'quota-exceeded'] as const) {
      it(`a refusal for good, ${refusal}: the write shows no more and is kept until it is retried`, async () => {
        const tab = open();
        provider.failNext(refusal);
        await expectAsync(tab.update('standup', { title: 'mine' })).toBeRejectedWith(code(refusal));
        await until(() => tab.states[0] === 'failed');
        expect(tab.title('standup')).toBe('standup');
        expect(tab.pending[0]?.error?.code).toBe(refusal);
        tab.wake$.next();
        await tab.update('review', { title: 'other' });
        expect(tab.states).toEqual(['failed']);
        await tab.outbox.retry(tab.pending[0]?.id ?? '');
        await until(() => tab.states.length === 0);
        expect(provider.stored('work', 'standup')?.title).toBe('mine');
      });
    }

    it('an insert that is refused: what was written of the event waits, and goes when it is discarded', async () => {
      const tab = open();
      provider.failNext('forbidden', 'insert');
      const { id, answer } = tab.add('lunch');
      const renamed = tab.update(id, { title: 'late lunch' });
      await expectAsync(answer).toBeRejectedWith(code('forbidden'));
      await until(() => tab.states.join() === 'failed,waiting');
      await tab.outbox.discard(tab.pending[0]?.id ?? '');
      await expectAsync(renamed).toBeRejectedWith(code('cancelled'));
      expect(tab.states).toEqual([]);
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
      await until(() => next.states.length === 0);
      expect(writesSent()).toEqual(['insert work', 'insert work']);
      const range = { start: new Date('2026-05-05'), end: new Date('2026-05-06') };
      const listed = await lastValueFrom(provider.listEvents('work', { range }));
      expect(listed.map(({ title }) => title)).toEqual(['lunch']);
      const latestId = next.outbox.latestId({ calendarId: 'work', eventId: id });
      expect(next.title(latestId)).toBe('lunch');
    });

    it('two tabs: each shows the writes of the other, and only the leading one sends', async () => {
      const leader = open();
      const other = open();
      provider.holdUntil(NEVER);
      other.update('standup', { title: 'mine' }).catch(() => undefined);
      await until(() => leader.states[0] === 'sending');
      expect([leader.title('standup'), other.title('standup')]).toEqual(['mine', 'mine']);
      expect(writesSent()).toEqual(['update work/standup']);
    });

    it('a tab that leads no more sends nothing: the one that leads by then does', async () => {
      const before = open();
      const after = open();
      before.isOnline = false;
      const written = before.update('standup', { title: 'mine' });
      await until(() => before.states.length === 1);
      shared.leader = after.log;
      before.isOnline = true;
      before.wake$.next();
      expect(writesSent()).toEqual([]);
      (after.log as ReturnType<SharedWrites['open']>).lead();
      await written;
      expect(writesSent()).toEqual(['update work/standup']);
    });

    describe('undoLast', () => {
      it('takes back what is not sent yet without a request', async () => {
        const tab = open();
        tab.isOnline = false;
        tab.update('standup', { title: 'mine' }).catch(() => undefined);
        await until(() => tab.states.length === 1);
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
        await until(() => tab.states.length === 1);
        const undone = tab.outbox.undoLast();
        tab.isOnline = true;
        tab.wake$.next();
        await undone;
        expect(provider.stored('work', 'standup')?.title).toBe('standup');
      });

      it('takes back an update, an insert and a deletion, the last one first', async () => {
        const tab = open();
        await tab.update('standup', { title: 'mine' });
        const stored = (eventId: string) =>
          provider.stored('work', tab.outbox.latestId({ calendarId: 'work', eventId }));
        const { id, answer } = tab.add('lunch');
        await answer;
        await tab.remove('review');
        await tab.outbox.undoLast();
        expect(stored('review')?.status).toBe('confirmed');
        await tab.outbox.undoLast();
        expect(stored(id)?.status).toBe('cancelled');
        await tab.outbox.undoLast();
        expect(provider.stored('work', 'standup')?.title).toBe('standup');
        await expectAsync(tab.outbox.undoLast()).toBeRejectedWith(code('invalid-request'));
      });
    });

    it('writeDirectly: what only this tab can send waits for the stored write of its event', async () => {
      const tab = open();
      tab.isOnline = false;
      const stored = tab.update('standup', { title: 'mine' });
      await until(() => tab.states.length === 1);
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
}
