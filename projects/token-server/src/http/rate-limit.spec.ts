import { APP, Page, type PageRequest } from '../testing/page.ts';
import { testHandler } from '../testing/test-handler.ts';
import type { RateLimitOptions } from '../options.ts';

describe('rate-limit:', () => {
  let address: string | undefined;
  beforeEach(() => {
    address = '192.0.2.1';
  });

  const limited = (more: Partial<RateLimitOptions> = {}) =>
    new Page(testHandler({}, { rateLimit: { limit: 2, clientAddress: () => address, ...more } }));

  async function statuses(page: Page, times: number): Promise<number[]> {
    const seen: number[] = [];
    for (let time = 0; time < times; time++) {
      seen.push((await page.post('/refresh')).status);
    }
    return seen;
  }

  it('a client above the limit gets 429 with a Retry-After that pages can read', async () => {
    const page = limited();
    expect(await statuses(page, 3)).toEqual([401, 401, 429]);
    const { body, headers } = await page.post('/refresh');
    expect(body['error']).toBe('rate_limited');
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(Number(headers.get('Retry-After'))).toBeLessThanOrEqual(60);
    expect(headers.get('Access-Control-Expose-Headers')).toBe('Retry-After');
    expect(headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:4200');
  });

  it('each client has a count of its own, which all paths share', async () => {
    const page = limited();
    await page.visit('/login');
    expect(await statuses(page, 2)).toEqual([401, 429]);
    address = '192.0.2.2';
    expect(await statuses(page, 1)).toEqual([401]);
  });

  it('preflights and /health are not counted', async () => {
    const page = limited();
    for (let time = 0; time < 5; time++) {
      expect((await page.preflight('/refresh')).status).toBe(204);
      expect((await page.visit('/health')).status).toBe(200);
    }
    expect(await statuses(page, 1)).toEqual([401]);
  });

  it('clients without an address share one count', async () => {
    address = undefined;
    expect(await statuses(limited(), 3)).toEqual([401, 401, 429]);
  });

  describe('window:', () => {
    beforeEach(() => {
      jasmine.clock().install().mockDate();
    });
    afterEach(() => {
      jasmine.clock().uninstall();
    });

    it('the limit ends when the window is over', async () => {
      const page = limited({ windowMs: 200 });
      expect(await statuses(page, 3)).toEqual([401, 401, 429]);
      jasmine.clock().tick(201);
      expect(await statuses(page, 1)).toEqual([401]);
    });
  });

  describe('requests that a foreign page may have sent:', () => {
    const STRANGER = 'https://stranger.example';
    const returnTo = `/login?returnTo=${encodeURIComponent(`${APP}/`)}`;
    const attacks: [string, string, PageRequest, number][] = [
      ['refused POSTs to /refresh', '/refresh', { headers: { Origin: STRANGER } }, 403],
      ['refused POSTs to /sign-out', '/sign-out', { headers: { Origin: STRANGER } }, 403],
      ['POSTs without an origin', '/refresh', { headers: { Origin: undefined } }, 403],
      ['POSTs of an opaque origin', '/refresh', { headers: { Origin: 'null' } }, 403],
      ['POSTs of a form', '/auth', { headers: { 'X-Requested-With': undefined } }, 403],
      ['/login as an image', returnTo, navigationWith({ 'Sec-Fetch-Dest': 'image' }), 403],
      ['/login in a frame', returnTo, navigationWith({ 'Sec-Fetch-Dest': 'iframe' }), 403],
      ['/login by fetch', returnTo, navigationWith({ Origin: STRANGER }), 403],
      ['its tab to /login', returnTo, navigationWith({ 'Sec-Fetch-Site': 'cross-site' }), 302],
      ['/callback', '/callback?code=4/0A', navigationWith({ 'Sec-Fetch-Site': 'cross-site' }), 400],
    ];
    for (const [what, path, request, status] of attacks) {
      it(`after many requests (${what}) the app of the same client is served`, async () => {
        const server = testHandler({}, { rateLimit: { limit: 3, clientAddress: () => address } });
        const stranger = new Page(server);
        expect((await stranger.send(path, request)).status).toBe(status);
        for (let time = 0; time < 10; time++) {
          await stranger.send(path, request);
        }
        const victim = new Page(server);
        expect((await victim.post('/refresh')).status).toBe(401);
        expect((await victim.post('/sign-out')).status).toBe(204);
        expect((await victim.visit(returnTo)).status).toBe(302);
      });
    }

    it('refused requests get 429 above a limit of their own', async () => {
      const page = limited();
      const refused = { headers: { Origin: STRANGER } };
      const seen: number[] = [];
      for (let time = 0; time < 3; time++) {
        seen.push((await page.send('/sign-out', refused)).status);
      }
      expect(seen).toEqual([403, 403, 429]);
    });
  });

  it('/sign-out is served to a client above the limit', async () => {
    const page = limited();
    expect(await statuses(page, 3)).toEqual([401, 401, 429]);
    for (let time = 0; time < 10; time++) {
      expect((await page.post('/sign-out')).status).toBe(204);
    }
  });

  it('without the option rateLimit nothing is limited', async () => {
    expect(new Set(await statuses(new Page(testHandler({})), 400))).toEqual(new Set([401]));
  });
});

/** A navigation of the browser, with these headers. */
function navigationWith(headers: Readonly<Record<string, string>>): PageRequest {
  return {
    method: 'GET',
    headers: { Origin: undefined, 'X-Requested-With': undefined, ...headers },
  };
}
