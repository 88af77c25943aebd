import { GoogleEmulator } from '../testing/google-emulator.ts';
import type { TokenServerOptions } from '../options.ts';
import { APP, Page, type PageAnswer } from '../testing/page.ts';
import { OTHER_SECRET, SECRET, SECURE_APP, testHandler } from '../testing/test-handler.ts';

const EVENTS = 'https://www.googleapis.com/auth/calendar.events';

describe('login-routes:', () => {
  let google: GoogleEmulator;
  let email = '';
  beforeAll(async () => {
    google = await GoogleEmulator.start();
    email = await google.newUser();
  }, 30_000);
  afterAll(() => google.stop());

  const browser = (more: Partial<TokenServerOptions> = {}) =>
    new Page(testHandler(google.environment, more));

  function begin(page: Page, query: Readonly<Record<string, string>> = {}): Promise<PageAnswer> {
    const all = { returnTo: `${APP}/calendar`, login_hint: email, ...query };
    return page.visit(`/login?${new URLSearchParams(all).toString()}`);
  }

  const locationOf = ({ headers }: { headers: Headers }) => headers.get('Location') ?? '';

  /** Begins a login, gives the consent at Google, and returns the URL of the `/callback` that Google redirects to. */
  async function callbackUrl(
    page: Page,
    query: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const there = await begin(page, query);
    return locationOf(await google.consent(locationOf(there)));
  }

  it('/login redirects to Google with client, scopes, state, PKCE challenge and consent', async () => {
    const { status, headers } = await begin(browser(), { scope: `${EVENTS} openid` });
    const url = new URL(locationOf({ headers }));
    expect(status).toBe(302);
    expect(`${url.origin}${url.pathname}`).toBe(`${google.url}/o/oauth2/v2/auth`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: google.environment['GOOGLE_CLIENT_ID'] ?? '',
      redirect_uri: 'http://localhost:4400/callback',
      response_type: 'code',
      scope: `${EVENTS} openid`,
      state: jasmine.stringMatching(/^[\w-]{43}$/),
      code_challenge: jasmine.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      access_type: 'offline',
      prompt: 'consent',
      login_hint: email,
    });
  });

  it('/login without a scope asks for the configured scopes', async () => {
    const url = new URL(locationOf(await begin(browser({ scopes: [EVENTS] }))));
    expect(url.searchParams.get('scope')).toBe(EVENTS);
  });

  it('/login sets an encrypted SameSite=Lax cookie for ten minutes', async () => {
    const secure = await begin(browser(), { returnTo: `${SECURE_APP}/` });
    expect(secure.headers.getSetCookie()).toEqual([
      jasmine.stringMatching(
        /^__Host-google-calendar-login-[\w-]{10}=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const state = new URL(locationOf(secure)).searchParams.get('state') ?? '';
    expect(secure.headers.getSetCookie().join()).not.toContain(state);
  });

  it('/callback sets the session cookie and returns to the page with ok and without a token', async () => {
    const page = browser();
    const answer = await page.visit(await callbackUrl(page));
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toBe(`${APP}/calendar#google-calendar-login=ok`);
    expect([...page.cookies.keys()]).toEqual(['google-calendar-session']);
    expect(answer.headers.getSetCookie().join()).toMatch(/session=[^;]+; .*SameSite=Strict/);
    const { status, body } = await page.post('/refresh');
    expect(status).toBe(200);
    expect(await google.accepts(String(body['access_token']))).toBeTrue();
  });

  it('/callback appends the outcome and keeps the query and fragment of returnTo', async () => {
    const page = browser();
    const returnTo = `${APP}/?view=week#/calendar/ü?x=1`;
    const answer = await page.visit(await callbackUrl(page, { returnTo }));
    expect(locationOf(answer)).toBe(`${new URL(returnTo).href}&google-calendar-login=ok`);
  });

  it('publicUrl: Google is told to redirect to it', async () => {
    const publicUrl = 'http://localhost:5500/api/google/';
    const url = new URL(locationOf(await begin(browser({ publicUrl }))));
    expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:5500/api/google/callback');
  });

  it('/callback: a user who refused returns with access_denied and without a cookie', async () => {
    const page = browser();
    const there = await begin(page);
    const back = await google.consent(locationOf(there), 'cancel');
    const answer = await page.visit(locationOf(back));
    expect(locationOf(answer)).toBe(`${APP}/calendar#google-calendar-login=access_denied`);
    expect(page.cookies.size).toBe(0);
  });

  it('/callback: a code that Google refuses returns with invalid_grant', async () => {
    const page = browser();
    const url = new URL(await callbackUrl(page));
    url.searchParams.set('code', '4/0Other');
    expect(locationOf(await page.visit(url.href))).toContain('google-calendar-login=invalid_grant');
  });

  it('/callback: while Google cannot be reached the page gets google_unreachable', async () => {
    const page = browser({ endpoints: { token: 'http://localhost:9/token' } });
    const answer = await page.visit(`/callback?code=4/0A&state=${await stateOf(page)}`);
    expect(locationOf(answer)).toContain('google-calendar-login=google_unreachable');
  });

  it('/callback: the answer to the login of another browser is login_expired, and the own login still succeeds', async () => {
    const page = browser();
    const own = await callbackUrl(page);
    const foreign = await callbackUrl(browser());
    expectMessagePage(await page.visit(foreign), 'login_expired');
    expect(locationOf(await page.visit(own))).toContain('google-calendar-login=ok');
  });

  for (const forged of [
    '',
    '?code=4/0A',
    '?code=4/0A&state=',
    `?code=4/0A&state=${'A'.repeat(43)}`,
    `?code=4/0A&state=${'A'.repeat(5000)}`,
    '?code=4/0A&state=__proto__',
    '?error=access_denied',
    `?error=access_denied&state=${'A'.repeat(43)}`,
  ]) {
    it(`/callback${forged.slice(0, 40)} (${forged.length} characters), forged, is login_expired, and the own login still succeeds`, async () => {
      const page = browser();
      const own = await callbackUrl(page);
      const answer = await page.visit(`/callback${forged}`);
      expectMessagePage(answer, 'login_expired');
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(locationOf(await page.visit(own))).toContain('google-calendar-login=ok');
    });
  }

  it('/callback: a forged state with the right first characters is login_expired, and the own login still succeeds', async () => {
    const page = browser();
    const url = new URL(await callbackUrl(page));
    const state = url.searchParams.get('state') ?? '';
    const forged = `${state.slice(0, 10)}${'A'.repeat(33)}`;
    expectMessagePage(await page.visit(`/callback?code=4/0A&state=${forged}`), 'login_expired');
    expect(locationOf(await page.visit(url.href))).toContain('google-calendar-login=ok');
  });

  it('/callback: two logins at once both succeed, and each returns to its own page', async () => {
    const page = browser();
    const first = await callbackUrl(page, { returnTo: `${APP}/first` });
    const second = await callbackUrl(page, { returnTo: `${APP}/second` });
    for (const [back, path] of [
      [first, '/first'],
      [second, '/second'],
    ] as const) {
      expect(locationOf(await page.visit(back))).toBe(`${APP}${path}#google-calendar-login=ok`);
      expect((await page.post('/refresh')).status).toBe(200);
    }
    expect([...page.cookies.keys()]).toEqual(['google-calendar-session']);
  });

  it('/callback: a second answer to a login is an HTML page with a link to the app, and the session stays', async () => {
    const page = browser();
    const back = await callbackUrl(page);
    await page.visit(back);
    const answer = await page.visit(back);
    expectMessagePage(answer, 'login_expired');
    expect(answer.text).toContain(`<a href="${APP}/">Back to localhost:4200</a>`);
    expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect((await page.post('/refresh')).status).toBe(200);
  });

  it('/callback: the HTML page of an unknown login links to the returnTo of the newest login, escaped', async () => {
    const page = browser();
    await begin(page, { returnTo: `${APP}/a?x='"><script>alert(1)</script>&y=1` });
    const { text } = await page.visit('/callback?code=4/0A&state=<script>alert(2)</script>');
    expect(text).not.toContain('<script');
    expect(text).toContain(`href="${APP}/a?x=%27%22%3E%3Cscript%3Ealert(1)%3C/script%3E&amp;y=1"`);
  });

  it('/callback: the HTML page names no app if more than five origins are allowed', async () => {
    const customers = Array.from({ length: 6 }, (_, index) => `https://customer-${index}.example`);
    const { text } = await browser({ allowedOrigins: customers }).visit('/callback');
    expect(text).not.toContain('customer-');
  });

  it('/login: the cookies of the oldest logins are removed before all have more than 6,000 characters', async () => {
    const page = browser();
    const returnTo = `${APP}/${'x'.repeat(1200)}`;
    for (let time = 0; time < 30; time++) {
      await begin(page, { returnTo });
    }
    const length = [...page.cookies.values()].join('').length;
    expect(length).toBeLessThan(6000);
    expect(page.cookies.size).toBeGreaterThan(1);
    expect(locationOf(await page.visit(await callbackUrl(page)))).toContain('login=ok');
  });

  it('/login: a returnTo of more than 2,000 characters is return_to_not_allowed', async () => {
    const { body } = await begin(browser(), { returnTo: `${APP}/${'x'.repeat(2000)}` });
    expect(body['error']).toBe('return_to_not_allowed');
  });

  it('/callback: a login of an unknown secret is 503 and stays, so that a reload can succeed at another instance', async () => {
    const restarted = browser({ sessionSecrets: [OTHER_SECRET, SECRET] });
    const back = await callbackUrl(restarted);
    const other = browser();
    restarted.cookies.forEach((value, name) => other.cookies.set(name, value));
    const answer = await other.send(back, {
      method: 'GET',
      headers: { Accept: 'text/html', Origin: undefined },
    });
    expectMessagePage(answer, 'unknown_session_secret', 503);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(locationOf(await restarted.visit(back))).toContain('=ok');
  });

  it('/login: in a frame, as an image or by a script it is 403 navigation_required and sets no cookie', async () => {
    for (const destination of ['iframe', 'image', 'empty', 'object']) {
      const answer = await browser().send(`/login?returnTo=${encodeURIComponent(APP)}`, {
        method: 'GET',
        headers: { Origin: undefined, 'Sec-Fetch-Dest': destination },
      });
      expect([answer.status, answer.body['error']]).toEqual([403, 'navigation_required']);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('/login: a refusal is an HTML page if the browser accepts one', async () => {
    const answer = await browser().send('/login?returnTo=https://stranger.example/', {
      method: 'GET',
      headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8', Origin: undefined },
    });
    expectMessagePage(answer, 'return_to_not_allowed');
    expect(answer.text).not.toContain('stranger.example');
  });

  it('/callback: the code of another login is refused by PKCE', async () => {
    const page = browser();
    const code = new URL(await callbackUrl(browser())).searchParams.get('code') ?? '';
    const answer = await page.visit(`/callback?code=${code}&state=${await stateOf(page)}`);
    expect(locationOf(answer)).toContain('google-calendar-login=invalid_grant');
  });

  it('/callback: a login succeeds once, in the browser that began it, within ten minutes', async () => {
    let now = Date.now();
    const page = browser({ now: () => now });
    const back = await callbackUrl(page);
    expectMessagePage(await browser().visit(back), 'login_expired');
    now += 11 * 60 * 1000;
    expectMessagePage(await page.visit(back), 'login_expired');
    now -= 11 * 60 * 1000;
    expect(locationOf(await page.visit(back))).toContain('=ok');
    expectMessagePage(await page.visit(back), 'login_expired');
  });

  it('/callback: a login of an https page whose cookie lacks the __Host- prefix is login_expired', async () => {
    const page = browser();
    const back = await callbackUrl(page, { returnTo: `${SECURE_APP}/` });
    const [[name, planted] = ['', '']] = [...page.cookies];
    expect(name).toMatch(/^__Host-/);
    page.cookies.clear();
    page.cookies.set(name.replace('__Host-', ''), planted);
    expectMessagePage(await page.visit(back), 'login_expired');
  });

  for (const returnTo of [
    '',
    '/calendar',
    'https://stranger.example/',
    `${SECURE_APP}.stranger.example/`,
    `${APP}@stranger.example/`,
    'http://user:password@localhost:4200/',
    '//localhost:4200/',
    'http://localhost:4201/',
    'https://localhost:4200/',
    'javascript:alert(1)//http://localhost:4200/',
    'blob:http://localhost:4200/2c5b',
    'data:text/html,http://localhost:4200',
  ]) {
    it(`/login?returnTo=${returnTo} is return_to_not_allowed and sets no cookie`, async () => {
      const { status, headers, body } = await begin(browser(), { returnTo });
      expect([status, body['error']]).toEqual([400, 'return_to_not_allowed']);
      expect(headers.has('Location')).toBeFalse();
      expect(headers.getSetCookie()).toEqual([]);
    });
  }

  for (const scope of [
    'https://www.googleapis.com/auth/gmail.readonly',
    `${EVENTS} https://www.googleapis.com/auth/drive`,
    'https://www.googleapis.com/auth/calendar/../drive',
    'https://www.googleapis.com/auth/calendarx',
  ]) {
    it(`/login?scope=${scope} returns to the page with invalid_scope`, async () => {
      const answer = await begin(browser(), { scope });
      expect(locationOf(answer)).toBe(`${APP}/calendar#google-calendar-login=invalid_scope`);
    });
  }

  it('/login is 404 in contract mode', async () => {
    expect((await begin(browser({ mode: 'contract' }))).status).toBe(404);
  });

  function expectMessagePage(
    { status, headers, text }: PageAnswer,
    code: string,
    expected = 400,
  ): void {
    expect(status).toBe(expected);
    expect(headers.get('Content-Type')).toBe('text/html; charset=UTF-8');
    expect(headers.has('Location')).toBeFalse();
    expect(text).toContain(`<small>${code}</small>`);
  }

  async function stateOf(page: Page): Promise<string> {
    return new URL(locationOf(await begin(page))).searchParams.get('state') ?? '';
  }
});
