import { APP, Page, type PageRequest } from '../testing/page.ts';
import { testHandler } from '../testing/test-handler.ts';
import type { RateLimitOptions } from '../options.ts';

describe('The rate limit', () => {
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

  it('ends the patience with one client, and says until when', async () => {
    const page = limited();
    expect(await statuses(page, 3)).toEqual([401, 401, 429]);
    const { body, headers } = await page.post('/refresh');
    expect(body['error']).toBe('rate_limited');
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(Number(headers.get('Retry-After'))).toBeLessThanOrEqual(60);
    expect(headers.get('Access-Control-Expose-Headers')).toBe('Retry-After');
    expect(headers.get('Access-Control-Allow-Origin')).toBe('http://localhost:4200');
  });

  it('counts each client for itself, and all paths together', async () => {
    const page = limited();
    await page.visit('/login');
    expect(await statuses(page, 2)).toEqual([401, 429]);
    address = '192.0.2.2';
    expect(await statuses(page, 1)).toEqual([401]);
  });

  it('counts neither preflights nor the look after its health', async () => {
    const page = limited();
    for (let time = 0; time < 5; time++) {
      expect((await page.preflight('/refresh')).status).toBe(204);
      expect((await page.visit('/health')).status).toBe(200);
    }
    expect(await statuses(page, 1)).toEqual([401]);
  });

  it('counts those without an address as one', async () => {
    address = undefined;
    expect(await statuses(limited(), 3)).toEqual([401, 401, 429]);
  });

  describe('of a window', () => {
    beforeEach(() => {
      jasmine.clock().install().mockDate();
    });
    afterEach(() => {
      jasmine.clock().uninstall();
    });

    it('is over with it', async () => {
      const page = limited({ windowMs: 200 });
      expect(await statuses(page, 3)).toEqual([401, 401, 429]);
      jasmine.clock().tick(201);
      expect(await statuses(page, 1)).toEqual([401]);
    });
  });

  describe('counts what a foreign page sends apart:', () => {
    const STRANGER = 'https://stranger.example';
    const returnTo = `/login?returnTo=${encodeURIComponent(`${APP}/`)}`;
    const attacks: [string, string, PageRequest, number][] = [
      ['refused POSTs to /refresh', '/refresh', { headers: { Origin: STRANGER } }, 403],
      ['refused POSTs to /sign-out', '/sign-out', { headers: { Origin: STRANGER } }, 403],
      ['POSTs without an origin', '/refresh', { headers: { Origin: undefined } }, 403],
      ['POSTs of an opaque origin', '/refresh', { headers: { Origin: 'null' } }, 403],
      ['POSTs of a form', '/auth', { headers: { 'X-Requested-With': undefined } }, 403],
      ['/login as an image', returnTo, visitFrom({ 'Sec-Fetch-Dest': 'image' }), 403],
      ['/login in a frame', returnTo, visitFrom({ 'Sec-Fetch-Dest': 'iframe' }), 403],
      ['/login by fetch', returnTo, visitFrom({ Origin: STRANGER }), 403],
      ['its tab to /login', returnTo, visitFrom({ 'Sec-Fetch-Site': 'cross-site' }), 302],
      ['/callback', '/callback?code=4/0A', visitFrom({ 'Sec-Fetch-Site': 'cross-site' }), 400],
    ];
    for (const [what, path, request, status] of attacks) {
      it(`after ${what} the victim's /refresh, /sign-out and /login are served`, async () => {
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

    it('refused requests have a limit of their own', async () => {
      const page = limited();
      const refused = { headers: { Origin: STRANGER } };
      const seen: number[] = [];
      for (let time = 0; time < 3; time++) {
        seen.push((await page.send('/sign-out', refused)).status);
      }
      expect(seen).toEqual([403, 403, 429]);
    });
  });

  it('never keeps anybody from signing out', async () => {
    const page = limited();
    expect(await statuses(page, 3)).toEqual([401, 401, 429]);
    for (let time = 0; time < 10; time++) {
      expect((await page.post('/sign-out')).status).toBe(204);
    }
  });

  it('does not exist where nobody says who asks', async () => {
    expect(new Set(await statuses(new Page(testHandler({})), 400))).toEqual(new Set([401]));
  });
});

/** As a browser goes somewhere by itself, with these headers. */
function visitFrom(headers: Readonly<Record<string, string>>): PageRequest {
  return {
    method: 'GET',
    headers: { Origin: undefined, 'X-Requested-With': undefined, ...headers },
  };
}
