import type { WireCalendarList, WireEvent, WireEvents } from '../discovery/wire-types.generated.ts';
import { eventPath, eventsPath, useEmulator, type ErrorBody } from '../testing/api-client.ts';
import {
  ADA,
  BEN,
  BUSY,
  CALENDAR,
  CALENDAR_READONLY,
  EVENTS,
  EVENTS_OWNED,
  EVENTS_PUBLIC,
  FREE_BUSY,
  HOLIDAYS,
  TEAM,
} from '../testing/small-world.ts';

describe('Access', () => {
  const emulator = useEmulator();

  const event: WireEvent = {
    summary: 'Meeting',
    start: { dateTime: '2026-11-24T10:00:00Z' },
    end: { dateTime: '2026-11-24T11:00:00Z' },
  };

  async function anonymous(path: string, headers: Record<string, string> = {}) {
    const response = await fetch(new URL(`/calendar/v3/${path}`, emulator.url), { headers });
    const body = (await response.json()) as ErrorBody & WireEvents;
    return { status: response.status, body };
  }

  describe('authentication', () => {
    it('authentication: a request without token and API key answers 403', async () => {
      const { status, body } = await anonymous('users/me/calendarList');
      expect(status).toBe(403);
      expect(body.error.message).toContain("Method doesn't allow unregistered callers");
      expect(body.error.status).toBe('PERMISSION_DENIED');
    });

    it('authentication: an unknown API key answers 400 API_KEY_INVALID', async () => {
      const { status, body } = await anonymous(`${eventsPath(HOLIDAYS)}?key=wrong`);
      expect(status).toBe(400);
      expect(body.error.message).toBe('API key not valid. Please pass a valid API key.');
      expect(body.error.details?.[0]?.reason).toBe('API_KEY_INVALID');
    });

    for (const header of ['Bearer ya29.unknown', 'Bearer', 'Basic eDp5', 'nonsense']) {
      it(`authentication: the header "Authorization: ${header}" answers 401 authError`, async () => {
        const { status, body } = await anonymous('colors', { Authorization: header });
        expect(status).toBe(401);
        expect(body.error.errors).toEqual([
          {
            domain: 'global',
            reason: 'authError',
            message: 'Invalid Credentials',
            locationType: 'header',
            location: 'Authorization',
          } as ErrorBody['error']['errors'][0],
        ]);
      });
    }

    it('authentication: an expired token answers 401 authError', async () => {
      const ada = emulator.as();
      emulator.control.advanceClock(3_600_000);
      expect(await ada.refusal('colors')).toBe('401 authError');
    });

    it('authentication: a token without a scope of the method answers 403 and names the method', async () => {
      const ada = emulator.as(ADA, EVENTS);
      const { status, body, headers } = await ada.call<ErrorBody>('users/me/calendarList');
      expect(status).toBe(403);
      expect(body.error.errors[0]?.reason).toBe('insufficientPermissions');
      expect(body.error.details?.[0]).toEqual(
        jasmine.objectContaining({
          reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
          metadata: {
            service: 'calendar-json.googleapis.com',
            method: 'calendar.v3.CalendarList.List',
          },
        }),
      );
      expect(headers.get('WWW-Authenticate')).toContain('insufficient_scope');
    });

    it('routes: an unknown path answers 404 notFound', async () => {
      expect(await emulator.as().refusal('nowhere')).toBe('404 notFound');
    });

    it('routes: an unsupported method answers 501 notImplemented', async () => {
      expect(
        await emulator.as().refusal('calendars/primary/transferOwnership', { method: 'POST' }),
      ).toBe('501 notImplemented');
    });
  });

  describe('API key without a token', () => {
    const key = 'key=emulator-api-key';

    it('API key: reads public calendars, and only the times of their private events', async () => {
      const { status, body } = await anonymous(`${eventsPath(HOLIDAYS)}?${key}`);
      expect(status).toBe(200);
      expect(body.items?.map((each) => each.summary)).toEqual(['Christmas Day', undefined]);
    });

    it('API key: a calendar that is not public answers 404', async () => {
      expect((await anonymous(`${eventsPath(ADA)}?${key}`)).status).toBe(404);
    });

    it('API key: a method for users answers 401 required', async () => {
      const { status, body } = await anonymous(`users/me/calendarList?${key}`);
      expect(status).toBe(401);
      expect(body.error.errors[0]?.reason).toBe('required');
    });
  });

  describe('roles', () => {
    const post = { method: 'POST', body: event };

    it('roles: a calendar that is not shared with the user answers 404 notFound', async () => {
      expect(await emulator.as().refusal(eventsPath(BEN))).toBe('404 notFound');
    });

    it('roles: a writer may write events and a reader answers 403 requiredAccessLevel', async () => {
      const ada = emulator.as();
      expect(await ada.refusal(eventsPath(TEAM), post)).toBe('200 not refused');
      expect(await ada.refusal(eventsPath(HOLIDAYS), post)).toBe('403 requiredAccessLevel');
      expect(await ada.refusal(eventPath('christmas2026', HOLIDAYS), { method: 'DELETE' })).toBe(
        '403 requiredAccessLevel',
      );
    });

    it('freeBusyReader: sees only the times of events that block time', async () => {
      const ben = emulator.as(BEN);
      await ben.insert({ ...event, id: 'taken1', description: 'secret' }, BUSY);
      await ben.insert({ ...event, id: 'free01', transparency: 'transparent' }, BUSY);
      const list = await emulator.as(ADA).list({}, BUSY);
      expect(list.accessRole).toBe('freeBusyReader');
      expect(list.items?.map((each) => [each.id, each.summary, each.description])).toEqual([
        ['taken1', undefined, undefined] as never,
      ]);
      expect(list.items?.[0]?.start).toBeDefined();
    });

    describe('freeBusyReader and series', () => {
      const weekly: WireEvent = {
        ...event,
        id: 'rota01',
        summary: 'secret',
        location: 'secret',
        start: { dateTime: '2026-11-24T10:00:00Z', timeZone: 'Europe/Berlin' },
        end: { dateTime: '2026-11-24T11:00:00Z', timeZone: 'Europe/Berlin' },
        attendees: [{ email: ADA }],
        extendedProperties: { private: { key: 'secret' } },
        recurrence: ['RRULE:FREQ=WEEKLY;COUNT=3'],
      };
      const busy = (query = {}) => emulator.as(ADA).list(query, BUSY);

      it('freeBusyReader: events.list answers the instances of a series with their times alone', async () => {
        await emulator.as(BEN).insert(weekly, BUSY);
        const { items } = await busy();
        expect(items?.map(({ id }) => id)).toEqual([
          'rota01_20261124T100000Z',
          'rota01_20261201T100000Z',
          'rota01_20261208T100000Z',
        ]);
        expect(items?.[1]).toEqual({
          kind: 'calendar#event',
          etag: items?.[1]?.etag ?? '',
          id: 'rota01_20261201T100000Z',
          status: 'confirmed',
          start: { dateTime: '2026-12-01T11:00:00+01:00', timeZone: 'Europe/Berlin' },
          end: { dateTime: '2026-12-01T12:00:00+01:00', timeZone: 'Europe/Berlin' },
          recurringEventId: 'rota01',
          originalStartTime: { dateTime: '2026-12-01T11:00:00+01:00', timeZone: 'Europe/Berlin' },
          eventType: 'default',
          visibility: 'private',
        });
        expect((await busy({ singleEvents: 'false' })).items).toEqual(items ?? []);
      });

      it('freeBusyReader: events.list answers 730 instances of a series without an end', async () => {
        await emulator.as(BEN).insert({ ...weekly, recurrence: ['RRULE:FREQ=WEEKLY'] }, BUSY);
        const { items } = await busy({ maxResults: '2500' });
        expect(items?.length).toBe(730);
        expect(items?.at(-1)?.start?.dateTime?.slice(0, 4)).toBe('2040');
      });

      it('freeBusyReader: events.get of a series answers 404, and of an instance its times', async () => {
        await emulator.as(BEN).insert(weekly, BUSY);
        const ada = emulator.as(ADA);
        expect(await ada.refusal(eventPath('rota01', BUSY))).toBe('404 notFound');
        const { start } = await ada.get('rota01_20261201T100000Z', BUSY);
        expect(start?.dateTime).toBe('2026-12-01T11:00:00+01:00');
      });

      it('freeBusyReader: an incremental list answers the changed and lost instances of a series', async () => {
        const ben = emulator.as(BEN);
        await ben.insert(weekly, BUSY);
        const { nextSyncToken } = await busy();
        await ben.patch('rota01', { recurrence: ['RRULE:FREQ=WEEKLY;COUNT=2'] }, BUSY);
        const changes = await busy({ syncToken: nextSyncToken ?? '' });
        expect(changes.items?.map(({ id, status }) => `${id} ${status}`)).toEqual([
          'rota01_20261124T100000Z confirmed',
          'rota01_20261201T100000Z confirmed',
          'rota01_20261208T100000Z cancelled',
        ]);
      });

      it('scope calendar.events.freebusy: a series in one’s own calendar is answered as instances with times alone', async () => {
        await emulator.as(ADA).insert(weekly);
        const { items } = await emulator.as(ADA, FREE_BUSY).list();
        expect(items?.map(({ recurrence, summary }) => [recurrence, summary])).toEqual(
          Array(3).fill([undefined, undefined]),
        );
      });
    });

    describe('writerWithoutPrivateAccess', () => {
      const rule = (role: string) =>
        emulator.as(BEN).ok(`calendars/${encodeURIComponent(TEAM)}/acl`, {
          method: 'POST',
          body: { role, scope: { type: 'user', value: ADA } },
        });
      const hidden: WireEvent = {
        ...event,
        id: 'hidden1',
        summary: 'secret',
        location: 'secret',
        visibility: 'private',
        iCalUID: 'hidden@x.test',
      };

      beforeEach(async () => {
        const ben = emulator.as(BEN);
        await ben.insert({ ...event, id: 'open01' }, TEAM);
        await ben.insert(hidden, TEAM);
        await ben.insert(
          {
            ...hidden,
            id: 'hidden2',
            visibility: 'confidential',
            iCalUID: 'series@x.test',
            start: { ...event.start, timeZone: 'UTC' },
            end: { ...event.end, timeZone: 'UTC' },
            recurrence: ['RRULE:FREQ=DAILY;COUNT=2'],
          },
          TEAM,
        );
        await rule('writerWithoutPrivateAccess');
      });

      it('writerWithoutPrivateAccess: sees the times of private events and all of the others', async () => {
        const ada = emulator.as();
        const list = await ada.list({}, TEAM);
        expect(list.accessRole).toBe('writerWithoutPrivateAccess');
        expect(list.items?.map(({ id, summary }) => [id, summary])).toEqual([
          ['open01', 'Meeting'],
          ['hidden1', undefined],
          ['hidden2', undefined],
        ] as never);
        const found = await ada.get('hidden1', TEAM);
        expect([found.visibility, found.location, found.start?.dateTime]).toEqual([
          'private',
          undefined,
          '2026-11-24T11:00:00+01:00',
        ]);
        expect((await ada.list({ q: 'secret' }, TEAM)).items).toEqual([]);
        const { items } = await ada.ok<WireCalendarList>('users/me/calendarList');
        expect(items?.find(({ id }) => id === TEAM)?.accessRole).toBe('writerWithoutPrivateAccess');
      });

      it('writerWithoutPrivateAccess: every write to a private event answers 403 requiredAccessLevel', async () => {
        const ada = emulator.as();
        expect((await ada.patch('open01', { summary: 'x' }, TEAM)).summary).toBe('x');
        const write = { body: { ...event, summary: 'x' } };
        const move = { method: 'POST', query: { destination: ADA } };
        const body = { ...event, iCalUID: 'hidden@x.test', sequence: 9 };
        for (const [path, request] of [
          [eventPath('hidden1', TEAM), { method: 'PATCH', ...write }],
          [eventPath('hidden1', TEAM), { method: 'PUT', ...write }],
          [eventPath('hidden1', TEAM), { method: 'DELETE' }],
          [`${eventPath('hidden1', TEAM)}/move`, move],
          [`${eventsPath(TEAM)}/import`, { method: 'POST', body }],
          [eventPath('hidden2', TEAM), { method: 'PATCH', ...write }],
          [eventPath('hidden2_20261125T100000Z', TEAM), { method: 'PATCH', ...write }],
          [eventPath('hidden2_20261125T100000Z', TEAM), { method: 'DELETE' }],
        ] as const) {
          expect(await ada.refusal(path, request))
            .withContext(`${request.method} ${path}`)
            .toBe('403 requiredAccessLevel');
        }
        expect((await emulator.as(BEN).get('hidden1', TEAM)).summary).toBe('secret');
      });

      it('writerWithoutPrivateAccess: after a change to writer private events can be seen and written', async () => {
        await rule('writer');
        expect((await emulator.as().patch('hidden1', { location: 'x' }, TEAM)).summary).toBe(
          'secret',
        );
      });
    });

    it('events.list q: does not search texts that the caller may not read', async () => {
      await emulator.as(BEN).insert({ ...event, description: 'secret' }, BUSY);
      expect((await emulator.as(ADA).list({ q: 'secret' }, BUSY)).items).toEqual([]);
      expect((await emulator.as(ADA).list({ q: 'everybody' }, HOLIDAYS)).items).toEqual([]);
    });
  });

  describe('scopes', () => {
    const post = { method: 'POST', body: event };

    it('scope calendar.events.owned: writes to the user’s own calendars only', async () => {
      const ada = emulator.as(ADA, CALENDAR_READONLY, EVENTS_OWNED);
      expect(await ada.refusal(eventsPath('primary'), post)).toBe('200 not refused');
      expect(await ada.refusal(eventsPath(TEAM), post)).toBe('403 insufficientPermissions');
      expect(await ada.refusal(eventsPath(TEAM))).toBe('200 not refused');
    });

    it('scope calendar.events.owned: alone it reads the user’s own calendars only', async () => {
      const ada = emulator.as(ADA, EVENTS_OWNED);
      expect(await ada.refusal(eventsPath('primary'))).toBe('200 not refused');
      expect(await ada.refusal(eventsPath(TEAM))).toBe('403 insufficientPermissions');
    });

    it('scope calendar.events.public.readonly: reads public calendars only', async () => {
      const ada = emulator.as(ADA, EVENTS_PUBLIC);
      expect(await ada.refusal(eventsPath(HOLIDAYS))).toBe('200 not refused');
      expect(await ada.refusal(eventsPath('primary'))).toBe('403 insufficientPermissions');
    });

    it('scope calendar.events.freebusy: reads the times of events and not their texts', async () => {
      await emulator.as(ADA).insert(event);
      const list = await emulator.as(ADA, FREE_BUSY).list();
      expect(list.items?.length).toBe(1);
      expect(list.items?.[0]?.summary).toBeUndefined();
    });

    it('scope calendar.readonly: a write answers 403 insufficientPermissions', async () => {
      const ada = emulator.as(ADA, CALENDAR_READONLY);
      expect(await ada.refusal(eventsPath('primary'), post)).toBe('403 insufficientPermissions');
    });

    it('scope calendar: reads and writes shared calendars', async () => {
      const ada = emulator.as(ADA, CALENDAR);
      expect(await ada.refusal(eventsPath(TEAM), post)).toBe('200 not refused');
    });
  });

  describe('CORS', () => {
    const origin = 'http://localhost:4200';

    it('CORS: the origin is allowed, and ETag and Retry-After are not exposed', async () => {
      const { headers } = await emulator.as().call('colors', { headers: { Origin: origin } });
      expect(headers.get('Access-Control-Allow-Origin')).toBe(origin);
      expect(headers.get('Vary')).toContain('Origin');
      expect(headers.get('Access-Control-Expose-Headers')).not.toMatch(/etag|retry-after/i);
    });

    it('CORS: error responses can be read too', async () => {
      const { status, headers } = await emulator
        .as()
        .call(eventPath('nothing1'), { headers: { Origin: origin } });
      expect(status).toBe(404);
      expect(headers.get('Access-Control-Allow-Origin')).toBe(origin);
    });

    it('CORS: a preflight needs no token, and an app’s own headers are not allowed', async () => {
      const response = await fetch(new URL(`/calendar/v3/${eventsPath('primary')}`, emulator.url), {
        method: 'OPTIONS',
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'PATCH',
          'Access-Control-Request-Headers': 'authorization,if-match,x-app-tenant',
        },
      });
      expect(response.status).toBe(204);
      const allowed = response.headers.get('Access-Control-Allow-Headers')?.toLowerCase() ?? '';
      expect(allowed).toContain('if-match');
      expect(allowed).not.toContain('x-app-tenant');
      expect(response.headers.get('Access-Control-Allow-Methods')).toContain('PATCH');
    });
  });
});
