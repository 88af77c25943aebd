import { of } from 'rxjs';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import type { CalendarProvider } from '../core/provider/calendar-provider';
import { memoryReplicaStore } from './replica/memory-replica-store';
import type { ReplicaStore } from '../core/replica/replica-store';
import { ALL_TIME, single, stageAndCommit } from './replica/specs/entries';
import { pullCalendars } from './pull-calendars';

for (const series of ['masters', 'occurrences'] as const) {
  describe(`pullCalendars from a service of ${series}`, () => {
    let provider: InMemoryCalendarProvider;
    let store: ReplicaStore;

    const sync = () => pullCalendars({ provider, store, fence: 1 });
    const listed = async () => {
      const records = await store.calendars();
      if (records) {
        provider.restoreCalendars(records);
      }
      return provider.calendars.list;
    };

    beforeEach(async () => {
      const calendars = ['work', 'home', 'club'].map((id) => aCalendar(id));
      provider = new InMemoryCalendarProvider({ calendars, series, pageSize: 2 });
      store = memoryReplicaStore();
      expect(await sync()).toEqual({ added: ['work', 'home', 'club'], updated: [], removed: [] });
      await stageAndCommit(store, 1, [[single('a', '2026-05-04T09:00:00Z')]]);
    });

    it('tells calendars that were added, renamed, recoloured and removed', async () => {
      provider.putCalendar(aCalendar('team'));
      provider.putCalendar(aCalendar('home', { name: 'Family', color: '#123456' }));
      provider.removeCalendar('club');
      provider.requests.length = 0;
      expect(await sync()).toEqual({ added: ['team'], updated: ['home'], removed: ['club'] });
      // A service of occurrences tells its list whole, and the other one the changes of it, on two pages.
      expect(provider.requests.length).toBe(series === 'occurrences' ? 1 : 2);
      expect((await listed()).map(({ id, name }) => [id, name])).toEqual([
        ['work', 'work'],
        ['home', 'Family'],
        ['team', 'team'],
      ]);
    });

    it('deletes the replica of a calendar that is no longer on the list', async () => {
      provider.removeCalendar('work');
      await sync();
      expect(await store.read('work', ALL_TIME)).toEqual([]);
      expect((await listed()).map(({ id }) => id)).toEqual(['home', 'club']);
    });

    it('an invalid cursor: the list is asked for anew', async () => {
      provider.removeCalendar('club');
      provider.forgetCursors();
      expect((await sync()).removed).toEqual(['club']);
    });
  });
}

describe('pullCalendars from a service that tells its list whole', () => {
  it('keeps what is on any page of the list, and no other calendar', async () => {
    const store = memoryReplicaStore();
    const calendarsOf = (ids: readonly string[]) =>
      ids.map((id) => ({ kind: 'calendar', id, record: aCalendar(id) }) as const);
    let pages: readonly (readonly string[])[] = [['work', 'home'], ['club']];
    const provider: Pick<CalendarProvider, 'pullCalendars'> = {
      pullCalendars: ({ pageToken = '0' }) => {
        const number = Number(pageToken);
        const isLast = number === pages.length - 1;
        return of({
          whole: true,
          changes: calendarsOf(pages[number] ?? []),
          next: isLast ? { cursor: 'none' } : { pageToken: String(number + 1) },
        });
      },
    };
    await pullCalendars({ provider, store, fence: 1 });
    pages = [['work'], ['team']];
    const outcome = await pullCalendars({ provider, store, fence: 1 });
    expect(outcome).toEqual({ added: ['team'], updated: [], removed: ['home', 'club'] });
    expect(Object.keys((await store.calendars())?.calendars ?? {})).toEqual(['work', 'team']);
  });
});
