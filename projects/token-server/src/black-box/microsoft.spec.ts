import { EnvironmentError, readEnvironment } from '../environment.ts';
import { GraphEmulator } from '../testing/graph-emulator.ts';
import { APP, Page } from '../testing/page.ts';
import { SECRET } from '../testing/test-handler.ts';
import { createTokenHandler } from '../token-handler.ts';

describe('provider: microsoft', () => {
  let microsoft: GraphEmulator;
  beforeAll(async () => {
    microsoft = await GraphEmulator.start();
  }, 60_000);
  afterAll(() => microsoft.stop());

  const browser = () =>
    new Page(
      createTokenHandler(
        readEnvironment({
          ...microsoft.environment,
          ALLOWED_ORIGINS: APP,
          SESSION_SECRETS: SECRET,
        }).options,
      ),
    );

  const locationOf = ({ headers }: { headers: Headers }) => headers.get('Location') ?? '';
  const begin = async (page: Page, query: Readonly<Record<string, string>>) =>
    locationOf(
      await page.visit(
        `/login?${new URLSearchParams({ returnTo: `${APP}/outlook-redirect.html#state=s`, ...query }).toString()}`,
      ),
    );

  /** Signs in, and answers where the page ends. */
  async function signIn(page: Page, email: string): Promise<string> {
    const back = await microsoft.follow(await begin(page, { login_hint: email }));
    return locationOf(await page.visit(back));
  }

  it('/login: asks Microsoft with PKCE, for what tells who signs in and renews tokens, too', async () => {
    const url = new URL(
      await begin(browser(), { scope: 'Calendars.Read', prompt: 'select_account' }),
    );
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '00000000-1111-4222-8333-555555555555',
      redirect_uri: 'http://localhost:4400/callback',
      response_type: 'code',
      scope: 'openid profile offline_access Calendars.Read',
      state: jasmine.stringMatching(/^[\w-]{43}$/),
      code_challenge: jasmine.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      prompt: 'select_account',
    });
  });

  it('/callback: seals the session in a cookie of its own name, and /refresh gives tokens that Graph accepts', async () => {
    const page = browser();
    expect(await signIn(page, await microsoft.newUser())).toBe(
      `${APP}/outlook-redirect.html#state=s&google-calendar-login=ok`,
    );
    expect([...page.cookies.keys()]).toEqual(['outlook-calendar-session']);
    const sealed = page.cookies.get('outlook-calendar-session');
    const { status, body } = await page.post('/refresh');
    expect(status).toBe(200);
    expect(body['refreshable']).toBeTrue();
    expect(body['refresh_token']).toBeUndefined();
    expect(await microsoft.accepts(String(body['access_token']))).toBeTrue();
    // Each answer has a new refresh token, and the cookie the newest one.
    expect(page.cookies.get('outlook-calendar-session')).not.toBe(sealed);
    expect((await page.post('/refresh')).status).toBe(200);
  });

  it('/callback: a user who declines returns with access_denied and without a cookie', async () => {
    const page = browser();
    expect(await signIn(page, await microsoft.newUser('decline'))).toContain('=access_denied');
    expect(page.cookies.size).toBe(0);
  });

  it('/refresh: after a new password it answers invalid_grant and clears the cookie', async () => {
    const page = browser();
    const email = await microsoft.newUser();
    await signIn(page, email);
    await microsoft.control('revoke', { email });
    expect((await page.post('/refresh')).body['error']).toBe('invalid_grant');
    expect(page.cookies.size).toBe(0);
  });

  it('/login: a scope of another kind is invalid_scope', async () => {
    for (const scope of ['Mail.Read', 'https://www.googleapis.com/auth/calendar']) {
      expect(await begin(browser(), { scope })).toContain('google-calendar-login=invalid_scope');
    }
  });

  it('/sign-out ends the session; /auth and /disconnect, which Microsoft does not have, are not found', async () => {
    const page = browser();
    await signIn(page, await microsoft.newUser());
    expect((await page.post('/auth', { code: 'x' })).status).toBe(404);
    expect((await page.post('/disconnect')).status).toBe(404);
    expect((await page.post('/sign-out')).status).toBe(204);
    expect((await page.post('/refresh')).body['error']).toBe('no_session');
  });

  it('environment: what is missing or wrong is told by its own name', () => {
    const variables = { PROVIDER: 'microsoft', MICROSOFT_TENANT: 'a/b', TOKEN_MODE: 'contract' };
    expect(() => readEnvironment({ ...variables, ALLOWED_ORIGINS: APP })).toThrowError(
      EnvironmentError,
      /MICROSOFT_TENANT is "a\/b"[^]*TOKEN_MODE is "contract"; microsoft needs sealed[^]*MICROSOFT_CLIENT_ID is missing/,
    );
    expect(() => readEnvironment({ PROVIDER: 'apple' })).toThrowError(/PROVIDER is "apple"/);
  });
});
