import { FaultyGoogle, GRANTED, REFUSED_500 } from '../testing/faulty-google.ts';
import { GoogleEmulator } from '../testing/google-emulator.ts';
import { APP, Page, type PageAnswer } from '../testing/page.ts';
import { SECURE_APP, testHandler } from '../testing/test-handler.ts';

const COOKIE = 'google-calendar-session';
const CROSS_SITE = { 'Sec-Fetch-Site': 'cross-site' };

describe('sealed-routes:', () => {
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

  describe('session cookie:', () => {
    it('for a page of https it has the __Host- prefix, Secure, HttpOnly and SameSite=Strict', async () => {
      const answer = await signIn(new Page(testHandler(google.environment), SECURE_APP));
      expect(answer.headers.getSetCookie()).toEqual([
        jasmine.stringMatching(
          /^__Host-google-calendar-session=[\w.-]+; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
        ),
      ]);
    });

    it('for a page of http on localhost it has no prefix and no Secure, which is logged once', async () => {
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

    it('without the prefix it is ignored for a page of https', async () => {
      const server = testHandler(google.environment);
      const plain = new Page(server, APP);
      await signIn(plain);
      const secure = new Page(server, SECURE_APP);
      secure.cookies.set(COOKIE, plain.cookies.get(COOKIE) ?? '');
      expect((await secure.post('/refresh')).status).toBe(401);
    });
  });

  it('/auth and /refresh: the refresh token is in no body and, unencrypted, in no header', async () => {
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

  it('/refresh: without a cookie it is 401 no_session and clears no cookie', async () => {
    const answer = await new Page(testHandler(google.environment)).post('/refresh');
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual({
      error: 'no_session',
      error_description: jasmine.any(String),
    });
    // Clearing it would remove the cookie that a sign-in in another tab has just set.
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it('/refresh: a grant that was revoked answers invalid_grant and clears the cookie', async () => {
    const leaving = await google.newUser();
    const page = new Page(testHandler(google.environment));
    await signIn(page, leaving);
    await google.revokeTokens(leaving);
    expect((await page.post('/refresh')).body['error']).toBe('invalid_grant');
    expect(page.cookies.size).toBe(0);
    expect((await page.post('/refresh')).body['error']).toBe('no_session');
  });

  it('/refresh: 429, 5xx and network errors of Google keep the session', async () => {
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

  it('/auth: a grant without refresh token is not refreshable and clears the earlier session', async () => {
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

  describe('cross-site pages:', () => {
    it('/auth answers cross_site_cookies and sets no cookie', async () => {
      const page = new Page(testHandler(google.environment));
      const code = await google.popupCode(email);
      const body = new URLSearchParams({ code }).toString();
      const answer = await page.send('/auth', { headers: CROSS_SITE, body });
      expect(answer.body).toEqual(
        jasmine.objectContaining({ refreshable: false, reason: 'cross_site_cookies' }),
      );
      expect(answer.headers.getSetCookie()).toEqual([]);
    });

    it('/refresh answers no_session with the site', async () => {
      const page = new Page(testHandler(google.environment));
      const answer = await page.send('/refresh', { headers: CROSS_SITE });
      expect(answer.body).toEqual(
        jasmine.objectContaining({ error: 'no_session', site: 'cross-site' }),
      );
    });

    it('/refresh with probe tells whether the cookie came, without asking Google', async () => {
      const page = new Page(testHandler(google.environment));
      await signIn(page);
      expect((await page.post('/refresh', { probe: '1' })).body).toEqual({ session: true });
      page.cookies.clear();
      const headers = { 'Sec-Fetch-Site': 'same-site' };
      const answer = await page.send('/refresh', { headers, body: 'probe=1' });
      expect([answer.status, answer.body]).toEqual([200, { session: false, site: 'same-site' }]);
    });
  });

  describe('/sign-out:', () => {
    it('clears the cookie and does not revoke the access token', async () => {
      const page = new Page(testHandler(google.environment));
      const { body } = await signIn(page);
      expect((await page.post('/sign-out')).status).toBe(204);
      expect(page.cookies.size).toBe(0);
      expect(await google.accepts(String(body['access_token']))).toBeTrue();
    });

    it('without the CSRF header /sign-out and /disconnect are refused, and the session stays', async () => {
      const page = new Page(testHandler(google.environment));
      await signIn(page);
      for (const path of ['/sign-out', '/disconnect']) {
        const forged = { headers: { 'X-Requested-With': undefined } };
        expect((await page.send(path, forged)).body['error']).toBe('csrf_header_required');
      }
      expect((await page.post('/refresh')).status).toBe(200);
    });
  });

  describe('/disconnect:', () => {
    it('revokes the grant at Google and clears the cookie', async () => {
      const page = new Page(testHandler(google.environment));
      const { body } = await signIn(page, await google.newUser());
      expect((await page.post('/disconnect')).status).toBe(204);
      expect(page.cookies.size).toBe(0);
      expect(await google.accepts(String(body['access_token']))).toBeFalse();
    });

    it('a grant that has ended already answers 204 and clears the cookie', async () => {
      const leaving = await google.newUser();
      const page = new Page(testHandler(google.environment));
      await signIn(page, leaving);
      await google.revokeTokens(leaving);
      expect((await page.post('/disconnect')).status).toBe(204);
      expect(page.cookies.size).toBe(0);
    });

    it('while Google cannot be reached it answers google_unreachable and keeps the session', async () => {
      const revocation = 'http://localhost:9/revoke';
      const page = new Page(
        testHandler({ ...google.environment, GOOGLE_REVOCATION_ENDPOINT: revocation }),
      );
      await signIn(page);
      expect((await page.post('/disconnect')).body['error']).toBe('google_unreachable');
      expect((await page.post('/refresh')).status).toBe(200);
    });

    it('without a cookie it answers no_session', async () => {
      const page = new Page(testHandler(google.environment));
      expect((await page.post('/disconnect')).body['error']).toBe('no_session');
    });
  });
});
