import { OptionsError } from './settings.ts';
import { FaultyGoogle } from './testing/faulty-google.ts';
import { Page } from './testing/page.ts';
import { SECRET, testHandler } from './testing/test-handler.ts';
import { createTokenHandler } from './token-handler.ts';

describe('token-handler:', () => {
  it('wrong options throw one OptionsError that names all of them', () => {
    const create = () =>
      createTokenHandler({
        clientId: '',
        clientSecret: 'secret',
        allowedOrigins: ['*'],
        scopes: ['https://www.googleapis.com/auth/drive'],
        publicUrl: 'http://app.example.com',
        basePath: 'api',
      });
    expect(create).toThrowError(
      OptionsError,
      /clientId.*allowedOrigins.*sessionSecrets.*publicUrl.*basePath.*scopes/s,
    );
  });

  const refusals: [string, Readonly<Record<string, unknown>>, RegExp][] = [
    ['clientId: undefined', { clientId: undefined }, /^clientId is missing$/],
    ['clientId of blanks', { clientId: '  ' }, /^clientId is missing$/],
    ['clientId that is no text', { clientId: 7 }, /^clientId is missing$/],
    ['clientSecret: undefined', { clientSecret: undefined }, /^clientSecret is missing$/],
    ['allowedOrigins: undefined', { allowedOrigins: undefined }, /^allowedOrigins is missing$/],
    ['allowedOrigins: []', { allowedOrigins: [] }, /^allowedOrigins is missing$/],
    ['allowedOrigins: a text', { allowedOrigins: 'https://a.example' }, /must be a list/],
    ['allowedOrigins: [undefined]', { allowedOrigins: [undefined] }, /has "undefined"/],
    ['an origin with a comma', { allowedOrigins: ['https://a.example,b.example'] }, /is no origin/],
    ['sessionSecrets: [undefined]', { sessionSecrets: [undefined] }, /entry of less than 32/],
    ['sessionSecrets of blanks', { sessionSecrets: [' '.repeat(40)] }, /entry of less than 32/],
    ['endpoints: {token: undefined}', { endpoints: { token: undefined } }, /for token/],
    ['googleTimeoutMs: NaN', { googleTimeoutMs: NaN }, /^googleTimeoutMs must be/],
    ['publicUrl with a query', { publicUrl: 'https://a.example/?x' }, /^publicUrl is/],
    ['a rate limit of 0', { rateLimit: { limit: 0, clientAddress: () => '' } }, /^rateLimit must/],
  ];
  for (const [what, wrong, message] of refusals) {
    it(`${what} is refused, and the message names the option`, () => {
      expect(() => testHandler({}, wrong)).toThrowError(OptionsError, message);
    });
  }

  it('allowedOrigins of extensions, Capacitor apps and IPv6 hosts are accepted', () => {
    const allowedOrigins = [
      'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
      'moz-extension://2c5b9e6a-0000-4000-8000-000000000000',
      'capacitor://localhost',
      'https://[2001:db8::1]:8443',
      'http://[::1]:4200',
      'https://under_score.example',
    ];
    expect(() => testHandler({}, { allowedOrigins })).not.toThrow();
  });

  describe('basePath:', () => {
    const page = () => new Page(testHandler({}, { basePath: '/api/google/' }));

    it('routes are served under it and are 404 without it', async () => {
      expect((await page().post('/api/google/refresh')).body['error']).toBe('no_session');
      expect((await page().post('/refresh')).status).toBe(404);
      expect((await page().visit('/api/google/health')).status).toBe(200);
    });

    it('a wrong method under it is 405 with Allow', async () => {
      const { status, headers } = await page().visit('/api/google/auth');
      expect([status, headers.get('Allow')]).toEqual([405, 'POST']);
    });

    it('the redirect URI of /login has it', async () => {
      const returnTo = encodeURIComponent('http://localhost:4200/');
      const { headers } = await page().visit(`/api/google/login?returnTo=${returnTo}`);
      expect(new URL(headers.get('Location') ?? '').searchParams.get('redirect_uri')).toBe(
        'http://localhost:4400/api/google/callback',
      );
    });
  });

  it('an unexpected error is 500, and only its name is logged', async () => {
    const lines: string[] = [];
    const page = new Page(
      testHandler(
        {},
        {
          log: (line) => lines.push(line),
          rateLimit: {
            clientAddress: () => {
              throw new RangeError('a detail');
            },
          },
        },
      ),
    );
    const { status, text, body } = await page.post('/refresh');
    expect([status, body['error']]).toEqual([500, 'server_error']);
    expect(lines).toEqual(['error: RangeError', jasmine.stringMatching(/^POST \/refresh 500/)]);
    expect(text + lines.join()).not.toContain('a detail');
  });

  it('the log has one line for each request, without query, unknown path or token', async () => {
    const lines: string[] = [];
    const google = await FaultyGoogle.start();
    const log = (line: string) => lines.push(line.replace(/\d+ ms/, 'N ms'));
    const page = new Page(testHandler({ GOOGLE_TOKEN_ENDPOINT: google.tokenEndpoint }, { log }));
    await page.post('/refresh?token=ya29.A');
    await page.visit('/refresh/ya29.A');
    await page.visit('/health');
    google.answerWith({ status: 400, body: '{"error":"invalid_grant"}' });
    await page.post('/auth', { code: '4/0A' });
    google.answerWith({ status: 400, body: '{"error":"code 4/0A\\n is used"}' });
    await page.post('/auth', { code: '4/0A' });
    await google.goDown();
    expect(lines).toEqual([
      'POST /refresh 401 no_session N ms',
      'GET (unknown path) 404 not_found N ms',
      'GET /health 200 N ms',
      'POST /auth 400 invalid_grant N ms',
      'POST /auth 502 google_failed N ms',
    ]);
  });

  it('a refusal is an HTML page for a browser that accepts one, and JSON for a script', async () => {
    const page = new Page(testHandler({}, {}));
    const headers = { Accept: 'text/html,*/*;q=0.8', Origin: undefined };
    const seen = await page.send('/nowhere', { method: 'GET', headers });
    expect([seen.status, seen.headers.get('Content-Type')]).toEqual([
      404,
      'text/html; charset=UTF-8',
    ]);
    expect(seen.text).toContain('There is nothing at this path.');
    const posted = await page.send('/refresh', { headers: { Accept: headers.Accept } });
    expect(posted.body['error']).toBe('no_session');
  });

  it('every answer has the headers against caching, sniffing, framing and referrers', async () => {
    const page = new Page(testHandler({}, { sessionSecrets: [SECRET] }));
    for (const answer of [await page.visit('/health'), await page.visit('/nowhere')]) {
      const header = (name: string) => answer.headers.get(name);
      expect(header('Cache-Control')).toBe('no-store');
      expect(header('X-Content-Type-Options')).toBe('nosniff');
      expect(header('Referrer-Policy')).toBe('no-referrer');
      expect(header('Content-Security-Policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(header('Strict-Transport-Security')).toBeNull();
    }
  });
});
