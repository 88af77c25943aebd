import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import type { StoredWrite } from '../provider/write-log';
import { until } from '../specs/until';
import { OutboxTab } from './specs/outbox-tab';
import { KINDS_WITH_VERSIONS, PROVIDER_KINDS } from './specs/provider-kinds';
import { SharedWrites } from './specs/shared-writes';

for (const { name, options } of PROVIDER_KINDS) {
  describe(`undoLast ${name}`, () => {
    let provider: InMemoryCalendarProvider;
    let shared: SharedWrites;
    let tab: OutboxTab;

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        calendars: [aCalendar('work'), aCalendar('home')],
        events: [anEvent('standup'), anEvent('review')],
        ...options,
      });
      shared = new SharedWrites();
      tab = new OutboxTab(provider, shared.open());
    });

    afterEach(() => {
      tab.close();
    });

    const states = () => shared.stored$.value.map(({ state }) => state);
    const areConfirmed = () => states().every((state) => state === 'confirmed');
    const stored = (id: string) => provider.stored('work', id) ?? anEvent('missing');
    const conflict = (): StoredWrite | undefined =>
      shared.stored$.value.find(({ state }) => state === 'conflict');

    /** Somebody else changes an event as it is now. */
    function theyChange(id: string, changes: Partial<CalendarEvent>): void {
      provider.put({ ...stored(id), ...changes });
    }

    it('what somebody else has changed of another property since stays', async () => {
      await tab.update('standup', { title: 'mine' });
      theyChange('standup', { location: 'theirs' });
      await tab.outbox.undoLast();
      expect(stored('standup')).toEqual(
        jasmine.objectContaining({ title: 'standup', location: 'theirs' }),
      );
    });

    it('what somebody else has changed of the same property since is a conflict, and nothing is overwritten', async () => {
      await tab.update('standup', { title: 'mine' });
      theyChange('standup', { title: 'theirs' });
      await expectAsync(tab.outbox.undoLast()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'conflict' }),
      );
      expect(stored('standup').title).toBe('theirs');
      await tab.outbox.resolve(conflict()?.id ?? '', 'mine');
      await until(areConfirmed);
      expect(stored('standup').title).toBe('standup');
    });

    it('of an event that was added and that somebody else has changed since, the user is asked', async () => {
      const { answer } = tab.add('lunch');
      const { id = '' } = (await answer) ?? {};
      theyChange(id, { title: 'theirs' });
      await expectAsync(tab.outbox.undoLast()).toBeRejected();
      expect(stored(id)).toEqual(
        jasmine.objectContaining({ title: 'theirs', status: 'confirmed' }),
      );
    });

    it('of a deleted event that somebody else has brought back with changes, theirs stays', async () => {
      await tab.remove('standup');
      theyChange('standup', { title: 'theirs', status: 'confirmed' });
      await tab.outbox.undoLast();
      expect(stored('standup').title).toBe('theirs');
    });

    const invited = {
      attendees: [
        { email: 'ada@example.com', self: true, responseStatus: 'needsAction' },
        { email: 'ben@example.com', responseStatus: 'needsAction' },
      ],
    } as const;

    function respond(response: 'accepted' | 'declined'): Promise<CalendarEvent | undefined> {
      const event = stored('standup');
      const write = { kind: 'respond', calendarId: 'work', event, isSeen: true, response } as const;
      return tab.outbox.write(provider.planWrite(write));
    }

    const responses = () => stored('standup').attendees?.map((guest) => guest.responseStatus);

    it('an answer to an invitation is as before, and those of other guests stay', async () => {
      theyChange('standup', invited);
      await respond('accepted');
      const [self, ben] = stored('standup').attendees ?? [];
      theyChange('standup', {
        attendees: [self, ben && { ...ben, responseStatus: 'declined' as const }].flatMap(
          (guest) => guest ?? [],
        ),
      });
      await tab.outbox.undoLast();
      expect(responses()).toEqual(['needsAction', 'declined']);
    });

    it('an answer that the same guest has changed in another app since is a conflict', async () => {
      theyChange('standup', invited);
      await respond('accepted');
      const [self, ...others] = stored('standup').attendees ?? [];
      theyChange('standup', {
        attendees: [...(self ? [{ ...self, responseStatus: 'declined' as const }] : []), ...others],
      });
      await expectAsync(tab.outbox.undoLast()).toBeRejected();
      expect(responses()).toEqual(['declined', 'needsAction']);
    });

    if (options.moves) {
      it('a moved event is in its calendar again, with what somebody else has changed there', async () => {
        const move = {
          kind: 'move',
          calendarId: 'work',
          toCalendarId: 'home',
          event: stored('standup'),
        } as const;
        await tab.outbox.write(provider.planWrite(move));
        const moved = provider.stored('home', 'standup') ?? anEvent('missing');
        provider.put({ ...moved, location: 'theirs' });
        await tab.outbox.undoLast();
        expect(provider.stored('home', 'standup')?.status).toBe('cancelled');
        expect(stored('standup')).toEqual(
          jasmine.objectContaining({ status: 'confirmed', location: 'theirs' }),
        );
        expect(tab.title('standup')).toBe('standup');
      });
    }

    it('an event that was restored is deleted again', async () => {
      const event = stored('standup');
      await tab.remove('standup');
      const restored = await tab.outbox.write(provider.planWrite({ kind: 'restore', event }));
      const { id = '' } = restored ?? {};
      expect(stored(id).status).toBe('confirmed');
      await tab.outbox.undoLast();
      expect(stored(id).status).toBe('cancelled');
      await tab.outbox.undoLast();
      const again = tab.outbox.latestId({ calendarId: 'work', eventId: 'standup' });
      expect(stored(again).status).toBe('confirmed');
    });
  });
}

for (const { name, options } of KINDS_WITH_VERSIONS) {
  describe(`undoLast after a merge, ${name}`, () => {
    let provider: InMemoryCalendarProvider;
    let shared: SharedWrites;
    let tab: OutboxTab;

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        calendars: [aCalendar('work')],
        events: [anEvent('standup'), anEvent('review')],
        ...options,
      });
      shared = new SharedWrites();
      tab = new OutboxTab(provider, shared.open());
    });

    afterEach(() => {
      tab.close();
    });

    const stored = (id: string) => provider.stored('work', id) ?? anEvent('missing');
    const areConfirmed = () => shared.stored$.value.every(({ state }) => state === 'confirmed');

    /** Written offline, while somebody else changes the same event; sent then. */
    async function afterTheirs(
      changes: readonly Partial<CalendarEvent>[],
      theirs: Partial<CalendarEvent>,
    ): Promise<void> {
      tab.isOnline = false;
      for (const [index, each] of changes.entries()) {
        tab.update('standup', each).catch(() => undefined);
        await until(() => shared.stored$.value.length === index + 1);
      }
      provider.put({ ...stored('standup'), ...theirs });
      tab.isOnline = true;
      tab.wake$.next();
      await until(() =>
        shared.stored$.value.every(({ state }) => state !== 'waiting' && state !== 'sending'),
      );
    }

    it('a property that theirs has won by the policy stays theirs, and the own one is as before', async () => {
      tab.conflictPolicy = 'theirs';
      await afterTheirs([{ title: 'mine', location: 'mine' }], { title: 'theirs' });
      expect(stored('standup')).toEqual(
        jasmine.objectContaining({ title: 'theirs', location: 'mine' }),
      );
      await tab.outbox.undoLast();
      expect([stored('standup').title, stored('standup').location]).toEqual(['theirs', undefined]);
    });

    it('a write of which theirs has left nothing is none that is taken back: the one before is', async () => {
      await tab.update('review', { title: 'mine' });
      tab.conflictPolicy = 'theirs';
      tab.isOnline = false;
      tab.update('standup', { title: 'mine' }).catch(() => undefined);
      await until(() => shared.stored$.value.length === 2);
      provider.put({ ...stored('standup'), title: 'theirs' });
      tab.isOnline = true;
      tab.wake$.next();
      await until(areConfirmed);
      await tab.outbox.undoLast();
      expect([stored('standup').title, stored('review').title]).toEqual(['theirs', 'review']);
    });

    it('a conflict that was resolved as mine: what they had written is there again', async () => {
      await afterTheirs([{ title: 'mine' }], { title: 'theirs' });
      await tab.outbox.resolve(shared.stored$.value[0]?.id ?? '', 'mine');
      await until(areConfirmed);
      await tab.outbox.undoLast();
      expect(stored('standup').title).toBe('theirs');
    });

    it('a conflict that was resolved as theirs for one property: the other one is as before', async () => {
      await afterTheirs([{ title: 'mine', location: 'mine' }], {
        title: 'theirs',
        location: 'theirs',
      });
      await tab.outbox.resolve(shared.stored$.value[0]?.id ?? '', {
        title: 'theirs',
        location: 'mine',
      });
      await until(areConfirmed);
      expect(stored('standup').location).toBe('mine');
      await tab.outbox.undoLast();
      expect([stored('standup').title, stored('standup').location]).toEqual(['theirs', 'theirs']);
    });

    it('two writes that were sent as one request are taken back one by one', async () => {
      await afterTheirs([{ title: 'first' }, { title: 'second', description: 'mine' }], {
        location: 'theirs',
      });
      await until(areConfirmed);
      await tab.outbox.undoLast();
      expect(stored('standup')).toEqual(
        jasmine.objectContaining({ title: 'first', location: 'theirs' }),
      );
      expect(stored('standup').description).toBeUndefined();
      await tab.outbox.undoLast();
      expect(stored('standup')).toEqual(
        jasmine.objectContaining({ title: 'standup', location: 'theirs' }),
      );
    });
  });
}
