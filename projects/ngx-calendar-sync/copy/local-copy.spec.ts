import {
  BehaviorSubject,
  firstValueFrom,
  NEVER,
  of,
  Subject,
  throwError,
  VirtualTimeScheduler,
} from 'rxjs';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from './specs/fixed-event';
import {
  ɵBrowserTabs as BrowserTabs,
  type ɵTabConnections as TabConnections,
  CalendarSyncError,
} from 'ngx-calendar-sync/base';
import { memoryReplicaStore } from './replica/memory-replica-store';
import type { ReplicaStore } from '../core/replica/replica-store';
import type { PullScope } from '../core/provider/calendar-provider';
import { CalendarSession } from '../core/session/calendar-session';
import { createOutbox } from '../core/specs/create-outbox';
import { LocalCopy } from './local-copy';
import type { LoadingState } from '../core/session/loading-state';
import { until, untilQuiet } from '../core/specs/until';

const MINUTE = 60_000;
const may = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const code = (expected: string) => jasmine.objectContaining({ code: expected });

/** The same copy must serve a service like Google's and one like Microsoft's. */
for (const service of [
  { name: 'series', series: 'masters', ids: 'client', versions: true, coverage: 'everything' },
  {
    name: 'occurrences in a window',
    series: 'occurrences',
    ids: 'service',
    versions: false,
    coverage: { start: new Date('2026-01-01'), end: new Date('2027-01-01') },
  },
] as const) {
  describe(`LocalCopy in a session, with a provider of ${service.name}`, () => {
    let provider: InMemoryCalendarProvider;
    let store: ReplicaStore;
    let clock: VirtualTimeScheduler;
    let visible: BehaviorSubject<boolean>;
    let wake: Subject<void>;
    let name: string;
    const closing: (() => void)[] = [];
    const scope: PullScope = { coverage: service.coverage };

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        ...service,
        pageSize: 2,
        calendars: [
          aCalendar('work'),
          aCalendar('home', { selected: false }),
          aCalendar('team', { hidden: true }),
        ],
        events: [
          anEvent('standup'),
          anEvent('review', { start: '2026-05-04T14:00:00Z', end: '2026-05-04T15:00:00Z' }),
          anEvent('outing', { start: '2026-05-20', end: '2026-05-21', allDay: true }),
          anEvent('dinner', { calendarId: 'home' }),
        ],
      });
      store = memoryReplicaStore();
      clock = new VirtualTimeScheduler();
      visible = new BehaviorSubject(true);
      wake = new Subject();
      shown = [];
      states = [];
      name = `local copy ${String(Math.random())}`;
    });

    afterEach(() => {
      for (const close of closing.splice(0)) {
        close();
      }
    });

    const isIdle = () =>
      states.every(({ phase, copy }) => phase === 'idle' && copy?.phase === 'idle');
    const settled = () => untilQuiet(isIdle, () => [shown, provider.requests.length, states]);
    const connections: TabConnections = {
      locks: navigator.locks,
      channel: (channel) => new BroadcastChannel(channel),
    };

    function open(seen = visible, of = provider, kept = scope): CalendarSession {
      const copy = new LocalCopy({
        provider: of,
        store,
        tabs: new BrowserTabs(name, connections, clock),
        scope: () => kept,
        timeZoneOf: () => 'UTC',
        visible$: seen,
        wake$: wake,
        clock,
        random: () => 0.5,
      });
      const session = new CalendarSession(of, { createOutbox, backend: copy, clock });
      closing.push(() => {
        session.close();
      });
      session.events$.subscribe((events) => (shown = events.map(({ title }) => title)));
      const at = states.length;
      session.syncState$.subscribe((state) => (states[at] = state));
      return session;
    }

    let shown: readonly string[];
    /** Of each session that was opened, the last one. */
    let states: LoadingState[];

    async function pass(milliseconds: number): Promise<void> {
      const end = clock.frame + milliseconds;
      clock.maxFrames = end;
      clock.flush();
      clock.frame = end;
      await settled();
    }

    /** Requests since the last call. */
    const asked = () => provider.requests.splice(0);

    it('pass: copies the calendars that are selected or viewed, and no others', async () => {
      const session = open();
      session.setView({ calendarIds: ['home'], ...may });
      await settled();
      expect(shown).toEqual(['dinner']);
      const pulled = asked().filter((request) => /^pull (work|home|team)$/.test(request));
      expect(new Set(pulled)).toEqual(new Set(['pull work', 'pull home']));
    });

    it('pass: the first one copies the selected calendars, also where the store is slow', async () => {
      const { calendars } = store;
      let slow = 30;
      store.calendars = async () => {
        await new Promise((resolve) => setTimeout(resolve, (slow -= 10)));
        return calendars.call(store);
      };
      open();
      await until(() => states[0]?.copy?.syncedAt !== undefined);
      expect(asked()).toContain('pull work');
    });

    it('pass: one page a calendar each minute while the page is visible, none while it is hidden', async () => {
      const session = open();
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      asked();
      provider.put(anEvent('new', { title: 'new' }));
      await pass(59_000);
      expect(asked()).toEqual([]);
      await pass(2_000);
      expect(asked()).toEqual(['pull calendars', 'pull work']);
      expect(shown).toContain('new');
      visible.next(false);
      await pass(10 * MINUTE);
      expect(asked()).toEqual([]);
      visible.next(true);
      wake.next();
      await settled();
      expect(asked()).toEqual(['pull calendars', 'pull work']);
    });

    it('watch: unchanged events stay the same objects, and changes outside the range do not emit', async () => {
      const session = open();
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      const emissions: (readonly object[])[] = [];
      session.events$.subscribe((events) => emissions.push(events));
      provider.put(
        anEvent('later', { start: '2026-09-04T09:00:00Z', end: '2026-09-04T10:00:00Z' }),
      );
      await session.sync();
      await settled();
      expect(emissions.length).toBe(1);
      provider.put(anEvent('review', { title: 'review, moved' }));
      await session.sync();
      await settled();
      expect(emissions.length).toBe(2);
      const kept = emissions[0]?.filter((event) => emissions[1]?.includes(event));
      expect(kept?.length).toBe(2);
    });

    it('setView: copied calendars are hidden and shown without a request', async () => {
      const session = open();
      session.setView({ calendarIds: ['work', 'home'], ...may });
      await settled();
      asked();
      session.setView({ calendarIds: ['home'], ...may });
      session.setView({ calendarIds: ['home', 'work'], ...may });
      expect(shown.length).toBe(4);
      await settled();
      expect(asked()).toEqual([]);
    });

    it('watchEvents: a range beside the view follows the copy', async () => {
      const session = open();
      const titles: string[][] = [];
      session
        .watchEvents({
          calendarIds: ['work'],
          start: '2026-05-20T00:00:00Z',
          end: '2026-05-22T00:00:00Z',
        })
        .subscribe((events) => titles.push(events.map(({ title }) => title)));
      await settled();
      provider.put(
        anEvent('supper', { start: '2026-05-21T19:00:00Z', end: '2026-05-21T20:00:00Z' }),
      );
      await session.sync();
      await settled();
      expect(titles).toEqual([['outing'], ['outing', 'supper']]);
    });

    it('pass: after a failure the pause grows, and a wake-up ends it', async () => {
      const session = open();
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      asked();
      const states: (string | undefined)[] = [];
      session.syncState$.subscribe(({ copy }) => states.push(copy?.error?.code));
      provider.failNext('offline');
      await pass(61_000);
      expect(states.at(-1)).toBe('offline');
      expect(shown.length).toBe(3);
      asked();
      await pass(110_000);
      expect(asked()).toEqual([]);
      wake.next();
      await settled();
      expect(asked()).toEqual(['pull calendars', 'pull work']);
      expect(states.at(-1)).toBeUndefined();
    });

    it('sync: rejects where the list of calendars fails, and copies the calendars that are known', async () => {
      const session = open();
      session.setView({ calendarIds: ['work', 'home'], ...may });
      await settled();
      provider.put(anEvent('new', { title: 'new', calendarId: 'home' }));
      provider.failNext('cancelled');
      let errors: ReadonlyMap<string, unknown> = new Map();
      session.syncState$.subscribe(({ copy }) => (errors = copy?.errors ?? new Map()));
      await expectAsync(session.sync()).toBeRejectedWith(code('cancelled'));
      provider.removeCalendar('work');
      await session.sync();
      await settled();
      expect(errors).toEqual(new Map());
      expect(shown).toContain('new');
    });

    it('scope: what the present copy does not cover is asked for online until the copy of the new scope is complete', async () => {
      const june = new Date('2026-06-01T00:00:00Z');
      const narrow: PullScope =
        service.coverage === 'everything'
          ? { coverage: 'everything', since: june }
          : { coverage: { start: june, end: service.coverage.end } };
      provider.put(
        anEvent('outlook', { start: '2026-06-01T00:00:00Z', end: '2026-06-02T00:00:00Z' }),
      );
      const before = open(visible, provider, narrow);
      await settled();
      before.close();
      states = [];
      const pull = spyOn(provider, 'pull').and.returnValue(NEVER);
      const session = open();
      asked();
      session.setView({ calendarIds: ['work'], ...may });
      await until(() => shown.length === 3 && states[0]?.phase === 'idle');
      expect(shown).toEqual(['standup', 'review', 'outing']);
      expect(asked()).toContain('list work');

      pull.and.callThrough();
      session.close();
      states = [];
      const after = open();
      await settled();
      asked();
      after.setView({ calendarIds: ['work'], ...may });
      await settled();
      expect(shown).toEqual(['standup', 'review', 'outing']);
      expect(asked()).toEqual([]);
    });

    it('scope: what the copy covers of a range is shown where the provider fails for the rest', async () => {
      const since = new Date('2026-05-10T00:00:00Z');
      const narrow: PullScope =
        service.coverage === 'everything'
          ? { coverage: 'everything', since }
          : { coverage: { start: since, end: service.coverage.end } };
      const session = open(visible, provider, narrow);
      await settled();
      spyOn(provider, 'listEvents').and.returnValue(
        throwError(() => new CalendarSyncError('offline', '')),
      );
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      expect(shown).toEqual(['outing']);
      expect(states[0]?.errors.get('work')?.code).toBe('offline');
    });

    it('tabs: one tab asks for all, and the others show what it has copied', async () => {
      const first = open();
      first.setView({ calendarIds: ['work'], ...may });
      await settled();
      asked();
      const other = new InMemoryCalendarProvider({ ...service, calendars: [aCalendar('work')] });
      const second = open(new BehaviorSubject(true), other);
      second.setView({ calendarIds: ['work'], ...may });
      await settled();
      expect(shown.length).toBe(3);
      provider.put(anEvent('new', { title: 'new' }));
      await second.sync();
      await settled();
      expect(shown).toContain('new');
      expect(other.requests).toEqual([]);
      expect(asked()).toEqual(['pull calendars', 'pull work']);
    });

    it('overlay: a new event is shown from the write on, once', async () => {
      const session = open();
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      const counts: number[] = [];
      session.events$.subscribe((events) => counts.push(events.length));
      await session.writes.addEvent('work', { title: 'mine', start: '2026-05-06', allDay: true });
      await settled();
      expect(shown).toContain('mine');
      expect(counts.filter((count) => count === 3).length).toBe(1);
      expect(counts.at(-1)).toBe(4);
    });

    it('overlay: a write of an event whose record cannot be read is confirmed', async () => {
      const session = open();
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      spyOn(provider, 'toEvent').and.throwError('unreadable');
      const changes = { id: 'standup', title: 'mine' };
      await expectAsync(session.writes.updateEvent('work', changes)).toBeResolvedTo(
        jasmine.objectContaining({ title: 'mine' }),
      );
      await settled();
    });

    describe('overlay: while pulls lag behind a confirmed write', () => {
      /** Pulls of changes tell of none, until they are let through again. */
      function pullsLag(): () => void {
        const pull = spyOn(provider, 'pull').and.callFake((_, { cursor = '' }) =>
          of({ changes: [], next: { cursor } }),
        );
        return () => pull.and.callThrough();
      }

      /** What showed from now on, each once. */
      function shownFromNow(session: CalendarSession): Set<string> {
        const seen = new Set<string>();
        session.events$.subscribe((events) => seen.add(events.map(({ title }) => title).join()));
        return seen;
      }

      let session: CalendarSession;
      let catchUp: () => void;

      beforeEach(async () => {
        session = open();
        session.setView({ calendarIds: ['work'], ...may });
        await settled();
        catchUp = pullsLag();
      });

      it('the old state is not shown again, and what others do later is shown', async () => {
        await session.writes.updateEvent('work', { id: 'standup', title: 'mine' });
        const seen = shownFromNow(session);
        await settled();
        await session.sync();
        await pass(2 * MINUTE);
        catchUp();
        await session.sync();
        await settled();
        expect([...seen]).toEqual(['mine,review,outing']);
        provider.put(anEvent('standup', { title: 'theirs' }));
        await session.sync();
        await settled();
        expect(shown).toEqual(['theirs', 'review', 'outing']);
      });

      it('the second of two changes stays while the copy has the first one alone', async () => {
        await session.writes.updateEvent('work', { id: 'standup', title: 'first' });
        await settled();
        const { cursor = '' } = (await store.state('work')).current ?? {};
        catchUp();
        const theFirst = await firstValueFrom(provider.pull('work', { scope, cursor }));
        const pulled = of({ ...theFirst, next: { cursor } });
        const second = session.writes.updateEvent('work', { id: 'standup', title: 'second' });
        const seen = shownFromNow(session);
        // A service without versions cannot tell the first change from one that came after the second.
        provider.pull = () => (service.versions ? pulled : of({ changes: [], next: { cursor } }));
        await second;
        await settled();
        await session.sync();
        await settled();
        expect([...seen]).toEqual(['second,review,outing']);
      });

      it('a deleted event is not shown again, and a new one stays', async () => {
        await session.writes.deleteEvent('work', { id: 'review' });
        await session.writes.addEvent('work', { title: 'mine', start: '2026-05-06', allDay: true });
        const seen = shownFromNow(session);
        await settled();
        await session.sync();
        await settled();
        catchUp();
        await session.sync();
        await settled();
        expect([...seen]).toEqual(['standup,mine,outing']);
        expect(new Set(shown)).toEqual(new Set(['standup', 'mine', 'outing']));
      });

      it('a pull long after the write ends the overlay, even if it lacks the write', async () => {
        await session.writes.addEvent('work', { title: 'mine', start: '2026-05-06', allDay: true });
        await pass(4 * MINUTE);
        expect(shown).toContain('mine');
        await pass(2 * MINUTE);
        await pass(2 * MINUTE);
        expect(shown).not.toContain('mine');
      });
    });

    it('overlay: ends with a pull of its own calendar, also after a failed one and where another calendar is gone', async () => {
      const session = open();
      session.setView({ calendarIds: ['work', 'home'], ...may });
      await settled();
      const pull = provider.pull.bind(provider);
      let failures = 1;
      provider.pull = (calendarId, request) => {
        if (calendarId === 'home') {
          return throwError(() => new CalendarSyncError('not-found', ''));
        }
        failures -= 1;
        if (failures >= 0) {
          return throwError(() => new CalendarSyncError('unavailable', ''));
        }
        return pull(calendarId, request);
      };
      await session.writes.updateEvent('work', { id: 'standup', title: 'mine' });
      await settled();
      expect(shown).toContain('mine');
      provider.put(anEvent('standup', { title: 'theirs' }));
      await pass(2 * MINUTE);
      expect(shown).toContain('theirs');
      expect(shown).not.toContain('mine');
    });

    it('updateEvent: after a conflict the change of somebody else is shown', async () => {
      const session = open();
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      provider.put(anEvent('review', { title: 'theirs' }));
      provider.failNext('conflict');
      const mine = session.writes.updateEvent('work', { id: 'review', title: 'mine' });
      await expectAsync(mine).toBeRejectedWith(code('conflict'));
      await settled();
      expect(shown).toContain('theirs');
    });

    it('overlay: a written event is shown while the copy cannot be brought up to date', async () => {
      const session = open();
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      await session.writes.addEvent('work', { title: 'mine', start: '2026-05-06', allDay: true });
      provider.failNext('offline');
      await settled();
      expect(shown).toContain('mine');
      await pass(2 * MINUTE);
      expect(shown.filter((title) => title === 'mine')).toEqual(['mine']);
    });

    it('close: a sync that waits resolves', async () => {
      const session = open();
      session.setView({ calendarIds: ['work'], ...may });
      await settled();
      provider.holdUntil(NEVER);
      const syncing = session.sync();
      session.close();
      await expectAsync(syncing).toBeResolved();
      expect(asked().length).toBeGreaterThan(0);
    });
  });
}
