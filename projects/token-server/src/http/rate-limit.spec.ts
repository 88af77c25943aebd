import { Page } from '../testing/page.ts';
import { smallServer } from '../testing/small-server.ts';
import type { RateLimitOptions } from '../options.ts';

describe('The rate limit', () => {
  let address: string | undefined;
  beforeEach(() => {
    address = '192.0.2.1';
  });

  const limited = (more: Partial<RateLimitOptions> = {}) =>
    new Page(smallServer({}, { rateLimit: { limit: 2, clientAddress: () => address, ...more } }));

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

  it('is over with its window', async () => {
    const page = limited({ windowMs: 200 });
    expect(await statuses(page, 3)).toEqual([401, 401, 429]);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await statuses(page, 1)).toEqual([401]);
  });

  it('does not exist where nobody says who asks', async () => {
    expect(new Set(await statuses(new Page(smallServer({})), 400))).toEqual(new Set([401]));
  });
});
