import { ADA, type EventJson, type ListJson, times, useEmulator } from '../testing/graph-client.ts';
import { BEN } from '../testing/small-world.ts';

describe('Control', () => {
  const emulator = useEmulator({ controlOrigins: ['http://localhost:4200'] });
  const lunch = { subject: 'Lunch', ...times('2026-06-11', '12:00', 60) };

  async function post(action: string, body: object, headers: Record<string, string> = {}) {
    const response = await fetch(`${emulator.url}/_emulator/${action}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  it('control: another origin is refused, an allowed one is not', async () => {
    expect((await post('reset', {}, { Origin: 'http://evil.test' })).status).toBe(403);
    expect((await post('reset', {}, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await post('reset', {}, { Origin: 'http://localhost:4200' })).status).toBe(200);
    expect((await post('reset', {})).status).toBe(200);
  });

  it('control: a misspelt field and an unknown action are told in words', async () => {
    expect(await post('users', { mail: 'x' })).toEqual({
      status: 400,
      body: { error: jasmine.stringContaining('mail is not known here') as unknown as string },
    });
    expect((await post('nothing', {})).status).toBe(404);
  });

  it('users and token: a new account has a mailbox at once', async () => {
    const { body } = await post('users', { name: 'Dee', kind: 'personal', timeZone: 'Asia/Tokyo' });
    const email = body['email'] as string;
    const token = (await post('token', { email, scopes: ['Calendars.ReadWrite'] })).body;
    const response = await fetch(`${emulator.url}/v1.0/me/calendars`, {
      headers: { Authorization: `Bearer ${token['access_token'] as string}` },
    });
    const { value } = (await response.json()) as ListJson<{ owner: object }>;
    expect(value[0]?.owner).toEqual({ name: 'Dee', address: email });
  });

  it('as: acts in the name of an account, past faults and the log', async () => {
    emulator.control.addFault({ name: 'unavailable', times: 0 });
    emulator.control.clearRequests();
    const { body } = await post('as', {
      email: BEN,
      method: 'POST',
      path: 'me/events',
      body: lunch,
    });
    expect(body['subject']).toBe('Lunch');
    expect(emulator.control.requests()).toEqual([]);
    const refused = await post('as', { email: BEN, path: 'me/events/none' });
    expect(refused.status).toBe(400);
    expect(refused.body['error']).toContain('ErrorInvalidIdMalformed');
    expect((await post('as', { email: 'nobody@x.example', path: 'me' })).status).toBe(400);
  });

  it('clock: is moved and set, and events show it', async () => {
    await post('advanceClock', { milliseconds: 3_600_000 });
    expect((await post('setClock', { now: '2026-07-01T00:00:00Z' })).body['now']).toMatch(
      /^2026-07-01T00:00:0/,
    );
    const event = await emulator.control.as<EventJson>(ADA, {
      method: 'POST',
      path: 'me/events',
      body: lunch,
    });
    expect(event['createdDateTime']).toMatch(/^2026-07-01T00:00:/);
    expect((await post('setClock', { now: 'soon' })).status).toBe(400);
  });

  it('snapshot and restore: bring events back, and lose cursors', async () => {
    const ada = await emulator.as();
    const { id } = await ada.insert(lunch);
    const { link } = await ada.delta(
      'me/calendarView/delta?startDateTime=2026-06-01&endDateTime=2026-07-01',
    );
    await post('snapshot', { name: 'one' });
    await ada.delete(id);
    await post('restore', { name: 'one' });
    expect((await ada.get(id)).subject).toBe('Lunch');
    expect(await ada.refusal(link)).toBe('410 SyncStateNotFound');
    await ada.delete(id);
    await post('restore', { name: 'one' });
    expect((await ada.get(id)).subject).toBe('Lunch');
    expect((await post('restore', { name: 'two' })).status).toBe(400);
  });

  it('seed: replaces all data, or adds to it', async () => {
    const user = { email: 'eve@fabrikam.example', name: 'Eve', timeZone: 'UTC' };
    await post('seed', { add: true, users: [user] });
    expect((await emulator.control.as<ListJson>(ADA, { path: 'me/calendars' })).value).toHaveSize(
      2,
    );
    await post('seed', {
      users: [user],
      calendars: [{ owner: user.email, name: 'Own', events: [{ body: lunch }] }],
    });
    expect((await post('as', { email: ADA, path: 'me' })).status).toBe(400);
    const { value } = await emulator.control.as<ListJson<{ id: string; name: string }>>(
      user.email,
      { path: 'me/calendars' },
    );
    expect(value.map(({ name }) => name)).toEqual(['Calendar', 'Own']);
  });

  it('requests: are logged with account and status, without tokens', async () => {
    const ada = await emulator.as();
    await ada.call('me/events?$top=5', { headers: { Prefer: 'outlook.timezone="UTC"' } });
    emulator.control.addFault({ name: 'lost-answer' });
    await ada.call('me/calendar').catch(() => undefined);
    const log = (await (await fetch(`${emulator.url}/_emulator/requests`)).json()) as unknown[];
    expect(log).toEqual([
      jasmine.objectContaining({
        path: '/v1.0/me/events',
        query: { $top: '5' },
        user: ADA,
        status: 200,
        authorization: 'bearer',
      }),
      jasmine.objectContaining({ path: '/v1.0/me/calendar', status: 0 }),
    ]);
    expect(JSON.stringify(log)).not.toContain(ada.token);
  });

  it('faults, mails and clock: are read by GET', async () => {
    const read = async (name: string) => (await fetch(`${emulator.url}/_emulator/${name}`)).json();
    await post('fault', { name: 'slow', delayMs: 1 });
    expect(await read('faults')).toEqual([jasmine.objectContaining({ matched: 0, fired: 0 })]);
    expect(await read('mails')).toEqual([]);
    expect(await read('clock')).toEqual({ now: jasmine.stringContaining('2026-06-10T08:0') });
    await post('clearFaults', {});
    expect(await read('faults')).toEqual([]);
  });

  it('identity: its endpoints are served beside Graph', async () => {
    const response = await fetch(`${emulator.url}/common/v2.0/.well-known/openid-configuration`);
    expect(((await response.json()) as { token_endpoint: string }).token_endpoint).toContain(
      emulator.url,
    );
  });
});
