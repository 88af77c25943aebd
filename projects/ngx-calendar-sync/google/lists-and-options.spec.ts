import type { EventFilter } from 'ngx-calendar-sync/core';
import type { GoogleCalendarService } from './google-calendar.service';
import { until } from '../core/specs/until';
import { aUser, control, EMULATOR_URL, signedIn, storedEvent } from './specs/emulator';
import { requestsOf } from './specs/emulator-requests';

const JUNE = ['2026-06-01', '2026-07-01'] as const;
const at = (day: string) => ({
  start: { dateTime: `${day}T09:00:00Z` },
  end: { dateTime: `${day}T10:00:00Z` },
});

const writesOf = async (email: string) =>
  (await requestsOf(email)).filter(({ method }) => method !== 'GET' && method !== 'OPTIONS');

/** Resolves once Google has a request of this account that one of its faults delays. */
async function delayed(email: string, delayedMethod: string): Promise<void> {
  let isDelayed = false;
  while (!isDelayed) {
    const response = await fetch(`${EMULATOR_URL}/_emulator/faults`);
    const faults = (await response.json()) as readonly {
      readonly rule: { readonly method?: string; readonly user?: string };
      readonly fired: number;
    }[];
    isDelayed = faults.some(
      ({ rule: { method, user }, fired }) =>
        user === email && method === delayedMethod && fired > 0,
    );
  }
}

describe('GoogleCalendarService: filters, signals and guests’ mails', () => {
  let email: string;
  let service: GoogleCalendarService;

  describe('getEvents: filters', () => {
    beforeEach(async () => {
      email = await aUser([
        { id: 'visit', summary: 'Visit', ...at('2026-06-02') },
        {
          id: 'checkup',
          summary: 'Check-up',
          ...at('2026-06-03'),
          extendedProperties: { private: { patient: 'Ada', room: '2' } },
        },
        {
          id: 'surgery',
          summary: 'Surgery',
          ...at('2026-06-04'),
          extendedProperties: { private: { patient: 'Ada', room: '3' } },
        },
      ]);
      service = await signedIn(email);
      const { id } = await service.addEvent('primary', {
        title: 'Off',
        start: '2026-06-05T09:00:00Z',
        extendedProperties: { private: { patient: 'Bob' } },
      });
      await service.deleteEvent('primary', id);
    });

    const titles = async (filter: EventFilter) =>
      (await service.getEvents('primary', ...JUNE, filter)).map(
        ({ title, status }) => `${title} ${status}`,
      );

    it('getEvents: text', async () => {
      expect(await titles({ text: 'surgery' })).toEqual(['Surgery confirmed']);
    });

    it('getEvents: privateExtendedProperty asks for all of the properties', async () => {
      expect(await titles({ privateExtendedProperty: { patient: 'Ada' } })).toEqual([
        'Check-up confirmed',
        'Surgery confirmed',
      ]);
      expect(await titles({ privateExtendedProperty: { patient: 'Ada', room: '3' } })).toEqual([
        'Surgery confirmed',
      ]);
    });

    it('getEvents: showDeleted lists what was deleted as cancelled', async () => {
      expect(await titles({ showDeleted: true })).toContain('Off cancelled');
      expect(await titles({})).not.toContain('Off cancelled');
    });

    it('getEvents: updatedMin lists what has changed since', async () => {
      const hourMs = 3_600_000;
      expect(await titles({ updatedMin: new Date(Date.now() + hourMs) })).toEqual([]);
      expect(await titles({ updatedMin: new Date(Date.now() - hourMs).toISOString() })).toEqual([
        'Visit confirmed',
        'Check-up confirmed',
        'Surgery confirmed',
      ]);
    });

    it('getEvents: an updatedMin that is no time is invalid-request', async () => {
      await expectAsync(titles({ updatedMin: 'yesterday' })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'invalid-request' }),
      );
    });
  });

  describe('signal', () => {
    beforeEach(async () => {
      email = await aUser([{ id: 'visit', summary: 'Visit', ...at('2026-06-02') }]);
      service = await signedIn(email);
    });

    const CANCELLED = jasmine.objectContaining({ code: 'cancelled' });

    it('aborted already: no command sends anything', async () => {
      service.setView({ calendarIds: ['primary'], start: JUNE[0], end: JUNE[1] });
      await service.sync();
      const before = await requestsOf(email);
      const signal = AbortSignal.abort();
      const [event] = service.events();
      if (!event) {
        throw new Error('no event is shown');
      }
      const range = { start: JUNE[0], end: JUNE[1] };
      const commands: readonly Promise<unknown>[] = [
        service.addEvent('primary', { title: 'New', start: '2026-06-03' }, { signal }),
        service.updateEvent('primary', { id: 'visit', title: 'Changed' }, { signal }),
        service.deleteEvent('primary', 'visit', { signal }),
        service.restoreEvent(event, { signal }),
        service.getEvents('primary', ...JUNE, { signal }),
        service.getEvent('primary', 'visit', { signal }),
        service.getCalendars({ signal }),
        service.search('Visit', range, { signal }),
        service.freeBusy(['primary'], range, { signal }),
        service.sync({ signal }),
        service.refresh({ signal }),
      ];
      for (const command of commands) {
        await expectAsync(command).toBeRejectedWith(CANCELLED);
      }
      expect(await requestsOf(email)).toEqual(before);
      expect(service.events().map(({ title }) => title)).toEqual(['Visit']);
    });

    it('aborted on its way: the write leaves the screen, and what Google has made of it shows', async () => {
      service.setView({ calendarIds: ['primary'], start: JUNE[0], end: JUNE[1] });
      await service.sync();
      // Google stores the event and answers late; its calendar is read again once the event is there. Between the request
      // and its answer there is time for the abort on a busy machine, too.
      const path = '/calendar/v3/calendars/*/events';
      await control('fault', { user: email, method: 'POST', path, delayMs: 3_000 });
      await control('fault', { user: email, method: 'GET', path, delayMs: 3_500 });
      const aborts = new AbortController();
      const write = service.addEvent(
        'primary',
        { title: 'New', start: '2026-06-03' },
        { signal: aborts.signal },
      );
      const titles = () => service.events().map(({ title }) => title);
      expect(titles()).toContain('New');
      await delayed(email, 'POST');
      aborts.abort();
      await expectAsync(write).toBeRejectedWith(CANCELLED);
      expect(titles()).toEqual(['Visit']);
      await until(() => titles().length === 2);
      expect(titles()).toEqual(['Visit', 'New']);
    });
  });

  describe('sendUpdates', () => {
    const guests = [{ email: 'guest@elsewhere.example' }];
    const event = { title: 'Party', start: '2026-06-03T09:00:00Z', attendees: guests };

    const toldOf = async () =>
      (await writesOf(email)).map(
        ({ method, query }) => `${method} ${query['sendUpdates'] ?? 'nobody'}`,
      );

    it('by default nobody is told', async () => {
      email = await aUser();
      service = await signedIn(email);
      const { id } = await service.addEvent('primary', event);
      await service.updateEvent('primary', { id, title: 'Bigger party' });
      await service.deleteEvent('primary', id);
      expect(await toldOf()).toEqual(['POST nobody', 'PATCH nobody', 'DELETE nobody']);
    });

    it('each write may tell guests, and restoring too', async () => {
      email = await aUser();
      service = await signedIn(email);
      const added = await service.addEvent('primary', event, { sendUpdates: 'all' });
      const { id } = added;
      await service.updateEvent('primary', { id, title: 'X' }, { sendUpdates: 'externalOnly' });
      await service.deleteEvent('primary', id, { sendUpdates: 'all' });
      await service.restoreEvent(added, { sendUpdates: 'all' });
      expect(await toldOf()).toEqual(['POST all', 'PATCH externalOnly', 'DELETE all', 'PATCH all']);
      expect((await storedEvent(email, id)).status).toBe('confirmed');
    });

    it('the configuration decides for writes that do not say, and a write may tell nobody', async () => {
      email = await aUser();
      service = await signedIn(email, { sendUpdates: 'all' });
      const { id } = await service.addEvent('primary', event);
      await service.deleteEvent('primary', id, { sendUpdates: 'none' });
      expect(await toldOf()).toEqual(['POST all', 'DELETE nobody']);
    });

    it('a value that Google does not know is invalid-config', async () => {
      const config = { sendUpdates: 'everybody' } as unknown as { readonly sendUpdates: 'all' };
      await expectAsync(signedIn('a@example.com', config)).toBeRejectedWith(
        jasmine.objectContaining({ code: 'invalid-config' }),
      );
    });
  });
});
