import { createEmulator } from '../emulator.ts';
import { ApiClient, eventsPath, useEmulator } from '../testing/api-client.ts';
import { ADA, CALENDAR, HOLIDAYS, NOW } from '../testing/small-world.ts';

describe('The control endpoints', () => {
  const PAGE = 'http://localhost:4200';
  const emulator = useEmulator({ controlOrigins: [PAGE] });

  async function post(
    name: string,
    body: object = {},
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }> {
    const response = await fetch(new URL(`/_emulator/${name}`, emulator.url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body: answer, headers: response.headers };
  }

  const requests = async () =>
    (await (await fetch(new URL('/_emulator/requests', emulator.url))).json()) as unknown[];

  it('make a user with a calendar of its own', async () => {
    const first = await post('users');
    const second = await post('users', {
      timeZone: 'Asia/Tokyo',
      events: [{ summary: 'x', start: { date: '2026-11-24' }, end: { date: '2026-11-25' } }],
    });
    expect(first.body['email']).not.toBe(second.body['email']);
    const user = emulator.as(String(second.body['email']));
    const list = await user.list();
    expect(list.timeZone).toBe('Asia/Tokyo');
    expect(list.items?.length).toBe(1);
    expect((await post('users', { email: ADA })).status).toBe(400);
  });

  it('give a token that works, for as long as asked', async () => {
    const { body } = await post('token', { email: ADA, scopes: [CALENDAR], expiresIn: 10 });
    const ada = new ApiClient(emulator.url, String(body['access_token']));
    expect(await ada.refusal('colors')).toBe('200 not refused');
    await post('advanceClock', { milliseconds: 10_000 });
    expect(await ada.refusal('colors')).toBe('401 authError');
    expect((await post('token', { email: 'nobody@example.com', scopes: [] })).status).toBe(400);
  });

  it('expire and revoke tokens of one account', async () => {
    const { email } = emulator.control.createUser();
    const [ada, other] = [emulator.as(), emulator.as(email)];
    await post('expireTokens', { email: ADA });
    expect(await ada.refusal('colors')).toBe('401 authError');
    expect(await other.refusal('colors')).toBe('200 not refused');
    await post('revokeTokens');
    expect(await other.refusal('colors')).toBe('401 authError');
  });

  it('set the clock', async () => {
    const { body } = await post('setClock', { now: '2030-01-01T00:00:00Z' });
    expect(String(body['now'])).toMatch(/^2030-01-01T00:00:0/);
    expect((await post('setClock', { now: 'tomorrow' })).status).toBe(400);
  });

  it('bring back the seed', async () => {
    const ada = emulator.as();
    await ada.insert({ start: { date: '2026-11-24' }, end: { date: '2026-11-25' } });
    await post('setClock', { now: '2030-01-01T00:00:00Z' });
    await post('reset');
    expect(await ada.refusal('colors')).toBe('401 authError');
    expect((await emulator.as().list()).items).toEqual([]);
    expect((await emulator.as().list({}, HOLIDAYS)).items?.length).toBe(2);
    expect(emulator.control.now().toISOString().slice(0, 10)).toBe(NOW.toISOString().slice(0, 10));
  });

  it('tell what was asked, and forget it', async () => {
    await emulator.as().call('colors', { query: { fields: 'kind' }, headers: { Origin: PAGE } });
    await fetch(new URL('/calendar/v3/colors', emulator.url));
    expect(await requests()).toEqual([
      {
        at: jasmine.stringMatching(/^2026-11-22T09:/),
        method: 'GET',
        path: '/calendar/v3/colors',
        query: { fields: 'kind' },
        origin: PAGE,
        authorization: 'bearer',
        status: 200,
      },
      jasmine.objectContaining({ authorization: 'none', status: 403 }),
    ]);
    await post('clearRequests');
    expect(await requests()).toEqual([]);
  });

  it('refuse what is no JSON object', async () => {
    const url = new URL('/_emulator/advanceClock', emulator.url);
    for (const body of ['[]', '{', '{"milliseconds":"1"}']) {
      expect((await fetch(url, { method: 'POST', body })).status).toBe(400);
    }
  });

  describe('for pages', () => {
    it('of an allowed origin', async () => {
      const { status, headers } = await post('users', {}, { Origin: PAGE });
      expect(status).toBe(200);
      expect(headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
    });

    it('of another origin do nothing', async () => {
      const ada = emulator.as();
      const { status, headers } = await post(
        'revokeTokens',
        {},
        { Origin: 'http://localhost:9999' },
      );
      expect(status).toBe(403);
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(await ada.refusal('colors')).toBe('200 not refused');
    });

    it('that hide their origin do nothing', async () => {
      const headers = { 'Sec-Fetch-Site': 'same-site' };
      const response = await fetch(new URL('/_emulator/requests', emulator.url), { headers });
      expect(response.status).toBe(403);
    });

    it('are none by default, and all with *', async () => {
      const closed = await createEmulator();
      const open = await createEmulator({ controlOrigins: ['*'] });
      const status = async (url: string) =>
        (await fetch(`${url}/_emulator/requests`, { headers: { Origin: PAGE } })).status;
      expect(await status(closed.url)).toBe(403);
      expect(await status(open.url)).toBe(200);
      await Promise.all([closed.close(), open.close()]);
    });
  });

  describe('faults', () => {
    const EVENTS_PATH = '/calendar/v3/calendars/*/events';
    const list = () => emulator.as().refusal(eventsPath('primary'));

    it('answer Google’s error, once by default', async () => {
      await post('fault', {
        method: 'GET',
        path: EVENTS_PATH,
        status: 403,
        reason: 'userRateLimitExceeded',
      });
      expect(await list()).toBe('403 userRateLimitExceeded');
      expect(await list()).toBe('200 not refused');
    });

    it('meet the n-th request, and so many', async () => {
      await post('fault', { path: EVENTS_PATH, nth: 2, times: 2, status: 503 });
      expect([await list(), await list(), await list(), await list()]).toEqual([
        '200 not refused',
        '503 backendError',
        '503 backendError',
        '200 not refused',
      ]);
    });

    it('meet all with times 0, until they are cleared', async () => {
      await post('fault', {
        path: '/calendar/**',
        times: 0,
        status: 429,
        headers: { 'Retry-After': '7' },
      });
      const { status, headers } = await emulator.as().call('colors', { headers: { Origin: PAGE } });
      expect([
        status,
        headers.get('Retry-After'),
        headers.get('Access-Control-Allow-Origin'),
      ]).toEqual([429, '7', PAGE]);
      expect(await list()).toBe('429 rateLimitExceeded');
      await post('clearFaults');
      expect(await list()).toBe('200 not refused');
    });

    it('spare other methods and paths', async () => {
      await post('fault', { method: 'POST', path: EVENTS_PATH, times: 0, status: 500 });
      await post('fault', { path: '/calendar/v3/calendars/*', times: 0, status: 500 });
      expect(await list()).toBe('200 not refused');
    });

    it('delay', async () => {
      await post('fault', { path: EVENTS_PATH, delayMs: 120 });
      const before = performance.now();
      expect(await list()).toBe('200 not refused');
      expect(performance.now() - before).toBeGreaterThan(110);
    });

    it('drop the connection before anything is done, or after', async () => {
      const ada = emulator.as();
      const day = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };
      await post('fault', { method: 'POST', path: EVENTS_PATH, drop: 'before' });
      await expectAsync(ada.insert(day)).toBeRejectedWithError(TypeError);
      expect((await ada.list()).items?.length).toBe(0);
      await post('fault', { method: 'POST', path: EVENTS_PATH, drop: 'after' });
      await expectAsync(ada.insert(day)).toBeRejectedWithError(TypeError);
      expect((await ada.list()).items?.length).toBe(1);
      const dropped = emulator.control.requests().filter((request) => request.status === 0);
      expect(dropped.length).toBe(2);
    });

    it('are refused where they make no sense', async () => {
      for (const rule of [{}, { path: 1 }, { path: '/', nth: 'x' }, { path: '/', drop: 'maybe' }]) {
        expect((await post('fault', rule)).status).toBe(400);
      }
    });

    it('speak OAuth at the token endpoint', async () => {
      await post('fault', {
        path: '/token',
        status: 400,
        reason: 'invalid_grant',
        message: 'Gone.',
      });
      const response = await fetch(new URL('/token', emulator.url), { method: 'POST' });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: 'invalid_grant', error_description: 'Gone.' });
    });
  });
});
