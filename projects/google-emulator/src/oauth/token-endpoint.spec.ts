import { createHash } from 'node:crypto';
import { useEmulator } from '../testing/api-client.ts';
import { SignInWindow } from '../testing/sign-in-window.ts';
import { ADA, CALENDAR, EVENTS_OWNED } from '../testing/small-world.ts';
import { DEFAULT_CLIENT } from './clients.ts';

interface TokenBody {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly id_token?: string;
  readonly scope: string;
  readonly expires_in: number;
  readonly token_type: string;
  readonly error?: string;
  readonly error_description?: string;
}

describe('The token endpoint', () => {
  const emulator = useEmulator();
  const REDIRECT = 'http://localhost:4200/back';

  async function newCode(query: Readonly<Record<string, string>> = {}): Promise<string> {
    const window = await SignInWindow.open(emulator.url, {
      client_id: DEFAULT_CLIENT.id,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: CALENDAR,
      login_hint: ADA,
      prompt: 'consent',
      access_type: 'offline',
      ...query,
    });
    const done = await window.allow();
    return done.redirect.fields['code'] ?? done.message.fields['code'] ?? '';
  }

  async function post(
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; body: TokenBody; headers: Headers }> {
    const response = await fetch(new URL('/token', emulator.url), {
      method: 'POST',
      headers,
      body: new URLSearchParams({
        client_id: DEFAULT_CLIENT.id,
        client_secret: DEFAULT_CLIENT.secret,
        ...fields,
      }),
    });
    const body = (await response.json()) as TokenBody;
    return { status: response.status, body, headers: response.headers };
  }

  const exchange = (code: string, more: Readonly<Record<string, string>> = {}) =>
    post({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...more });

  const refresh = (token: string, more: Readonly<Record<string, string>> = {}) =>
    post({ grant_type: 'refresh_token', refresh_token: token, ...more });

  async function signIn(): Promise<{ access: string; refresh: string }> {
    const { body } = await exchange(await newCode());
    return { access: body.access_token, refresh: body.refresh_token ?? '' };
  }

  async function apiStatus(token: string): Promise<number> {
    const url = new URL('/calendar/v3/users/me/calendarList', emulator.url);
    return (await fetch(url, { headers: { Authorization: `Bearer ${token}` } })).status;
  }

  it('gives tokens of Google’s form for a code', async () => {
    const { status, body } = await exchange(await newCode());
    expect(status).toBe(200);
    expect(body.access_token).toMatch(/^ya29\./);
    expect(body.refresh_token).toMatch(/^1\/\//);
    expect(body).toEqual(
      jasmine.objectContaining({ expires_in: 3599, scope: CALENDAR, token_type: 'Bearer' }),
    );
    expect(await apiStatus(body.access_token)).toBe(200);
  });

  it('takes a code once', async () => {
    const code = await newCode();
    await exchange(code);
    const again = await exchange(code);
    expect(again.status).toBe(400);
    expect(again.body).toEqual({
      error: 'invalid_grant',
      error_description: 'Code was already redeemed.',
    } as TokenBody);
  });

  it('compares the redirect URI, and the code survives a wrong one', async () => {
    const code = await newCode();
    const wrong = await exchange(code, { redirect_uri: 'http://localhost:4200/other' });
    expect(wrong.body.error).toBe('redirect_uri_mismatch');
    expect((await exchange(code)).status).toBe(200);
  });

  for (const redirectUri of ['postmessage', 'http://localhost:4200']) {
    it(`exchanges a popup's code with ${redirectUri}`, async () => {
      const code = await newCode({
        redirect_uri: 'storagerelay://http/localhost:4200?id=auth12345678',
      });
      expect((await exchange(code)).body.error).toBe('redirect_uri_mismatch');
      expect((await exchange(code, { redirect_uri: redirectUri })).status).toBe(200);
    });
  }

  it('refuses a code after ten minutes', async () => {
    const code = await newCode();
    emulator.control.advanceClock(10 * 60_000);
    expect((await exchange(code)).body.error).toBe('invalid_grant');
  });

  it('verifies PKCE', async () => {
    const verifier = 'a'.repeat(43);
    const pkce = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const code = await newCode(pkce);
    expect((await exchange(code)).body.error_description).toBe('Missing code verifier.');
    expect((await exchange(code, { code_verifier: 'b'.repeat(43) })).body.error_description).toBe(
      'Invalid code verifier.',
    );
    expect((await exchange(code, { code_verifier: verifier })).status).toBe(200);
  });

  it('gives no refresh token for online access', async () => {
    const { body } = await exchange(await newCode({ access_type: 'online' }));
    expect(body.refresh_token).toBeUndefined();
  });

  it('gives no refresh token again while consent is remembered, and one when it is asked anew', async () => {
    await exchange(await newCode());
    const silent = await SignInWindow.open(emulator.url, {
      client_id: DEFAULT_CLIENT.id,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: CALENDAR,
      login_hint: ADA,
      access_type: 'offline',
    });
    const second = await exchange(silent.redirect.fields['code'] ?? '');
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).toBeUndefined();
    expect((await exchange(await newCode())).body.refresh_token).toBeDefined();
  });

  it('refreshes without a new refresh token', async () => {
    const tokens = await signIn();
    const { status, body } = await refresh(tokens.refresh);
    expect(status).toBe(200);
    expect(body.refresh_token).toBeUndefined();
    expect(body.access_token).not.toBe(tokens.access);
    expect(await apiStatus(body.access_token)).toBe(200);
  });

  it('lets access tokens die by the clock, and refresh tokens live on', async () => {
    const tokens = await signIn();
    emulator.control.advanceClock(3_598_000);
    expect(await apiStatus(tokens.access)).toBe(200);
    emulator.control.advanceClock(2_000);
    expect(await apiStatus(tokens.access)).toBe(401);
    expect((await refresh(tokens.refresh)).status).toBe(200);
  });

  for (const which of ['access', 'refresh'] as const) {
    it(`kills the grant when the ${which} token is revoked`, async () => {
      const tokens = await signIn();
      const response = await fetch(new URL('/revoke', emulator.url), {
        method: 'POST',
        body: new URLSearchParams({ token: tokens[which] }),
      });
      expect(response.status).toBe(200);
      expect(await apiStatus(tokens.access)).toBe(401);
      expect((await refresh(tokens.refresh)).body).toEqual({
        error: 'invalid_grant',
        error_description: 'Token has been expired or revoked.',
      } as TokenBody);
    });
  }

  it('refuses to revoke what is no token', async () => {
    const response = await fetch(new URL('/revoke?token=nonsense', emulator.url), {
      method: 'POST',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid_token',
      error_description: 'Token expired or revoked',
    });
  });

  it('asks for consent again after revocation', async () => {
    await signIn();
    emulator.control.revokeTokens(ADA);
    const silent = await SignInWindow.open(emulator.url, {
      client_id: DEFAULT_CLIENT.id,
      redirect_uri: REDIRECT,
      response_type: 'code',
      scope: CALENDAR,
      login_hint: ADA,
      prompt: 'none',
    });
    expect(silent.redirect.fields['error']).toBe('interaction_required');
  });

  const refusals: [string, Record<string, string>, number, string, string][] = [
    ['no secret', { client_secret: '' }, 400, 'invalid_request', 'client_secret is missing.'],
    [
      'a wrong secret',
      { client_secret: 'x' },
      401,
      'invalid_client',
      'The provided client secret is invalid.',
    ],
    [
      'an unknown client',
      { client_id: 'x' },
      401,
      'invalid_client',
      'The OAuth client was not found.',
    ],
    ['an unknown code', { code: '4/0Ax' }, 400, 'invalid_grant', 'Malformed auth code.'],
    [
      'an unknown grant type',
      { grant_type: 'password' },
      400,
      'unsupported_grant_type',
      'Invalid grant_type: password',
    ],
  ];
  for (const [what, fields, status, error, description] of refusals) {
    it(`refuses ${what}`, async () => {
      const refused = await exchange('4/0Anything', fields);
      expect(refused.status).toBe(status);
      expect(refused.body).toEqual({ error, error_description: description } as TokenBody);
    });
  }

  it('takes the client’s credentials from a Basic header', async () => {
    const code = await newCode();
    const basic = Buffer.from(`${DEFAULT_CLIENT.id}:${DEFAULT_CLIENT.secret}`).toString('base64');
    const response = await fetch(new URL('/token', emulator.url), {
      method: 'POST',
      headers: { Authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT,
      }),
    });
    expect(response.status).toBe(200);
  });

  describe('userinfo', () => {
    const userinfo = (token: string, path = '/oauth2/v3/userinfo') =>
      fetch(new URL(path, emulator.url), { headers: { Authorization: `Bearer ${token}` } });

    it('tells nothing to a token of calendar scopes alone', async () => {
      const { token } = emulator.as(ADA, CALENDAR, EVENTS_OWNED);
      expect((await userinfo(token)).status).toBe(401);
    });

    it('tells what the scopes allow', async () => {
      const { token } = emulator.as(ADA, 'openid', 'email');
      const claims = (await (await userinfo(token)).json()) as Record<string, unknown>;
      expect(claims).toEqual({ sub: jasmine.any(String), email: ADA, email_verified: true });
      const older = await userinfo(token, '/oauth2/v2/userinfo');
      expect(await older.json()).toEqual({ id: claims['sub'], email: ADA, verified_email: true });
    });

    it('refuses a token that nobody gave out', async () => {
      expect((await userinfo('ya29.nonsense')).status).toBe(401);
    });
  });

  it('describes a token at tokeninfo', async () => {
    const { token } = emulator.as(ADA, CALENDAR);
    const url = new URL('/oauth2/v3/tokeninfo', emulator.url);
    url.searchParams.set('access_token', token);
    const info = (await (await fetch(url)).json()) as Record<string, string>;
    expect(info).toEqual(
      jasmine.objectContaining({ aud: DEFAULT_CLIENT.id, scope: CALENDAR, access_type: 'online' }),
    );
    expect(Number(info['expires_in'])).toBeGreaterThan(3590);
  });
});
