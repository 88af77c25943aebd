import { ADA, type ListJson, times, useEmulator } from '../testing/graph-client.ts';
import { BEN, CLEO } from '../testing/small-world.ts';

describe('Access', () => {
  const emulator = useEmulator();
  const event = { subject: 'Lunch', ...times('2026-06-11', '12:00', 60) };

  it('access: without a token the answer is 401 InvalidAuthenticationToken in words', async () => {
    const response = await fetch(`${emulator.url}/v1.0/me/calendars`);
    const body = (await response.json()) as {
      error: { code: string; innerError: { date: string } };
    };
    expect(response.status).toBe(401);
    expect(response.headers.get('WWW-Authenticate')).toContain('Bearer');
    expect(body.error.code).toBe('InvalidAuthenticationToken');
    expect(body.error.innerError.date).toBe('2026-06-10T08:00:00');
  });

  it('access: an expired token is refused', async () => {
    const ada = await emulator.as();
    emulator.control.advanceClock(2 * 3_600_000);
    expect(await ada.refusal('me/calendars')).toBe('401 InvalidAuthenticationToken');
  });

  it('access: Calendars.Read may not write', async () => {
    const ada = await emulator.as(ADA, 'Calendars.Read');
    expect(await ada.refusal('me/events', { method: 'POST', body: event })).toBe(
      '403 ErrorAccessDenied',
    );
    expect(await ada.refusal('me/events')).toBe('200 not refused');
  });

  it('access: Calendars.ReadBasic sees no body', async () => {
    const writer = await emulator.as();
    const { id } = await writer.insert({
      ...event,
      body: { contentType: 'text', content: 'secret' },
    });
    const reader = await emulator.as(ADA, 'Calendars.ReadBasic');
    const seen = await reader.get(id);
    expect(seen.subject).toBe('Lunch');
    expect(JSON.stringify(seen)).not.toContain('secret');
  });

  it('access: User.Read alone reads no calendar and no settings', async () => {
    const ada = await emulator.as(ADA, 'User.Read');
    expect(await ada.refusal('me/calendars')).toBe('403 ErrorAccessDenied');
    expect(await ada.refusal('me/mailboxSettings')).toBe('403 ErrorAccessDenied');
    expect(await ada.refusal('me')).toBe('200 not refused');
  });

  it('access: a shared calendar stands in the list and is read by its owner’s address, with a .Shared permission', async () => {
    const ada = await emulator.as();
    const { value } =
      await ada.ok<ListJson<{ canEdit: boolean; owner: { address: string } }>>('me/calendars');
    expect(value.map(({ canEdit, owner }) => [owner.address, canEdit])).toEqual([
      [ADA, true],
      [BEN, false],
    ]);
    const events = await ada.ok<ListJson>(`users/${BEN}/events`);
    expect(events.value.map(({ subject }) => subject)).toEqual(['Of Ben']);
    const withoutShared = await emulator.as(ADA, 'Calendars.Read');
    expect(await withoutShared.refusal(`users/${BEN}/events`)).toBe('403 ErrorAccessDenied');
  });

  it('access: a calendar that is not shared is refused', async () => {
    const ada = await emulator.as();
    expect(await ada.refusal(`users/${CLEO}/events`)).toBe('403 ErrorAccessDenied');
    expect(await ada.refusal('users/nobody@contoso.example/events')).toBe('404 ErrorInvalidUser');
  });

  it('access: an event of a calendar that is only read cannot be changed', async () => {
    const ada = await emulator.as();
    const { value } = await ada.ok<ListJson>(`users/${BEN}/events`);
    const id = encodeURIComponent(value[0]?.id ?? '');
    expect(
      await ada.refusal(`me/events/${id}`, { method: 'PATCH', body: { subject: 'Mine' } }),
    ).toBe('403 ErrorAccessDenied');
  });

  it('access: pages of other origins read the answer, but not Retry-After', async () => {
    const { token } = await emulator.as();
    emulator.control.addFault({ name: 'throttled', retryAfter: 7 });
    const { status, headers } = await fetch(`${emulator.url}/v1.0/me/calendars`, {
      headers: { Authorization: `Bearer ${token}`, Origin: 'http://localhost:4200' },
    });
    expect(status).toBe(429);
    expect(headers.get('Retry-After')).toBe('7');
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(headers.get('Access-Control-Expose-Headers')).not.toMatch(/retry-after/i);
  });

  it('access: pages of other origins read refusals too', async () => {
    const { token } = await emulator.as();
    const headersOf = async (authorization: string) =>
      (
        await fetch(`${emulator.url}/v1.0/me/events/none`, {
          headers: { Authorization: authorization, Origin: 'http://localhost:4200' },
        })
      ).headers.get('Access-Control-Allow-Origin');
    expect(await headersOf(`Bearer ${token}`)).toBe('*');
    expect(await headersOf('Bearer nothing')).toBe('*');
  });

  it('access: who may edit a shared calendar adds events of its owner to it', async () => {
    emulator.control.addSeed({
      users: [],
      calendars: [
        { owner: BEN, name: 'Team', sharedWith: [{ email: ADA, canEdit: true }], events: [] },
      ],
    });
    const ada = await emulator.as();
    const { value } = await ada.ok<ListJson<{ id: string; name: string }>>('me/calendars');
    const id = encodeURIComponent(value.find(({ name }) => name === 'Team')?.id ?? '');
    const added = await ada.ok(`me/calendars/${id}/events`, { method: 'POST', body: event });
    expect(added['organizer']).toEqual({ emailAddress: { name: 'Ben', address: BEN } });
    const ben = await emulator.as(BEN);
    expect((await ben.get(added.id)).subject).toBe('Lunch');
    const withoutShared = await emulator.as(ADA, 'Calendars.ReadWrite');
    const refusal = await withoutShared.refusal(`me/calendars/${id}/events`, {
      method: 'POST',
      body: event,
    });
    expect(refusal).toBe('404 ErrorItemNotFound');
  });

  it('access: an event is found by its own calendar, and not by another', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(event);
    const { value } = await ada.ok<ListJson<{ id: string }>>('me/calendars');
    const [own = '', other = ''] = value.map((calendar) => encodeURIComponent(calendar.id));
    const path = `events/${encodeURIComponent(id)}`;
    expect(await ada.refusal(`me/calendars/${own}/${path}`)).toBe('200 not refused');
    expect(await ada.refusal(`me/calendars/${other}/${path}`)).toBe('404 ErrorItemNotFound');
  });

  it('access: the preflight of a page allows Authorization and Prefer', async () => {
    const { status, headers } = await fetch(`${emulator.url}/v1.0/me/events`, {
      method: 'OPTIONS',
      headers: {
        Origin: 'http://localhost:4200',
        'Access-Control-Request-Method': 'PATCH',
        'Access-Control-Request-Headers': 'authorization,prefer,if-match',
      },
    });
    expect(status).toBe(204);
    expect(headers.get('Access-Control-Allow-Headers')).toMatch(/authorization.*prefer.*if-match/i);
    expect(headers.get('Access-Control-Allow-Methods')).toContain('PATCH');
  });

  it('access: a foreign Host header is refused', async () => {
    const { request } = await import('node:http');
    const { port } = new URL(emulator.url);
    const status = await new Promise((resolve) => {
      request(
        { port, hostname: '127.0.0.1', path: '/v1.0/me', headers: { Host: 'evil.test' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      ).end();
    });
    expect(status).toBe(403);
  });
});
