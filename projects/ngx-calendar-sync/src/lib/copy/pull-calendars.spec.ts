import { aCalendar, InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import { memoryReplicaStore } from '../replica/memory-replica-store';
import type { ReplicaStore } from '../replica/replica-store';
import { allTime, pulled, single } from '../replica/specs/entries';
import { pullCalendars } from './pull-calendars';

describe('pullCalendars', () => {
  let provider: InMemoryCalendarProvider;
  let store: ReplicaStore;

  const sync = () => pullCalendars({ provider, store, fence: 1 });
  const listed = async () => {
    const records = await store.calendars();
    if (records) {
      provider.recall(records);
    }
    return provider.calendars.list;
  };

  beforeEach(async () => {
    const calendars = ['work', 'home', 'club'].map((id) => aCalendar(id));
    provider = new InMemoryCalendarProvider({ calendars, pageSize: 2 });
    store = memoryReplicaStore();
    expect(await sync()).toEqual({ added: ['work', 'home', 'club'], updated: [], removed: [] });
    await pulled(store, 1, [[single('a', '2026-05-04T09:00:00Z')]]);
  });

  it('tells calendars that were added, renamed, recoloured and removed, by the changes alone', async () => {
    provider.putCalendar(aCalendar('team'));
    provider.putCalendar(aCalendar('home', { name: 'Family', color: '#123456' }));
    provider.removeCalendar('club');
    provider.requests.length = 0;
    expect(await sync()).toEqual({ added: ['team'], updated: ['home'], removed: ['club'] });
    expect(provider.requests.length).toBe(2);
    expect((await listed()).map(({ id, name }) => [id, name])).toEqual([
      ['work', 'work'],
      ['home', 'Family'],
      ['team', 'team'],
    ]);
  });

  it('drops the copy of a calendar that was taken from the user', async () => {
    provider.removeCalendar('work');
    await sync();
    expect(await store.read('work', allTime)).toEqual([]);
    expect((await listed()).map(({ id }) => id)).toEqual(['home', 'club']);
  });

  it('invalid token: the list is asked for anew', async () => {
    provider.removeCalendar('club');
    provider.forgetCursors();
    expect((await sync()).removed).toEqual(['club']);
  });
});
