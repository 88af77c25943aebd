import { createHash } from 'node:crypto';
import { useEmulator } from '../testing/api-client.ts';
import { SignInWindow } from '../testing/sign-in-window.ts';
import { ADA, CALENDAR } from '../testing/small-world.ts';
import { REDIRECT, TokenClient, type TokenBody } from '../testing/token-client.ts';
import { DEFAULT_CLIENT } from './clients.ts';

describe('The token endpoint', () => {
  const OTHER_CLIENT = { id: 'other.apps.googleusercontent.com', secret: 'other-secret' };
  const emulator = useEmulator({ clients: [DEFAULT_CLIENT, OTHER_CLIENT] });
  const { newCode, exchange, refresh } = new TokenClient(() => emulator.url);

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

  it('lets a refresh token die that nobody used for six months', async () => {
    const tokens = await signIn();
    const month = 30 * 86_400_000;
    emulator.control.advanceClock(5 * month);
    expect((await refresh(tokens.refresh)).status).toBe(200);
    emulator.control.advanceClock(5 * month);
    expect((await refresh(tokens.refresh)).status).toBe(200);
    emulator.control.advanceClock(7 * month);
    expect((await refresh(tokens.refresh)).body.error_description).toBe(
      'Token has been expired or revoked.',
    );
  });

  it('lets the oldest of more than 100 refresh tokens die', async () => {
    const first = await signIn();
    const second = await signIn();
    for (let count = 0; count < 99; count++) {
      await signIn();
    }
    expect((await refresh(first.refresh)).body.error).toBe('invalid_grant');
    expect((await refresh(second.refresh)).status).toBe(200);
  });

  it('lets no other client refresh', async () => {
    const { refresh_token } = (await exchange(await newCode())).body;
    const other = { client_id: OTHER_CLIENT.id, client_secret: OTHER_CLIENT.secret };
    const refused = await refresh(refresh_token ?? '', other);
    expect([refused.status, refused.body.error]).toEqual([401, 'unauthorized_client']);
    expect((await exchange(await newCode(), other)).body.error).toBe('invalid_grant');
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
});
