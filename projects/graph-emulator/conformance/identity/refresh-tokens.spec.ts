import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { startIdentity, type IdentityServer } from './testing/identity-server.ts';
import { ADA, CONTOSO_ID, DANA, WEB } from './testing/small-directory.ts';
import { CONSUMERS_TENANT_ID } from '../../src/identity/tenants.ts';
import { claimsOf, ORIGIN, refusalOf, SCOPE, TestApp } from './testing/test-app.ts';

const HOUR_MS = 3_600_000;
const SECRET = WEB.kind === 'web' ? WEB.secret : '';

describe('Identity: refresh tokens, id tokens and the control', () => {
  let identity: IdentityServer;
  const app = new TestApp(() => identity.url);

  beforeAll(async () => {
    identity = await startIdentity();
  });
  afterAll(() => identity.close());
  beforeEach(() => {
    identity.control.reset();
  });

  describe('refresh tokens', () => {
    it('refresh: each answer has a new one, the old one stays valid', async () => {
      const first = await app.newTokens();
      const { body } = await app.refresh(first.refresh_token);
      expect(body.refresh_token).toBeTruthy();
      expect(body.refresh_token).not.toBe(first.refresh_token);
      expect((await app.refresh(first.refresh_token)).status).toBe(200);
      expect((await app.refresh(body.refresh_token)).status).toBe(200);
    });

    it('refresh: of a single-page app all end 24 h after the sign-in, however new (700084)', async () => {
      const first = await app.newTokens();
      identity.clock.advance(23 * HOUR_MS);
      const { body } = await app.refresh(first.refresh_token);
      expect(body.access_token).toBeTruthy();
      identity.clock.advance(HOUR_MS);
      expect(refusalOf(await app.refresh(body.refresh_token))).toBe('400 invalid_grant 700084');
      expect(refusalOf(await app.refresh(first.refresh_token))).toBe('400 invalid_grant 700084');
    });

    it('refresh: a new sign-in of the same browser begins 24 hours anew, without a question', async () => {
      const browser = app.browser();
      await app.newCode(ADA.email, {}, browser);
      identity.clock.advance(25 * HOUR_MS);
      await app.open(browser);
      const { body } = await app.exchange(browser.answer['code'] ?? '');
      identity.clock.advance(23 * HOUR_MS);
      expect((await app.refresh(body.refresh_token)).status).toBe(200);
    });

    it('refresh: may name fewer scopes, and more if there is consent', async () => {
      const { refresh_token } = await app.newTokens();
      const more = { scope: 'MailboxSettings.Read' };
      expect(refusalOf(await app.refresh(refresh_token, more))).toBe(
        '400 invalid_grant 65001 consent_required',
      );
      identity.control.consent(ADA.id, app.request()['client_id'] ?? '', ['MailboxSettings.Read']);
      expect((await app.refresh(refresh_token, more)).body.scope).toContain('MailboxSettings.Read');
    });

    it('refresh: after consent was taken back it answers 65001 consent_required', async () => {
      const { refresh_token } = await app.newTokens();
      identity.control.forgetConsent(ADA.id);
      expect(refusalOf(await app.refresh(refresh_token))).toBe(
        '400 invalid_grant 65001 consent_required',
      );
    });

    it('refresh: after a password change it answers 50173 bad_token; the access token lives on, or not', async () => {
      const { refresh_token, access_token } = await app.newTokens();
      identity.control.revoke(ADA.id);
      expect(refusalOf(await app.refresh(refresh_token))).toBe('400 invalid_grant 50173 bad_token');
      expect(identity.checkAccessToken(access_token)).not.toBeNull();
      identity.control.behave({ revokesAccessTokens: true });
      identity.control.revoke(ADA.id);
      expect(identity.checkAccessToken(access_token)).toBeNull();
    });

    it('refresh: another tenant’s endpoint answers 50020', async () => {
      const { refresh_token } = await app.newTokens();
      const refused = await app.token(
        { client_id: app.request()['client_id'] ?? '', grant_type: 'refresh_token', refresh_token },
        ORIGIN,
        'consumers',
      );
      expect(refusalOf(refused)).toBe('400 invalid_grant 50020');
    });

    it('refresh: a personal account’s dead grant has the same code, or 70000', async () => {
      const { refresh_token } = await app.newTokens(DANA.email);
      identity.clock.advance(24 * HOUR_MS);
      expect(refusalOf(await app.refresh(refresh_token))).toBe('400 invalid_grant 700084');
      identity.control.behave({ personalGrantError: 'AADSTS70000' });
      expect(refusalOf(await app.refresh(refresh_token))).toBe('400 invalid_grant 70000');
    });

    it('refresh: refresh_token_expires_in tells what is left, where the switch is on', async () => {
      identity.control.behave({ tellsRefreshTokenLifetime: true });
      const { refresh_token } = await app.newTokens();
      identity.clock.advance(23 * HOUR_MS);
      const { body } = await app.refresh(refresh_token);
      expect(body.refresh_token_expires_in).toBeGreaterThan(3500);
      expect(body.refresh_token_expires_in).toBeLessThanOrEqual(3600);
    });
  });

  describe('id tokens', () => {
    it('id token: RS256, verified by the JWKS of the discovery document, with issuer, tid, oid and nonce', async () => {
      const { id_token } = await app.newTokens(ADA.email, { scope: `${SCOPE} email` });
      const discovery = `${identity.url}/${CONTOSO_ID}/v2.0/.well-known/openid-configuration`;
      const document = (await (await fetch(discovery)).json()) as Record<string, string>;
      const keys = createRemoteJWKSet(new URL(document['jwks_uri'] ?? ''));
      const { payload } = await jwtVerify(id_token, keys, {
        issuer: document['issuer'] ?? '',
        audience: app.request()['client_id'] ?? '',
        algorithms: ['RS256'],
        currentDate: new Date(identity.clock.now()),
      });
      expect(payload).toEqual(
        jasmine.objectContaining({
          ver: '2.0',
          tid: CONTOSO_ID,
          oid: ADA.id,
          name: ADA.name,
          preferred_username: ADA.email,
          email: ADA.email,
          nonce: 'the nonce',
        }),
      );
      expect(decodeProtectedHeader(id_token).kid).toBeTruthy();
    });

    it('id token: a personal account has the tenant of all of them, and its short id in oid', async () => {
      const { id_token, access_token } = await app.newTokens(DANA.email);
      const { iss, tid, oid } = claimsOf(id_token);
      expect([iss, tid, oid]).toEqual([
        `${identity.url}/${CONSUMERS_TENANT_ID}/v2.0`,
        CONSUMERS_TENANT_ID,
        '00000000-0000-0000-c0ff-ee0123456789',
      ]);
      expect(identity.checkAccessToken(access_token)?.tenantId).toBe(CONSUMERS_TENANT_ID);
    });

    it('id token: sub differs from app to app, oid does not', async () => {
      const inSpa = claimsOf((await app.newTokens()).id_token);
      const { body } = await app.exchangeOnServer(await app.newWebCode(), {
        client_secret: SECRET,
      });
      const onServer = claimsOf(body.id_token);
      expect(onServer['oid']).toBe(inSpa['oid']);
      expect(onServer.sub).not.toBe(inSpa.sub);
    });
  });

  it('refusals: have code, trace and correlation ids, time and address of the explanation', async () => {
    const correlation_id = 'c0000000-0000-4000-8000-000000000001';
    const { body } = await app.exchange('x', { 'client-request-id': correlation_id });
    expect(Object.keys(body)).toEqual([
      'error',
      'error_description',
      'error_codes',
      'timestamp',
      'trace_id',
      'correlation_id',
      'error_uri',
    ]);
    expect(body.correlation_id).toBe(correlation_id);
    expect(body.error_description).toMatch(
      /^AADSTS9002313: .*\r\nTrace ID: .*\r\nCorrelation ID: c0000000.*\r\nTimestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
    );
    expect(body.error_uri).toBe(`${identity.url}/error?code=9002313`);
  });

  it('tokenRequests: counts what was answered and refused, and holds no secret', async () => {
    const { refresh_token } = await app.newTokens();
    await app.refresh(refresh_token);
    await app.refresh('nonsense');
    const { tokenRequests } = identity.control;
    expect(tokenRequests.map(({ grantType, isAnswered }) => [grantType, isAnswered])).toEqual([
      ['authorization_code', true],
      ['refresh_token', true],
      ['refresh_token', false],
    ]);
    expect(JSON.stringify(tokenRequests)).not.toContain(refresh_token);
  });

  it('capture: puts tokens, consents, sessions and rules back, any number of times', async () => {
    const browser = app.browser();
    const { body } = await app.exchange(await app.newCode(ADA.email, {}, browser));
    const restore = identity.control.capture();
    for (let round = 0; round < 2; round++) {
      identity.control.revoke(ADA.id);
      identity.control.expireAccessTokens();
      identity.control.forgetConsent(ADA.id);
      identity.control.requireSecondFactor(ADA.id);
      restore();
      expect(identity.checkAccessToken(body.access_token)?.userId).toBe(ADA.id);
      expect((await app.refresh(body.refresh_token)).status).toBe(200);
      await app.open(browser, { prompt: 'none' });
      expect(browser.answer['code']).toBeTruthy();
    }
  });

  it('issueAccessToken: answers a token without a sign-in', async () => {
    const token = await identity.control.issueAccessToken({
      account: ADA,
      scopes: ['Calendars.Read'],
      clientId: WEB.clientId,
      lifetimeS: 60,
    });
    expect(identity.checkAccessToken(token)?.scopes).toEqual(['Calendars.Read']);
    identity.control.expireAccessTokens(ADA.id);
    expect(identity.checkAccessToken(token)).toBeNull();
  });
});
