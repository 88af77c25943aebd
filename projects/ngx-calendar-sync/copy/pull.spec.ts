import { Subject } from 'rxjs';
import type { ɵInMemoryCalendarProvider as InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import { anEvent } from './specs/fixed-event';
import { deleteReplica, indexedDbReplicaStore } from './replica/indexed-db-replica-store';
import { memoryReplicaStore } from './replica/memory-replica-store';
import type { ReplicaStore } from '../core/replica/replica-store';
import type { PullScope } from '../core/provider/calendar-provider';
import { pull, type PullJob, type PullOutcome, type PullProgress } from './pull';
import { SAMPLE_EVENTS, aProvider, copyOf, heldBy, SERVICES, watched } from './specs/services';

for (const service of SERVICES) {
  describe(`pull from a service of ${service.name}`, () => {
    const { scope } = service;
    let provider: InMemoryCalendarProvider;
    let store: ReplicaStore;
    let fence: number;

    const sync = (job: Partial<PullJob> = {}): Promise<PullOutcome> =>
      pull({ provider, store, calendarId: 'work', scope, fence, ...job });
    const expectEqualCopy = async () => {
      expect(await copyOf(store)).toEqual(await heldBy(provider, scope));
    };
    const shownIds = async () => (await copyOf(store)).map(({ id }) => id);
    const changes = () => {
      provider.put(
        anEvent('standup', { start: '2026-07-04T09:00:00Z', end: '2026-07-04T10:00:00Z' }),
      );
      provider.put(anEvent('new'));
      provider.put(anEvent('night', { status: 'cancelled' }));
    };

    beforeEach(async () => {
      provider = aProvider(service);
      store = memoryReplicaStore();
      fence = await store.claim();
    });

    it('the first pull stages page after page, reports progress, and shows everything at the end', async () => {
      const told: PullProgress[] = [];
      const outcome = await sync({ progress: (progress) => told.push(progress) });
      expect(outcome).toEqual({ changes: { everything: true }, problems: [], resumed: false });
      await expectEqualCopy();
      expect(await shownIds()).toContain('standup');
      expect(told.length).toBeGreaterThan(2);
      expect(told.at(-1)).toEqual({
        phase: 'full',
        events: (await heldBy(provider, scope)).length,
      });
    });

    it('a later pull asks for changes alone, and returns what they are', async () => {
      await sync();
      changes();
      provider.requests.length = 0;
      const outcome = await sync();
      expect(provider.requests.length).toBe(2);
      await expectEqualCopy();
      const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
      const { changes: told } = outcome;
      if (told.everything) {
        throw new Error('it was a new copy');
      }
      expect(ids(told.added)).toEqual(['new']);
      expect(ids(told.updated)).toEqual(['standup']);
      expect(ids(told.removed)).toEqual(['night']);
    });

    it('a later pull returns no changes where there are none', async () => {
      await sync();
      const { changes: told } = await sync();
      expect(told).toEqual({ everything: false, added: [], updated: [], removed: [] });
    });

    it('changes of several pages become visible together', async () => {
      await sync();
      const before = await copyOf(store);
      changes();
      const stages: (readonly unknown[])[] = [];
      const seen: Promise<unknown>[] = [];
      await sync({ progress: () => seen.push(copyOf(store).then((copy) => stages.push(copy))) });
      await Promise.all(seen);
      expect(stages[0]).toEqual(before);
      await expectEqualCopy();
    });

    it('an invalid cursor makes a new replica and keeps the old one until it is complete', async () => {
      await sync();
      const before = await copyOf(store);
      changes();
      provider.forgetCursors();
      const shown: (readonly unknown[])[] = [];
      const slow = watched(provider, () => void copyOf(store).then((copy) => shown.push(copy)));
      expect((await sync({ provider: slow })).changes).toEqual({ everything: true });
      expect(shown.length).toBeGreaterThan(2);
      expect(shown[2]).toEqual(before);
      await expectEqualCopy();
    });

    it('an invalid cursor, and another one during the new replica: rejects, keeps the old one, and the next pull begins again', async () => {
      await sync();
      const before = await copyOf(store);
      changes();
      provider.forgetCursors();
      const forgetful = watched(provider, (n) => {
        if (n === 4) {
          provider.forgetCursors();
        }
      });
      await expectAsync(sync({ provider: forgetful })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'cursor-lost' }),
      );
      expect(await copyOf(store)).toEqual(before);
      await sync();
      await expectEqualCopy();
    });

    it('cursors that are always invalid: rejects after a few requests, and keeps the old replica', async () => {
      await sync();
      const before = await copyOf(store);
      let requests = 0;
      const forgetful = watched(provider, (n) => {
        requests = n;
        provider.forgetCursors();
      });
      await expectAsync(sync({ provider: forgetful })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'cursor-lost' }),
      );
      expect(requests).toBe(3);
      expect(await copyOf(store)).toEqual(before);
    });

    it('another scope makes a new replica, without the fields that it omits', async () => {
      await sync();
      const lean: PullScope = { ...scope, omit: ['title'] };
      expect((await sync({ scope: lean })).changes).toEqual({ everything: true });
      const copy = await copyOf(store);
      expect(JSON.stringify(copy)).not.toContain('"title"');
      expect(copy.length).toBe((await heldBy(provider, scope)).length);
    });

    it('a deletion removes an event, and a series with its exceptions', async () => {
      await sync();
      for (const id of ['weekly', 'moved', 'project']) {
        provider.put(anEvent(id, { ...provider.stored('work', id), status: 'cancelled' }));
      }
      await sync();
      await expectEqualCopy();
      expect(await shownIds()).toEqual(['holiday', 'night', 'standup']);
    });

    it('a page that fails: the next pull resumes there', async () => {
      const failing = watched(provider, (n) => {
        if (n === 3) {
          provider.failNext('unavailable');
        }
      });
      await expectAsync(sync({ provider: failing })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'unavailable' }),
      );
      expect(await copyOf(store)).toEqual([]);
      const all = provider.requests.length;
      provider.requests.length = 0;
      await sync();
      expect(provider.requests.length).toBeLessThan(all);
      await expectEqualCopy();
    });

    it('a page that fails, and a page token that is invalid afterwards: the next pull begins again', async () => {
      const failing = watched(provider, (n) => {
        if (n === 3) {
          provider.failNext('offline');
        }
      });
      await expectAsync(sync({ provider: failing })).toBeRejected();
      provider.forgetCursors();
      changes();
      await sync();
      await expectEqualCopy();
    });

    it('an empty answer where there were events is asked for once more', async () => {
      await sync();
      const empty = aProvider(service, []);
      provider.forgetCursors();
      let requests = 0;
      const hiccup = {
        pull: (...[id, request]: Parameters<InMemoryCalendarProvider['pull']>) => {
          requests += 1;
          return (requests === 2 ? empty : provider).pull(id, request);
        },
      };
      await sync({ provider: hiccup });
      await expectEqualCopy();
      expect(await shownIds()).toContain('standup');
      provider = empty;
      await sync();
      expect(await copyOf(store)).toEqual([]);
      expect(empty.requests.length).toBe(4);
    });

    it('a malformed event is reported, and the others are stored', async () => {
      provider.put(anEvent('odd', { start: 'some day' }));
      const { problems } = await sync();
      expect(problems.map(({ id }) => id)).toEqual(['odd']);
      await expectEqualCopy();
      expect(await shownIds()).toContain('standup');
    });

    it('since: what ended before is left out, and what is moved there is gone', async () => {
      const recent: PullScope = { ...scope, since: new Date('2026-05-20T00:00:00Z') };
      await sync({ scope: recent });
      expect(await shownIds()).not.toContain('standup');
      provider.put(anEvent('night'));
      provider.put(anEvent('new', { start: '2026-08-01', end: '2026-08-02' }));
      await sync({ scope: recent });
      expect(await shownIds()).not.toContain('night');
      expect(await shownIds()).toContain('new');
    });

    it('stopped: rejects at once, and keeps the pages that are staged', async () => {
      const stopped = new Subject<void>();
      const stopping = watched(provider, (n) => {
        if (n !== 3) {
          return;
        }
        provider.holdUntil(new Subject());
        queueMicrotask(() => {
          stopped.next();
        });
      });
      await expectAsync(sync({ provider: stopping, stopped })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'cancelled' }),
      );
      expect((await store.state('work')).staged?.events).toBeGreaterThan(0);
    });

    it('another tab has claimed a fence: rejects, and writes nothing', async () => {
      await sync();
      changes();
      await store.claim();
      await expectAsync(sync()).toBeRejectedWith(jasmine.objectContaining({ code: 'cancelled' }));
      expect(await shownIds()).toContain('night');
    });

    it('the clock is set back: changes are found all the same', async () => {
      await sync();
      changes();
      spyOn(Date, 'now').and.returnValue(0);
      await sync();
      await expectEqualCopy();
      expect(await shownIds()).toContain('new');
    });

    it('the storage is full: the replica goes on in memory, complete', async () => {
      store.close();
      const account = `quota ${service.name}`;
      store = indexedDbReplicaStore(account);
      fence = await store.claim();
      const put = IDBObjectStore.prototype.put;
      let puts = 0;
      spyOn(IDBObjectStore.prototype, 'put').and.callFake(function (this: IDBObjectStore, ...row) {
        puts += 1;
        if (puts === 7) {
          throw new DOMException('full', 'QuotaExceededError');
        }
        return put.apply(this, row);
      });
      const status: unknown[] = [];
      store.status$.subscribe((one) => status.push(one));
      await sync();
      await expectEqualCopy();
      expect(status).toEqual([{ kind: 'persistent' }, { kind: 'memory', reason: 'quota' }]);
      store.close();
      await deleteReplica(account);
    });
  });
}

describe('pull of series', () => {
  const [service] = SERVICES;
  if (!service) {
    throw new Error('there is no service');
  }
  const { scope } = service;

  it('a cancelled occurrence before its series is kept', async () => {
    const provider = aProvider(service);
    const store = memoryReplicaStore();
    await pull({ provider, store, calendarId: 'work', scope, fence: 1 });
    const kinds = (await copyOf(store)).map(({ id, kind }) => [id, kind]);
    expect(kinds).toContain(['cancelled', 'cancelled']);
    expect(kinds).toContain(['weekly', 'series']);
  });

  it('an exception without its series shows, and is reported until the series comes', async () => {
    const provider = aProvider(
      service,
      SAMPLE_EVENTS.filter(({ id }) => id !== 'weekly'),
    );
    const store = memoryReplicaStore();
    const sync = () => pull({ provider, store, calendarId: 'work', scope, fence: 1 });
    expect((await sync()).problems.map(({ id }) => id)).toEqual(['moved']);
    expect((await copyOf(store)).map(({ id }) => id)).toContain('moved');
    for (const event of SAMPLE_EVENTS) {
      provider.put(event);
    }
    expect((await sync()).problems).toEqual([]);
  });
});
