import { startIdentity, type IdentityServer } from './testing/identity-server.ts';
import {
  ADA,
  ANY_PAGE,
  BEN,
  CLEO,
  CONTOSO_ID,
  DANA,
  HOME,
  INTERNAL,
} from './testing/small-directory.ts';
import { TestApp } from './testing/test-app.ts';

describe('Identity: the authorization endpoint', () => {
  let identity: IdentityServer;
  const app = new TestApp(() => identity.url);

  beforeAll(async () => {
    identity = await startIdentity();
  });
  afterAll(() => identity.close());
  beforeEach(() => {
    identity.control.reset();
  });

  describe('accounts', () => {
    const offeredAt = async (tenant: string, more: Record<string, string> = {}) =>
      (await app.open(app.browser(), more, tenant)).offered.filter((email) => email !== '');

    it('authorize: common offers personal and work accounts', async () => {
      expect(await offeredAt('common')).toEqual([ADA, BEN, CLEO, DANA].map(({ email }) => email));
    });

    it('authorize: organizations offers work accounts, consumers personal ones', async () => {
      expect(await offeredAt('organizations')).toEqual([ADA.email, BEN.email, CLEO.email]);
      expect(await offeredAt('consumers')).toEqual([DANA.email]);
    });

    it('authorize: a tenant offers its own accounts, by its id and by its domain', async () => {
      expect(await offeredAt(CONTOSO_ID)).toEqual([ADA.email, BEN.email]);
      expect(await offeredAt('fabrikam.example')).toEqual([CLEO.email]);
    });

    it('authorize: domain_hint narrows the accounts', async () => {
      expect(await offeredAt('common', { domain_hint: 'consumers' })).toEqual([DANA.email]);
      expect(await offeredAt('common', { domain_hint: 'fabrikam.example' })).toEqual([CLEO.email]);
    });

    it('authorize: an account that the tenant does not take is refused on the page', async () => {
      const browser = await app.open(app.browser(), {}, 'organizations');
      await browser.choose(DANA.email);
      expect(browser.text).toContain('You can’t sign in here with a personal account.');
    });

    it('authorize: an unknown address is told and asked for again', async () => {
      const browser = await app.open(app.browser());
      await browser.choose('nobody@contoso.example');
      expect(browser.title).toBe('Pick an account');
      expect(browser.text).toContain('We couldn’t find an account with that address.');
      await browser.choose(BEN.email);
      expect(browser.text).not.toContain('We couldn’t');
    });

    it('authorize: an account with a password needs the right one', async () => {
      const browser = await app.open(app.browser());
      await browser.choose(BEN.email);
      expect(browser.title).toBe('Enter password');
      await browser.signIn('wrong');
      expect(browser.text).toContain('Your account or password is incorrect.');
      await browser.signIn('correct horse');
      expect(browser.title).toBe('Permissions requested');
    });

    it('authorize: login_hint skips the list of accounts', async () => {
      const browser = await app.open(app.browser(), { login_hint: BEN.email });
      expect(browser.title).toBe('Enter password');
    });

    it('authorize: an unknown login_hint fills the field of the address', async () => {
      const browser = await app.open(app.browser(), { login_hint: 'nobody@contoso.example' });
      expect(browser.text).toMatch(/value="nobody@contoso\.example"/);
    });
  });

  describe('answers', () => {
    it('authorize: the answer has code, state and session_state, and client_info if it was asked for', async () => {
      const browser = app.browser();
      await app.newCode(ADA.email, { client_info: '1' }, browser);
      expect(Object.keys(browser.answer)).toEqual([
        'code',
        'client_info',
        'state',
        'session_state',
      ]);
      expect(browser.answer['state']).toBe('the state');
      expect(
        JSON.parse(Buffer.from(browser.answer['client_info'] ?? '', 'base64url').toString()),
      ).toEqual({ uid: ADA.id, utid: CONTOSO_ID });
    });

    it('authorize: response_mode decides between query and fragment, query is the default', async () => {
      const browser = app.browser();
      await app.newCode(ADA.email, {}, browser);
      expect(browser.redirect.search).toBe('');
      await app.open(browser, { response_mode: '' });
      expect(browser.redirect.hash).toBe('');
      expect(browser.redirect.searchParams.get('code')).toBeTruthy();
    });

    it('authorize: response_mode=form_post answers a form that sends itself', async () => {
      const browser = app.browser();
      await app.newCode(ADA.email, {}, browser);
      await app.open(browser, { response_mode: 'form_post' });
      expect(browser.text).toContain('action="http://localhost:4200/back"');
      expect(browser.text).toMatch(/name="code" value="[^"]{20,}"/);
      expect(browser.response.headers.get('Content-Security-Policy')).toContain(
        "script-src 'self'",
      );
    });

    it('authorize: parameters may come as a form', async () => {
      const response = await fetch(`${identity.url}/common/oauth2/v2.0/authorize`, {
        method: 'POST',
        headers: { Origin: 'http://localhost:4200' },
        body: new URLSearchParams(app.request()),
      });
      expect(await response.text()).toContain('<title>Pick an account</title>');
    });

    it('authorize: Cancel answers access_denied 65004 with the state', async () => {
      const browser = await app.open(app.browser());
      await browser.choose(ADA.email);
      await browser.submit('consent', { decision: 'cancel' });
      expect(browser.answer).toEqual(
        jasmine.objectContaining({
          error: 'access_denied',
          error_subcode: 'cancel',
          state: 'the state',
        }),
      );
      expect(browser.answer['error_description']).toMatch(/^AADSTS65004: /);
    });

    it('authorize: a sign-in is answered once', async () => {
      const browser = await app.open(app.browser());
      const consent = await browser.choose(ADA.email);
      const request = /name="request" value="([^"]*)"/.exec(consent.text)?.[1] ?? '';
      await browser.accept();
      await browser.open('/identity/sign-in', { request });
      expect([browser.response.status, browser.title]).toEqual([400, 'This sign-in is over']);
    });
  });

  describe('refusals', () => {
    const errorPage = async (more: Record<string, string>, tenant?: string) => {
      const { response, title } = await app.open(app.browser(), more, tenant);
      expect(response.headers.get('Location')).toBeNull();
      return `${response.status} ${title}`;
    };

    it('authorize: what cannot be trusted is answered with a page and without a redirect', async () => {
      expect(await errorPage({ client_id: 'stranger' })).toBe('400 Sign in: AADSTS700016');
      expect(await errorPage({ client_id: '' })).toBe('400 Sign in: AADSTS900144');
      for (const redirect_uri of [
        'https://evil.test/',
        'http://localhost:4200/back/',
        'http://localhost:4200/back?x=1',
        'http://localhost:4201/back',
      ]) {
        expect(await errorPage({ redirect_uri })).toBe('400 Sign in: AADSTS50011');
      }
      expect(await errorPage({}, 'nowhere.example')).toBe('400 Sign in: AADSTS90002');
    });

    it('authorize: redirectUris loopback takes pages of this machine and no look-alikes', async () => {
      const client_id = ANY_PAGE.clientId;
      const mine = await app.open(app.browser(), {
        client_id,
        redirect_uri: 'https://[::1]:8443/any',
      });
      expect(mine.title).toBe('Pick an account');
      for (const redirect_uri of [
        'http://localhost.evil.test/',
        'http://localhost@evil.test/',
        'http://user@localhost/',
        'javascript://localhost/%0aalert(1)',
      ]) {
        expect(await errorPage({ client_id, redirect_uri })).toBe('400 Sign in: AADSTS50011');
      }
    });

    const cases: [string, Record<string, string>, string, string][] = [
      ['no response_type', { response_type: '' }, 'invalid_request', '900144'],
      ['response_type=token', { response_type: 'token' }, 'unsupported_response_type', '700051'],
      ['an unknown response_mode', { response_mode: 'web' }, 'invalid_request', '90023'],
      ['an unknown prompt', { prompt: 'always' }, 'invalid_request', '90023'],
      ['no scope', { scope: '' }, 'invalid_request', '900144'],
      ['an unknown scope', { scope: 'Calendar.Write' }, 'invalid_client', '650053'],
      [
        '.default beside another scope',
        { scope: 'https://graph.microsoft.com/.default User.Read' },
        'invalid_scope',
        '70011',
      ],
      ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request', '9002325'],
      ['a short challenge', { code_challenge: 'short' }, 'invalid_request', '501491'],
    ];
    for (const [what, more, error, code] of cases) {
      it(`authorize: ${what} answers ${error} ${code} to the redirect URI`, async () => {
        const { answer } = await app.open(app.browser(), more);
        expect([answer['error'], answer['state']]).toEqual([error, 'the state']);
        expect(answer['error_description']).toMatch(new RegExp(`^AADSTS${code}: `));
      });
    }

    it('authorize: an app of one tenant needs its endpoint (50194), one of personal accounts consumers (9002346)', async () => {
      const internal = await app.open(app.browser(), { client_id: INTERNAL.clientId });
      expect(internal.answer['error_description']).toMatch(/^AADSTS50194: /);
      const home = await app.open(app.browser(), { client_id: HOME.clientId });
      expect(home.answer['error_description']).toMatch(/^AADSTS9002346: /);
      const right = await app.open(app.browser(), { client_id: INTERNAL.clientId }, CONTOSO_ID);
      expect(right.title).toBe('Pick an account');
    });
  });

  describe('pages', () => {
    it('pages: no script, no framing, forms to the app alone', async () => {
      const { response, text } = await app.open(app.browser());
      const policy = response.headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('script-src');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(response.headers.get('X-Frame-Options')).toBe('DENY');
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(text).not.toMatch(/<script|<style| style=| on\w+=/);
    });

    it('pages: cut the ties to the opener, unless MSAL tells that it has checked (pocd=1)', async () => {
      const header = 'Cross-Origin-Opener-Policy';
      const cut = await app.open(app.browser());
      expect(cut.response.headers.get(header)).toBe('same-origin');
      const tied = await app.open(app.browser(), { pocd: '1' });
      expect(tied.response.headers.get(header)).toBeNull();
      await tied.choose(BEN.email);
      expect(tied.response.headers.get(header)).toBeNull();
    });

    it('pages: text of a request is shown as text', async () => {
      const { text } = await app.open(app.browser(), { login_hint: '"><b>x</b>' });
      expect(text).not.toContain('<b>x');
    });

    it('pages: a form of another site is refused', async () => {
      const browser = await app.open(app.browser());
      const request = /name="request" value="([^"]*)"/.exec(browser.text)?.[1] ?? '';
      const response = await fetch(`${identity.url}/identity/sign-in`, {
        method: 'POST',
        headers: { Origin: 'http://localhost:9999' },
        body: new URLSearchParams({ request, action: 'choose', email: ADA.email }),
      });
      expect(response.status).toBe(400);
    });

    it('pages: over http the session’s cookie is hidden from scripts and from other sites', async () => {
      const browser = await app.open(app.browser());
      const request = /name="request" value="([^"]*)"/.exec(browser.text)?.[1] ?? '';
      const response = await fetch(`${identity.url}/identity/sign-in`, {
        method: 'POST',
        body: new URLSearchParams({ request, action: 'choose', email: ADA.email }),
        redirect: 'manual',
      });
      expect(response.headers.get('Set-Cookie')).toMatch(
        /^ESTSAUTH=\S{32}; Path=\/; HttpOnly; SameSite=Lax$/,
      );
    });
  });

  it('authorize: .default asks for the permissions of the registration', async () => {
    const browser = await app.open(app.browser(), {
      scope: 'openid https://graph.microsoft.com/.default',
    });
    await browser.choose(ADA.email);
    expect(browser.text).toContain('Read your calendars');
    expect(browser.text).toContain('Sign you in and read your profile');
  });
});
