import { NEVER, of, Subject, type Subscription, throwError } from 'rxjs';
import {
  aCalendar,
  aClock,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
  type ɵInMemoryProviderOptions as InMemoryProviderOptions,
} from 'ngx-calendar-sync/testing';
import { CalendarSyncError, type CalendarSyncErrorCode } from 'ngx-calendar-sync/base';
import { memoryReplicaStore } from './replica/memory-replica-store';
import type { ReplicaStore } from '../core/replica/replica-store';
import { ALL_TIME } from './replica/specs/entries';
import type { PullRequest } from '../core/provider/calendar-provider';
import { until, untilQuiet } from '../core/specs/until';
import { type CopyProgress } from '../core/provider/copy-state';
import { type CopySyncEvent, noProgress } from './copy-progress';
import { CopySync } from './copy-sync';
import type { CopySyncContext } from './copy-sync-context';
import { PullSchedule } from './pull-schedule';
import { anEvent } from './specs/fixed-event';

const code = (expected: CalendarSyncErrorCode) => jasmine.objectContaining({ code: expected });

describe('CopySync', () => {
  let provider: InMemoryCalendarProvider;
  let store: ReplicaStore;
  let events: CopySyncEvent[];
  /** By calendar id, what every pull of it fails with. */
  let failures: Map<string, CalendarSyncErrorCode>;
  /** For each request for the list of calendars, what it asked for. */
  let lists: string[];
  /** By default all calendars. */
  let viewed: ReadonlySet<string>;
  let schedule: PullSchedule;
  let keepingUp: Subscription | undefined;
  const clock = aClock('2026-05-01T00:00:00Z');

  function aCopy(
    ids: readonly string[],
    options: Partial<InMemoryProviderOptions> = {},
    maxParallelRequests?: number,
  ): CopySync {
    provider = new InMemoryCalendarProvider({
      calendars: ids.map((id) => aCalendar(id)),
      events: ids.map((calendarId) => anEvent(`in ${calendarId}`, { calendarId })),
      ...options,
    });
    store = memoryReplicaStore();
    schedule = new PullSchedule(clock, () => 0.5);
    viewed = new Set(ids);
    failures = new Map();
    lists = [];
    const failing: CopySyncContext['provider'] = {
      maxParallelRequests,
      pullCalendars: (request) => {
        lists.push(request.cursor === undefined ? 'all of it' : 'changes');
        const failure = failures.get('the list');
        return failure === undefined
          ? provider.pullCalendars(request)
          : throwError(() => new CalendarSyncError(failure, 'As the test says.'));
      },
      pull: (calendarId: string, request: PullRequest) => {
        const failure = failures.get(calendarId);
        if (failure === undefined) {
          return provider.pull(calendarId, request);
        }
        provider.requests.push(`pull ${calendarId}`);
        return throwError(() => new CalendarSyncError(failure, 'As the test says.'));
      },
    };
    const sync = new CopySync({
      provider: failing,
      store,
      scope: () => ({ coverage: 'everything' }),
      calendarIds: () => Promise.resolve(ids),
      viewed: () => viewed,
      schedule,
      shown: () => Promise.resolve(),
      visible: () => true,
      clock,
      random: () => 0.5,
    });
    events = [];
    sync.events$.subscribe((event) => {
      events.push(event);
      schedule.follow(event);
    });
    return sync;
  }

  const idsUpTo = (count: number) => Array.from({ length: count }, (_, index) => `c${index + 1}`);
  const progress = (): CopyProgress => {
    const told = events.flatMap((event) => (event.kind === 'progress' ? [event.progress] : []));
    return told.at(-1) ?? noProgress;
  };
  const copiedCalendars = async (ids: readonly string[]) => {
    const all = await Promise.all(
      ids.map(async (id) => ((await copied(id)).length > 0 ? [id] : [])),
    );
    return all.flat();
  };
  const pulls = (calendarId: string) =>
    provider.requests.filter((request) => request === `pull ${calendarId}`).length;
  const pulled = () =>
    events.flatMap((event) => (event.kind === 'pulled' ? [event.calendarId] : []));
  const copied = async (calendarId: string) =>
    (await store.read(calendarId, ALL_TIME)).map(({ id }) => id);

  describe('a pull of one calendar', () => {
    it('reports when it began once it is complete, also where nothing has changed', async () => {
      const sync = aCopy(['work']);
      await sync.pull('work');
      clock.tick(5_000);
      const begunAt = clock.now();
      events.length = 0;
      await sync.pull('work');
      expect(events).toContain({ kind: 'pulled', calendarId: 'work', begunAt });
      expect(events.some(({ kind }) => kind === 'committed')).toBeFalse();
    });

    it('resolves or rejects by that calendar alone, whatever happens to the others', async () => {
      const sync = aCopy(['work', 'left']);
      failures.set('left', 'not-found');
      await expectAsync(sync.pull('left')).toBeRejectedWith(code('not-found'));
      await expectAsync(sync.pull('work')).toBeResolved();
      expect(pulled()).toEqual(['work']);
    });

    it('runs once more, and not more often, for all calls during a run', async () => {
      const sync = aCopy(['work']);
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      const asked = [1, 2, 3, 4].map(() => sync.pull('work'));
      // Each request waits for one more emission of the gate.
      const opening = (async () => {
        for (let done = 0; done < 2; done = pulled().length) {
          gate.next();
          await new Promise((resolve) => setTimeout(resolve));
        }
      })();
      await Promise.all([...asked, opening]);
      expect(provider.requests).toEqual(['pull work', 'pull work']);
    });

    it('that resumes an earlier one asks for the changes since before it is complete', async () => {
      const sync = aCopy(['work'], {
        pageSize: 1,
        events: [anEvent('first'), anEvent('second'), anEvent('third')],
      });
      const third = provider.requests.length + 3;
      const push = provider.requests.push.bind(provider.requests);
      spyOn(provider.requests, 'push').and.callFake((...names) => {
        if (provider.requests.length + 1 === third) {
          provider.failNext('unavailable');
        }
        return push(...names);
      });
      await expectAsync(sync.pull('work')).toBeRejectedWith(code('unavailable'));
      provider.put(anEvent('first', { title: 'changed meanwhile' }));
      await sync.pull('work');
      expect(pulled()).toEqual(['work']);
      const entries = await store.read('work', ALL_TIME);
      const first = entries.find(({ id }) => id === 'first');
      expect(JSON.stringify(first)).toContain('changed meanwhile');
      expect(await copied('work')).toEqual(
        jasmine.arrayWithExactContents(['first', 'second', 'third']),
      );
    });
  });

  afterEach(() => keepingUp?.unsubscribe());

  /** Lets passes follow each other for some time. */
  async function keepUp(sync: CopySync, minutes: number): Promise<void> {
    keepingUp = sync.keepUp(NEVER).subscribe();
    const paused = async () => {
      while (progress().phase !== 'idle' || clock.actions.length === 0) {
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    for (let minute = 0; minute < minutes; minute += 1) {
      await paused();
      clock.tick(60_000);
    }
    await paused();
  }

  describe('one calendar that fails', () => {
    for (const failure of ['unavailable', 'rate-limited', 'offline', 'cursor-lost'] as const) {
      it(`with ${failure} for ever: the error is that calendar's, and the others are copied`, async () => {
        const ids = idsUpTo(8);
        const sync = aCopy(ids);
        failures.set('c4', failure);
        await sync.sync();
        expect(await copiedCalendars(ids)).toEqual(ids.filter((id) => id !== 'c4'));
        expect(progress().errors).toEqual(new Map([['c4', code(failure) as never]]));
        expect(progress().error).toBeUndefined();
        expect(progress().calendarsDone).toBe(8);
      });

      it(`with ${failure}, the first of twenty: none of the nineteen others waits for it`, async () => {
        const ids = idsUpTo(20);
        const sync = aCopy(ids);
        failures.set('c1', failure);
        await sync.sync();
        expect(await copiedCalendars(ids)).toEqual(ids.slice(1));
        expect([...progress().errors.keys()]).toEqual(['c1']);
      });
    }

    for (const failure of ['not-found', 'forbidden'] as const) {
      it(`with ${failure} for good: the pass completes, with an error for that calendar`, async () => {
        const ids = ['work', 'left'];
        const sync = aCopy(ids);
        failures.set('left', failure);
        await sync.sync();
        expect(progress().syncedAt).toBe(clock.now());
        expect(progress().errors).toEqual(new Map([['left', code(failure) as never]]));
        await sync.sync();
        expect(lists).toEqual(['all of it', 'changes']);
      });
    }

    for (const failure of ['not-found', 'unavailable', 'cursor-lost'] as const) {
      it(`with ${failure}: is retried after growing pauses, and its error stays meanwhile`, async () => {
        const sync = aCopy(['work', 'left']);
        failures.set('left', failure);
        await keepUp(sync, 60);
        expect(pulls('work')).toBeGreaterThan(50);
        // A lost cursor is two requests: everything is asked for anew at once, and once.
        expect(pulls('left')).toBeLessThan(failure === 'cursor-lost' ? 20 : 10);
        expect(pulls('left')).toBeGreaterThan(4);
        expect([...progress().errors.keys()]).toEqual(['left']);
        failures.clear();
        await sync.sync();
        expect(await copied('left')).toEqual(['in left']);
        expect(progress().errors).toEqual(new Map());
      });
    }

    it('that is removed from the list loses its error', async () => {
      const ids = ['work', 'left'];
      const sync = aCopy(ids);
      failures.set('left', 'not-found');
      await sync.sync();
      ids.pop();
      await sync.sync();
      expect(progress().errors).toEqual(new Map());
    });
  });

  describe('many calendars that fail', () => {
    it('the first three of twenty: the others are copied', async () => {
      const ids = idsUpTo(20);
      const sync = aCopy(ids);
      for (const id of ['c1', 'c2', 'c3']) {
        failures.set(id, 'unavailable');
      }
      await sync.sync();
      expect(await copiedCalendars(ids)).toEqual(ids.slice(3));
      expect([...progress().errors.keys()]).toEqual(['c1', 'c2', 'c3']);
    });

    it('the first eight of twenty: the next pass begins with the others', async () => {
      const ids = idsUpTo(20);
      const sync = aCopy(ids);
      for (const id of ids.slice(0, 8)) {
        failures.set(id, 'unavailable');
      }
      await expectAsync(sync.sync()).toBeRejectedWith(code('unavailable'));
      await sync.sync();
      expect(await copiedCalendars(ids)).toEqual(ids.slice(8));
      expect(progress().errors.size).toBe(8);
    });

    it('all of them: the pass ends after a few, and says why', async () => {
      const ids = idsUpTo(20);
      const sync = aCopy(ids);
      for (const id of ids) {
        failures.set(id, 'unavailable');
      }
      await expectAsync(sync.sync()).toBeRejectedWith(code('unavailable'));
      expect(provider.requests.filter((request) => /^pull c\d/.test(request)).length).toBeLessThan(
        9,
      );
      expect(progress().error).toEqual(code('unavailable') as never);
      expect(progress().syncedAt).toBeUndefined();
    });

    for (const failure of ['signed-out', 'expired', 'quota-exceeded', 'cancelled'] as const) {
      it(`with ${failure}: the pass ends at once, since it is the account's`, async () => {
        const ids = idsUpTo(20);
        const sync = aCopy(ids);
        for (const id of ids) {
          failures.set(id, failure);
        }
        await expectAsync(sync.sync()).toBeRejectedWith(code(failure));
        expect(provider.requests.filter((request) => /^pull c\d/.test(request)).length).toBe(3);
        expect(progress().errors).toEqual(new Map());
      });
    }
  });

  for (const [allowed, atOnce] of [
    [undefined, 3],
    [1, 1],
    [2, 2],
    [10, 3],
  ] as const) {
    it(`CopySync: a provider that allows ${allowed ?? 'any number of'} requests at a time is asked for ${atOnce} calendars at a time`, async () => {
      const sync = aCopy(idsUpTo(6), {}, allowed);
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      const pulling = sync.sync();
      await until(() => provider.requests.length === 1);
      gate.next();
      await until(() => provider.requests.length === 1 + atOnce);
      await untilQuiet(
        () => true,
        () => provider.requests,
      );
      expect(provider.requests.length).toBe(1 + atOnce);
      provider.holdUntil(of(undefined));
      gate.next();
      await pulling;
    });
  }

  it('problems: a malformed event is reported through later passes, until it is readable', async () => {
    const events = [anEvent('odd', { start: 'never', end: 'never' }), anEvent('sound')];
    const sync = aCopy(['work'], { events });
    await sync.sync();
    provider.put(anEvent('new'));
    await sync.sync();
    expect(progress().problems.map(({ calendarId, id }) => [calendarId, id])).toEqual([
      ['work', 'odd'],
    ]);
    provider.put(anEvent('odd'));
    await sync.sync();
    expect(progress().problems).toEqual([]);
  });

  it('the list of calendars fails: the calendars that are known are pulled all the same', async () => {
    const sync = aCopy(['work', 'home']);
    await sync.sync();
    failures.set('the list', 'unavailable');
    provider.put(anEvent('new'));
    await expectAsync(sync.sync()).toBeRejectedWith(code('unavailable'));
    expect(await copied('work')).toContain('new');
    expect(progress().error).toEqual(code('unavailable') as never);
  });
});
