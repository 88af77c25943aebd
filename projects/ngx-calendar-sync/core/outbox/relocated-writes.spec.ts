import { CalendarSyncError } from 'ngx-calendar-sync/base';
import type {
  ɵPlannedWrite as PlannedWrite,
  ɵStoredWrite as StoredWrite,
} from 'ngx-calendar-sync/core';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import { until } from '../specs/until';
import { MemoryWriteLog } from './memory-write-log';
import { writesAfterMove, writesThatFollow } from './relocated-writes';
import { OutboxTab } from './specs/outbox-tab';
import { KINDS_THAT_MOVE } from './specs/provider-kinds';
import { SharedWrites } from './specs/shared-writes';

for (const { name, options } of KINDS_THAT_MOVE) {
  describe(`Outbox: a write of an event that was moved since, ${name}`, () => {
    let provider: InMemoryCalendarProvider;
    let shared: SharedWrites;
    let tab: OutboxTab;

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        calendars: [aCalendar('work'), aCalendar('home'), aCalendar('club')],
        events: [anEvent('standup')],
        ...options,
      });
      shared = new SharedWrites();
      tab = new OutboxTab(provider, shared.open());
    });

    afterEach(() => {
      tab.close();
    });

    const titleIn = (calendarId: string) => {
      const event = provider.stored(calendarId, 'standup');
      return event?.status === 'cancelled' ? undefined : event?.title;
    };
    const move = (calendarId: string, toCalendarId: string, by = tab) => {
      const event = provider.stored(calendarId, 'standup');
      if (!event) {
        throw new Error(`There is no event in ${calendarId}.`);
      }
      const write = { kind: 'move', calendarId, toCalendarId, event } as const;
      return by.outbox.write(provider.planWrite(write));
    };
    const refused = async (write: () => Promise<unknown>, name: string) => {
      provider.failNext('forbidden', name);
      await expectAsync(write()).toBeRejectedWithError(CalendarSyncError);
      const failed = shared.stored$.value.find(({ state }) => state === 'failed');
      return failed?.id ?? '';
    };
    const areConfirmed = () => shared.stored$.value.every(({ state }) => state === 'confirmed');

    it('outbox: a refused change that is retried after a move is made where the event is, and asks nothing', async () => {
      const id = await refused(() => tab.update('standup', { title: 'mine' }), 'update');
      await move('work', 'home');
      expect(shared.stored$.value.find((write) => write.id === id)?.plan.shown).toEqual(
        jasmine.objectContaining({ event: jasmine.objectContaining({ calendarId: 'home' }) }),
      );
      await tab.outbox.retry(id);
      await until(areConfirmed);
      expect([titleIn('work'), titleIn('home')]).toEqual([undefined, 'mine']);
    });

    it('outbox: a refused change that is retried after a move there and back is made where the event is', async () => {
      const id = await refused(() => tab.update('standup', { title: 'mine' }), 'update');
      await move('work', 'home');
      await move('home', 'work');
      await tab.outbox.retry(id);
      await until(areConfirmed);
      expect([titleIn('work'), titleIn('home')]).toEqual(['mine', undefined]);
    });

    it('outbox: a change after a refused move is made where the event is once both are retried', async () => {
      const moveId = await refused(() => move('work', 'home'), 'move');
      provider.failNext('forbidden', 'update');
      await expectAsync(tab.update('standup', { title: 'mine' })).toBeRejected();
      const change = shared.stored$.value.find(({ plan }) => plan.kind === 'update');
      await tab.outbox.retry(moveId);
      await tab.outbox.retry(change?.id ?? '');
      await until(areConfirmed);
      expect([titleIn('work'), titleIn('home')]).toEqual([undefined, 'mine']);
    });

    for (const what of ['refused', 'discarded'] as const) {
      it(`outbox: a change that waits behind a move that is ${what} is made where the event has stayed`, async () => {
        tab.isOnline = false;
        const moved = move('work', 'home');
        moved.catch(() => undefined);
        const seen = anEvent('standup', { calendarId: 'home' });
        const changes = { id: 'standup', title: 'mine' };
        const write = { kind: 'update', calendarId: 'home', changes, seen } as const;
        const changed = tab.outbox.write(provider.planWrite(write));
        await until(() => shared.stored$.value.length === 2);
        if (what === 'discarded') {
          await tab.outbox.discard(shared.stored$.value[0]?.id ?? '');
        } else {
          provider.failNext('forbidden', 'move');
        }
        tab.isOnline = true;
        tab.wake$.next();
        await expectAsync(moved).toBeRejected();
        await changed;
        expect([titleIn('work'), titleIn('home')]).toEqual(['mine', undefined]);
      });
    }

    it('outbox: a refused move that is retried after a move elsewhere moves the event from there', async () => {
      const id = await refused(() => move('work', 'club'), 'move');
      await move('work', 'home');
      await tab.outbox.retry(id);
      await until(areConfirmed);
      expect([titleIn('home'), titleIn('club')]).toEqual([undefined, 'standup']);
    });

    it('outbox: a refused move that is retried after the same move finds the event there', async () => {
      const id = await refused(() => move('work', 'home'), 'move');
      await move('work', 'home');
      const { plan } = shared.stored$.value.find((write) => write.id === id) ?? {};
      expect(plan?.movedFrom?.calendarId).toBe('work');
      await tab.outbox.retry(id);
      await until(areConfirmed);
      expect([titleIn('work'), titleIn('home')]).toEqual([undefined, 'standup']);
    });

    it('outbox: a change that waits behind a move there and back is made where it was written', async () => {
      const shownIn = new Set<string>();
      shared.stored$.subscribe((writes) => {
        for (const { plan } of writes) {
          if (plan.kind === 'update' && plan.shown.kind === 'put') {
            shownIn.add(plan.shown.event.calendarId);
          }
        }
      });
      tab.isOnline = false;
      const moves = [move('work', 'home')];
      const seen = anEvent('standup', { calendarId: 'home' });
      const back = { kind: 'move', calendarId: 'home', toCalendarId: 'work', event: seen } as const;
      moves.push(tab.outbox.write(provider.planWrite(back)));
      const written = tab.update('standup', { title: 'later' });
      await until(() => shared.stored$.value.length === 3);
      tab.isOnline = true;
      tab.wake$.next();
      await Promise.all([...moves, written]);
      expect([titleIn('work'), titleIn('home')]).toEqual(['later', undefined]);
      // Elsewhere it would show beside the event that comes back.
      expect([...shownIn]).toEqual(['work']);
    });

    it('undo: a change is taken back where another tab has moved the event, also once the move is in no log', async () => {
      await tab.update('standup', { title: 'mine' });
      const other = new OutboxTab(provider, shared.open());
      const moved = move('work', 'home', other);
      await until(areConfirmed);
      await until(() => shared.stored$.value.length === 2);
      await until(areConfirmed);
      shared.stored$.next([]);
      await moved.catch(() => undefined);
      await tab.outbox.undoLast();
      other.close();
      expect([titleIn('work'), titleIn('home')]).toEqual([undefined, 'standup']);
    });

    it('undo: a change is taken back where another tab moves the event, also while the move waits', async () => {
      await tab.update('standup', { title: 'mine' });
      tab.isOnline = false;
      const other = new OutboxTab(provider, shared.open());
      const moved = move('work', 'home', other);
      await until(() => shared.stored$.value.length === 2);
      const undone = tab.outbox.undoLast();
      await until(() => shared.stored$.value.length === 3);
      tab.isOnline = true;
      tab.wake$.next();
      await Promise.all([moved, undone]);
      other.close();
      expect([titleIn('work'), titleIn('home')]).toEqual([undefined, 'standup']);
    });
  });
}

describe('Writes of a series that is moved', () => {
  const series = anEvent('series', { calendarId: 'home' });
  const tail = anEvent('tail', { calendarId: 'home' });
  const stored = (id: string, plan: Omit<PlannedWrite, 'request'>): StoredWrite => ({
    id,
    madeAt: 0,
    plan: { ...plan, request: {} },
    state: 'waiting',
  });
  const target = { calendarId: 'work', eventId: 'series' };
  const MOVE = stored('1', {
    kind: 'move',
    shown: { kind: 'put', event: series },
    movedFrom: target,
  });
  const inHome = { calendarId: 'home', eventId: 'series' };
  const DIVISION = stored('2', {
    kind: 'update',
    base: series,
    shown: {
      kind: 'series',
      target: inHome,
      from: '2026-06-08T09:00:00Z',
      master: tail,
      exceptions: [],
      cancelled: [],
    },
  });
  const EDIT = stored('3', { kind: 'update', base: tail, shown: { kind: 'put', event: tail } });
  const OF_OTHER = stored('4', {
    kind: 'delete',
    base: anEvent('other', { calendarId: 'work' }),
    ordersWith: ['series'],
    shown: { kind: 'delete', target: { calendarId: 'work', eventId: 'other' } },
  });
  const UNSEEN = stored('5', {
    kind: 'delete',
    ordersWith: ['series'],
    shown: { kind: 'delete', target: { calendarId: 'work', eventId: 'series_20260608' } },
  });

  it('a series that was divided off behind the move stays with it', () => {
    const { ids } = writesAfterMove(MOVE, [MOVE, DIVISION, EDIT], {});
    expect(ids).toEqual(['2', '3']);
  });

  it('another series that only waits for the move does not follow it, an occurrence that was never loaded does', () => {
    const relocation = { eventId: 'series', from: 'work', to: 'home' };
    const all = [MOVE, OF_OTHER, UNSEEN];
    expect(writesThatFollow(relocation, all, '1').map(({ id }) => id)).toEqual(['5']);
  });
});

describe('Outbox without a log that outlives the page', () => {
  it('outbox: a deletion that waits behind a move that is refused is made where the event has stayed', async () => {
    const provider = new InMemoryCalendarProvider({
      calendars: [aCalendar('work'), aCalendar('home')],
      events: [anEvent('standup')],
    });
    const tab = new OutboxTab(provider, new MemoryWriteLog());
    const event = provider.stored('work', 'standup') ?? anEvent('standup');
    provider.failNext('forbidden', 'move');
    const move = { kind: 'move', calendarId: 'work', toCalendarId: 'home', event } as const;
    const moved = tab.outbox.write(provider.planWrite(move));
    const seen = { ...event, calendarId: 'home' };
    const deletion = {
      kind: 'delete',
      calendarId: 'home',
      event: { id: 'standup' },
      seen,
    } as const;
    const deleted = tab.outbox.write(provider.planWrite(deletion));
    await expectAsync(moved).toBeRejected();
    await deleted;
    expect(provider.stored('work', 'standup')?.status).not.toBe('confirmed');
    tab.close();
  });
});
