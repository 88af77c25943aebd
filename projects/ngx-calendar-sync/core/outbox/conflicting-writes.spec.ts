import { tap } from 'rxjs';
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
  describe(`Outbox: somebody else changes what waits, ${name}`, () => {
    let provider: InMemoryCalendarProvider;
    let tab: OutboxTab;

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        calendars: [aCalendar('work')],
        events: [anEvent('standup'), anEvent('review')],
        ...options,
      });
      tab = new OutboxTab(provider, new SharedWrites().open());
    });

    afterEach(() => {
      tab.close();
    });

    /** The event of the writes, under the id that it has by now. */
    const stored = () =>
      provider.stored('work', tab.outbox.latestId({ calendarId: 'work', eventId: 'standup' }));

    /** Written offline, while somebody else changes the same event. */
    async function whileOffline(write: () => Promise<unknown>, theirs: object): Promise<void> {
      tab.isOnline = false;
      write().catch(() => undefined);
      await until(() => tab.states.length === 1);
      provider.put({ ...anEvent('standup'), ...theirs });
      tab.isOnline = true;
      tab.wake$.next();
    }

    it('another property: both changes are kept', async () => {
      await whileOffline(() => tab.update('standup', { title: 'mine' }), { location: 'theirs' });
      await until(() => tab.states.length === 0);
      expect(stored()).toEqual(jasmine.objectContaining({ title: 'mine', location: 'theirs' }));
    });

    it('they have deleted it: the user is asked, and `mine` brings it back with the change', async () => {
      await whileOffline(() => tab.update('standup', { title: 'mine' }), { status: 'cancelled' });
      await until(() => tab.states[0] === 'conflict');
      expect(tab.conflict?.fields).toEqual([]);
      expect(tab.conflict?.theirs).toBeUndefined();
      await tab.outbox.resolve(tab.conflict?.id ?? '', 'mine');
      await until(() => tab.states.length === 0);
      expect(stored()).toEqual(jasmine.objectContaining({ title: 'mine', status: 'confirmed' }));
    });

    it('a deletion of what they have deleted is done', async () => {
      await whileOffline(() => tab.remove('standup'), { status: 'cancelled' });
      await until(() => tab.states.length === 0);
      expect(tab.shown('standup')).toBeUndefined();
    });

    if (options.versions) {
      it('the same property: the user is asked, and nothing is overwritten before', async () => {
        await whileOffline(() => tab.update('standup', { title: 'mine' }), { title: 'theirs' });
        await until(() => tab.states[0] === 'conflict');
        const conflict = tab.conflict;
        expect(conflict?.fields).toEqual(['title']);
        expect([conflict?.base?.title, conflict?.mine?.title, conflict?.theirs?.title]).toEqual([
          'standup',
          'mine',
          'theirs',
        ]);
        expect(stored()?.title).toBe('theirs');
      });

      for (const [side, choice, title] of [
        ['mine', 'mine', 'mine'],
        ['theirs', 'theirs', 'theirs'],
        ['mine by its name', { title: 'mine' }, 'mine'],
      ] as const) {
        it(`the same property: resolved as ${side}, the event has the title ${title}`, async () => {
          await whileOffline(() => tab.update('standup', { title: 'mine' }), { title: 'theirs' });
          await until(() => tab.states[0] === 'conflict');
          await tab.outbox.resolve(tab.conflict?.id ?? '', choice);
          await until(() => tab.states.length === 0);
          expect(stored()?.title).toBe(title);
        });
      }

      it('the same property: a choice that leaves it undecided is refused', async () => {
        await whileOffline(() => tab.update('standup', { title: 'mine' }), { title: 'theirs' });
        await until(() => tab.states[0] === 'conflict');
        await expectAsync(tab.outbox.resolve(tab.conflict?.id ?? '', {})).toBeRejectedWith(
          code('invalid-request'),
        );
        expect(tab.states).toEqual(['conflict']);
      });

      it('a deletion of what they have changed: the user is asked', async () => {
        await whileOffline(() => tab.remove('standup'), { title: 'theirs' });
        await until(() => tab.states[0] === 'conflict');
        expect(tab.conflict?.mine).toBeUndefined();
        expect(stored()?.status).toBe('confirmed');
      });

      it('an event that somebody changes as often as it is read: after five merges the write has failed with a conflict, and can be retried', async () => {
        let changes = 0;
        const theyChange = () => {
          changes += 1;
          provider.put({ ...anEvent('standup'), location: `Room ${changes}` });
        };
        const read = provider.readEvent.bind(provider);
        const reads = spyOn(provider, 'readEvent').and.callFake((target) =>
          read(target).pipe(tap(theyChange)),
        );
        theyChange();
        const changesToMake = { id: 'standup', title: 'mine' };
        const seen = { ...anEvent('standup'), version: 'v1' };
        const write = { kind: 'update', calendarId: 'work', changes: changesToMake, seen } as const;
        await expectAsync(tab.outbox.write(provider.planWrite(write))).toBeRejectedWith(
          code('conflict'),
        );
        expect(reads).toHaveBeenCalledTimes(5);
        expect(provider.requests.filter((each) => each === 'update work/standup').length).toBe(6);
        expect(stored()).toEqual(
          jasmine.objectContaining({ title: 'standup', location: 'Room 6' }),
        );
        await until(() => tab.states[0] === 'failed');
        const [failed] = tab.pending;
        expect([failed?.error?.code, failed?.event?.title]).toEqual(['conflict', 'mine']);

        reads.and.callFake(read);
        await tab.outbox.retry(failed?.id ?? '');
        await until(() => tab.states.length === 0);
        expect(stored()).toEqual(jasmine.objectContaining({ title: 'mine', location: 'Room 6' }));
      });
    }
  });
}
