import { asyncScheduler } from 'rxjs';
import type { ɵInMemoryCalendarProvider as InMemoryCalendarProvider } from 'ngx-calendar-sync/testing';
import { anEvent } from '../../copy/specs/fixed-event';
import { aProvider, SERVICES } from '../../copy/specs/services';
import { SharedWrites } from '../outbox/specs/shared-writes';
import type { CalendarEvent } from '../model/calendar-event';
import { OnlineEvents } from '../provider/online-events';
import { createOutbox } from '../specs/create-outbox';
import { until } from '../specs/until';
import { CalendarSession } from './calendar-session';

for (const service of SERVICES) {
  describe(`CalendarSession with ${service.name}: events that were never loaded`, () => {
    let provider: InMemoryCalendarProvider;
    let shared: SharedWrites;
    let session: CalendarSession;
    let held: ReadonlyMap<string, CalendarEvent>;

    beforeEach(() => {
      provider = aProvider(service);
      shared = new SharedWrites();
      held = new Map();
      const online = new OnlineEvents<CalendarEvent>({
        list: (calendarId, range) => provider.listEvents(calendarId, { range }),
        clock: asyncScheduler,
      });
      const backend = Object.assign(online, {
        writes: shared.open(),
        find: () => Promise.resolve(held),
      });
      session = new CalendarSession(provider, { createOutbox, backend });
    });

    afterEach(() => {
      session.close();
    });

    const stored = () => shared.stored$.value;

    it('durable: the event is asked for, and the write resolves once it is stored, before it is sent', async () => {
      provider.failNext('unavailable', 'update');
      const written = await session.writes.updateEvent(
        'work',
        { id: 'standup', title: 'mine' },
        { durable: true },
      );
      expect(written.title).toBe('mine');
      expect(provider.stored('work', 'standup')?.title).toBe('standup');
      expect(stored().length).toBe(1);
    });

    it('durable: an event that the copy holds is not asked for', async () => {
      held = new Map([['standup', anEvent('standup')]]);
      provider.failNext('offline', 'get');
      provider.failNext('unavailable', 'update');
      const changes = { id: 'standup', title: 'mine' };
      const written = await session.writes.updateEvent('work', changes, { durable: true });
      expect(written.title).toBe('mine');
      expect(provider.requests).not.toContain('get work/standup');
    });

    it('durable: without the network it is refused with offline, and nothing is stored', async () => {
      provider.failNext('offline', 'get');
      await expectAsync(
        session.writes.updateEvent('work', { id: 'standup', title: 'mine' }, { durable: true }),
      ).toBeRejectedWith(jasmine.objectContaining({ code: 'offline' }));
      expect(stored()).toEqual([]);
    });

    it('durable: an event that is not there is refused with not-found, and nothing is stored', async () => {
      await expectAsync(
        session.writes.updateEvent('work', { id: 'gone', title: 'mine' }, { durable: true }),
      ).toBeRejectedWith(jasmine.objectContaining({ code: 'not-found' }));
      expect(stored()).toEqual([]);
    });

    it('durable: a deletion needs nothing of the event, and waits for the network', async () => {
      provider.failNext('offline', 'delete');
      await session.writes.deleteEvent('work', { id: 'standup' }, { durable: true });
      expect(stored().map(({ plan }) => plan.kind)).toEqual(['delete']);
      expect(provider.requests).not.toContain('get work/standup');
    });

    it('an occurrence and its series: what is written is sent in its order', async () => {
      provider.failNext('unavailable', 'update work/weekly_');
      const occurrence = { id: 'weekly_2026-05-25T09:00:00Z', title: 'mine' };
      session.writes.updateEvent('work', occurrence).catch(() => undefined);
      await until(() => stored()[0]?.error !== undefined);
      session.writes
        .updateEvent('work', { id: 'weekly', location: 'Room 1' })
        .catch(() => undefined);
      session.writes.updateEvent('work', { id: 'standup', title: 'mine' }).catch(() => undefined);
      await until(() => provider.requests.includes('update work/standup'));
      expect(provider.requests).not.toContain('update work/weekly');
      expect(
        stored()
          .map(({ state }) => state)
          .slice(0, 2),
      ).toEqual(['waiting', 'waiting']);
    });
  });
}
