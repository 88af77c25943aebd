import { eventsPath, useEmulator } from '../testing/api-client.ts';
import { ControlClient } from '../testing/control-client.ts';
import { ADA, BEN } from '../testing/small-world.ts';

describe('Faults', () => {
  const PAGE = 'http://localhost:4200';
  const EVENTS_PATH = '/calendar/v3/calendars/*/events';
  const emulator = useEmulator();
  const control = new ControlClient(() => emulator.url);
  const day = { start: { date: '2026-11-24' }, end: { date: '2026-11-25' } };

  const fault = (rule: object) => control.post('fault', rule);
  const list = () => emulator.as().refusal(eventsPath('primary'));

  /** The statuses of the given number of requests, sent one after the other. */
  async function statuses(count: number): Promise<string> {
    const all: string[] = [];
    while (all.length < count) {
      all.push((await list()).slice(0, 3));
    }
    return all.join(' ');
  }

  it('fault: answers Google’s error to one request by default', async () => {
    await fault({ path: EVENTS_PATH, status: 403, reason: 'userRateLimitExceeded' });
    expect(await list()).toBe('403 userRateLimitExceeded');
    expect(await list()).toBe('200 not refused');
  });

  it('fault nth and times: meets the given number of requests from the n-th on', async () => {
    await fault({ path: EVENTS_PATH, nth: 2, times: 2, status: 503 });
    expect(await statuses(4)).toBe('200 503 503 200');
  });

  it('fault every: meets every k-th request', async () => {
    await fault({ path: EVENTS_PATH, nth: 2, every: 3, status: 503 });
    expect(await statuses(8)).toBe('200 503 200 200 503 200 200 503');
  });

  it('fault share: meets a share of the requests, and the same ones with the same seed', async () => {
    const run = async (seed: number) => {
      emulator.control.clearFaults();
      await fault({ path: EVENTS_PATH, share: 0.3, seed, status: 503 });
      return statuses(40);
    };
    const first = await run(7);
    const met = first.split(' ').filter((status) => status === '503').length;
    expect(met).toBeGreaterThan(4);
    expect(met).toBeLessThan(22);
    expect(await run(7)).toBe(first);
    expect(await run(8)).not.toBe(first);
  });

  it('fault share: ends after the given times', async () => {
    await fault({ path: EVENTS_PATH, share: 1, times: 2, status: 503 });
    expect(await statuses(3)).toBe('503 503 200');
  });

  it('fault times: 0 meets every request until clearFaults', async () => {
    const headers = { 'Retry-After': '7' };
    await fault({ path: '/calendar/**', times: 0, status: 429, headers });
    const answer = await emulator.as().call('colors', { headers: { Origin: PAGE } });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('Retry-After')).toBe('7');
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
    expect(await list()).toBe('429 rateLimitExceeded');
    await control.post('clearFaults');
    expect(await list()).toBe('200 not refused');
  });

  it('fault: requests of other methods, paths and accounts are served', async () => {
    await fault({ method: 'POST', path: EVENTS_PATH, times: 0, status: 500 });
    await fault({ path: '/calendar/v3/calendars/*', times: 0, status: 500 });
    await fault({ path: '**', user: BEN, times: 0, status: 500 });
    expect(await list()).toBe('200 not refused');
    expect(await emulator.as(BEN).refusal('colors')).toBe('500 backendError');
  });

  it('fault: a CORS preflight is served', async () => {
    await fault({ path: '**', times: 0, status: 500 });
    const preflight = { Origin: PAGE, 'Access-Control-Request-Method': 'GET' };
    const url = new URL('/calendar/v3/colors', emulator.url);
    expect((await fetch(url, { method: 'OPTIONS', headers: preflight })).status).toBe(204);
  });

  it('fault delayMs: the request is served after the delay', async () => {
    await fault({ path: EVENTS_PATH, delayMs: 120 });
    const before = performance.now();
    expect(await list()).toBe('200 not refused');
    expect(performance.now() - before).toBeGreaterThan(110);
    expect(emulator.control.requests()[0]?.tookMs).toBeGreaterThan(110);
  });

  it('fault: the delays of several rules add up, and the first that answers ends the request', async () => {
    await fault({ path: '**', delayMs: 60, times: 0 });
    await fault({ path: EVENTS_PATH, delayMs: 60, status: 503 });
    await fault({ path: EVENTS_PATH, status: 429 });
    const before = performance.now();
    expect(await list()).toBe('503 backendError');
    expect(performance.now() - before).toBeGreaterThan(110);
    expect(await list()).toBe('429 rateLimitExceeded');
    expect(await list()).toBe('200 not refused');
  });

  it('fault drop before: closes the connection and does not serve the request', async () => {
    const ada = emulator.as();
    await fault({ method: 'POST', path: EVENTS_PATH, drop: 'before' });
    await expectAsync(ada.insert(day)).toBeRejectedWithError(TypeError);
    expect((await ada.list()).items?.length).toBe(0);
    expect(emulator.control.requests()[0]?.status).toBe(0);
  });

  it('fault drop after: stores the write and closes the connection without an answer', async () => {
    const ada = emulator.as();
    await fault({ method: 'post', path: EVENTS_PATH, drop: 'after' });
    await expectAsync(ada.insert({ ...day, id: 'done01' })).toBeRejectedWithError(TypeError);
    expect((await ada.get('done01')).status).toBe('confirmed');
    expect(emulator.control.requests()[0]?.status).toBe(0);
  });

  it('fault drop middle: sends half of the body and closes the connection', async () => {
    const { token } = emulator.as();
    await fault({ path: '/calendar/v3/colors', drop: 'middle' });
    const response = await fetch(new URL('/calendar/v3/colors', emulator.url), {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    const promised = Number(response.headers.get('Content-Length'));
    let received = 0;
    const reading = (async () => {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        received += chunk.length;
      }
    })();
    await expectAsync(reading).toBeRejected();
    expect(promised).toBeGreaterThan(1000);
    expect(received).toBeGreaterThan(0);
    expect(received).toBeLessThan(promised);
    expect(emulator.control.requests()).toEqual([
      jasmine.objectContaining({ status: 200, cut: true }),
    ]);
  });

  it('fault drop middle: cuts an error body too, and a write whose answer is cut is stored', async () => {
    const ada = emulator.as();
    await fault({ path: EVENTS_PATH, status: 503, drop: 'middle' });
    await expectAsync(ada.list()).toBeRejected();
    await fault({ method: 'POST', path: EVENTS_PATH, drop: 'middle' });
    await expectAsync(ada.insert({ ...day, id: 'half01' })).toBeRejected();
    expect((await ada.get('half01')).id).toBe('half01');
  });

  it('fault drop middle: one call of a batch loses the answer of the whole batch', async () => {
    const { token } = emulator.as();
    await fault({ path: '/calendar/v3/colors', drop: 'middle' });
    const part = '--limit\r\nContent-Type: application/http\r\n\r\nGET /calendar/v3/colors\r\n\r\n';
    const sending = fetch(new URL('/batch/calendar/v3', emulator.url), {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'multipart/mixed; boundary=limit',
      },
      body: `${part}--limit--\r\n`,
    });
    await expectAsync(sending).toBeRejectedWithError(TypeError);
  });

  it('control faults: lists every rule with the number of requests that it matched and met', async () => {
    const { body } = await fault({ path: EVENTS_PATH, nth: 2, status: 503 });
    await fault({ method: 'DELETE', path: '**', drop: 'before' });
    await statuses(3);
    expect(await control.list('faults')).toEqual([
      {
        id: body['id'],
        rule: { path: EVENTS_PATH, nth: 2, status: 503 },
        matched: 3,
        fired: 1,
      },
      jasmine.objectContaining({ matched: 0, fired: 0 }),
    ]);
  });

  it('fault: errors at the token endpoint have OAuth’s form', async () => {
    await fault({ path: '/token', status: 400, reason: 'invalid_grant', message: 'Gone.' });
    await fault({ path: '/token', status: 400 });
    const refusal = async () =>
      (await fetch(new URL('/token', emulator.url), { method: 'POST' })).json();
    expect(await refusal()).toEqual({ error: 'invalid_grant', error_description: 'Gone.' });
    expect(await refusal()).toEqual({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    });
  });

  it('control.addFault: an invalid rule throws', () => {
    expect(() => emulator.control.addFault({ path: '**', status: 42 })).toThrowError(
      'status must be a whole number from 400 to 599.',
    );
  });

  const refusals: [object, string][] = [
    [{}, 'path is missing.'],
    [{ path: 1 }, 'path must be a string.'],
    [{ path: 'calendar', status: 500 }, 'path must be a path from its first slash on'],
    [{ path: '/', status: 500, nth: 'x' }, 'nth must be a whole number from 1.'],
    [{ path: '/', status: 500, times: -1 }, 'times must be a whole number from 0.'],
    [{ path: '/', status: 500, share: 2 }, 'share must be a number from 0 to 1.'],
    [{ path: '/', status: 500, share: 1, every: 2 }, 'share must be left out'],
    [{ path: '/', drop: 'maybe' }, 'drop must be "before" or "middle" or "after".'],
    [{ path: '/', headers: { a: 1 }, status: 500 }, 'headers must be an object of strings.'],
    [{ path: '/', reason: 'notFound' }, 'reason must be left out without a status'],
    [{ path: '/', user: ADA }, 'status must be given, or delayMs, or drop'],
    [{ path: '/', statsu: 500 }, 'statsu is not known here; known are method, path, user'],
  ];
  for (const [rule, message] of refusals) {
    it(`control fault: ${JSON.stringify(rule)} is refused`, async () => {
      expect(await control.refusal('fault', rule)).toContain(message);
    });
  }
});
