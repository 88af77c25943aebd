import { FaultyGoogle, GRANTED } from '../testing/faulty-google.ts';
import { Page } from '../testing/page.ts';
import { OTHER_SECRET, SECRET, testHandler } from '../testing/test-handler.ts';
import type { TokenServerOptions } from '../options.ts';

const COOKIE = 'google-calendar-session';
const DAY_MS = 24 * 60 * 60 * 1000;

describe('A session', () => {
  let google: FaultyGoogle;
  let now = 0;
  beforeAll(async () => {
    google = await FaultyGoogle.start();
  });
  afterAll(() => google.goDown());
  beforeEach(() => {
    now = Date.parse('2026-11-22T09:00:00Z');
    google.answerWith(GRANTED);
  });

  const server = (more: Partial<TokenServerOptions> = {}) =>
    testHandler({ GOOGLE_TOKEN_ENDPOINT: google.tokenEndpoint }, { now: () => now, ...more });

  async function signedIn(more: Partial<TokenServerOptions> = {}): Promise<Page> {
    const page = new Page(server(more));
    await page.post('/auth', { code: '4/0A' });
    google.answerWith({ status: 200, body: '{"access_token":"ya29.B"}' });
    return page;
  }

  /** The same browser, before a server of other options. */
  function moved(page: Page, more: Partial<TokenServerOptions> = {}): Page {
    const there = new Page(server(more));
    page.cookies.forEach((value, name) => there.cookies.set(name, value));
    return there;
  }

  const cookieOf = (page: Page) => page.cookies.get(COOKIE) ?? '';

  it('is served by any instance with the same secret', async () => {
    let page = await signedIn();
    for (let turn = 0; turn < 4; turn++) {
      page = moved(page);
      expect((await page.post('/refresh')).status).toBe(200);
    }
    expect(google.forms.map((form) => form.get('refresh_token'))).toEqual(Array(4).fill('1//R'));
  });

  it('keeps its cookie as it is while nothing changes', async () => {
    const page = await signedIn();
    expect((await page.post('/refresh')).headers.getSetCookie()).toEqual([]);
  });

  it('moves to a new secret, and needs the old one no longer', async () => {
    const old = await signedIn({ sessionSecrets: [OTHER_SECRET] });
    const between = moved(old, { sessionSecrets: [SECRET, OTHER_SECRET] });
    expect((await between.post('/refresh')).status).toBe(200);
    expect(cookieOf(between)).not.toBe(cookieOf(old));
    expect((await moved(between).post('/refresh')).status).toBe(200);
    expect((await moved(old).post('/refresh')).status).toBe(503);
  });

  it('key rotation: sealed by a secret that this instance does not have yet, it is temporarily unavailable and stays', async () => {
    const page = await signedIn({ sessionSecrets: [SECRET, OTHER_SECRET] });
    const notRestarted = moved(page, { sessionSecrets: [OTHER_SECRET] });
    for (const path of ['/refresh', '/refresh?probe', '/disconnect']) {
      const fields: Record<string, string> = path.endsWith('probe') ? { probe: '1' } : {};
      const { status, body, headers } = await notRestarted.post(path, fields);
      expect([status, body['error']]).toEqual([503, 'unknown_session_secret']);
      expect(headers.get('Retry-After')).toBe('5');
      expect(headers.getSetCookie()).toEqual([]);
    }
    expect(google.forms).toEqual([]);
    const restarted = moved(notRestarted, { sessionSecrets: [SECRET, OTHER_SECRET] });
    expect((await restarted.post('/refresh')).status).toBe(200);
  });

  it('key rotation: sealed by an unknown secret, it gives way to a new sign-in, and to signing out', async () => {
    const page = moved(await signedIn(), { sessionSecrets: [OTHER_SECRET] });
    google.answerWith(GRANTED);
    expect((await page.post('/auth', { code: '4/0A' })).status).toBe(200);
    expect((await page.post('/refresh')).status).toBe(200);
    const leaving = moved(await signedIn(), { sessionSecrets: [OTHER_SECRET] });
    expect((await leaving.post('/sign-out')).status).toBe(204);
    expect(leaving.cookies.size).toBe(0);
  });

  it('key rotation: in the documented steps any instance serves any session, one step ahead or behind', async () => {
    const steps = [[OTHER_SECRET], [OTHER_SECRET, SECRET], [SECRET, OTHER_SECRET], [SECRET]];
    for (const [index, before] of steps.slice(0, -1).entries()) {
      const after = steps[index + 1] ?? [];
      google.answerWith(GRANTED);
      let page = await signedIn({ sessionSecrets: before });
      for (const sessionSecrets of [after, before, after, before]) {
        page = moved(page, { sessionSecrets });
        expect((await page.post('/refresh')).status).toBe(200);
      }
    }
  });

  it('takes up a new refresh token', async () => {
    const page = await signedIn();
    google.answerWith({ status: 200, body: '{"access_token":"ya29.B","refresh_token":"1//New"}' });
    await page.post('/refresh');
    await page.post('/refresh');
    expect(google.forms.map((form) => form.get('refresh_token'))).toEqual(['1//R', '1//New']);
  });

  it('lives on while it is used', async () => {
    const page = await signedIn();
    const first = cookieOf(page);
    for (let month = 0; month < 12; month++) {
      now += 30 * DAY_MS;
      expect((await page.post('/refresh')).status).toBe(200);
    }
    expect(cookieOf(page)).not.toBe(first);
  });

  it('ends after half a year without use, whatever the browser keeps', async () => {
    const page = await signedIn();
    now += 181 * DAY_MS;
    expect((await page.post('/refresh')).body['error']).toBe('no_session');
  });

  it('is nothing once a single character of its cookie was changed', async () => {
    const page = await signedIn();
    const sealed = cookieOf(page);
    // The last character of a part may carry bits that mean nothing: the first of each is changed.
    const starts = [0, ...[...sealed.matchAll(/\./g)].map(({ index }) => index + 1)];
    expect(starts.length).toBe(5);
    for (const at of starts) {
      const changed = sealed[at] === 'A' ? 'B' : 'A';
      page.cookies.set(COOKIE, sealed.slice(0, at) + changed + sealed.slice(at + 1));
      expect((await page.post('/refresh')).body['error']).toBe('no_session');
      expect(page.cookies.size).toBe(0);
    }
    expect(google.forms).toEqual([]);
  });

  for (const nonsense of ['', 'x', 'a.b.c.d.e', '%', 'A'.repeat(4000)]) {
    it(`is not made of ${nonsense.slice(0, 9) || 'nothing'}`, async () => {
      const page = new Page(server());
      page.cookies.set(COOKIE, nonsense);
      expect((await page.post('/refresh')).body['error']).toBe('no_session');
    });
  }
});
