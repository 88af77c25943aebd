import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import { until } from '../specs/until';
import { OutboxTab } from './specs/outbox-tab';
import { PROVIDER_KINDS } from './specs/provider-kinds';
import { SharedWrites } from './specs/shared-writes';

for (const { name, options } of PROVIDER_KINDS) {
  describe(`Outbox: a deleted event that comes back, ${name}`, () => {
    let provider: InMemoryCalendarProvider;
    let shared: SharedWrites;
    let tab: OutboxTab;
    /** The event as it was before it was deleted. */
    let written: CalendarEvent;
    /** The id under which it comes back. */
    const restoredId = options.ids === 'client' ? 'standup' : 'restored-standup';

    beforeEach(async () => {
      provider = new InMemoryCalendarProvider({
        calendars: [aCalendar('work'), aCalendar('home')],
        events: [anEvent('standup')],
        ...options,
      });
      shared = new SharedWrites();
      tab = new OutboxTab(provider, shared.open());
      written = (await tab.update('standup', { title: 'mine' })) ?? anEvent('missing');
      await tab.remove('standup');
    });

    afterEach(() => {
      tab.close();
    });

    const restore = () => tab.outbox.write(provider.planWrite({ kind: 'restore', event: written }));
    const states = () => shared.stored$.value.map(({ state }) => state);
    const areConfirmed = () => states().every((state) => state === 'confirmed');

    it('a write that waits behind it is made on the event that came back', async () => {
      tab.isOnline = false;
      const both = [
        restore(),
        tab.outbox.write(
          provider.planWrite({
            kind: 'update',
            calendarId: 'work',
            changes: { id: 'standup', location: 'Room 1' },
            seen: anEvent('standup', { title: 'mine' }),
          }),
        ),
      ];
      await until(() => states().filter((state) => state === 'waiting').length === 2);
      tab.isOnline = true;
      tab.wake$.next();
      await Promise.all(both);
      expect(provider.stored('work', restoredId)).toEqual(
        jasmine.objectContaining({ title: 'mine', location: 'Room 1', status: 'confirmed' }),
      );
    });

    it('a write that waits behind it is made on the event that came back, also in a later visit', async () => {
      tab.isOnline = false;
      restore().catch(() => undefined);
      const seen = anEvent('standup', { title: 'mine' });
      const changes = { id: 'standup', location: 'Room 1' };
      const write = { kind: 'update', calendarId: 'work', changes, seen } as const;
      tab.outbox.write(provider.planWrite(write)).catch(() => undefined);
      await until(() => states().filter((state) => state === 'waiting').length === 2);
      // The page goes before the second write is sent.
      provider.failNext('offline', 'update');
      tab.isOnline = true;
      tab.wake$.next();
      await until(() => shared.stored$.value.at(-1)?.error !== undefined);
      tab.close();
      shared.stored$.next(shared.stored$.value.filter(({ state }) => state !== 'confirmed'));
      shared.leader = undefined;
      const next = new OutboxTab(provider, shared.open());
      await until(areConfirmed);
      next.close();
      expect(provider.stored('work', restoredId)?.location).toBe('Room 1');
    });

    it('what is written later by the former id is made on the event that came back', async () => {
      await restore();
      expect(tab.outbox.latestId({ calendarId: 'work', eventId: 'standup' })).toBe(restoredId);
      await tab.outbox.write(
        provider.planWrite({
          kind: 'update',
          calendarId: 'work',
          changes: { id: 'standup', title: 'later' },
          seen: anEvent('standup', { title: 'mine' }),
        }),
      );
      expect(provider.stored('work', restoredId)?.title).toBe('later');
    });

    it('an earlier write of it is taken back on the event that came back', async () => {
      await tab.outbox.undoLast();
      expect(provider.stored('work', restoredId)?.title).toBe('mine');
      await tab.outbox.undoLast();
      expect(provider.stored('work', restoredId)?.title).toBe('standup');
    });

    if (options.moves) {
      it('it is moved by its former id', async () => {
        await restore();
        const move = {
          kind: 'move',
          calendarId: 'work',
          toCalendarId: 'home',
          event: anEvent('standup', { title: 'mine' }),
        } as const;
        await tab.outbox.write(provider.planWrite(move));
        expect(provider.stored('home', restoredId)?.title).toBe('mine');
        expect(provider.stored('work', restoredId)?.status).toBe('cancelled');
      });
    }
  });
}
