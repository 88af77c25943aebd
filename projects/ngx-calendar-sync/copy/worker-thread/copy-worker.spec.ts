import { filter, firstValueFrom, type SchedulerLike } from 'rxjs';
import { ɵnextTask as nextTask } from 'ngx-calendar-sync/base';
import {
  type CalendarEvent,
  type ɵEventSeries as EventSeries,
  ɵexpandSeries as expandSeries,
  type ɵOccurrence as Occurrence,
  type ɵReplicaStore as ReplicaStore,
  type CopyWorkerStatus,
} from 'ngx-calendar-sync/core';
import { aClock } from 'ngx-calendar-sync/testing';
import { SupersededError } from '../replica/fence';
import { deleteReplica, indexedDbReplicaStore } from '../replica/indexed-db-replica-store';
import { memoryReplicaStore } from '../replica/memory-replica-store';
import { InThreadPageStager } from '../in-thread-page-stager';
import { pull, type PullOutcome } from '../pull';
import { anEvent } from '../specs/fixed-event';
import { aProvider, copyOf, heldBy, type Service, SERVICES } from '../specs/services';
import { CopyWorker, type StartCopyWorker } from './copy-worker';
import { inJson, readJsonPage } from './specs/json-pages';
import {
  type Death,
  DyingWorker,
  startHangingWorker,
  startScript,
  startWorker,
} from './specs/start-worker';

const CHANGED = anEvent('moved', {
  seriesId: 'weekly',
  originalStart: '2026-05-11T09:00:00Z',
  start: '2026-05-12T15:00:00Z',
  end: '2026-05-12T16:00:00Z',
});
const SERIES: EventSeries<CalendarEvent> = {
  master: anEvent('weekly', { recurrence: ['RRULE:FREQ=WEEKLY'] }),
  changed: [CHANGED],
  cancelled: ['2026-05-18T09:00:00Z'],
};
const QUERY = {
  range: { start: new Date('2026-05-01T00:00:00Z'), end: new Date('2026-07-01T00:00:00Z') },
  timeZone: 'Europe/Berlin',
  occurrenceOf: (master: CalendarEvent, { originalStart, start, end }: Occurrence) => ({
    ...master,
    id: `${master.id}_${originalStart}`,
    originalStart,
    start,
    end,
  }),
};

let accounts = 0;

describe('CopyWorker', () => {
  let account: string;
  let store: ReplicaStore;
  let opened: CopyWorker[];

  const open = (start: StartCopyWorker = startWorker, over = store, clock?: SchedulerLike) => {
    const worker = new CopyWorker(start, account, over, clock);
    opened.push(worker);
    return worker;
  };
  const started = (worker: CopyWorker): Promise<CopyWorkerStatus> =>
    firstValueFrom(worker.status$.pipe(filter(({ kind }) => kind !== 'starting')));
  const running = async (...args: Parameters<typeof open>) => {
    const worker = open(...args);
    expect(await started(worker)).toEqual({ kind: 'running' });
    return worker;
  };
  const databases = async () => (await indexedDB.databases()).map(({ name }) => name);

  /** Where pages were read in the main thread. */
  let readHere: number;
  const pullOf = async (
    service: Service,
    provider: ReturnType<typeof aProvider>,
    { store: target, stager }: Pick<CopyWorker, 'store' | 'stager'>,
    fence?: number,
  ): Promise<PullOutcome> => {
    const counted = inJson(provider, (answer, scope) => {
      readHere += 1;
      return readJsonPage(answer, scope);
    });
    return pull({
      provider: counted,
      store: target,
      stager,
      calendarId: 'work',
      scope: service.scope,
      fence: fence ?? (await target.claim()),
    });
  };

  beforeEach(() => {
    accounts += 1;
    account = `worker ${accounts}`;
    opened = [];
    readHere = 0;
    store = indexedDbReplicaStore(account);
  });

  afterEach(async () => {
    for (const worker of opened) {
      worker.close();
    }
    store.close();
    await deleteReplica(account);
  });

  for (const service of SERVICES) {
    describe(`with a service of ${service.name}`, () => {
      it('pull: the worker reads every page, and the main thread sees what it has stored', async () => {
        const provider = aProvider(service);
        const worker = await running();
        const first = await pullOf(service, provider, worker);
        expect(first.changes).toEqual({ everything: true });
        provider.put(anEvent('new'));
        provider.put(anEvent('standup', { status: 'cancelled' }));
        const { changes } = await pullOf(service, provider, worker);
        expect(changes).toEqual(
          jasmine.objectContaining({
            everything: false,
            added: [jasmine.objectContaining({ id: 'new' })],
            removed: [jasmine.objectContaining({ id: 'standup' })],
          }),
        );
        await worker.store.compact('work', await worker.store.claim());
        expect(await copyOf(store)).toEqual(await heldBy(provider, service.scope));
        expect(readHere).toBe(0);
      });

      for (const at of ['call', 'result'] as const) {
        it(`pull: a worker that ends at any ${at} loses nothing, and the page goes on`, async () => {
          const provider = aProvider(service);
          const held = await heldBy(provider, service.scope);
          const { store: inMemory } = open(startWorker, memoryReplicaStore());
          const inThread = new InThreadPageStager(inMemory);
          await pullOf(service, provider, { store: inMemory, stager: inThread });
          const count = (await inMemory.state('work')).current?.events;
          for (let number = 1, isDead = true; isDead; number += 1) {
            let dying: DyingWorker | undefined;
            const death: Death = { at, number };
            const worker = await running(() => (dying = new DyingWorker(death)));
            const { changes } = await pullOf(service, provider, worker);
            expect(changes).toEqual({ everything: true });
            await worker.store.compact('work', await worker.store.claim());
            isDead = dying?.isDead ?? false;
            expect(await copyOf(store))
              .withContext(JSON.stringify(death))
              .toEqual(held);
            const { current, staged } = await store.state('work');
            expect(staged).toBeUndefined();
            expect(current?.events).withContext(JSON.stringify(death)).toBe(count);
            if (isDead) {
              expect(await firstValueFrom(worker.status$)).toEqual(
                jasmine.objectContaining({ kind: 'failed' }),
              );
            }
            await store.remove('work', await store.claim());
            worker.close();
          }
        });
      }
    });
  }

  const [service] = SERVICES as [Service];

  it('pull: when another tab has claimed a higher fence, rejects with a SupersededError', async () => {
    const worker = await running();
    const fence = await worker.store.claim();
    await store.claim();
    await expectAsync(pullOf(service, aProvider(service), worker, fence)).toBeRejectedWithError(
      SupersededError,
    );
  });

  it('pull: an error of a page in the worker keeps its code, and the next pull goes on', async () => {
    const provider = aProvider(service);
    const worker = await running();
    const page = { answer: new Blob(['{']), read: readJsonPage };
    const job = { calendarId: 'work', scope: service.scope, first: true };
    await expectAsync(worker.stager.open(page, job)).toBeRejectedWith(
      jasmine.objectContaining({ name: 'CalendarSyncError', code: 'unexpected' }),
    );
    await pullOf(service, provider, worker);
    expect(await copyOf(store)).toEqual(await heldBy(provider, service.scope));
    expect(readHere).toBe(0);
  });

  it('pull: a page that the provider has read itself is staged by the main thread', async () => {
    const provider = aProvider(service);
    const worker = await running();
    const fence = await worker.store.claim();
    const { scope } = service;
    const { store: target, stager } = worker;
    await pull({ provider, store: target, stager, calendarId: 'work', scope, fence });
    expect(await copyOf(store)).toEqual(await heldBy(provider, scope));
  });

  for (const [what, start] of [
    [
      'that the browser refuses',
      () => {
        throw new TypeError('refused');
      },
    ],
    ['whose file is missing', () => new Worker('/no-such-worker.js', { type: 'module' })],
    ['that throws while it is loaded', () => startScript('throw new Error("broken");')],
    [
      'of another version of the library',
      () => startScript('postMessage({kind: "loaded", version: "0.0.0"});'),
    ],
    [
      'whose code cannot be loaded',
      () => startScript('postMessage({kind: "failed", reason: "code"});'),
    ],
  ] as const) {
    it(`start: a worker ${what} fails with script-failed, and the page does its work`, async () => {
      const provider = aProvider(service);
      const worker = open(start);
      expect(await started(worker)).toEqual({
        kind: 'failed',
        error: jasmine.objectContaining({ code: 'script-failed' }),
      });
      await pullOf(service, provider, worker);
      expect(await copyOf(store)).toEqual(await heldBy(provider, service.scope));
      expect(readHere).toBeGreaterThan(0);
    });
  }

  it('start: while a worker does not answer, series are expanded in the page', async () => {
    const worker = open(() => startScript(''));
    const { events } = await worker.expand([SERIES], QUERY);
    expect(events.length).toBeGreaterThan(0);
    expect(await firstValueFrom(worker.status$)).toEqual({ kind: 'starting' });
  });

  it('expand: returns the events and problems of expandSeries, made of the objects of the page', async () => {
    const worker = await running();
    const unreadable: EventSeries<CalendarEvent> = {
      master: anEvent('odd', { recurrence: ['RRULE:FREQ=NEVER'] }),
      changed: [],
      cancelled: [],
    };
    const series = [SERIES, unreadable];
    const expanded = await worker.expand(series, QUERY);
    expect(expanded).toEqual(await expandSeries(series, QUERY));
    expect(expanded.events.length).toBeGreaterThan(3);
    expect(expanded.problems.map(({ master }) => master)).toEqual([unreadable.master]);
    expect(expanded.events).toContain(CHANGED);
  });

  it('expand: when the worker ends, the page expands the series', async () => {
    const worker = await running(() => new DyingWorker({ at: 'call', number: 1 }));
    expect(await worker.expand([SERIES], QUERY)).toEqual(await expandSeries([SERIES], QUERY));
  });

  it('expand: when the worker does not answer within 5 seconds, the page expands the series', async () => {
    const clock = aClock();
    const worker = await running(startHangingWorker, store, clock);
    const expanded = worker.expand([SERIES], QUERY);
    clock.tick(5_000);
    expect(await expanded).toEqual(await expandSeries([SERIES], QUERY));
    expect(await firstValueFrom(worker.status$)).toEqual({ kind: 'running' });
  });

  it('pull: a worker that does not answer within two minutes is ended, and the page goes on', async () => {
    const clock = aClock();
    const provider = aProvider(service);
    const worker = await running(startHangingWorker, store, clock);
    const pulled = pullOf(service, provider, worker);
    const isDone = pulled.then(() => true);
    // The call is made once the page has been asked for, which takes the fake provider some tasks.
    while (!(await Promise.race([isDone, nextTask().then(() => false)]))) {
      clock.tick(60_000);
    }
    expect(await firstValueFrom(worker.status$)).toEqual(
      jasmine.objectContaining({ kind: 'failed' }),
    );
    expect(await copyOf(store)).toEqual(await heldBy(provider, service.scope));
  });

  it('pull: what cannot be sent to a worker is read by the page', async () => {
    const provider = aProvider(service);
    const worker = await running();
    const scope = { ...service.scope, notCloneable: () => undefined };
    await pullOf({ ...service, scope }, provider, worker);
    expect(await copyOf(store)).toEqual(await heldBy(provider, service.scope));
    expect(readHere).toBeGreaterThan(0);
  });

  it('a store in memory: the worker opens no database, and the page stores', async () => {
    await store.state('work');
    const before = await databases();
    const memory = memoryReplicaStore();
    const provider = aProvider(service);
    const worker = await running(startWorker, memory);
    await pullOf(service, provider, worker);
    await worker.expand([SERIES], QUERY);
    expect(await copyOf(memory)).toEqual(await heldBy(provider, service.scope));
    expect(await databases()).toEqual(before);
  });

  it('deleteReplica: is not held up by the worker, and the page goes on in memory', async () => {
    const provider = aProvider(service);
    const worker = await running();
    await pullOf(service, provider, worker);
    await deleteReplica(account);
    await expectAsync(firstValueFrom(store.status$)).toBeResolvedTo({
      kind: 'memory',
      reason: 'deleted',
    });
    await pullOf(service, provider, worker);
    expect(await copyOf(store)).toEqual(await heldBy(provider, service.scope));
  });

  it('close: ends the worker and fails nothing', async () => {
    const provider = aProvider(service);
    const worker = await running();
    const pulled = pullOf(service, provider, worker);
    worker.close();
    await pulled;
    expect(await copyOf(store)).toEqual(await heldBy(provider, service.scope));
    const { held = [] } = await navigator.locks.query();
    expect(held.filter(({ name }) => name?.includes('worker'))).toEqual([]);
  });
});
