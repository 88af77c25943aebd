import { startIdentity, type IdentityServer } from './testing/identity-server.ts';
import { ADA, ANY_PAGE, CONTOSO_ID, DANA, SPA_ORIGIN, WEB } from './testing/small-directory.ts';
import {
  CALENDARS,
  claimsOf,
  ORIGIN,
  refusalOf,
  TestApp,
  WITHOUT_PKCE,
} from './testing/test-app.ts';

const HOUR_MS = 3_600_000;
const SECRET = WEB.kind === 'web' ? WEB.secret : '';

describe('Identity: the token endpoint', () => {
  let identity: IdentityServer;
  const app = new TestApp(() => identity.url);

  beforeAll(async () => {
    identity = await startIdentity();
  });
  afterAll(() => identity.close());
  beforeEach(() => {
    identity.control.reset();
  });

  describe('codes', () => {
    it('token: a code with its verifier answers tokens of Entra’s form', async () => {
      const { status, headers, body } = await app.exchange(await app.newCode());
      expect(status).toBe(200);
      expect(Object.keys(body)).toEqual([
        'token_type',
        'scope',
        'expires_in',
        'ext_expires_in',
        'access_token',
        'refresh_token',
        'id_token',
        'client_info',
      ]);
      expect(body.scope).toBe(`openid profile ${CALENDARS}`);
      expect(headers.get('Cache-Control')).toContain('no-store');
    });

    it('token: an access token lives 60 to 90 minutes by the emulator’s clock', async () => {
      const { access_token, expires_in } = await app.newTokens();
      expect(expires_in).toBeGreaterThanOrEqual(3600);
      expect(expires_in).toBeLessThanOrEqual(5400);
      const claims = identity.checkAccessToken(access_token);
      expect(claims).toEqual(jasmine.objectContaining({ userId: ADA.id, tenantId: CONTOSO_ID }));
      expect(claims?.scopes).toContain('Calendars.ReadWrite');
      identity.clock.advance((expires_in + 1) * 1000);
      expect(identity.checkAccessToken(access_token)).toBeNull();
    });

    it('token: a work account’s access token is a JWT, a personal one’s is none', async () => {
      const work = await app.newTokens(ADA.email);
      expect(claimsOf(work.access_token)).toEqual(
        jasmine.objectContaining({ scp: 'openid profile Calendars.ReadWrite', tid: CONTOSO_ID }),
      );
      const personal = await app.newTokens(DANA.email);
      expect(personal.access_token).toMatch(/^EwB[^.]+$/);
      expect(identity.checkAccessToken(personal.access_token)?.userId).toBe(DANA.id);
      expect(identity.checkAccessToken('EwBforged')).toBeNull();
    });

    it('token: a refresh token needs offline_access, an id token openid', async () => {
      const { body } = await app.exchange(await app.newCode(ADA.email, { scope: 'User.Read' }));
      expect([body.refresh_token, body.id_token]).toEqual([
        undefined as unknown as string,
        undefined as unknown as string,
      ]);
      expect(body.scope).toBe('User.Read');
    });

    it('token: the prefix of Graph is answered if it was requested', async () => {
      const short = await app.newTokens(ADA.email, { scope: 'openid calendars.readwrite' });
      expect(short.scope).toBe('openid Calendars.ReadWrite');
      const long = await app.newTokens(ADA.email, { scope: `openid ${CALENDARS}` });
      expect(long.scope).toBe(`openid ${CALENDARS}`);
    });

    it('token: a work account’s token has what was allowed earlier, too', async () => {
      await app.newTokens(ADA.email, { scope: 'MailboxSettings.Read' });
      const { scope } = await app.newTokens(ADA.email, { scope: 'Calendars.Read' });
      expect(scope).toBe('Calendars.Read MailboxSettings.Read');
    });

    it('token: a personal account’s token has what was requested alone', async () => {
      await app.newTokens(DANA.email, { scope: 'MailboxSettings.Read' });
      const { scope } = await app.newTokens(DANA.email, { scope: 'Calendars.Read' });
      expect(scope).toBe('Calendars.Read');
    });

    const refusals: [string, Record<string, string>, string][] = [
      ['a wrong verifier', { code_verifier: 'x'.repeat(43) }, '400 invalid_grant 501481'],
      ['no verifier', { code_verifier: '' }, '400 invalid_grant 501481'],
      ['another redirect URI', { redirect_uri: `${SPA_ORIGIN}/x` }, '400 invalid_client 500112'],
      ['no redirect URI', { redirect_uri: '' }, '400 invalid_request 900144'],
      ['a made-up code', { code: '1.Anonsense' }, '400 invalid_grant 9002313'],
      ['an unknown app', { client_id: 'x' }, '400 unauthorized_client 700016'],
      ['an app that did not ask', { client_id: ANY_PAGE.clientId }, '400 invalid_grant 9002313'],
      ['a secret', { client_secret: 'x' }, '401 invalid_client 700025'],
      ['another grant type', { grant_type: 'password' }, '400 unsupported_grant_type 70003'],
      ['no grant type', { grant_type: '' }, '400 unsupported_grant_type 70003'],
      [
        'a scope without consent',
        { scope: 'User.Read' },
        '400 invalid_grant 65001 consent_required',
      ],
    ];
    for (const [what, more, refusal] of refusals) {
      it(`token: ${what} answers ${refusal}`, async () => {
        expect(refusalOf(await app.exchange(await app.newCode(), more))).toBe(refusal);
      });
    }

    it('token: a code is redeemed once, within ten minutes', async () => {
      const code = await app.newCode();
      await app.exchange(code);
      expect(refusalOf(await app.exchange(code))).toBe('400 invalid_grant 54005');
      const late = await app.newCode();
      identity.clock.advance(600_000);
      expect(refusalOf(await app.exchange(late))).toBe('400 invalid_grant 70008');
    });

    it('token: a single-page app’s code without PKCE answers invalid_request 9002325', async () => {
      const refused = await app.exchange(await app.newCode(ADA.email, WITHOUT_PKCE));
      expect(refusalOf(refused)).toBe('400 invalid_request 9002325');
    });
  });

  describe('origins', () => {
    it('spa: an answer and a refusal can be read by pages of its origin', async () => {
      const code = await app.newCode();
      for (let round = 0; round < 2; round++) {
        const { headers } = await app.exchange(code);
        expect(headers.get('Access-Control-Allow-Origin')).toBe(SPA_ORIGIN);
        expect(headers.get('Vary')).toBe('Origin');
      }
    });

    it('spa: without an Origin, a code and a refresh token answer 9002327', async () => {
      const refused = '400 invalid_request 9002327';
      expect(refusalOf(await app.exchange(await app.newCode(), {}, {}))).toBe(refused);
      const { refresh_token } = await app.newTokens();
      expect(refusalOf(await app.refresh(refresh_token, {}, {}))).toBe(refused);
    });

    it('spa: from another origin it answers 9002326, which the page cannot read', async () => {
      const elsewhere = { Origin: 'http://localhost:9999' };
      const refused = await app.exchange(await app.newCode(), {}, elsewhere);
      expect(refusalOf(refused)).toBe('400 invalid_request 9002326');
      expect(refused.headers.get('Access-Control-Allow-Origin')).toBeNull();
    });

    it('web: from a page it answers 9002326 without CORS, even with the secret', async () => {
      const refused = await app.exchangeOnServer(
        await app.newWebCode(),
        { client_secret: SECRET },
        ORIGIN,
      );
      expect(refusalOf(refused)).toBe('400 invalid_request 9002326');
      expect(refused.headers.get('Access-Control-Allow-Origin')).toBeNull();
    });

    it('preflight: only origins of single-page apps are allowed', async () => {
      identity.control.reset();
      const preflight = async (Origin: string) =>
        (
          await fetch(`${identity.url}/common/oauth2/v2.0/token`, {
            method: 'OPTIONS',
            headers: { Origin, 'Access-Control-Request-Method': 'POST' },
          })
        ).headers.get('Access-Control-Allow-Origin');
      expect(await preflight(SPA_ORIGIN)).toBe(SPA_ORIGIN);
      expect(await preflight('https://evil.test')).toBeNull();
    });
  });

  describe('confidential clients', () => {
    it('web: the secret is needed, in the form or in a Basic header', async () => {
      const exchange = async (more: Record<string, string>, headers?: Record<string, string>) => {
        const answer = await app.exchangeOnServer(await app.newWebCode(), more, headers);
        return answer.body.error === undefined ? answer.status : refusalOf(answer);
      };
      const basic = [WEB.clientId, SECRET].map(encodeURIComponent).join(':');
      expect(await exchange({})).toBe('401 invalid_client 7000218');
      expect(await exchange({ client_secret: 'x' })).toBe('401 invalid_client 7000215');
      expect(await exchange({ client_secret: SECRET })).toBe(200);
      expect(
        await exchange({}, { Authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
      ).toBe(200);
    });

    it('web: a refresh token lives on while it is used, and ends after 90 days without', async () => {
      const code = await app.newWebCode();
      const { body } = await app.exchangeOnServer(code, { client_secret: SECRET });
      const refresh = () =>
        app.token(
          {
            client_id: WEB.clientId,
            client_secret: SECRET,
            grant_type: 'refresh_token',
            refresh_token: body.refresh_token,
          },
          {},
        );
      for (let round = 0; round < 3; round++) {
        identity.clock.advance(60 * 24 * HOUR_MS);
        expect((await refresh()).status).toBe(200);
      }
      identity.clock.advance(90 * 24 * HOUR_MS);
      expect(refusalOf(await refresh())).toBe('400 invalid_grant 700082');
    });
  });
});
