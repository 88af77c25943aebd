import { memoryReplicaStore } from './replica/memory-replica-store';
import type { ReplicaEntry } from '../core/replica/replica-entry';
import { HeldEvents } from './held-events';

const series = (title: string) => ({ kind: 'series', id: 'weekly', record: { title } }) as const;

const monthly = { kind: 'series', id: 'monthly', record: {} } as const;

describe('HeldEvents', () => {
  const store = memoryReplicaStore();
  const events = new HeldEvents(store, () => undefined);
  const monday = { calendarId: 'work', eventId: 'monday', seriesId: 'weekly' };

  async function hold(...entries: ReplicaEntry[]): Promise<void> {
    const page = { scope: 'all', first: true, entries, next: { cursor: 'cursor' } };
    await store.stage('work', page, 1);
    await store.commit('work', 1);
  }

  it('held: of an occurrence that has no entry of its own, it is the series', async () => {
    await hold(series('before'));
    const before = await events.held(monday);
    expect(before?.value).toEqual(series('before'));
    expect(before?.isOfSeries).toBe(true);
    await hold(series('after'));
    expect((await events.held(monday))?.value).toEqual(series('after'));
  });

  it('held: of an occurrence whose series holds its occurrences, the series tells of it', async () => {
    await hold(series('before'));
    const withOccurrences = new HeldEvents(store, () => undefined, true);
    expect((await withOccurrences.held(monday))?.isOfSeries).toBe(false);
  });

  it('held: what is asked for in the same task is looked for once', async () => {
    await hold(series('weekly'), monthly);
    const find = spyOn(store, 'find').and.callThrough();
    const [one, other, none] = await Promise.all([
      events.held(monday),
      events.held({ calendarId: 'work', eventId: monthly.id }),
      events.held({ calendarId: 'work', eventId: 'unheard' }),
    ]);
    expect([one?.value, other?.value, none?.value]).toEqual([series('weekly'), monthly, undefined]);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('held: nothing of an event that the copy has not heard of', async () => {
    expect(await events.held({ calendarId: 'work', eventId: 'unheard' })).toBeUndefined();
  });
});
