import { defer, delay, finalize, firstValueFrom, Subject } from 'rxjs';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import { until } from '../specs/until';
import { OutboxTab } from './specs/outbox-tab';
import { PROVIDER_KINDS } from './specs/provider-kinds';
import { SharedWrites } from './specs/shared-writes';

for (const { name, options } of PROVIDER_KINDS) {
  describe(`Outbox: many writes at a time, ${name}`, () => {
    let provider: InMemoryCalendarProvider;
    let shared: SharedWrites;
    let tabs: OutboxTab[];

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        calendars: [aCalendar('work')],
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

    function open(): OutboxTab {
      const tab = new OutboxTab(provider, shared.open());
      tabs.push(tab);
      return tab;
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
      await until(() => before.states.length === ids.length);
      before.isOnline = true;
      before.wake$.next();
      await until(() => writesSent().length === 4);
      const log = shared.open();
      log.lead();
      gate.next();
      await until(() => before.states.filter((state) => state === 'sending').length === 2);
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
      await until(() => tab.states.length === 40);
      tab.isOnline = true;
      tab.wake$.next();
      await until(() => tab.states.length === 0);
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
      await until(() => tab.states.length === 5);
      tab.isOnline = true;
      tab.wake$.next();
      await until(() => writesSent().length === 5);
      expect(new Set(tab.states)).toEqual(new Set(['sending']));
      stored.next();
      await until(() => tab.states.length === 0);
    });
  });
}
