import { useEmulator } from '../testing/api-client.ts';
import { ADA, CALENDAR, EVENTS_OWNED } from '../testing/small-world.ts';
import { TokenClient } from '../testing/token-client.ts';
import { DEFAULT_CLIENT } from './clients.ts';

describe('userinfo and tokeninfo', () => {
  const emulator = useEmulator();
  const { newCode, exchange } = new TokenClient(() => emulator.url);

  describe('userinfo', () => {
    const userinfo = (token: string, path = '/oauth2/v3/userinfo') =>
      fetch(new URL(path, emulator.url), { headers: { Authorization: `Bearer ${token}` } });

    it('userinfo: a token with calendar scopes alone answers 401', async () => {
      const { token } = emulator.as(ADA, CALENDAR, EVENTS_OWNED);
      expect((await userinfo(token)).status).toBe(401);
    });

    it('userinfo: answers the claims that the scopes allow, in the forms of v3 and v2', async () => {
      const { token } = emulator.as(ADA, 'openid', 'email');
      const claims = (await (await userinfo(token)).json()) as Record<string, unknown>;
      expect(claims).toEqual({ sub: jasmine.any(String), email: ADA, email_verified: true });
      const older = await userinfo(token, '/oauth2/v2/userinfo');
      expect(await older.json()).toEqual({ id: claims['sub'], email: ADA, verified_email: true });
    });

    it('userinfo: an unknown token answers 401', async () => {
      expect((await userinfo('ya29.nonsense')).status).toBe(401);
    });
  });

  it('tokeninfo: answers client, scopes and lifetime of an access token', async () => {
    const { token } = emulator.as(ADA, CALENDAR);
    const url = new URL('/oauth2/v3/tokeninfo', emulator.url);
    url.searchParams.set('access_token', token);
    const info = (await (await fetch(url)).json()) as Record<string, string>;
    expect(info).toEqual(
      jasmine.objectContaining({ aud: DEFAULT_CLIENT.id, scope: CALENDAR, access_type: 'online' }),
    );
    expect(Number(info['expires_in'])).toBeGreaterThan(3590);
  });

  describe('tokeninfo of an id_token', () => {
    const ask = async (token: string) =>
      fetch(new URL(`/tokeninfo?id_token=${token}`, emulator.url));

    it('tokeninfo: answers the claims of an id token as strings', async () => {
      const { body } = await exchange(await newCode({ scope: 'openid email' }));
      const claims = (await (await ask(body.id_token ?? '')).json()) as Record<string, unknown>;
      expect(claims).toEqual(
        jasmine.objectContaining({
          iss: 'https://accounts.google.com',
          aud: DEFAULT_CLIENT.id,
          email: ADA,
          email_verified: 'true',
          alg: 'RS256',
          exp: jasmine.stringMatching(/^\d+$/),
        }),
      );
    });

    it('tokeninfo: an expired or altered id token answers 400', async () => {
      const { body } = await exchange(await newCode({ scope: 'openid' }));
      const [head = '', payload = '', signature = ''] = (body.id_token ?? '').split('.');
      const changed = `${head}.${payload}.${signature.slice(1)}A`;
      expect((await ask(changed)).status).toBe(400);
      emulator.control.advanceClock(3_601_000);
      expect((await ask(body.id_token ?? '')).status).toBe(400);
    });
  });
});
