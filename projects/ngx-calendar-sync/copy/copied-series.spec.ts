import { firstValueFrom } from 'rxjs';
import type { ɵInMemoryCalendarProvider as InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import type { CalendarEvent } from '../core/model/calendar-event';
import { timeRange } from '../core/model/time-range';
import type { PulledPage } from '../core/provider/calendar-provider';
import { anEvent } from './specs/fixed-event';
import { aReplica, listed, type Replica } from './specs/replica';
import { aProvider, SERVICES } from './specs/services';

const may = timeRange('2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');
const lateMay = timeRange('2026-05-18T00:00:00Z', '2026-05-26T00:00:00Z');
const allYear = timeRange('2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z');

/** However a service tells series, their replica must show what the service lists. */
for (const service of SERVICES) {
  describe(`CopiedEvents of a service of ${service.name}: series`, () => {
    let provider: InMemoryCalendarProvider;
    let replica: Replica;

    beforeEach(async () => {
      provider = aProvider(service);
      replica = aReplica(provider, () => service.scope);
      await replica.pull();
    });

    /** After a pull, in ranges that cut through the series. */
    async function expectAsListed(): Promise<void> {
      await replica.pull();
      for (const range of [may, lateMay, allYear]) {
        expect(await replica.eventsIn(range)).toEqual(await listed(provider, range));
      }
    }

    /** Changes the occurrence of `weekly` on a day of May, as its user does. */
    async function change(day: string, changes: Partial<CalendarEvent>): Promise<void> {
      const events = await listed(provider, allYear);
      const occurrence = events.find(
        ({ seriesId, originalStart = '' }) =>
          seriesId === 'weekly' && originalStart.startsWith(`2026-05-${day}`),
      );
      if (!occurrence) {
        throw new Error(`weekly has no occurrence on ${day} May`);
      }
      provider.put({ ...occurrence, ...changes });
    }

    const titles = async () => (await replica.eventsIn(may)).map(({ title }) => title).sort();

    it('a series shows as its occurrences, without those that were taken out', async () => {
      await expectAsListed();
      const shown = await replica.eventsIn(may);
      expect(shown.filter(({ seriesId }) => seriesId === 'weekly').length).toBe(3);
      expect(shown.some(({ recurrence }) => recurrence)).toBeFalse();
    });

    it('an occurrence that is deleted vanishes', async () => {
      await change('25', { status: 'cancelled' });
      await expectAsListed();
      const shown = await replica.eventsIn(may);
      expect(shown.filter(({ seriesId }) => seriesId === 'weekly').length).toBe(2);
    });

    it('an occurrence that is moved shows at its new time alone', async () => {
      await change('25', { start: '2026-05-27T12:00:00Z', end: '2026-05-27T13:00:00Z' });
      await expectAsListed();
    });

    it('a changed series shows changed in all of its occurrences', async () => {
      provider.put(
        anEvent('weekly', { title: 'renamed', recurrence: ['RRULE:FREQ=WEEKLY;COUNT=5'] }),
      );
      await expectAsListed();
      expect((await titles()).filter((title) => title === 'renamed').length).toBe(2);
    });

    it('a deleted series vanishes with its exceptions', async () => {
      provider.put(
        anEvent('weekly', { ...provider.stored('work', 'weekly'), status: 'cancelled' }),
      );
      await expectAsListed();
      expect(await titles()).not.toContain('moved');
    });

    it('a single event that becomes a series, and back, shows as what it is', async () => {
      provider.put(anEvent('standup', { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] }));
      await expectAsListed();
      provider.put(anEvent('standup'));
      await expectAsListed();
    });

    it('an occurrence that is told before its series shows once when the series comes', async () => {
      provider.put(anEvent('early', { seriesId: 'daily', originalStart: '2026-05-05T09:00:00Z' }));
      await expectAsListed();
      provider.put(anEvent('daily', { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'] }));
      await expectAsListed();
    });

    it('shows what is listed after each of many changes', async () => {
      const chance = aSequence(11);
      const pick = <V>(values: readonly [V, ...V[]]): V =>
        values[Math.floor(chance() * values.length)] ?? values[0];
      for (let step = 0; step < 40; step += 1) {
        const events = await listed(provider, allYear);
        const [first = anEvent('again'), ...others] = events;
        const event = pick([first, ...others]);
        const day = `2026-05-${10 + Math.floor(chance() * 20)}`;
        const changes = pick<Partial<CalendarEvent>>([
          { title: `step ${step}` },
          { status: 'cancelled' },
          { start: `${day}T10:00:00Z`, end: `${day}T11:00:00Z`, allDay: false },
        ]);
        provider.put(
          pick([
            { ...event, ...changes },
            { ...event, ...changes },
            anEvent(`series ${step}`, { recurrence: [`RRULE:FREQ=DAILY;COUNT=${2 + (step % 4)}`] }),
          ]),
        );
        await expectAsListed();
      }
    });

    it('a change that the pulls lag behind with shows when they tell it', async () => {
      const { options } = service;
      provider = aProvider({ ...service, options: { ...options, lag: 2 } });
      replica = aReplica(provider, () => service.scope);
      await replica.pull();
      await change('25', { title: 'mine' });
      for (const isTold of [false, false, true]) {
        await replica.pull();
        expect((await titles()).includes('mine')).toBe(isTold);
      }
    });
  });
}

describe('InMemoryCalendarProvider: pulls of occurrences', () => {
  const service = SERVICES.find(({ options }) => options.series === 'occurrences');
  if (!service) {
    throw new Error('there is no service of occurrences');
  }
  const { scope } = service;

  const pulled = async (provider: InMemoryCalendarProvider, cursor?: string) => {
    const request = cursor === undefined ? { scope } : { scope, cursor };
    const { changes, next }: PulledPage = await firstValueFrom(provider.pull('work', request));
    return { changes: [...changes], cursor: 'cursor' in next ? next.cursor : '' };
  };

  it('tell a deleted occurrence by its series, which comes again without it', async () => {
    const provider = aProvider({ ...service, options: { ...service.options, pageSize: 50 } });
    const before = await pulled(provider);
    const occurrences = await listed(provider, allYear);
    const last = occurrences.filter(({ seriesId }) => seriesId === 'weekly').at(-1);
    if (!last) {
      throw new Error('weekly has no occurrence');
    }
    provider.put({ ...last, status: 'cancelled' });
    const { changes } = await pulled(provider, before.cursor);
    expect(changes.map(({ kind, id }) => [kind, id])).toEqual([['series', 'weekly']]);
  });

  it('tell a series whole on each of the pages that its occurrences are on', async () => {
    const provider = aProvider({ ...service, options: { ...service.options, pageSize: 1 } });
    const records: string[] = [];
    let pages = 0;
    for (let pageToken: string | undefined, isLast = false; !isLast;) {
      const token = pageToken === undefined ? {} : { pageToken };
      const page = await firstValueFrom(provider.pull('work', { scope, ...token }));
      for (const change of page.changes) {
        if (change.kind === 'series') {
          records.push(JSON.stringify(change.record));
        }
      }
      pages += 1;
      pageToken = 'pageToken' in page.next ? page.next.pageToken : undefined;
      isLast = pageToken === undefined;
    }
    // The master, two occurrences and an exception; and four single events.
    expect(records.length).toBe(4);
    expect(pages).toBe(8);
    expect(new Set(records).size).toBe(1);
  });
});

/** Numbers between 0 and 1 that are the same in each run. */
function aSequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
