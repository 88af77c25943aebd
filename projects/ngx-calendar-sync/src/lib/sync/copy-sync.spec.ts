import { Subject, throwError } from 'rxjs';
import {
  aCalendar,
  aClock,
  InMemoryCalendarProvider,
  type InMemoryProviderOptions,
} from 'ngx-calendar-sync/testing';
import { CalendarSyncError, type CalendarSyncErrorCode } from '../model/calendar-sync-error';
import { memoryReplicaStore } from '../replica/memory-replica-store';
import type { ReplicaStore } from '../replica/replica-store';
import { allTime } from '../replica/specs/entries';
import type { CalendarProvider, PullRequest } from './calendar-provider';
import { CopySync, type CopySyncEvent } from './copy-sync';
import { anEvent } from './specs/fixed-event';

const code = (expected: CalendarSyncErrorCode) => jasmine.objectContaining({ code: expected });

describe('CopySync', () => {
  let provider: InMemoryCalendarProvider;
  let store: ReplicaStore;
  let events: CopySyncEvent[];
  /** By calendar id, what every pull of it fails with. */
  let failures: Map<string, CalendarSyncErrorCode>;
  const clock = aClock('2026-05-01T00:00:00Z');

  function aCopy(ids: readonly string[], options: Partial<InMemoryProviderOptions> = {}): CopySync {
    provider = new InMemoryCalendarProvider({
      calendars: ids.map((id) => aCalendar(id)),
      events: ids.map((calendarId) => anEvent(`in ${calendarId}`, { calendarId })),
      ...options,
    });
    store = memoryReplicaStore();
    failures = new Map();
    const failing: Pick<CalendarProvider, 'pull' | 'pullCalendars'> = {
      pullCalendars: (request) => provider.pullCalendars(request),
      pull: (calendarId: string, request: PullRequest) => {
        const failure = failures.get(calendarId);
        if (failure === undefined) return provider.pull(calendarId, request);
        provider.requests.push(`pull ${calendarId}`);
        return throwError(() => new CalendarSyncError(failure, 'As the test says.'));
      },
    };
    const sync = new CopySync({
      provider: failing,
      store,
      scope: { coverage: 'everything' },
      calendarIds: () => Promise.resolve(ids),
      shown: () => Promise.resolve(),
      visible: () => true,
      clock,
      random: () => 0.5,
    });
    events = [];
    sync.events$.subscribe((event) => events.push(event));
    return sync;
  }

  const pulled = () =>
    events.flatMap((event) => (event.kind === 'pulled' ? [event.calendarId] : []));
  const copied = async (calendarId: string) =>
    (await store.read(calendarId, allTime)).map(({ id }) => id);

  describe('a pull of one calendar', () => {
    it('is told as complete, with the time when it began, also where nothing had changed', async () => {
      const sync = aCopy(['work']);
      await sync.pull('work');
      clock.tick(5_000);
      const begunAt = clock.now();
      events.length = 0;
      await sync.pull('work');
      expect(events).toContain({ kind: 'pulled', calendarId: 'work', begunAt });
      expect(events.some(({ kind }) => kind === 'committed')).toBeFalse();
    });

    it('settles by that calendar alone, whatever becomes of the others', async () => {
      const sync = aCopy(['work', 'left']);
      failures.set('left', 'not-found');
      await expectAsync(sync.pull('left')).toBeRejectedWith(code('not-found'));
      await expectAsync(sync.pull('work')).toBeResolved();
      expect(pulled()).toEqual(['work']);
    });

    it('that is asked for again and again while one is under way is done once more', async () => {
      const sync = aCopy(['work']);
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      const asked = [1, 2, 3, 4].map(() => sync.pull('work'));
      // Each request takes the gate's next word.
      const opening = (async () => {
        for (let done = 0; done < 2; done = pulled().length) {
          gate.next();
          await new Promise((resolve) => setTimeout(resolve));
        }
      })();
      await Promise.all([...asked, opening]);
      expect(provider.requests).toEqual(['pull work', 'pull work']);
    });

    it('that goes on from an earlier one asks for what has changed since before it is complete', async () => {
      const sync = aCopy(['work'], {
        pageSize: 1,
        events: [anEvent('first'), anEvent('second'), anEvent('third')],
      });
      const third = provider.requests.length + 3;
      const push = provider.requests.push.bind(provider.requests);
      spyOn(provider.requests, 'push').and.callFake((...names) => {
        if (provider.requests.length + 1 === third) provider.failNext('unavailable');
        return push(...names);
      });
      await expectAsync(sync.pull('work')).toBeRejectedWith(code('unavailable'));
      provider.put(anEvent('first', { title: 'changed meanwhile' }));
      await sync.pull('work');
      expect(pulled()).toEqual(['work']);
      const entries = await store.read('work', allTime);
      const first = entries.find(({ id }) => id === 'first');
      expect(JSON.stringify(first)).toContain('changed meanwhile');
      expect(await copied('work')).toEqual(
        jasmine.arrayWithExactContents(['first', 'second', 'third']),
      );
    });
  });
});
