import { createHash } from 'node:crypto';
import { useEmulator } from '../testing/api-client.ts';
import { SignInWindow } from '../testing/sign-in-window.ts';
import { ADA, CALENDAR } from '../testing/small-world.ts';
import { REDIRECT_URI, TokenClient, type TokenBody } from '../testing/token-client.ts';
import { DEFAULT_CLIENT } from './clients.ts';

describe('Token endpoint', () => {
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

  it('token: a code is exchanged for an access token and a refresh token of Google’s form', async () => {
    const { status, body } = await exchange(await newCode());
    expect(status).toBe(200);
    expect(body.access_token).toMatch(/^ya29\./);
    expect(body.refresh_token).toMatch(/^1\/\//);
    expect(body).toEqual(
      jasmine.objectContaining({ expires_in: 3599, scope: CALENDAR, token_type: 'Bearer' }),
    );
    expect(await apiStatus(body.access_token)).toBe(200);
  });

  it('token: a code that was redeemed answers invalid_grant', async () => {
    const code = await newCode();
    await exchange(code);
    const again = await exchange(code);
    expect(again.status).toBe(400);
    expect(again.body).toEqual({
      error: 'invalid_grant',
      error_description: 'Code was already redeemed.',
    } as TokenBody);
  });

  it('token: another redirect_uri answers redirect_uri_mismatch, and the code stays valid', async () => {
    const code = await newCode();
    const wrong = await exchange(code, { redirect_uri: 'http://localhost:4200/other' });
    expect(wrong.body.error).toBe('redirect_uri_mismatch');
    expect((await exchange(code)).status).toBe(200);
  });

  for (const redirectUri of ['postmessage', 'http://localhost:4200']) {
    it(`token: a popup's code is exchanged with the redirect_uri ${redirectUri}`, async () => {
      const code = await newCode({
        redirect_uri: 'storagerelay://http/localhost:4200?id=auth12345678',
      });
      expect((await exchange(code)).body.error).toBe('redirect_uri_mismatch');
      expect((await exchange(code, { redirect_uri: redirectUri })).status).toBe(200);
    });
  }

  it('token: a code of ten minutes ago answers invalid_grant', async () => {
    const code = await newCode();
    emulator.control.advanceClock(10 * 60_000);
    expect((await exchange(code)).body.error).toBe('invalid_grant');
  });

  it('token: a missing or wrong code_verifier answers invalid_grant', async () => {
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

  it('token: access_type=online answers no refresh token', async () => {
    const { body } = await exchange(await newCode({ access_type: 'online' }));
    expect(body.refresh_token).toBeUndefined();
  });

  it('token: a refresh token is issued only when the consent page was shown', async () => {
    await exchange(await newCode());
    const silent = await SignInWindow.open(emulator.url, {
      client_id: DEFAULT_CLIENT.id,
      redirect_uri: REDIRECT_URI,
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

  it('token: refreshing answers a new access token and no new refresh token', async () => {
    const tokens = await signIn();
    const { status, body } = await refresh(tokens.refresh);
    expect(status).toBe(200);
    expect(body.refresh_token).toBeUndefined();
    expect(body.access_token).not.toBe(tokens.access);
    expect(await apiStatus(body.access_token)).toBe(200);
  });

  it('token: an access token expires by the emulator’s clock, and its refresh token stays valid', async () => {
    const tokens = await signIn();
    emulator.control.advanceClock(3_598_000);
    expect(await apiStatus(tokens.access)).toBe(200);
    emulator.control.advanceClock(2_000);
    expect(await apiStatus(tokens.access)).toBe(401);
    expect((await refresh(tokens.refresh)).status).toBe(200);
  });

  it('token: a refresh token that was not used for six months answers invalid_grant', async () => {
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

  it('token: the oldest of 101 refresh tokens answers invalid_grant', async () => {
    const first = await signIn();
    const second = await signIn();
    for (let count = 0; count < 99; count++) {
      await signIn();
    }
    expect((await refresh(first.refresh)).body.error).toBe('invalid_grant');
    expect((await refresh(second.refresh)).status).toBe(200);
  });

  it('token: tokens and codes of another client are refused', async () => {
    const { refresh_token } = (await exchange(await newCode())).body;
    const other = { client_id: OTHER_CLIENT.id, client_secret: OTHER_CLIENT.secret };
    const refused = await refresh(refresh_token ?? '', other);
    expect([refused.status, refused.body.error]).toEqual([401, 'unauthorized_client']);
    expect((await exchange(await newCode(), other)).body.error).toBe('invalid_grant');
  });

  for (const which of ['access', 'refresh'] as const) {
    it(`revoke: revoking the ${which} token invalidates both tokens`, async () => {
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

  it('revoke: an unknown token answers invalid_token', async () => {
    const response = await fetch(new URL('/revoke?token=nonsense', emulator.url), {
      method: 'POST',
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid_token',
      error_description: 'Token expired or revoked',
    });
  });

  it('authorize prompt=none: answers interaction_required after a revocation', async () => {
    await signIn();
    emulator.control.revokeTokens(ADA);
    const silent = await SignInWindow.open(emulator.url, {
      client_id: DEFAULT_CLIENT.id,
      redirect_uri: REDIRECT_URI,
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
    it(`token: ${what} answers ${error}`, async () => {
      const refused = await exchange('4/0Anything', fields);
      expect(refused.status).toBe(status);
      expect(refused.body).toEqual({ error, error_description: description } as TokenBody);
    });
  }

  it('token: client credentials may be in a Basic authorization header', async () => {
    const code = await newCode();
    const basic = Buffer.from(`${DEFAULT_CLIENT.id}:${DEFAULT_CLIENT.secret}`).toString('base64');
    const response = await fetch(new URL('/token', emulator.url), {
      method: 'POST',
      headers: { Authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: REDIRECT_URI,
      }),
    });
    expect(response.status).toBe(200);
  });
});
