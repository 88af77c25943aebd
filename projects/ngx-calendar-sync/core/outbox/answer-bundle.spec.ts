import { NEVER, VirtualTimeScheduler } from 'rxjs';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import { WriteTabs } from '../../copy/write-log/specs/write-tabs';
import type { StoredWrite } from '../provider/write-log';
import { until } from '../specs/until';
import { AnswerBundle } from './answer-bundle';
import { OutboxTab } from './specs/outbox-tab';
import { SharedWrites } from './specs/shared-writes';

describe('AnswerBundle', () => {
  let clock: VirtualTimeScheduler;
  let bundle: AnswerBundle;
  let stored: (number | 'more')[];

  beforeEach(() => {
    clock = new VirtualTimeScheduler();
    stored = [];
    bundle = new AnswerBundle(clock, () => stored.push('more'));
  });

  function answer(number: number, isMoreExpected: boolean): void {
    bundle.add(() => stored.push(number), isMoreExpected);
  }

  it('add: the last answer is stored at once, with those that wait for it', () => {
    answer(1, true);
    answer(2, true);
    expect(stored).toEqual([]);
    answer(3, false);
    expect(stored).toEqual([1, 2, 3, 'more']);
    clock.flush();
    expect(stored).toEqual([1, 2, 3, 'more']);
  });

  it('add: the sixty-fourth answer stores all, however many more are expected', () => {
    for (let number = 1; number <= 64; number += 1) {
      expect(stored).toEqual([]);
      answer(number, true);
    }
    expect(stored.slice(-2)).toEqual([64, 'more']);
  });

  it('add: an answer waits for others a quarter of a second', () => {
    answer(1, true);
    clock.flush();
    expect(stored).toEqual([1, 'more']);
    expect(clock.now()).toBe(250);
  });
});

describe('Outbox: an answer that waits for others', () => {
  let provider: InMemoryCalendarProvider;
  let clock: VirtualTimeScheduler;
  let tab: OutboxTab;
  let pending: readonly string[];

  // The first of six writes is answered; four others are under way without an answer, and the last one waits.
  beforeEach(async () => {
    const ids = ['answered', 'a', 'b', 'c', 'd', 'e'];
    const events = ids.map((id) => anEvent(id));
    provider = new InMemoryCalendarProvider({ calendars: [aCalendar('work')], events });
    const send = provider.sendWrite.bind(provider);
    spyOn(provider, 'sendWrite').and.callFake((write, version) =>
      write.shown.kind === 'put' && write.shown.event.id === 'answered'
        ? send(write, version)
        : NEVER,
    );
    clock = new VirtualTimeScheduler();
    tab = new OutboxTab(provider, new SharedWrites().open(), false, clock);
    tab.outbox.pendingWrites$.subscribe((writes) => {
      pending = writes.map(({ eventId }) => eventId);
    });
    tab.isOnline = false;
    for (const id of ids) {
      tab.update(id, { title: 'mine' }).catch(() => undefined);
    }
    await until(() => pending.length === 6);
    tab.isOnline = true;
    tab.wake$.next();
    await until(() => provider.stored('work', 'answered')?.title === 'mine');
  });

  afterEach(() => {
    tab.close();
  });

  it('stored: also where no other answer comes', async () => {
    expect(pending).toContain('answered');
    clock.flush();
    await until(() => pending.length === 5);
    expect(pending).not.toContain('answered');
    expect(tab.refreshed).toEqual([]);
  });

  it('discard: the calendar is read again, since the write is done at the provider', async () => {
    let id = '';
    tab.outbox.pendingWrites$
      .subscribe((writes) => (id = writes.find(({ eventId }) => eventId === 'answered')?.id ?? ''))
      .unsubscribe();
    await tab.outbox.discard(id);
    expect(pending).not.toContain('answered');
    clock.flush();
    await until(() => tab.refreshed.length > 0);
    expect(tab.refreshed).toEqual(['work']);
  });

  it('close: the answer is stored all the same', async () => {
    const { log } = tab;
    tab.outbox.close();
    await until(() => log.writes.some(({ state }) => state === 'confirmed'));
    const stored = log.writes.find(({ state }) => state === 'confirmed');
    expect(stored?.plan.shown).toEqual(
      jasmine.objectContaining({ event: jasmine.objectContaining({ id: 'answered' }) }),
    );
  });
});

describe('Outbox: two hundred writes that wait', () => {
  it('sent: what is stored of the answers and of the next writes is one transaction', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `event${String(index)}`);
    const events = ids.map((id) => anEvent(id));
    const provider = new InMemoryCalendarProvider({ calendars: [aCalendar('work')], events });
    const tabs = new WriteTabs();
    const { log } = tabs.open();
    // No answer waits for the clock.
    const tab = new OutboxTab(provider, log, false, new VirtualTimeScheduler());
    tab.isOnline = false;
    for (const id of ids) {
      tab.update(id, { title: 'mine' }).catch(() => undefined);
    }
    await until(() => log.writes.length === 200);
    const count = (counted: StoredWrite['state']) =>
      log.writes.filter(({ state }) => state === counted).length;
    const stored: (readonly [confirmed: number, sending: number])[] = [];
    log.writes$.subscribe(() => stored.push([count('confirmed'), count('sending')]));
    tab.isOnline = true;
    tab.wake$.next();
    await until(() => count('confirmed') === 200);
    tab.close();
    await tabs.deleteAll();
    expect(stored.slice(1, 4)).toEqual([
      [0, 128],
      [64, 128],
      [128, 72],
    ]);
  });
});
