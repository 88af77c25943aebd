import { firstValueFrom, lastValueFrom, NEVER, of, Subject, throwError } from 'rxjs';
import {
  aCalendar,
  ɵInMemoryCalendarProvider as InMemoryCalendarProvider,
} from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import type { CalendarEvent } from '../model/calendar-event';
import { CalendarSyncError } from 'ngx-calendar-sync/base';
import { createOutbox } from '../specs/create-outbox';
import { until } from '../specs/until';
import { CalendarSession } from './calendar-session';
import type { LoadingState } from './loading-state';

const may = { start: '2026-05-01T00:00:00Z', end: '2026-06-01T00:00:00Z' };
const june = { start: '2026-06-01T00:00:00Z', end: '2026-07-01T00:00:00Z' };

/** The same session must serve a service like Google's and one like Microsoft's. */
for (const service of [
  { name: 'client ids and versions', ids: 'client', versions: true, pageSize: 250 },
  {
    name: 'ids of the service, no versions, small pages',
    ids: 'service',
    versions: false,
    pageSize: 1,
  },
] as const) {
  describe(`CalendarSession with ${service.name}`, () => {
    let provider: InMemoryCalendarProvider;
    let session: CalendarSession;
    let shown: readonly CalendarEvent[];
    let emissions: number;
    let progress: LoadingState[];

    const titles = () => shown.map((event) => event.title);
    const eventShown = (id: string): CalendarEvent => {
      const event = shown.find((one) => one.id === id);
      if (!event) {
        throw new Error(`${id} is not shown`);
      }
      return event;
    };
    const settled = () => new Promise((resolve) => setTimeout(resolve));

    beforeEach(() => {
      provider = new InMemoryCalendarProvider({
        ...service,
        calendars: [aCalendar('work'), aCalendar('home')],
        events: [
          anEvent('standup'),
          anEvent('review', { start: '2026-05-04T14:00:00Z', end: '2026-05-04T15:00:00Z' }),
          anEvent('dinner', {
            calendarId: 'home',
            start: '2026-05-04T18:00:00Z',
            end: '2026-05-04T20:00:00Z',
          }),
          anEvent('holiday', { start: '2026-06-10', end: '2026-06-12', allDay: true }),
        ],
      });
      session = new CalendarSession(provider, { createOutbox });
      emissions = 0;
      progress = [];
      session.events$.subscribe((events) => {
        shown = events;
        emissions += 1;
      });
      session.syncState$.subscribe((state) => progress.push(state));
    });

    // What one spec has left under way must not show in the next one.
    afterEach(() => {
      session.close();
    });

    it('setView: shows the events of all calendars in view in the order of their start', () => {
      session.setView({ calendarIds: ['home', 'work'], ...may });
      expect(titles()).toEqual(['standup', 'review', 'dinner']);
    });

    it('setView: a calendar that leaves the view is hidden, and shown again without a request', () => {
      session.setView({ calendarIds: ['home', 'work'], ...may });
      session.setView({ calendarIds: ['home'], ...may });
      expect(titles()).toEqual(['dinner']);
      session.setView({ calendarIds: ['home', 'work'], ...may });
      expect(titles()).toEqual(['standup', 'review', 'dinner']);
      expect(provider.requests).toEqual(['list home', 'list work']);
    });

    it('calendarsChanged: events of a removed calendar leave the view, and are asked for when it is shown anew', () => {
      session.setView({ calendarIds: ['home', 'work'], ...may });
      session.calendarsChanged();
      expect(titles()).toEqual(['standup', 'review', 'dinner']);
      session.calendarsChanged({ removed: 'work' });
      expect(titles()).toEqual(['dinner']);
      expect(progress.at(-1)?.phase).toBe('idle');
      session.setView({ calendarIds: ['home', 'work'], ...may });
      expect(titles()).toEqual(['standup', 'review', 'dinner']);
      expect(provider.requests).toEqual(['list home', 'list work', 'list work']);
    });

    it('calendarsChanged: events of a calendar that is back show again where it is in view or watched', () => {
      const watched: string[] = [];
      session.setView({ calendarIds: ['home', 'work'], ...may });
      session
        .watchEvents({ calendarIds: ['work'], ...may })
        .subscribe((events) => watched.push(events.map(({ title }) => title).join()));
      session.calendarsChanged({ removed: 'work' });
      expect(watched.at(-1)).toBe('');
      session.calendarsChanged({ added: 'work' });
      expect(titles()).toEqual(['standup', 'review', 'dinner']);
      expect(watched.at(-1)).toBe('standup,review');
    });

    it('setView: events of both ranges stay on screen while the new range is loading', () => {
      session.setView({ calendarIds: ['work'], ...may });
      provider.holdUntil(NEVER);
      session.setView({ calendarIds: ['work'], start: '2026-05-04T12:00:00Z', end: june.end });
      expect(titles()).toEqual(['review']);
      expect(progress.at(-1)?.phase).toBe('loading');
    });

    it('sync: events that the new answer lacks are removed', () => {
      session.setView({ calendarIds: ['work'], ...may });
      provider.put({ ...anEvent('standup'), status: 'cancelled' });
      void session.sync();
      expect(titles()).toEqual(['review']);
    });

    it('setView: the answer to a range that has left the view is ignored', () => {
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      session.setView({ calendarIds: ['work'], ...may });
      session.setView({ calendarIds: ['work'], ...june });
      gate.next();
      expect(titles()).toEqual(['holiday']);
    });

    it('syncState$: counts calendars and events while loading, and ends idle', () => {
      session.setView({ calendarIds: ['home', 'work'], ...may });
      expect(
        progress.some((state) => state.phase === 'loading' && state.calendars === 2),
      ).toBeTrue();
      expect(progress.at(-1)).toEqual({
        phase: 'idle',
        calendarsDone: 2,
        calendars: 2,
        events: 3,
        errors: new Map(),
      });
    });

    it('setView: a calendar that fails is named and loaded again alone, the others are shown', () => {
      provider.failNext('not-found');
      session.setView({ calendarIds: ['home', 'work'], ...may });
      expect(titles()).toEqual(['standup', 'review']);
      expect(progress.at(-1)?.errors.get('home')?.code).toBe('not-found');
      session.setView({ calendarIds: ['home', 'work'], ...may });
      expect(provider.requests).toEqual(['list home', 'list work', 'list home']);
      expect(progress.at(-1)?.errors.size).toBe(0);
    });

    it('addEvent: the event is shown before the provider has answered, and once after', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      const added = session.writes.addEvent('work', {
        title: 'new',
        start: '2026-05-05T09:00:00Z',
      });
      expect(titles()).toEqual(['standup', 'review', 'new']);
      await until(() => provider.requests.includes('insert work'));
      gate.next();
      const event = await added;
      expect(titles()).toEqual(['standup', 'review', 'new']);
      expect(provider.stored('work', event.id)?.title).toBe('new');
      expect(provider.requests).toEqual(['list work', 'insert work']);
    });

    it('addEvent: an event outside the view is not shown', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      await session.writes.addEvent('work', { title: 'later', start: june.start });
      expect(titles()).toEqual(['standup', 'review']);
    });

    it('updateEvent: a refused change is taken back, and the promise rejects with the reason', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      provider.failNext('forbidden');
      const moved = session.writes.updateEvent('work', { id: 'standup', title: 'moved' });
      expect(titles()).toContain('moved');
      await expectAsync(moved).toBeRejectedWith(jasmine.objectContaining({ code: 'forbidden' }));
      expect(titles()).toEqual(['standup', 'review']);
    });

    it('updateEvent: an event is moved at once and never back in between', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      const starts = new Set<string>();
      const watch = session.events$.subscribe((events) => {
        for (const { id, start } of events) {
          if (id === 'standup') {
            starts.add(new Date(start).toISOString());
          }
        }
      });
      const moved = { start: '2026-05-06T09:00:00Z', end: '2026-05-06T10:00:00Z' };
      await session.writes.updateEvent('work', { id: 'standup', ...moved });
      watch.unsubscribe();
      expect([...starts]).toEqual(['2026-05-04T09:00:00.000Z', '2026-05-06T09:00:00.000Z']);
    });

    it('updateEvent: two quick changes of one event are no conflict', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      const seen = eventShown('standup');
      await Promise.all([
        session.writes.updateEvent('work', { ...seen, title: 'first' }),
        session.writes.updateEvent('work', { ...seen, title: 'second' }),
      ]);
      expect(provider.stored('work', 'standup')?.title).toBe('second');
    });

    it('deleteEvent: a series is removed at once with its occurrences', async () => {
      provider.put(anEvent('weekly', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'] }));
      session.setView({ calendarIds: ['work'], ...may });
      while (progress.at(-1)?.phase !== 'idle') {
        await settled();
      }
      expect(titles().filter((title) => title === 'weekly').length).toBe(3);
      const deleted = session.writes.deleteEvent('work', { id: 'weekly' });
      expect(titles()).not.toContain('weekly');
      await deleted;
      expect(titles()).not.toContain('weekly');
    });

    it('restoreEvent: a deleted event is shown again', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      const standup = eventShown('standup');
      await session.writes.deleteEvent('work', standup);
      expect(titles()).toEqual(['review']);
      await session.writes.restoreEvent(standup);
      expect(titles()).toEqual(['standup', 'review']);
    });

    it('updateEvent: the occurrences of a changed series are asked for', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      await session.writes.updateEvent('work', { id: 'standup', recurrence: ['RRULE:FREQ=DAILY'] });
      expect(provider.requests).toEqual(['list work', 'update work/standup', 'list work']);
    });

    it('addEvent: an answer that was on its way before does not hide the event', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      void session.sync();
      const added = session.writes.addEvent('work', {
        title: 'new',
        start: '2026-05-05T09:00:00Z',
      });
      await until(() => provider.requests.includes('insert work'));
      gate.next();
      await added;
      gate.next();
      await settled();
      expect(titles()).toEqual(['standup', 'review', 'new']);
    });

    it('setView: 200 calendars are asked for a few at a time, and all are shown', async () => {
      const ids = Array.from({ length: 200 }, (_, at) => `calendar ${at}`);
      const many = new InMemoryCalendarProvider({
        ...service,
        calendars: ids.map((id) => aCalendar(id)),
        events: ids.map((calendarId) => anEvent('one', { calendarId })),
      });
      const gate = new Subject<void>();
      many.holdUntil(gate);
      const wide = new CalendarSession(many, { createOutbox });
      let count = 0;
      wide.events$.subscribe((events) => (count = events.length));
      wide.setView({ calendarIds: ids, ...may });
      expect(many.requests.length).toBe(6);
      wide.setView({ calendarIds: ids.slice(100), ...june });
      expect(many.requests.length).toBe(6);
      wide.setView({ calendarIds: ids, ...may });
      while (count < ids.length) {
        gate.next();
        await settled();
      }
      expect(many.requests.length).toBeLessThan(220);
    });

    it('watchEvents: a calendar that never answers does not hide the others', () => {
      const listEvents = provider.listEvents.bind(provider);
      provider.listEvents = (id, query) => (id === 'home' ? NEVER : listEvents(id, query));
      let watched: readonly CalendarEvent[] = [];
      session
        .watchEvents({ calendarIds: ['home', 'work'], ...may })
        .subscribe((events) => (watched = events));
      expect(watched.map(({ title }) => title)).toEqual(['standup', 'review']);
    });

    it('view, watchEvents and getEvents share one limit of parallel requests', () => {
      provider.holdUntil(NEVER);
      const ids = Array.from({ length: 5 }, (_, at) => `calendar ${at}`);
      session.setView({ calendarIds: ids, ...may });
      session.watchEvents({ calendarIds: ids, ...june }).subscribe();
      session.getEvents(ids, june.start, june.end).catch(() => undefined);
      expect(provider.requests.length).toBe(6);
    });

    it('sync: resolves when the view shows what the provider has', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      const synced = session.sync();
      provider.put({ ...anEvent('standup'), title: 'by somebody else' });
      expect(titles()).toEqual(['standup', 'review']);
      gate.next();
      await synced;
      expect(titles()).toEqual(['by somebody else', 'review']);
    });

    it('sync: rejects with what kept it, and the view stays as it was', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      provider.failNext('offline');
      await expectAsync(session.sync()).toBeRejectedWith(
        jasmine.objectContaining({ code: 'offline' }),
      );
      expect(titles()).toEqual(['standup', 'review']);
      await session.sync();
      expect(progress.at(-1)?.errors.size).toBe(0);
    });

    it('sync: resolves where one of two calendars cannot be read, and says which', async () => {
      session.setView({ calendarIds: ['home', 'work'], ...may });
      provider.failNext('not-found');
      await session.sync();
      expect(progress.at(-1)?.errors.get('home')?.code).toBe('not-found');
      expect(titles()).toEqual(['standup', 'review', 'dinner']);
    });

    it('sync: asks for what is in view, and for what was in view when it comes back', async () => {
      session.setView({ calendarIds: ['home', 'work'], ...may });
      session.setView({ calendarIds: ['work'], ...may });
      provider.put(anEvent('supper', { calendarId: 'home' }));
      provider.requests.length = 0;
      await session.sync();
      expect(provider.requests).toEqual(['list work']);
      session.setView({ calendarIds: ['home', 'work'], ...may });
      expect(provider.requests).toEqual(['list work', 'list home']);
      expect(titles()).toContain('supper');
    });

    it('write: a command of one provider shows at once, waits for earlier writes of its event, and is taken back', async () => {
      session.setView({ calendarIds: ['work'], ...may });
      const seen = eventShown('standup');
      const gate = new Subject<void>();
      provider.holdUntil(gate);
      const renamed = session.writes.updateEvent('work', { id: 'standup', title: 'renamed' });
      let asked = false;
      const answered = session.writes.writeDirectly({
        shown: { kind: 'put', event: { ...seen, title: 'accepted' } },
        send: () => {
          asked = true;
          return throwError(() => new CalendarSyncError('forbidden', ''));
        },
      });
      expect(titles()).toEqual(['accepted', 'review']);
      await until(() => provider.requests.includes('update work/standup'));
      expect(asked).toBeFalse();
      gate.next();
      await renamed;
      await expectAsync(answered).toBeRejectedWith(jasmine.objectContaining({ code: 'forbidden' }));
      expect(titles()).toEqual(['renamed', 'review']);
    });

    describe('overlay: while lists lag behind a confirmed write', () => {
      let shownSince: Set<string>;

      /** Lists go on telling what they tell now. */
      async function listsLag(): Promise<void> {
        const range = { start: new Date(may.start), end: new Date(may.end) };
        const stale = await lastValueFrom(provider.listEvents('work', { range }));
        lag = spyOn(provider, 'listEvents').and.callFake(() => of(stale));
      }

      let lag: jasmine.Spy;
      const listsCatchUp = () => {
        lag.and.callThrough();
      };

      beforeEach(async () => {
        session.setView({ calendarIds: ['work'], ...may });
        await listsLag();
        shownSince = new Set();
      });

      const watch = () => session.events$.subscribe(() => shownSince.add(titles().join()));

      it('the old state of a changed event is not shown again', async () => {
        await session.writes.updateEvent('work', { id: 'standup', title: 'mine' });
        watch();
        void session.sync();
        await settled();
        listsCatchUp();
        void session.sync();
        await settled();
        expect([...shownSince]).toEqual(['mine,review']);
        provider.put({ ...eventShown('standup'), title: 'theirs' });
        void session.sync();
        expect(titles()).toEqual(['theirs', 'review']);
      });

      it('a deleted event is not shown again', async () => {
        await session.writes.deleteEvent('work', { id: 'standup' });
        watch();
        void session.sync();
        await settled();
        listsCatchUp();
        void session.sync();
        await settled();
        expect([...shownSince]).toEqual(['review']);
      });

      it('a new event stays', async () => {
        await session.writes.addEvent('work', { title: 'new', start: '2026-05-05T09:00:00Z' });
        watch();
        void session.sync();
        await settled();
        listsCatchUp();
        void session.sync();
        await settled();
        expect([...shownSince]).toEqual(['standup,review,new']);
      });
    });

    it('getEvents: the events of several calendars are one list', async () => {
      const events = await session.getEvents(['work', 'home', 'work'], may.start, may.end);
      expect(events.map((event) => event.title)).toEqual(['standup', 'review', 'dinner']);
    });

    it('search: the list of calendars is asked for where none is known, and its failure rejects', async () => {
      const unlisted = new CalendarSession(provider, { createOutbox });
      const found = await unlisted.search('e', { start: may.start, end: june.end });
      expect(found.map(({ id }) => id)).toContain('review');
      provider.failNext('insufficient-scopes');
      await expectAsync(
        new CalendarSession(provider, { createOutbox }).search('e', {
          start: may.start,
          end: june.end,
        }),
      ).toBeRejectedWith(jasmine.objectContaining({ code: 'insufficient-scopes' }));
    });

    it('search: without calendarIds all calendars of the account are searched', async () => {
      const found = await session.search('e', { start: may.start, end: june.end });
      expect(found.map((event) => event.title)).toEqual(['review', 'dinner']);
    });

    it('getEvents, setView: a range that ends before it starts, or that is no range, is an invalid request', async () => {
      await expectAsync(session.getEvents(['work'], may.end, may.start)).toBeRejectedWith(
        jasmine.objectContaining({ code: 'invalid-request' }),
      );
      expect(() => {
        session.setView({ calendarIds: [], start: 'soon', end: may.end });
      }).toThrow(jasmine.objectContaining({ code: 'invalid-request' }));
    });

    it('events$: does not emit when nothing in view has changed', () => {
      session.setView({ calendarIds: ['work'], ...may });
      const before = emissions;
      session.setView({ calendarIds: ['work'], ...may });
      expect(emissions).toBe(before);
    });

    it('close: promises that wait reject with cancelled', async () => {
      provider.holdUntil(NEVER);
      const pending = session.getEvents(['work'], may.start, may.end);
      session.close();
      await expectAsync(pending).toBeRejectedWith(jasmine.objectContaining({ code: 'cancelled' }));
    });

    it('calendars$: emits the calendars as they were last listed', async () => {
      const empty = new CalendarSession(provider, { createOutbox });
      expect(await firstValueFrom(empty.calendars$)).toEqual([]);
      await empty.listCalendars();
      expect((await firstValueFrom(empty.calendars$)).map((calendar) => calendar.id)).toEqual([
        'work',
        'home',
      ]);
    });
  });
}
