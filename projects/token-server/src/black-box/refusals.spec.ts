import { APP, type PageAnswer, type PageRequest } from '../testing/page.ts';
import { IMPLEMENTATIONS } from './implementations.ts';
import { useServers } from './use-servers.ts';

const STRANGER = 'https://stranger.example';
const ENDPOINTS = ['/auth', '/refresh'];

describe('refusals:', () => {
  const servers = useServers();

  for (const implementation of IMPLEMENTATIONS) {
    describe(implementation.name, () => {
      const isSealed = implementation.mode === 'sealed';
      const visitor = (origin?: string) => servers.visitor(implementation, origin);
      const newCode = () => servers.google.popupCode(servers.email);

      it('preflight: an allowed origin may send POST and X-Requested-With alone', async () => {
        for (const path of ENDPOINTS) {
          const { status, headers } = await visitor().page.preflight(path);
          expect(status).toBe(204);
          expect(headers.get('Access-Control-Allow-Origin')).toBe(APP);
          expect(headers.get('Access-Control-Allow-Methods')).toBe('POST');
          expect(headers.get('Access-Control-Allow-Headers')).toBe('X-Requested-With');
          expect(headers.get('Access-Control-Allow-Credentials')).toBe(isSealed ? 'true' : null);
        }
      });

      it('preflight: an unlisted origin is origin_not_allowed', async () => {
        for (const path of ENDPOINTS) {
          expectRefused(await visitor(STRANGER).page.preflight(path), 403, 'origin_not_allowed');
        }
      });

      it('POST /auth: an unlisted origin is refused without CORS headers, and its code is not used', async () => {
        const code = await newCode();
        const answer = await visitor(STRANGER).signIn(code);
        expectRefused(answer, 403, 'origin_not_allowed');
        expect(corsOf(answer)).toEqual([]);
        expect((await visitor().signIn(code)).status).toBe(200);
      });

      const refusals: [string, PageRequest, number, string][] = [
        ['no CSRF header', header('X-Requested-With'), 403, 'csrf_header_required'],
        [
          'a wrong CSRF header',
          header('X-Requested-With', 'XMLHttpRequest'),
          403,
          'csrf_header_required',
        ],
        ['no origin', header('Origin'), 403, 'origin_not_allowed'],
        ['the origin null', header('Origin', 'null'), 403, 'origin_not_allowed'],
        ['GET', { method: 'GET' }, 405, 'method_not_allowed'],
        ['PUT', { method: 'PUT', body: 'code=1' }, 405, 'method_not_allowed'],
        [
          'JSON',
          { ...header('Content-Type', 'application/json'), body: '{"code":"4/0A"}' },
          415,
          'unsupported_media_type',
        ],
        ['a body of 1 MB', { body: `code=${'x'.repeat(1_000_000)}` }, 413, 'body_too_large'],
      ];
      for (const [what, request, status, error] of refusals) {
        it(`POST /auth and /refresh: ${what} is ${status} ${error}`, async () => {
          for (const path of ENDPOINTS) {
            const answer = await visitor().page.send(path, {
              body: 'code=4/0A',
              ...withoutBodyOfGet(request),
            });
            expectRefused(answer, status, error);
            if (status === 405) {
              expect(answer.headers.get('Allow')).toBe('POST');
            }
          }
        });
      }

      it('POST /auth: a missing or empty field is missing_field with its name', async () => {
        for (const fields of [{}, { code: '' }, { refresh_token: 'x' }]) {
          const answer = await visitor().page.post('/auth', fields);
          expectRefused(answer, 400, 'missing_field');
          expect(answer.body['error_description']).toContain('code');
        }
      });

      it('POST /refresh: without a session or refresh token it is refused', async () => {
        const answer = await visitor().page.post('/refresh', { code: 'x' });
        if (isSealed) {
          expectRefused(answer, 401, 'no_session');
        } else {
          expectRefused(answer, 400, 'missing_field');
        }
      });

      it('POST /token: an unknown path is not_found', async () => {
        expectRefused(await visitor().page.post('/token', { code: 'x' }), 404, 'not_found');
      });

      it('every answer is JSON that the page may read and no cache may store', async () => {
        const answers = [
          await visitor().signIn(await newCode()),
          await visitor().signIn('4/0Nonsense'),
          await visitor().page.send('/auth', header('X-Requested-With')),
          await visitor().page.send('/auth', { method: 'GET' }),
        ];
        for (const { headers } of answers) {
          expect(headers.get('Access-Control-Allow-Origin')).toBe(APP);
          expect(headers.get('Cache-Control')).toBe('no-store');
          expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
          expect(headers.get('Content-Type')).toContain('application/json');
        }
      });
    });
  }
});

function header(name: string, value?: string): PageRequest {
  return { headers: { [name]: value } };
}

/** The request without a body if it is a GET, which can have none. */
function withoutBodyOfGet(request: PageRequest): PageRequest {
  return request.method === 'GET' ? { ...request, body: undefined } : request;
}

function expectRefused({ status, body }: PageAnswer, expected: number, error: string): void {
  expect([status, body['error']]).toEqual([expected, error]);
  expect(body['error_description']).toEqual(jasmine.any(String));
}

function corsOf({ headers }: PageAnswer): string[] {
  return [...headers.keys()].filter((name) => name.startsWith('access-control-'));
}
