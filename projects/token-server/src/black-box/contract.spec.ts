import { APP } from '../testing/page.ts';
import { IMPLEMENTATIONS } from './implementations.ts';
import { SECOND_APP, useServers } from './use-servers.ts';
import type { Visitor } from './visitor.ts';

describe('contract:', () => {
  const servers = useServers();

  for (const implementation of IMPLEMENTATIONS) {
    describe(implementation.name, () => {
      const isSealed = implementation.mode === 'sealed';
      const visitor = (origin?: string) => servers.visitor(implementation, origin);
      const newCode = (email = servers.email) => servers.google.popupCode(email);

      async function signedIn(email = servers.email): Promise<Visitor> {
        const somebody = visitor();
        await somebody.signIn(await newCode(email));
        return somebody;
      }

      it('POST /auth exchanges a code for an access token that the API accepts', async () => {
        const { status, body } = await visitor().signIn(await newCode());
        expect(status).toBe(200);
        expect(await servers.google.accepts(String(body['access_token']))).toBeTrue();
        expect(body).toEqual(jasmine.objectContaining({ expires_in: 3599, token_type: 'Bearer' }));
        expect('refresh_token' in body).toBe(!isSealed);
        expect(body['refreshable']).toBe(isSealed ? true : undefined);
      });

      it('POST /refresh returns an access token that the API accepts', async () => {
        const { status, body } = await (await signedIn()).refresh();
        expect(status).toBe(200);
        expect(await servers.google.accepts(String(body['access_token']))).toBeTrue();
      });

      it('POST /auth: a code that was used before answers the invalid_grant of Google', async () => {
        const code = await newCode();
        await visitor().signIn(code);
        const { status, body } = await visitor().signIn(code);
        expect(status).toBe(400);
        expect(body).toEqual({
          error: 'invalid_grant',
          error_description: 'Code was already redeemed.',
        });
      });

      it('POST /refresh: a grant that was revoked answers the invalid_grant of Google', async () => {
        const leaving = await servers.google.newUser();
        const somebody = await signedIn(leaving);
        await servers.google.revokeTokens(leaving);
        const { status, body } = await somebody.refresh();
        expect(status).toBe(400);
        expect(body).toEqual({
          error: 'invalid_grant',
          error_description: 'Token has been expired or revoked.',
        });
      });

      it('POST /auth: a code with & and = stays one field in the request to Google', async () => {
        const code = await newCode();
        const { status, body } = await visitor().signIn(`${code}&redirect_uri=${APP}`);
        expect([status, body['error_description']]).toEqual([400, 'Malformed auth code.']);
        expect((await visitor().signIn(code)).status).toBe(200);
      });

      it('POST /auth: the CORS headers name the origin of the page', async () => {
        for (const origin of [APP, SECOND_APP]) {
          const { status, headers } = await visitor(origin).signIn(await newCode());
          expect(status).toBe(200);
          expect(headers.get('Access-Control-Allow-Origin')).toBe(origin);
          expect(headers.get('Vary')).toContain('Origin');
        }
      });

      it('GET /health answers ok and the mode', async () => {
        const { status, body } = await visitor().page.visit('/health');
        expect(status).toBe(200);
        expect(body).toEqual({ status: 'ok', mode: implementation.mode });
      });

      it('log: it holds no code and no token', async () => {
        const code = await newCode();
        const somebody = visitor();
        const first = await somebody.signIn(code);
        const second = await somebody.refresh();
        await visitor().signIn(`${code}again`);
        const tokens = [first, second].flatMap(({ body }) => [
          body['access_token'],
          body['refresh_token'],
        ]);
        const secrets = [code, ...tokens].filter((each) => typeof each === 'string');
        expect(secrets.length).toBe(isSealed ? 3 : 4);
        for (const secret of secrets) {
          // Only the end is compared: a log may escape characters at the beginning, such as the slash of a code.
          expect(servers.logOf(implementation)).not.toContain(secret.slice(-20));
        }
      });
    });
  }
});
