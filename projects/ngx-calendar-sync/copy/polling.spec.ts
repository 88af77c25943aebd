import {
  asyncScheduler,
  catchError,
  defer,
  delayWhen,
  finalize,
  forkJoin,
  map,
  NEVER,
  observeOn,
  of,
  Subject,
  type Subscription,
  tap,
  throwError,
} from 'rxjs';
import {
  aCalendar,
  aClock,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { CalendarSyncError, type CalendarSyncErrorCode } from '../base/calendar-sync-error';
import { memoryReplicaStore } from './replica/memory-replica-store';
import { ALL_TIME } from './replica/specs/entries';
import type {
  CalendarProvider,
  PullBatches,
  PageAnswer,
  PullRequest,
} from '../core/provider/calendar-provider';
import { until } from '../core/specs/until';
import type { CopyProgress } from '../core/provider/copy-state';
import { noProgress } from './copy-progress';
import { CopySync } from './copy-sync';
import { PullSchedule } from './pull-schedule';
import { anEvent } from './specs/fixed-event';

const MINUTE_MS = 60_000;

/** What batches do in a spec; by default they bring what single pulls would bring. */
type Batch = (requests: ReadonlyMap<string, PullRequest>) => ReturnType<PullBatches['pull']>;

describe('CopySync: many calendars', () => {
  let clock: ReturnType<typeof aClock>;
  let ids: string[];
  let viewed: Set<string>;
  let provider: InMemoryCalendarProvider;
  let store: ReturnType<typeof memoryReplicaStore>;
  let schedule: PullSchedule;
  let sync: CopySync;
  let progress: CopyProgress;
  let failures: Map<string, CalendarSyncErrorCode>;
  /** The calendars of each batch. */
  let batches: (readonly string[])[];
  let batch: Batch | undefined;
  let wake: Subject<void>;
  let opened: Subject<void>;
  let keepingUp: Subscription | undefined;

  function setUp(count: number, inView: readonly string[] = []): void {
    clock = aClock('2026-05-01T00:00:00Z');
    ids = Array.from({ length: count }, (_, index) => `c${index + 1}`);
    viewed = new Set(inView);
    provider = new InMemoryCalendarProvider({
      calendars: ids.map((id) => aCalendar(id)),
      events: ids.map((calendarId) => anEvent(`in ${calendarId}`, { calendarId })),
    });
    store = memoryReplicaStore();
    schedule = new PullSchedule(clock, () => 0);
    failures = new Map();
    batches = [];
    batch = undefined;
    progress = noProgress;
    wake = new Subject();
    opened = new Subject();
    sync = new CopySync({
      provider: {
        pullCalendars: (request) => provider.pullCalendars(request),
        pull,
        batches: {
          maxPulls: 50,
          pull: (requests) => {
            batches.push([...requests.keys()]);
            return batch?.(requests) ?? of(new Map());
          },
        },
      },
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
    sync.events$.subscribe((event) => {
      schedule.follow(event);
      if (event.kind === 'progress') {
        progress = event.progress;
      }
    });
  }

  const pull: CalendarProvider['pull'] = (calendarId, request) => {
    const failure = failures.get(calendarId);
    if (failure === undefined) {
      return provider.pull(calendarId, request);
    }
    provider.requests.push(`pull ${calendarId}`);
    return throwError(() => new CalendarSyncError(failure, 'As the test says.'));
  };

  afterEach(() => keepingUp?.unsubscribe());

  /** The passes of so many minutes, the first of which begins at once. */
  async function keepUp(minutes: number): Promise<void> {
    keepingUp ??= sync.keepUp(wake, opened).subscribe();
    await paused();
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.tick(MINUTE_MS);
      await paused();
    }
  }

  afterEach(() => (keepingUp = undefined));

  const paused = () =>
    until(() => progress.phase === 'idle' && clock.actions.some(({ closed }) => !closed));
  /** The pulls of a calendar since the last call of {@link forget}. */
  const pulls = (calendarId: string) =>
    provider.requests.filter((request) => request === `pull ${calendarId}`).length;
  const forget = () => provider.requests.splice(0);
  const copied = async (calendarId: string) =>
    (await store.read(calendarId, ALL_TIME)).map(({ id }) => id);

  it('polling: in a quiet hour what is in view is pulled each minute, and the others after 1, 2, 4, 8 and then 15 minutes', async () => {
    setUp(3, ['c1']);
    await keepUp(0);
    expect([pulls('c1'), pulls('c2'), pulls('c3')]).toEqual([1, 1, 1]);
    const minutes: number[] = [];
    for (let minute = 1; minute <= 60; minute += 1) {
      const before = pulls('c2');
      await keepUp(1);
      if (pulls('c2') > before) {
        minutes.push(minute);
      }
    }
    expect(minutes).toEqual([1, 3, 7, 15, 30, 45, 60]);
    expect(pulls('c1')).toBe(61);
    expect(progress.syncedAt).toBe(clock.now());
    expect([progress.calendars, progress.calendarsDone]).toEqual([3, 3]);
  });

  it('polling: a calendar that has changed is pulled each minute again, and then less and less', async () => {
    setUp(2, ['c1']);
    await keepUp(40);
    provider.put(anEvent('new', { calendarId: 'c2' }));
    await keepUp(5);
    expect(await copied('c2')).toContain('new');
    forget();
    provider.put(anEvent('newer', { calendarId: 'c2' }));
    await keepUp(1);
    expect(pulls('c2')).toBe(1);
    await keepUp(10);
    expect(pulls('c2')).toBe(4);
  });

  it('polling: a calendar that comes into view is pulled at once and each minute, and one that leaves it less and less', async () => {
    setUp(2, ['c1']);
    await keepUp(38);
    forget();
    viewed = new Set(['c2']);
    opened.next();
    await until(() => pulls('c2') === 1);
    await keepUp(15);
    expect(pulls('c2')).toBe(16);
    expect(pulls('c1')).toBeLessThan(6);
  });

  it('polling: a calendar that was pulled a moment ago is not pulled again for coming into view', async () => {
    setUp(2, ['c1']);
    await keepUp(0);
    forget();
    viewed = new Set(['c1', 'c2']);
    opened.next();
    await until(() => provider.requests.length > 0 && progress.phase === 'idle');
    expect(provider.requests).toEqual(['pull calendars']);
  });

  it('polling: sync() pulls every calendar', async () => {
    setUp(3, ['c1']);
    await keepUp(20);
    forget();
    await sync.sync();
    expect([pulls('c1'), pulls('c2'), pulls('c3')]).toEqual([1, 1, 1]);
  });

  it('polling: after a long time asleep or offline every calendar is pulled, and each minute again', async () => {
    setUp(2, ['c1']);
    await keepUp(46);
    forget();
    spyOn(provider, 'pullCalendars').and.returnValue(
      throwError(() => new CalendarSyncError('offline', 'As the test says.')),
    );
    for (let minutes = 0; minutes < 3; minutes += 1) {
      await keepUp(6);
    }
    expect(pulls('c2')).toBe(0);
    (provider.pullCalendars as jasmine.Spy).and.callThrough();
    wake.next();
    await until(() => pulls('c2') === 1);
    await keepUp(1);
    expect(pulls('c2')).toBe(2);
  });

  it('polling: waking up after a short time pulls what is in view alone', async () => {
    setUp(2, ['c1']);
    await keepUp(40);
    forget();
    wake.next();
    await until(() => pulls('c1') === 1);
    await paused();
    expect(pulls('c2')).toBe(0);
  });

  it('polling: a calendar whose entry in the list has changed is pulled with the next pass', async () => {
    setUp(2, ['c1']);
    await keepUp(46);
    forget();
    provider.putCalendar(aCalendar('c2', { name: 'renamed' }));
    await keepUp(1);
    expect(pulls('c2')).toBe(1);
  });

  it('polling: a calendar that is new in the list is pulled with the next pass', async () => {
    setUp(2, ['c1']);
    await keepUp(5);
    provider.putCalendar(aCalendar('c9'));
    ids.push('c9');
    await keepUp(1);
    expect(pulls('c9')).toBe(1);
  });

  it('polling: a failing calendar keeps its own growing pauses, in view or not', async () => {
    setUp(4, ['c1', 'c2']);
    failures.set('c2', 'not-found').set('c3', 'unavailable');
    await keepUp(60);
    for (const id of ['c2', 'c3']) {
      expect(pulls(id)).withContext(id).toBeGreaterThan(4);
      expect(pulls(id)).withContext(id).toBeLessThan(10);
    }
    expect([...progress.errors.keys()].sort()).toEqual(['c2', 'c3']);
    expect(pulls('c1')).toBe(61);
  });

  it('polling: where the only calendar in view fails, another one tells that the service does not', async () => {
    setUp(3, ['c1']);
    await keepUp(40);
    failures.set('c1', 'unavailable');
    await keepUp(20);
    expect(progress.error).toBeUndefined();
    expect([...progress.errors.keys()]).toEqual(['c1']);
  });

  describe('batches', () => {
    /** What single pulls would bring. */
    const answered: Batch = (requests) =>
      forkJoin(
        [...requests].map(([id, request]) =>
          pull(id, request).pipe(
            map((page): readonly [string, PageAnswer | CalendarSyncError] => [id, page]),
            catchError((error: unknown) => of([id, CalendarSyncError.from(error)] as const)),
          ),
        ),
      ).pipe(map((pages) => new Map(pages)));

    it('CopySync: the first pass pulls one by one, and from then on batches of at most 50 ask for changes', async () => {
      setUp(120);
      batch = answered;
      await sync.sync();
      expect(batches).toEqual([]);
      for (const id of ['c7', 'c70', 'c119']) {
        provider.put(anEvent(`new in ${id}`, { calendarId: id }));
      }
      await sync.sync();
      expect(batches.map(({ length }) => length)).toEqual([50, 50, 20]);
      expect(new Set(batches.flat())).toEqual(new Set(ids));
      for (const id of ['c7', 'c70', 'c119']) {
        expect(await copied(id)).toContain(`new in ${id}`);
      }
      expect([progress.calendarsDone, progress.syncedAt]).toEqual([120, clock.now()]);
    });

    it('CopySync: three calendars are asked for side by side, and a fourth makes it a batch', async () => {
      setUp(3);
      batch = answered;
      await sync.sync();
      await sync.sync();
      expect(batches).toEqual([]);
      setUp(4);
      batch = answered;
      await sync.sync();
      await sync.sync();
      expect(batches.length).toBe(1);
    });

    it('CopySync: a calendar that fails in a batch has its own error and pauses, and the others are copied', async () => {
      setUp(6);
      batch = answered;
      await sync.sync();
      failures.set('c4', 'not-found');
      provider.put(anEvent('new', { calendarId: 'c5' }));
      await sync.sync();
      expect([...progress.errors.keys()]).toEqual(['c4']);
      expect(await copied('c5')).toContain('new');
      expect(progress.syncedAt).toBe(clock.now());
      failures.clear();
      await sync.sync();
      expect(progress.errors.size).toBe(0);
    });

    it('CopySync: a calendar whose cursor a batch refuses is copied anew', async () => {
      setUp(5);
      batch = answered;
      await sync.sync();
      failures.set('c2', 'cursor-lost');
      provider.put(anEvent('new', { calendarId: 'c2' }));
      batch = (requests) =>
        answered(requests).pipe(
          tap(() => {
            failures.clear();
          }),
        );
      await sync.sync();
      expect(await copied('c2')).toEqual(jasmine.arrayWithExactContents(['in c2', 'new']));
    });

    it('CopySync: where rate limits meet every part, the pass ends with that, and the calendars are pulled by the next one', async () => {
      setUp(20);
      batch = answered;
      await sync.sync();
      for (const id of ids) {
        failures.set(id, 'rate-limited');
      }
      forget();
      await expectAsync(sync.sync()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'rate-limited' }),
      );
      expect(ids.map(pulls)).toEqual(ids.map(() => 1));
      failures.clear();
      provider.put(anEvent('new', { calendarId: 'c20' }));
      await sync.sync();
      expect(await copied('c20')).toContain('new');
    });

    it('CopySync: an outage that every part of a batch meets ends the pass, and for an hour calendars are pulled one by one', async () => {
      setUp(20);
      batch = answered;
      await sync.sync();
      for (const id of ids) {
        failures.set(id, 'unavailable');
      }
      forget();
      await expectAsync(sync.sync()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'unavailable' }),
      );
      expect(ids.map(pulls)).toEqual(ids.map(() => 1));
      failures.clear();
      provider.put(anEvent('new', { calendarId: 'c20' }));
      await sync.sync();
      expect(await copied('c20')).toContain('new');
      // Calendars that have failed would be in no batch anyway: from here on none fails.
      await sync.sync();
      expect(batches.length).toBe(1);
    });

    it('CopySync: after a batch that brought nothing calendars are pulled one by one, three at a time, for an hour', async () => {
      setUp(8, ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8']);
      await sync.sync();
      forget();
      let [running, most] = [0, 0];
      const page$ = provider.pull.bind(provider);
      spyOn(provider, 'pull').and.callFake((...request) =>
        defer(() => {
          running += 1;
          most = Math.max(most, running);
          return page$(...request).pipe(
            observeOn(asyncScheduler),
            tap(() => (running -= 1)),
          );
        }),
      );
      await sync.sync();
      expect(batches.length).toBe(1);
      expect(ids.map(pulls)).toEqual(ids.map(() => 1));
      expect(most).toBe(3);
      expect(progress.errors.size).toBe(0);
      await keepUp(30);
      expect(batches.length).toBe(1);
      await keepUp(31);
      expect(batches.length).toBe(2);
    });

    it('CopySync: a pull that is asked for meanwhile begins after the batch, and brings what has changed since', async () => {
      setUp(5);
      await sync.sync();
      const gate = new Subject<void>();
      batch = (requests) => answered(requests).pipe(delayWhen(() => gate));
      const passing = sync.sync();
      await until(() => batches.length === 1);
      provider.put(anEvent('mine', { calendarId: 'c3' }));
      const pulling = sync.pull('c3');
      gate.next();
      await Promise.all([passing, pulling]);
      expect(await copied('c3')).toContain('mine');
    });

    it('CopySync: a tab that leads no more cancels its batch', async () => {
      setUp(5, ['c1', 'c2', 'c3', 'c4', 'c5']);
      await keepUp(0);
      let isCancelled = false;
      batch = () =>
        NEVER.pipe(
          finalize(() => {
            isCancelled = true;
          }),
        );
      clock.tick(MINUTE_MS);
      await until(() => batches.length === 1);
      keepingUp?.unsubscribe();
      await until(() => isCancelled);
      expect(isCancelled).toBeTrue();
    });
  });
});
