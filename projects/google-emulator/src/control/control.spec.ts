import { createEmulator } from '../emulator.ts';
import { ApiClient, eventsPath, useEmulator } from '../testing/api-client.ts';
import { ControlClient } from '../testing/control-client.ts';
import { ADA, BEN, CALENDAR, HOLIDAYS, NOW, TEAM } from '../testing/small-world.ts';

describe('Control endpoints', () => {
  const PAGE = 'http://localhost:4200';
  const emulator = useEmulator({ controlOrigins: [PAGE] });

  const client = new ControlClient(() => emulator.url);
  const post = client.post.bind(client);
  const day = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };

  it('control users: creates a user with a new address and a primary calendar', async () => {
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

  it('control token: issues an access token that expires after the given seconds', async () => {
    const { body } = await post('token', { email: ADA, scopes: [CALENDAR], expiresIn: 10 });
    const ada = new ApiClient(emulator.url, String(body['access_token']));
    expect(await ada.refusal('colors')).toBe('200 not refused');
    await post('advanceClock', { milliseconds: 10_000 });
    expect(await ada.refusal('colors')).toBe('401 authError');
    expect((await post('token', { email: 'nobody@example.com', scopes: [] })).status).toBe(400);
  });

  it('control expireTokens and revokeTokens: end the tokens of one account or of all', async () => {
    const { email } = emulator.control.createUser();
    const [ada, other] = [emulator.as(), emulator.as(email)];
    await post('expireTokens', { email: ADA });
    expect(await ada.refusal('colors')).toBe('401 authError');
    expect(await other.refusal('colors')).toBe('200 not refused');
    await post('revokeTokens');
    expect(await other.refusal('colors')).toBe('401 authError');
  });

  it('control setClock: sets the clock and refuses an invalid date', async () => {
    const { body } = await post('setClock', { now: '2030-01-01T00:00:00Z' });
    expect(String(body['now'])).toMatch(/^2030-01-01T00:00:0/);
    expect((await post('setClock', { now: 'tomorrow' })).status).toBe(400);
  });

  it('control reset: brings back the seed and the clock, and revokes tokens', async () => {
    const ada = emulator.as();
    await ada.insert({ start: { date: '2026-11-24' }, end: { date: '2026-11-25' } });
    await post('setClock', { now: '2030-01-01T00:00:00Z' });
    await post('reset');
    expect(await ada.refusal('colors')).toBe('401 authError');
    expect((await emulator.as().list()).items).toEqual([]);
    expect((await emulator.as().list({}, HOLIDAYS)).items?.length).toBe(2);
    expect(emulator.control.now().toISOString().slice(0, 10)).toBe(NOW.toISOString().slice(0, 10));
  });

  it('control requests: lists the logged requests until clearRequests', async () => {
    await emulator.as().call('colors', { query: { fields: 'kind' }, headers: { Origin: PAGE } });
    await fetch(new URL('/calendar/v3/colors', emulator.url));
    expect(await client.list('requests')).toEqual([
      {
        at: jasmine.stringMatching(/^2026-11-22T09:/),
        method: 'GET',
        path: '/calendar/v3/colors',
        query: { fields: 'kind' },
        origin: PAGE,
        authorization: 'bearer',
        user: ADA,
        headers: jasmine.arrayContaining(['authorization', 'host', 'origin']),
        status: 200,
        cut: false,
        tookMs: jasmine.any(Number),
      },
      jasmine.objectContaining({ authorization: 'none', status: 403 }),
    ]);
    await post('clearRequests');
    expect(await client.list('requests')).toEqual([]);
  });

  it('control requests: tokens in query parameters are not logged', async () => {
    const { token } = emulator.as();
    await fetch(new URL(`/calendar/v3/colors?access_token=${token}`, emulator.url));
    await fetch(new URL(`/revoke?token=${token}`, emulator.url), { method: 'POST' });
    const log = await client.list('requests');
    expect(log.map(({ query }) => query)).toEqual([{ access_token: '…' }, { token: '…' }]);
    expect(JSON.stringify(log)).not.toContain(token.slice(-20));
  });

  it('control requests: sendUpdates is logged', async () => {
    const query = { sendUpdates: 'all' };
    await emulator.as().call(eventsPath('primary'), { method: 'POST', query, body: day });
    expect(emulator.control.requests()[0]?.query).toEqual(query);
  });

  it('control as: a request in the name of a user needs no token, meets no fault and is not logged', async () => {
    emulator.control.addFault({ path: '/calendar/**', times: 0, status: 503 });
    const { body } = await post('as', {
      email: BEN,
      method: 'POST',
      path: eventsPath(TEAM),
      body: { ...day, summary: 'From Ben' },
    });
    expect(body['creator']).toEqual({ email: BEN });
    const ben = emulator.control.as(BEN);
    await ben.patch(String(body['id']), { summary: 'Changed' }, TEAM);
    const own = await ben.insert(day);
    await ben.delete(own.id ?? '');
    expect(emulator.control.requests()).toEqual([]);
    emulator.control.clearFaults();
    expect((await emulator.as().list({}, TEAM)).items?.[0]?.summary).toBe('Changed');
    expect((await emulator.as(BEN).get(own.id ?? '')).status).toBe('cancelled');
  });

  it('control as: a request that the user has no right to is refused with Google’s error', async () => {
    const path = eventsPath(HOLIDAYS);
    const request = { email: ADA, method: 'POST', path, body: day };
    expect(await client.refusal('as', request)).toContain('requiredAccessLevel');
    await expectAsync(emulator.control.as(ADA).insert(day, BEN)).toBeRejectedWithError(/404/);
    expect(await client.refusal('as', { ...request, email: 'nobody@example.com' })).toBe(
      'There is no user nobody@example.com.',
    );
  });

  describe('seed', () => {
    const eve = { email: 'eve@example.com', name: 'Eve', timeZone: 'Asia/Tokyo', locale: 'ja' };
    const calendar = {
      id: eve.email,
      summary: 'Eve',
      timeZone: 'Asia/Tokyo',
      members: [{ email: eve.email, accessRole: 'owner', primary: true }],
      events: [{ ...day, id: 'first1', summary: 'First' }],
    };

    it('control seed: replaces all users and calendars', async () => {
      const ada = emulator.as();
      expect((await post('seed', { users: [eve], calendars: [calendar] })).status).toBe(200);
      expect(await ada.refusal('colors')).toBe('401 authError');
      expect((await post('token', { email: ADA, scopes: [] })).status).toBe(400);
      expect((await emulator.as(eve.email).get('first1')).summary).toBe('First');
      await post('reset');
      expect((await emulator.as().list({}, HOLIDAYS)).items?.length).toBe(2);
    });

    it('control seed: with add, existing data stays and an existing calendar receives the events', async () => {
      const ada = emulator.as();
      const { nextSyncToken } = await ada.list();
      const more = { id: ADA, summary: ADA, members: [], events: [{ ...day, id: 'more01' }] };
      await post('seed', { add: true, users: [eve], calendars: [calendar, more] });
      expect((await emulator.as(eve.email).get('first1')).summary).toBe('First');
      const changes = await ada.list({ syncToken: nextSyncToken ?? '' });
      expect(changes.items?.map((event) => event.id)).toEqual(['more01']);
    });

    it('control seed: an invalid seed is refused with the path of the wrong field', async () => {
      const wrong = async (seed: object) => client.refusal('seed', seed);
      expect(await wrong({ user: [] })).toContain('user is not known here');
      expect(await wrong({ users: [{ name: 'Eve' }] })).toBe('users[0].email is missing.');
      expect(await wrong({ calendars: [{ ...calendar, timeZone: 'Mars' }] })).toBe(
        'calendars[0].timeZone must be an IANA time zone.',
      );
      const members = [{ email: ADA, accessRole: 'boss' }];
      expect(await wrong({ calendars: [{ ...calendar, members }] })).toContain(
        'calendars[0].members[0].accessRole must be "freeBusyReader" or',
      );
    });
  });

  const refusals: [string, object, string][] = [
    ['advanceClock', { milliseconds: '1' }, 'milliseconds must be a number.'],
    ['advanceClock', {}, 'milliseconds is missing.'],
    [
      'advanceClock',
      { millis: 1, milliseconds: 1 },
      'millis is not known here; known are milliseconds.',
    ],
    ['token', { email: ADA, scopes: 'calendar' }, 'scopes must be a list of strings.'],
    ['users', { timeZone: 'Mars' }, 'Mars is no IANA time zone.'],
    ['users', { events: [1] }, 'events[0] must be a JSON object.'],
    ['expireTokens', { email: 'nobody@example.com' }, 'There is no user nobody@example.com.'],
    ['reset', { now: true }, 'now is not known here; no field is.'],
    ['restore', { name: 'x' }, 'There is no snapshot "x"; there is none.'],
  ];
  for (const [action, body, message] of refusals) {
    it(`control ${action}: ${JSON.stringify(body)} is refused`, async () => {
      expect(await client.refusal(action, body)).toBe(message);
    });
  }

  it('control: a body that is not a JSON object answers 400', async () => {
    const url = new URL('/_emulator/advanceClock', emulator.url);
    for (const body of ['[]', '{', '1']) {
      expect((await fetch(url, { method: 'POST', body })).status).toBe(400);
    }
  });

  it('control: an unknown action answers 404', async () => {
    expect((await post('explode')).status).toBe(404);
  });

  describe('pages of other origins', () => {
    it('control: a page of an allowed origin is served', async () => {
      const { status, headers } = await post('users', {}, { Origin: PAGE });
      expect(status).toBe(200);
      expect(headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
    });

    it('control: a page of another origin answers 403 and nothing is done', async () => {
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

    it('control: a page of another site that sends no Origin header answers 403', async () => {
      const headers = { 'Sec-Fetch-Site': 'same-site' };
      const response = await fetch(new URL('/_emulator/requests', emulator.url), { headers });
      expect(response.status).toBe(403);
    });

    it('control: no other origin is allowed by default, and every origin with *', async () => {
      const closed = await createEmulator();
      const open = await createEmulator({ controlOrigins: ['*'] });
      const status = async (url: string) =>
        (await fetch(`${url}/_emulator/requests`, { headers: { Origin: PAGE } })).status;
      expect(await status(closed.url)).toBe(403);
      expect(await status(open.url)).toBe(200);
      await Promise.all([closed.close(), open.close()]);
    });
  });
});
