import { ADA, BEN, CALENDAR_READONLY, EVENTS_OWNED } from '../testing/small-world.ts';
import { SignInWindow } from '../testing/sign-in-window.ts';
import { useEmulator } from '../testing/api-client.ts';
import { DEFAULT_CLIENT } from './clients.ts';

describe('Authorization endpoint', () => {
  const emulator = useEmulator();
  const APP = 'http://localhost:4200';

  const open = (query: Readonly<Record<string, string>> = {}) =>
    SignInWindow.open(emulator.url, {
      client_id: DEFAULT_CLIENT.id,
      redirect_uri: `${APP}/back`,
      response_type: 'code',
      scope: `${CALENDAR_READONLY} ${EVENTS_OWNED}`,
      ...query,
    });

  describe('accounts', () => {
    it('authorize: without login_hint the page lists all accounts, with their names escaped', async () => {
      const accounts = await open();
      expect(accounts.title).toBe('Choose an account');
      expect(accounts.text).toContain(ADA);
      expect(accounts.text).toContain('Ben &lt;b&gt;Okoro');
      expect(accounts.text).not.toContain('<b>Okoro');
    });

    it('authorize: a known login_hint skips the choice of an account', async () => {
      expect((await open({ login_hint: BEN })).text).toContain(BEN);
      expect((await open({ login_hint: BEN })).title).toContain('wants access');
    });

    it('authorize: an unknown login_hint shows the choice of an account', async () => {
      expect((await open({ login_hint: 'nobody@example.com' })).title).toBe('Choose an account');
    });

    it('authorize: consent is remembered for the account that gave it, and not for others', async () => {
      await (await open({ login_hint: ADA })).allow();
      const again = await open({ login_hint: ADA, prompt: 'select_account' });
      expect(again.redirect.fields['code']).toMatch(/^4\//);
      expect((await open({ login_hint: BEN })).title).toContain('wants access');
    });
  });

  describe('consent', () => {
    it('consent page: has a checkbox with Google’s description for every scope but openid, email and profile', async () => {
      const consent = await open({
        login_hint: ADA,
        scope: `openid email profile ${CALENDAR_READONLY} ${EVENTS_OWNED}`,
      });
      expect(consent.checkboxes).toEqual([CALENDAR_READONLY, EVENTS_OWNED]);
      expect(consent.text).toContain(
        'See, create, change, and delete events on Google calendars you own',
      );
    });

    it('consent page: only ticked scopes are granted', async () => {
      const done = await (await open({ login_hint: ADA })).allow([EVENTS_OWNED]);
      expect(done.redirect.fields['scope']).toBe(EVENTS_OWNED);
    });

    it('consent page: a scope that the app did not request is not granted', async () => {
      const done = await (
        await open({ login_hint: ADA, scope: EVENTS_OWNED })
      ).allow([EVENTS_OWNED, CALENDAR_READONLY]);
      expect(done.redirect.fields['scope']).toBe(EVENTS_OWNED);
    });

    it('consent page: no ticked scope answers access_denied', async () => {
      const done = await (await open({ login_hint: ADA })).allow([]);
      expect(done.redirect.fields).toEqual({ error: 'access_denied' });
    });

    it('consent page: Cancel answers access_denied with the state', async () => {
      const done = await (await open({ login_hint: ADA, state: 's & t' })).cancel();
      expect(done.redirect.fields).toEqual({ error: 'access_denied', state: 's & t' });
    });

    it('authorize: a scope that was not granted shows the consent page again', async () => {
      await (await open({ login_hint: ADA })).allow([EVENTS_OWNED]);
      expect((await open({ login_hint: ADA })).title).toContain('wants access');
    });

    it('authorize: prompt=consent shows the consent page again', async () => {
      await (await open({ login_hint: ADA })).allow();
      expect((await open({ login_hint: ADA, prompt: 'consent' })).title).toContain('wants access');
    });

    it('consent page: a second answer is refused with 400', async () => {
      const consent = await open({ login_hint: ADA });
      await consent.allow();
      expect((await consent.allow()).response.status).toBe(400);
    });

    it('consent page: a form from another origin is refused with 400', async () => {
      const consent = await open({ login_hint: ADA });
      const request = /name="request" value="([^"]*)"/.exec(consent.text)?.[1] ?? '';
      const response = await fetch(new URL('/o/oauth2/v2/auth/consent', emulator.url), {
        method: 'POST',
        headers: { Origin: 'http://localhost:9999' },
        body: new URLSearchParams({ request, decision: 'allow', scope: EVENTS_OWNED }),
        redirect: 'manual',
      });
      expect(response.status).toBe(400);
    });
  });

  describe('prompt=none', () => {
    it('authorize prompt=none: answers interaction_required without consent', async () => {
      const done = await open({ login_hint: ADA, prompt: 'none' });
      expect(done.redirect.fields).toEqual({ error: 'interaction_required' });
    });

    it('authorize prompt=none: answers interaction_required when the account is not clear', async () => {
      expect((await open({ prompt: 'none' })).redirect.fields['error']).toBe(
        'interaction_required',
      );
    });

    it('authorize prompt=none: answers a code after earlier consent', async () => {
      await (await open({ login_hint: ADA })).allow();
      const done = await open({ login_hint: ADA, prompt: 'none' });
      expect(done.redirect.fields['code']).toMatch(/^4\//);
    });
  });

  describe('answers', () => {
    it('authorize: the response keeps the query parameters of the redirect URI', async () => {
      const done = await (
        await open({ login_hint: ADA, redirect_uri: `${APP}/back?tab=2`, state: 'x' })
      ).allow();
      expect(done.response.status).toBe(302);
      expect(done.redirect.url.pathname).toBe('/back');
      expect(done.redirect.fields).toEqual(jasmine.objectContaining({ tab: '2', state: 'x' }));
    });

    it('authorize: response_type=token puts the token into the fragment and not into the query', async () => {
      const done = await (await open({ login_hint: ADA, response_type: 'token' })).allow();
      expect(done.redirect.url.search).toBe('');
      expect(done.redirect.fields).toEqual(
        jasmine.objectContaining({ token_type: 'Bearer', expires_in: '3599' }),
      );
      expect(done.redirect.fields['access_token']).toMatch(/^ya29\./);
    });

    it('authorize: include_granted_scopes adds earlier grants', async () => {
      await (await open({ login_hint: ADA, scope: CALENDAR_READONLY })).allow();
      const narrow = { login_hint: ADA, scope: EVENTS_OWNED, prompt: 'consent' };
      const alone = await (await open(narrow)).allow();
      const all = await (await open({ ...narrow, include_granted_scopes: 'true' })).allow();
      expect(alone.redirect.fields['scope']).toBe(EVENTS_OWNED);
      expect(all.redirect.fields['scope']?.split(' ')).toEqual([CALENDAR_READONLY, EVENTS_OWNED]);
    });

    it('authorize: the scope of the response holds both short and long names of identity scopes', async () => {
      const done = await (await open({ login_hint: ADA, scope: 'email' })).allow();
      expect(done.redirect.fields['scope']).toBe(
        'email https://www.googleapis.com/auth/userinfo.email openid',
      );
    });

    it('authorize: a popup’s answer names the origin and the channel of the page that opened it', async () => {
      const done = await (
        await open({
          login_hint: ADA,
          response_type: 'token',
          redirect_uri: 'storagerelay://http/localhost:4200?id=auth12345678',
        })
      ).allow();
      expect(done.text).toContain(`data-origin="${APP}"`);
      expect(done.message.channel).toBe('auth12345678');
      expect(done.message.fields['access_token']).toMatch(/^ya29\./);
      expect(done.response.headers.get('Cache-Control')).toBe('no-store');
    });
  });

  describe('pages', () => {
    it('sign-in pages: the Content-Security-Policy forbids scripts and framing', async () => {
      const consent = await open({ login_hint: ADA });
      const policy = consent.response.headers.get('Content-Security-Policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toContain('script-src');
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toMatch(/form-action 'self' http:\/\/localhost:\*/);
      expect(policy).toContain(APP);
      expect(consent.text).not.toMatch(/<script|<style| style=| on\w+=/);
    });
  });

  describe('refusals', () => {
    const cases: [string, Record<string, string>, number, string][] = [
      ['an unknown client', { client_id: 'stranger' }, 401, 'invalid_client'],
      ['no client', { client_id: '' }, 400, 'invalid_request'],
      [
        'a foreign redirect URI',
        { redirect_uri: 'https://evil.test/' },
        400,
        'redirect_uri_mismatch',
      ],
      [
        'a look-alike of localhost',
        { redirect_uri: 'http://localhost.evil.test/' },
        400,
        'redirect_uri_mismatch',
      ],
      [
        'a user in front of a foreign host',
        { redirect_uri: 'http://localhost@evil.test/' },
        400,
        'redirect_uri_mismatch',
      ],
      [
        'a foreign opener',
        { redirect_uri: 'storagerelay://https/evil.test?id=auth12345678' },
        400,
        'origin_mismatch',
      ],
      [
        'an unknown scope',
        { scope: 'https://www.googleapis.com/auth/nonsense' },
        400,
        'invalid_scope',
      ],
      ['no scope', { scope: '' }, 400, 'invalid_request'],
      ['an unknown response type', { response_type: 'id_token' }, 400, 'unsupported_response_type'],
      ['an unknown prompt', { prompt: 'login' }, 400, 'invalid_request'],
      ['none beside another prompt', { prompt: 'none consent' }, 400, 'invalid_request'],
      [
        'a plain code challenge',
        { code_challenge: 'x', code_challenge_method: 'plain' },
        400,
        'invalid_request',
      ],
    ];
    for (const [what, query, status, error] of cases) {
      it(`authorize: ${what} shows an error page and does not redirect`, async () => {
        const refused = await open({ login_hint: ADA, ...query });
        expect(refused.response.status).toBe(status);
        expect(refused.response.headers.get('Location')).toBeNull();
        expect(refused.title).toBe(`Error ${status}: ${error}`);
      });
    }
  });
});
