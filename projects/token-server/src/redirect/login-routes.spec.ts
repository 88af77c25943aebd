import { GoogleEmulator } from '../testing/google-emulator.ts';
import type { TokenServerOptions } from '../options.ts';
import { APP, Page, type PageAnswer } from '../testing/page.ts';
import { SECURE_APP, smallServer } from '../testing/small-server.ts';

const EVENTS = 'https://www.googleapis.com/auth/calendar.events';

describe('The login by redirect', () => {
  let google: GoogleEmulator;
  let email = '';
  beforeAll(async () => {
    google = await GoogleEmulator.start();
    email = await google.newUser();
  }, 30_000);
  afterAll(() => google.stop());

  const browser = (more: Partial<TokenServerOptions> = {}) =>
    new Page(smallServer(google.environment, more));

  function begin(page: Page, query: Readonly<Record<string, string>> = {}): Promise<PageAnswer> {
    const all = { returnTo: `${APP}/calendar`, login_hint: email, ...query };
    return page.visit(`/login?${new URLSearchParams(all).toString()}`);
  }

  const locationOf = ({ headers }: { headers: Headers }) => headers.get('Location') ?? '';

  /** From the app to Google and back to the server's own callback. */
  async function comeBack(
    page: Page,
    query: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const there = await begin(page, query);
    return locationOf(await google.consent(locationOf(there)));
  }

  it('goes to Google with all that a code needs', async () => {
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

  it('asks for the configured scopes where the page names none', async () => {
    const url = new URL(locationOf(await begin(browser({ scopes: [EVENTS] }))));
    expect(url.searchParams.get('scope')).toBe(EVENTS);
  });

  it('keeps state and verifier sealed, for ten minutes, in a cookie that comes back from Google', async () => {
    const secure = await begin(browser(), { returnTo: `${SECURE_APP}/` });
    expect(secure.headers.getSetCookie()).toEqual([
      jasmine.stringMatching(
        /^__Host-google-calendar-login=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ]);
    const state = new URL(locationOf(secure)).searchParams.get('state') ?? '';
    expect(secure.headers.getSetCookie().join()).not.toContain(state);
  });

  it('ends signed in, and tells so in the fragment, without any token', async () => {
    const page = browser();
    const answer = await page.visit(await comeBack(page));
    expect(answer.status).toBe(302);
    expect(locationOf(answer)).toBe(`${APP}/calendar#google-calendar-login=ok`);
    expect([...page.cookies.keys()]).toEqual(['google-calendar-session']);
    expect(answer.headers.getSetCookie().join()).toMatch(/session=[^;]+; .*SameSite=Strict/);
    const { status, body } = await page.post('/refresh');
    expect(status).toBe(200);
    expect(await google.accepts(String(body['access_token']))).toBeTrue();
  });

  it('leaves the page’s own fragment and query as they were', async () => {
    const page = browser();
    const returnTo = `${APP}/?view=week#/calendar/ü?x=1`;
    const answer = await page.visit(await comeBack(page, { returnTo }));
    expect(locationOf(answer)).toBe(`${new URL(returnTo).href}&google-calendar-login=ok`);
  });

  it('goes where browsers reach it, behind a proxy', async () => {
    const publicUrl = 'http://localhost:5500/api/google/';
    const url = new URL(locationOf(await begin(browser({ publicUrl }))));
    expect(url.searchParams.get('redirect_uri')).toBe('http://localhost:5500/api/google/callback');
  });

  it('tells that the user refused', async () => {
    const page = browser();
    const there = await begin(page);
    const back = await google.consent(locationOf(there), 'cancel');
    const answer = await page.visit(locationOf(back));
    expect(locationOf(answer)).toBe(`${APP}/calendar#google-calendar-login=access_denied`);
    expect(page.cookies.size).toBe(0);
  });

  it('tells that Google refused the code', async () => {
    const page = browser();
    const url = new URL(await comeBack(page));
    url.searchParams.set('code', '4/0Other');
    expect(locationOf(await page.visit(url.href))).toContain('google-calendar-login=invalid_grant');
  });

  it('tells that Google cannot be reached', async () => {
    const page = browser({ endpoints: { token: 'http://localhost:9/token' } });
    const answer = await page.visit(`/callback?code=4/0A&state=${await stateOf(page)}`);
    expect(locationOf(answer)).toContain('google-calendar-login=google_unreachable');
  });

  it('takes the code of nobody else’s login', async () => {
    const page = browser();
    await begin(page);
    const foreign = await comeBack(browser());
    const answer = await page.visit(foreign);
    expect(locationOf(answer)).toContain('google-calendar-login=invalid_state');
    expect([...page.cookies.keys()]).toEqual([]);
  });

  it('proves by PKCE that it is the one who asked', async () => {
    const page = browser();
    const code = new URL(await comeBack(browser())).searchParams.get('code') ?? '';
    const answer = await page.visit(`/callback?code=${code}&state=${await stateOf(page)}`);
    expect(locationOf(answer)).toContain('google-calendar-login=invalid_grant');
  });

  it('is good for one answer, in the browser that began it, for ten minutes', async () => {
    let now = Date.now();
    const page = browser({ now: () => now });
    const back = await comeBack(page);
    expect((await browser().visit(back)).body['error']).toBe('login_expired');
    const begun = new Map(page.cookies);
    now += 11 * 60 * 1000;
    expect((await page.visit(back)).body['error']).toBe('login_expired');
    now -= 11 * 60 * 1000;
    begun.forEach((value, name) => page.cookies.set(name, value));
    expect(locationOf(await page.visit(back))).toContain('=ok');
    expect((await page.visit(back)).body['error']).toBe('login_expired');
  });

  it('believes no login of a page of https that came without its prefix', async () => {
    const page = browser();
    const back = await comeBack(page, { returnTo: `${SECURE_APP}/` });
    const planted = page.cookies.get('__Host-google-calendar-login') ?? '';
    page.cookies.clear();
    page.cookies.set('google-calendar-login', planted);
    expect((await page.visit(back)).body['error']).toBe('login_expired');
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
    it(`goes nowhere for returnTo=${returnTo}`, async () => {
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
    it(`asks Google for no ${scope}`, async () => {
      const answer = await begin(browser(), { scope });
      expect(locationOf(answer)).toBe(`${APP}/calendar#google-calendar-login=invalid_scope`);
    });
  }

  it('is not there in contract mode', async () => {
    expect((await begin(browser({ mode: 'contract' }))).status).toBe(404);
  });

  async function stateOf(page: Page): Promise<string> {
    return new URL(locationOf(await begin(page))).searchParams.get('state') ?? '';
  }
});
