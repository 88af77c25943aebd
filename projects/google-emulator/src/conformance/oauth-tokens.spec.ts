import { auth as calendarAuth } from '@googleapis/calendar';
import type { OAuth2Client } from 'google-auth-library';
import { ADA, CALENDAR, EVENTS_OWNED } from '../testing/small-world.ts';
import { ALL_SCOPES, apiClient, authClient, authOptions, type ApiAuth } from './testing/target.ts';
import { onlyOnEmulator, refusalOf, target, useTarget } from './testing/test-calendar.ts';

describe('Conformance: tokens', () => {
  useTarget();

  beforeEach(() => {
    // Some specs advance the clock.
    if (target.isEmulator) {
      target.control.reset();
    }
  });

  /** A client with a fresh access token from a refresh token. */
  async function refreshed(): Promise<OAuth2Client> {
    const auth = authClient(target);
    auth.setCredentials({ refresh_token: await target.refreshToken() });
    await auth.getAccessToken();
    return auth;
  }

  async function userinfo(auth: OAuth2Client, path: string): Promise<Record<string, unknown>> {
    const url = target.address(`https://www.googleapis.com${path}`);
    return (await auth.request<Record<string, unknown>>({ url })).data;
  }

  function withToken(access_token: string): ApiAuth {
    const auth = new calendarAuth.OAuth2(authOptions(target));
    auth.setCredentials({ access_token });
    return auth;
  }

  const token = (fields: Record<string, string>) =>
    authClient(target).transporter.request<Record<string, unknown>>({
      url: target.address('https://oauth2.googleapis.com/token'),
      method: 'POST',
      data: new URLSearchParams({
        client_id: target.clientId,
        client_secret: target.clientSecret,
        ...fields,
      }),
    });

  it('token: refreshing answers a new access token and no new refresh token', async () => {
    const refresh_token = await target.refreshToken();
    const { data } = await token({ grant_type: 'refresh_token', refresh_token });
    expect(data['access_token']).toMatch(/^ya29\./);
    expect(data['refresh_token']).toBeUndefined();
    expect(data['expires_in']).toBeGreaterThan(3500);
    expect(data['token_type']).toBe('Bearer');
  });

  it('tokeninfo: answers client, scopes and expiry of an access token', async () => {
    const auth = await refreshed();
    const info = await auth.getTokenInfo(auth.credentials.access_token ?? '');
    expect(info.aud).toBe(target.clientId);
    expect(info.scopes).toContain(CALENDAR);
    expect(info.expiry_date).toBeGreaterThan(Date.now());
  });

  it('tokeninfo: an unknown token answers 400 invalid_token', async () => {
    const url = target.address('https://www.googleapis.com/oauth2/v3/tokeninfo');
    const request = authClient(target).transporter.request({
      url,
      params: { access_token: 'ya29.nonsense' },
    });
    expect(await refusalOf(request)).toBe('400 invalid_token: Invalid Value');
  });

  it('userinfo v3: answers sub, email and email_verified', async () => {
    const auth = await refreshed();
    const claims = await userinfo(auth, '/oauth2/v3/userinfo');
    expect(claims['sub']).toMatch(/^\d+$/);
    expect(claims['email']).toMatch(/@/);
    expect(claims['email_verified']).toBeTrue();
  });

  it('userinfo v2: answers the same as v3 under other names', async () => {
    const auth = await refreshed();
    const claims = await userinfo(auth, '/oauth2/v3/userinfo');
    const older = await userinfo(auth, '/oauth2/v2/userinfo');
    expect([older['id'], older['email'], older['verified_email']]).toEqual([
      claims['sub'],
      claims['email'],
      true,
    ]);
  });

  it('id token: Google’s client verifies it', async () => {
    const auth = await refreshed();
    const idToken = auth.credentials.id_token ?? '';
    const ticket = await auth.verifyIdToken({ idToken, audience: target.clientId });
    const claims = await userinfo(auth, '/oauth2/v3/userinfo');
    expect(ticket.getPayload()?.sub).toBe(String(claims['sub']));
    expect(ticket.getPayload()?.email).toBe(String(claims['email']));
  });

  it('id token: another audience is refused', async () => {
    const auth = await refreshed();
    const idToken = auth.credentials.id_token ?? '';
    await expectAsync(
      auth.verifyIdToken({ idToken, audience: 'somebody-else' }),
    ).toBeRejectedWithError(/Wrong recipient/);
  });

  it('id token: an altered one is refused', async () => {
    const auth = await refreshed();
    const [head, , signature] = (auth.credentials.id_token ?? '').split('.');
    const claims = { iss: 'https://accounts.google.com', aud: target.clientId, sub: '1' };
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const idToken = `${head}.${payload}.${signature}`;
    await expectAsync(
      auth.verifyIdToken({ idToken, audience: target.clientId }),
    ).toBeRejectedWithError(/Invalid token signature/);
  });

  it('token: an unknown refresh token answers invalid_grant', async () => {
    const auth = authClient(target);
    auth.setCredentials({ refresh_token: '1//nonsense' });
    expect(await refusalOf(auth.getAccessToken())).toMatch(/^400 invalid_grant/);
  });

  const refusals: [string, Record<string, string>, string][] = [
    [
      'a request without a secret',
      { grant_type: 'refresh_token', refresh_token: 'x', client_secret: '' },
      '400 invalid_request: client_secret is missing.',
    ],
    [
      'a request with a wrong secret',
      { grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' },
      '401 invalid_client: The provided client secret is invalid.',
    ],
    [
      'an unknown client',
      { grant_type: 'refresh_token', refresh_token: 'x', client_id: 'nobody' },
      '401 invalid_client: The OAuth client was not found.',
    ],
    [
      'an invented code',
      { grant_type: 'authorization_code', code: '4/0Anonsense', redirect_uri: 'postmessage' },
      '400 invalid_grant: Malformed auth code.',
    ],
    [
      'the grant type password',
      { grant_type: 'password' },
      '400 unsupported_grant_type: Invalid grant_type: password',
    ],
  ];
  for (const [what, fields, expected] of refusals) {
    it(`token: ${what} answers ${expected}`, async () => {
      expect(await refusalOf(token(fields))).toBe(expected);
    });
  }

  it('calendarList.list: an unknown access token answers 401 authError', async () => {
    const request = apiClient(target, withToken('ya29.nonsense')).calendarList.list();
    expect(await refusalOf(request)).toBe('401 authError');
  });

  describe('on the emulator', () => {
    async function signedIn(): Promise<ApiAuth> {
      const auth = new calendarAuth.OAuth2({ ...authOptions(target), forceRefreshOnFailure: true });
      auth.setCredentials({ refresh_token: await target.refreshToken() });
      await auth.getAccessToken();
      return auth;
    }

    onlyOnEmulator('access token: expires by the emulator’s clock', async () => {
      const { access_token } = (await signedIn()).credentials;
      const api = apiClient(target, withToken(access_token ?? ''));
      target.control.advanceClock(3_598_000);
      expect((await api.colors.get()).status).toBe(200);
      target.control.advanceClock(2000);
      expect(await refusalOf(api.colors.get())).toBe('401 authError');
    });

    onlyOnEmulator('access token: Google’s client renews an expired one', async () => {
      const auth = await signedIn();
      const before = auth.credentials.access_token;
      target.control.expireTokens();
      expect((await apiClient(target, auth).calendarList.list()).status).toBe(200);
      expect(auth.credentials.access_token).not.toBe(before);
    });

    for (const which of ['access_token', 'refresh_token'] as const) {
      onlyOnEmulator(`revoke: revoking the ${which} revokes the whole grant`, async () => {
        const auth = await signedIn();
        expect((await auth.revokeToken(auth.credentials[which] ?? '')).status).toBe(200);
        expect(await refusalOf(apiClient(target, auth).colors.get())).toBe(
          '400 invalid_grant: Token has been expired or revoked.',
        );
      });
    }

    onlyOnEmulator('revoke: a revoked token answers invalid_token', async () => {
      const auth = await signedIn();
      const { refresh_token } = auth.credentials;
      await auth.revokeToken(refresh_token ?? '');
      expect(await refusalOf(auth.revokeToken(refresh_token ?? ''))).toBe(
        '400 invalid_token: Token expired or revoked',
      );
    });

    onlyOnEmulator(
      'access token: methods and userinfo outside of its scopes are refused',
      async () => {
        const { access_token } = target.control.issueToken({ email: ADA, scopes: [EVENTS_OWNED] });
        const api = apiClient(target, withToken(access_token));
        expect(await refusalOf(api.calendarList.list())).toBe('403 insufficientPermissions');
        expect((await api.events.list({ calendarId: 'primary' })).status).toBe(200);
        const auth = authClient(target);
        auth.setCredentials({ access_token });
        expect(await refusalOf(userinfo(auth, '/oauth2/v3/userinfo'))).toBe('401 UNAUTHENTICATED');
      },
    );

    onlyOnEmulator('userinfo: the scopes email and profile answer address and name', async () => {
      const { access_token } = target.control.issueToken({ email: ADA, scopes: ALL_SCOPES });
      const auth = authClient(target);
      auth.setCredentials({ access_token });
      expect(await userinfo(auth, '/oauth2/v3/userinfo')).toEqual(
        jasmine.objectContaining({ email: ADA, name: 'Ada Meyer', given_name: 'Ada' }),
      );
    });
  });
});
