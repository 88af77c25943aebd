import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { APP, Page } from '../testing/page.ts';
import { SECRET } from '../testing/test-handler.ts';
import { clientAddress } from './client-address.ts';
import { createNodeListener, type NodeTokenServerOptions } from './node-listener.ts';

/** The global class before a listener was made, which must not replace it. */
const ORIGINAL_REQUEST = globalThis.Request;

const OPTIONS: NodeTokenServerOptions = {
  clientId: 'client',
  clientSecret: 'secret',
  allowedOrigins: [APP],
  sessionSecrets: [SECRET],
};

describe('node-listener:', () => {
  const servers: Server[] = [];
  afterEach(() => {
    servers.splice(0).forEach((server) => {
      server.close();
      server.closeAllConnections();
    });
  });

  async function listening(server: Server): Promise<string> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  it('mounted in Express it serves its path, and leaves other routes and the global Request unchanged', async () => {
    const app = express();
    app.use('/api/google', createNodeListener(OPTIONS));
    app.use(express.urlencoded());
    app.post('/echo', (incoming, outgoing) => {
      outgoing.json(incoming.body);
    });
    const url = await listening(createServer(app));
    const page = new Page(url);
    expect((await page.post('/api/google/refresh')).body['error']).toBe('no_session');
    expect((await page.post('/echo', { a: 'b' })).body).toEqual({ a: 'b' });
    expect(globalThis.Request).toBe(ORIGINAL_REQUEST);
  });

  it('after a body of 1 MB was refused the next request is served', async () => {
    const page = new Page(await listening(createServer(createNodeListener(OPTIONS))));
    for (let time = 0; time < 20; time++) {
      const large = { body: 'x'.repeat(1_000_000) };
      expect((await page.send('/refresh', large)).status).toBe(413);
      expect((await page.post('/refresh')).status).toBe(401);
    }
  });

  it('an endless body without a length is refused with 413', async () => {
    const page = new Page(await listening(createServer(createNodeListener(OPTIONS))));
    const chunks = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(10_000));
      },
    });
    expect((await page.send('/refresh', { body: chunks })).status).toBe(413);
  });

  it('without trusted proxies the limit counts the connecting address and ignores X-Forwarded-For', async () => {
    const listener = createNodeListener({ ...OPTIONS, rateLimit: { limit: 1 } });
    const page = new Page(await listening(createServer(listener)));
    const from = (address: string) =>
      page.send('/refresh', { headers: { 'X-Forwarded-For': address } });
    expect((await from('192.0.2.1')).status).toBe(401);
    expect((await from('192.0.2.2')).status).toBe(429);
  });

  it('with one trusted proxy the limit counts the address that the proxy appended', async () => {
    const listener = createNodeListener({
      ...OPTIONS,
      rateLimit: { limit: 1 },
      trustedProxies: 1,
    });
    const page = new Page(await listening(createServer(listener)));
    const from = (address: string) =>
      page.send('/refresh', { headers: { 'X-Forwarded-For': address } });
    expect((await from('invented, 192.0.2.1')).status).toBe(401);
    expect((await from('192.0.2.2')).status).toBe(401);
    expect((await from('other, 192.0.2.1')).status).toBe(429);
  });

  it('behind a proxy an address has one count, however the proxy writes it', async () => {
    const listener = createNodeListener({ ...OPTIONS, rateLimit: { limit: 2 }, trustedProxies: 1 });
    const page = new Page(await listening(createServer(listener)));
    const from = async (address: string) =>
      (await page.send('/refresh', { headers: { 'X-Forwarded-For': address } })).status;
    expect(await from('192.0.2.1:50001')).toBe(401);
    expect(await from('::ffff:192.0.2.1')).toBe(401);
    expect(await from('192.0.2.1')).toBe(429);
    expect(await from('[2001:db8::1]:50001')).toBe(401);
    expect(await from('2001:db8::2')).toBe(401);
    expect(await from('2001:db8::3')).toBe(429);
    expect(await from('2001:db8:0:1::1')).toBe(401);
  });

  it('trustedProxies that is not a whole number of 0 or more throws a RangeError', () => {
    for (const trustedProxies of [-1, NaN, 0.5]) {
      expect(() => createNodeListener({ ...OPTIONS, trustedProxies })).toThrowError(RangeError);
    }
  });

  it('with rateLimit: false 310 requests of one client are served', async () => {
    const listener = createNodeListener({ ...OPTIONS, rateLimit: false });
    const page = new Page(await listening(createServer(listener)));
    const answers = await Promise.all(Array.from({ length: 310 }, () => page.post('/refresh')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });

  describe('clientAddress:', () => {
    const CONNECTED = '198.51.100.1';
    const rows: [string, string | undefined, number, string][] = [
      ['without proxies the connecting address counts', '192.0.2.1', 0, CONNECTED],
      ['behind one proxy the last entry counts', '192.0.2.1, 192.0.2.2', 1, '192.0.2.2'],
      [
        'behind two proxies the last entry but one counts',
        '192.0.2.1,192.0.2.2 ,192.0.2.3',
        2,
        '192.0.2.2',
      ],
      ['without the header the connecting address counts', undefined, 1, CONNECTED],
      ['with too few entries the connecting address counts', '192.0.2.1', 2, CONNECTED],
      ['with an empty header the connecting address counts', '', 1, CONNECTED],
    ];
    for (const [what, header, proxies, expected] of rows) {
      it(what, () => {
        const incoming = {
          headers: { 'x-forwarded-for': header },
          socket: { remoteAddress: CONNECTED },
        } as unknown as IncomingMessage;
        expect(clientAddress(incoming, proxies)).toBe(expected);
      });
    }
  });
});
