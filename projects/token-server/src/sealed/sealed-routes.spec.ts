import { FaultyGoogle, GRANTED, REFUSED_500 } from '../testing/faulty-google.ts';
import { GoogleEmulator } from '../testing/google-emulator.ts';
import { APP, Page, type PageAnswer } from '../testing/page.ts';
import { SECURE_APP, testHandler } from '../testing/test-handler.ts';

const COOKIE = 'google-calendar-session';
const CROSS_SITE = { 'Sec-Fetch-Site': 'cross-site' };

describe('The sealed mode', () => {
  let google: GoogleEmulator;
  let email = '';
  beforeAll(async () => {
    google = await GoogleEmulator.start();
    email = await google.newUser();
  });
  afterAll(() => google.stop());

  async function signIn(page: Page, user = email): Promise<PageAnswer> {
    return page.post('/auth', { code: await google.popupCode(user) });
  }

  describe('the cookie', () => {
    it('is for this host, https and no script', async () => {
      const answer = await signIn(new Page(testHandler(google.environment), SECURE_APP));
      expect(answer.headers.getSetCookie()).toEqual([
        jasmine.stringMatching(
          /^__Host-google-calendar-session=[\w.-]+; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
        ),
      ]);
    });

    it('goes without Secure and prefix on plain http of this machine, which is said once', async () => {
      const lines: string[] = [];
      const server = testHandler(google.environment, { log: (line) => lines.push(line) });
      const answer = await signIn(new Page(server, APP));
      await signIn(new Page(server, APP));
      expect(answer.headers.getSetCookie()).toEqual([
        jasmine.stringMatching(
          /^google-calendar-session=[\w.-]+; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Strict$/,
        ),
      ]);
      expect(lines.filter((line) => line.includes('without Secure')).length).toBe(1);
    });

    it('of the plain kind is nothing to a page of https', async () => {
      const server = testHandler(google.environment);
      const plain = new Page(server, APP);
      await signIn(plain);
      const secure = new Page(server, SECURE_APP);
      secure.cookies.set(COOKIE, plain.cookies.get(COOKIE) ?? '');
      expect((await secure.post('/refresh')).status).toBe(401);
    });
  });

  it('gives no refresh token to anything that a script can read', async () => {
    const faulty = await FaultyGoogle.start();
    const token = '1//0gRefreshTokenOfTheSpec';
    const body = JSON.stringify({ access_token: 'ya29.A', refresh_token: token, scope: 'x' });
    faulty.answerWith({ status: 200, body });
    const page = new Page(testHandler({ GOOGLE_TOKEN_ENDPOINT: faulty.tokenEndpoint }));
    const answers = [await page.post('/auth', { code: '4/0A' }), await page.post('/refresh')];
    await faulty.goDown();
    const seen = answers.flatMap(({ text, headers }) => [text, JSON.stringify([...headers])]);
    for (const form of [token, btoa(token).slice(0, 30), encodeURIComponent(token)]) {
      expect(seen.join()).not.toContain(form);
    }
    for (const answer of answers) {
      expect(answer.body).toEqual({ access_token: 'ya29.A', scope: 'x', refreshable: true });
    }
  });

  it('signs nobody in who was not', async () => {
    const answer = await new Page(testHandler(google.environment)).post('/refresh');
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: 'no_session',
      error_description: jasmine.any(String),
    });
    // It would take away what a sign-in in another tab has just set.
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('forgets a session that Google no longer knows, and says Google’s words', async () => {
    const leaving = await google.newUser();
    const page = new Page(testHandler(google.environment));
    await signIn(page, leaving);
    await google.revokeTokens(leaving);
    expect((await page.post('/refresh')).body['error']).toBe('invalid_grant');
    expect(page.cookies.size).toBe(0);
    expect((await page.post('/refresh')).body['error']).toBe('no_session');
  });

  it('keeps the session through troubles that pass', async () => {
    const faulty = await FaultyGoogle.start();
    const page = new Page(testHandler({ GOOGLE_TOKEN_ENDPOINT: faulty.tokenEndpoint }));
    await page.post('/auth', { code: '4/0A' });
    const slowDown = { status: 429, body: '{"error":"slow_down"}' };
    for (const trouble of [slowDown, REFUSED_500, 'cut the connection'] as const) {
      faulty.answerWith(trouble);
      expect((await page.post('/refresh')).status).toBeGreaterThanOrEqual(429);
    }
    faulty.answerWith(GRANTED);
    expect((await page.post('/refresh')).status).toBe(200);
    await faulty.goDown();
  });

  it('names a sign-in without refresh token, and forgets who was signed in before', async () => {
    const page = new Page(testHandler(google.environment));
    await signIn(page);
    const code = await google.popupCode(email, { access_type: 'online' });
    const { status, body } = await page.post('/auth', { code });
    expect(status).toBe(200);
    expect(body).toEqual(
      jasmine.objectContaining({ refreshable: false, reason: 'no_refresh_token' }),
    );
    expect(page.cookies.size).toBe(0);
  });

  describe('across sites', () => {
    it('is named at once, as the cookie would not stay', async () => {
      const page = new Page(testHandler(google.environment));
      const code = await google.popupCode(email);
      const body = new URLSearchParams({ code }).toString();
      const answer = await page.send('/auth', { headers: CROSS_SITE, body });
      expect(answer.body).toEqual(
        jasmine.objectContaining({ refreshable: false, reason: 'cross_site_cookies' }),
      );
      expect(answer.headers.getSetCookie()).toEqual([]);
    });

    it('is told beside the missing session', async () => {
      const page = new Page(testHandler(google.environment));
      const answer = await page.send('/refresh', { headers: CROSS_SITE });
      expect(answer.body).toEqual(
        jasmine.objectContaining({ error: 'no_session', site: 'cross-site' }),
      );
    });

    it('can be probed, as can cookies that are blocked for other reasons', async () => {
      const page = new Page(testHandler(google.environment));
      await signIn(page);
      expect((await page.post('/refresh', { probe: '1' })).body).toEqual({ session: true });
      page.cookies.clear();
      const headers = { 'Sec-Fetch-Site': 'same-site' };
      const answer = await page.send('/refresh', { headers, body: 'probe=1' });
      expect([answer.status, answer.body]).toEqual([200, { session: false, site: 'same-site' }]);
    });
  });

  describe('signing out', () => {
    it('forgets the session, and Google is not told', async () => {
      const page = new Page(testHandler(google.environment));
      const { body } = await signIn(page);
      expect((await page.post('/sign-out')).status).toBe(204);
      expect(page.cookies.size).toBe(0);
      expect(await google.accepts(String(body['access_token']))).toBeTrue();
    });

    it('takes no forged request', async () => {
      const page = new Page(testHandler(google.environment));
      await signIn(page);
      for (const path of ['/sign-out', '/disconnect']) {
        const forged = { headers: { 'X-Requested-With': undefined } };
        expect((await page.send(path, forged)).body['error']).toBe('csrf_header_required');
      }
      expect((await page.post('/refresh')).status).toBe(200);
    });
  });

  describe('disconnecting', () => {
    it('ends the grant at Google and the session', async () => {
      const page = new Page(testHandler(google.environment));
      const { body } = await signIn(page, await google.newUser());
      expect((await page.post('/disconnect')).status).toBe(204);
      expect(page.cookies.size).toBe(0);
      expect(await google.accepts(String(body['access_token']))).toBeFalse();
    });

    it('is content with a grant that has ended already', async () => {
      const leaving = await google.newUser();
      const page = new Page(testHandler(google.environment));
      await signIn(page, leaving);
      await google.revokeTokens(leaving);
      expect((await page.post('/disconnect')).status).toBe(204);
      expect(page.cookies.size).toBe(0);
    });

    it('tells that it could not, and can be tried again', async () => {
      const revocation = 'http://localhost:9/revoke';
      const page = new Page(
        testHandler({ ...google.environment, GOOGLE_REVOCATION_ENDPOINT: revocation }),
      );
      await signIn(page);
      expect((await page.post('/disconnect')).body['error']).toBe('google_unreachable');
      expect((await page.post('/refresh')).status).toBe(200);
    });

    it('does not claim to have ended what it does not know', async () => {
      const page = new Page(testHandler(google.environment));
      expect((await page.post('/disconnect')).body['error']).toBe('no_session');
    });
  });
});
