import { FaultyGoogle, GRANTED } from '../testing/faulty-google.ts';
import { Page } from '../testing/page.ts';
import { OTHER_SECRET, SECRET, testHandler } from '../testing/test-handler.ts';
import type { TokenServerOptions } from '../options.ts';

const COOKIE = 'google-calendar-session';
const DAY_MS = 24 * 60 * 60 * 1000;

describe('sessions:', () => {
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

  /** A page with the same cookies at a server with other options. */
  function atServerWith(page: Page, more: Partial<TokenServerOptions> = {}): Page {
    const there = new Page(server(more));
    page.cookies.forEach((value, name) => there.cookies.set(name, value));
    return there;
  }

  const cookieOf = (page: Page) => page.cookies.get(COOKIE) ?? '';

  it('any instance with the same secret serves the session', async () => {
    let page = await signedIn();
    for (let turn = 0; turn < 4; turn++) {
      page = atServerWith(page);
      expect((await page.post('/refresh')).status).toBe(200);
    }
    expect(google.forms.map((form) => form.get('refresh_token'))).toEqual(Array(4).fill('1//R'));
  });

  it('a session that is not old gets no new cookie', async () => {
    const page = await signedIn();
    expect((await page.post('/refresh')).headers.getSetCookie()).toEqual([]);
  });

  it('key rotation: a session of the old secret is sealed again by the new one, and then opens without the old one', async () => {
    const old = await signedIn({ sessionSecrets: [OTHER_SECRET] });
    const between = atServerWith(old, { sessionSecrets: [SECRET, OTHER_SECRET] });
    expect((await between.post('/refresh')).status).toBe(200);
    expect(cookieOf(between)).not.toBe(cookieOf(old));
    expect((await atServerWith(between).post('/refresh')).status).toBe(200);
    expect((await atServerWith(old).post('/refresh')).status).toBe(503);
  });

  it('key rotation: a session of a secret that this instance does not have answers 503 and keeps its cookie', async () => {
    const page = await signedIn({ sessionSecrets: [SECRET, OTHER_SECRET] });
    const notRestarted = atServerWith(page, { sessionSecrets: [OTHER_SECRET] });
    for (const path of ['/refresh', '/refresh?probe', '/disconnect']) {
      const fields: Record<string, string> = path.endsWith('probe') ? { probe: '1' } : {};
      const { status, body, headers } = await notRestarted.post(path, fields);
      expect([status, body['error']]).toEqual([503, 'unknown_session_secret']);
      expect(headers.get('Retry-After')).toBe('5');
      expect(headers.getSetCookie()).toEqual([]);
    }
    expect(google.forms).toEqual([]);
    const restarted = atServerWith(notRestarted, { sessionSecrets: [SECRET, OTHER_SECRET] });
    expect((await restarted.post('/refresh')).status).toBe(200);
  });

  it('key rotation: a session of an unknown secret is replaced by a sign-in and cleared by /sign-out', async () => {
    const page = atServerWith(await signedIn(), { sessionSecrets: [OTHER_SECRET] });
    google.answerWith(GRANTED);
    expect((await page.post('/auth', { code: '4/0A' })).status).toBe(200);
    expect((await page.post('/refresh')).status).toBe(200);
    const leaving = atServerWith(await signedIn(), { sessionSecrets: [OTHER_SECRET] });
    expect((await leaving.post('/sign-out')).status).toBe(204);
    expect(leaving.cookies.size).toBe(0);
  });

  it('key rotation: an instance serves the sessions of instances that are one documented step ahead or behind', async () => {
    const steps = [[OTHER_SECRET], [OTHER_SECRET, SECRET], [SECRET, OTHER_SECRET], [SECRET]];
    for (const [index, before] of steps.slice(0, -1).entries()) {
      const after = steps[index + 1] ?? [];
      google.answerWith(GRANTED);
      let page = await signedIn({ sessionSecrets: before });
      for (const sessionSecrets of [after, before, after, before]) {
        page = atServerWith(page, { sessionSecrets });
        expect((await page.post('/refresh')).status).toBe(200);
      }
    }
  });

  it('a new refresh token of Google replaces the one in the session', async () => {
    const page = await signedIn();
    google.answerWith({ status: 200, body: '{"access_token":"ya29.B","refresh_token":"1//New"}' });
    await page.post('/refresh');
    await page.post('/refresh');
    expect(google.forms.map((form) => form.get('refresh_token'))).toEqual(['1//R', '1//New']);
  });

  it('a session that is used every month does not end', async () => {
    const page = await signedIn();
    const first = cookieOf(page);
    for (let month = 0; month < 12; month++) {
      now += 30 * DAY_MS;
      expect((await page.post('/refresh')).status).toBe(200);
    }
    expect(cookieOf(page)).not.toBe(first);
  });

  it('a session that was not used for 181 days answers no_session', async () => {
    const page = await signedIn();
    now += 181 * DAY_MS;
    expect((await page.post('/refresh')).body['error']).toBe('no_session');
  });

  it('a cookie with one changed character answers no_session and is cleared', async () => {
    const page = await signedIn();
    const sealed = cookieOf(page);
    // The first character of each part is changed: the last one may hold bits that base64url ignores.
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
    it(`the cookie value ${nonsense.slice(0, 9) || '(empty)'} answers no_session`, async () => {
      const page = new Page(server());
      page.cookies.set(COOKIE, nonsense);
      expect((await page.post('/refresh')).body['error']).toBe('no_session');
    });
  }
});
