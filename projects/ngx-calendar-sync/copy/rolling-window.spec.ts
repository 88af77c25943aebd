import { of, Subject } from 'rxjs';
import type { ɵInMemoryCalendarProvider as InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import { timeRange, type TimeRange } from '../core/model/time-range';
import type { PullScope } from '../core/provider/calendar-provider';
import { anEvent } from './specs/fixed-event';
import { aReplica, type Replica } from './specs/replica';
import { aProvider, type Service, SERVICES } from './specs/services';

const monthsFrom = (from: string, to: string): TimeRange =>
  timeRange(`${from}-01T00:00:00Z`, `${to}-01T00:00:00Z`);
const june = monthsFrom('2026-06', '2026-07');
const july = monthsFrom('2026-07', '2026-08');

describe('a window that rolls on with the months', () => {
  let provider: InMemoryCalendarProvider;
  let replica: Replica;
  /** What the replica is to cover now. */
  let scope: PullScope;

  beforeEach(async () => {
    const [, service] = SERVICES as readonly [Service, Service];
    provider = aProvider(service, [
      anEvent('in june', { start: '2026-06-10T09:00:00Z', end: '2026-06-10T10:00:00Z' }),
      anEvent('in july', { start: '2026-07-10T09:00:00Z', end: '2026-07-10T10:00:00Z' }),
    ]);
    scope = { coverage: monthsFrom('2026-05', '2026-07') };
    replica = aReplica(provider, () => scope);
    await replica.pull();
    provider.requests.length = 0;
  });

  const rollOn = () => {
    scope = { coverage: monthsFrom('2026-06', '2026-08') };
  };
  const titles = async (range: TimeRange) =>
    (await replica.eventsIn(range)).map(({ title }) => title);
  const everything = () =>
    replica.events.filter((event) => event.kind === 'committed' && event.changes.everything).length;

  it('scope: the same window asks for changes alone, a new one makes a new replica, once', async () => {
    await replica.pull();
    expect(everything()).toBe(1);
    rollOn();
    await replica.pull();
    await replica.pull();
    expect(everything()).toBe(2);
    expect(await titles(july)).toEqual(['in july']);
    expect(provider.requests).not.toContain('list work');
  });

  it('scope: the replica of the old window stays until that of the new one is complete', async () => {
    const gate = new Subject<void>();
    rollOn();
    provider.holdUntil(gate);
    const pulling = replica.pull();
    expect(await titles(june)).toEqual(['in june']);
    provider.holdUntil(of(undefined));
    gate.next();
    await pulling;
    expect(await titles(june)).toEqual(['in june']);
  });

  it('scope: after a roll the replica of the old window does not answer for the new one', async () => {
    rollOn();
    expect(await titles(july)).toEqual(['in july']);
    expect(provider.requests).toEqual(['list work']);
    await replica.pull();
    provider.requests.length = 0;
    expect(await titles(july)).toEqual(['in july']);
    expect(provider.requests).toEqual([]);
  });

  it('since: a replica that begins later does not answer for what was before', async () => {
    const [service] = SERVICES as readonly [Service, Service];
    provider = aProvider(service, [anEvent('in may')]);
    scope = { coverage: 'everything', since: june.start };
    replica = aReplica(provider, () => scope);
    await replica.pull();
    const may = monthsFrom('2026-05', '2026-06');
    scope = { coverage: 'everything', since: may.start };
    provider.requests.length = 0;
    expect(await titles(may)).toEqual(['in may']);
    expect(provider.requests).toEqual(['list work']);
    await replica.pull();
    provider.requests.length = 0;
    expect(await titles(may)).toEqual(['in may']);
    expect(provider.requests).toEqual([]);
  });
});
