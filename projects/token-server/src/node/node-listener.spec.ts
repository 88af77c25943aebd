import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { APP, Page } from '../testing/page.ts';
import { SECRET } from '../testing/test-handler.ts';
import { clientAddress } from './client-address.ts';
import { createNodeListener, type NodeTokenServerOptions } from './node-listener.ts';

/** As it was before any listener was made. */
const RequestOfNode = globalThis.Request;

const OPTIONS: NodeTokenServerOptions = {
  clientId: 'client',
  clientSecret: 'secret',
  allowedOrigins: [APP],
  sessionSecrets: [SECRET],
};

describe('The listener for Node', () => {
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

  it('lives under a path of an Express app, and leaves the rest alone', async () => {
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
    expect(globalThis.Request).toBe(RequestOfNode);
  });

  it('leaves a connection usable, or says that it does not', async () => {
    const page = new Page(await listening(createServer(createNodeListener(OPTIONS))));
    for (let time = 0; time < 20; time++) {
      const large = { body: 'x'.repeat(1_000_000) };
      expect((await page.send('/refresh', large)).status).toBe(413);
      expect((await page.post('/refresh')).status).toBe(401);
    }
  });

  it('reads no more of a body without a length than it has to', async () => {
    const page = new Page(await listening(createServer(createNodeListener(OPTIONS))));
    const chunks = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(10_000));
      },
    });
    expect((await page.send('/refresh', { body: chunks })).status).toBe(413);
  });

  it('limits by the address that connects, whatever the request claims', async () => {
    const listener = createNodeListener({ ...OPTIONS, rateLimit: { limit: 1 } });
    const page = new Page(await listening(createServer(listener)));
    const from = (address: string) =>
      page.send('/refresh', { headers: { 'X-Forwarded-For': address } });
    expect((await from('192.0.2.1')).status).toBe(401);
    expect((await from('192.0.2.2')).status).toBe(429);
  });

  it('limits by what the operator’s proxy saw', async () => {
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

  it('counts an address behind the proxy once, however it is written', async () => {
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

  it('refuses a number of proxies that is none', () => {
    for (const trustedProxies of [-1, NaN, 0.5]) {
      expect(() => createNodeListener({ ...OPTIONS, trustedProxies })).toThrowError(RangeError);
    }
  });

  it('can go without a limit', async () => {
    const listener = createNodeListener({ ...OPTIONS, rateLimit: false });
    const page = new Page(await listening(createServer(listener)));
    const answers = await Promise.all(Array.from({ length: 310 }, () => page.post('/refresh')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });

  describe('takes for the client', () => {
    const DIRECT = '198.51.100.1';
    const rows: [string, string | undefined, number, string][] = [
      ['who connects', '192.0.2.1', 0, DIRECT],
      ['the last entry behind one proxy', '192.0.2.1, 192.0.2.2', 1, '192.0.2.2'],
      ['the last but one behind two', '192.0.2.1,192.0.2.2 ,192.0.2.3', 2, '192.0.2.2'],
      ['who connects, where the header is missing', undefined, 1, DIRECT],
      ['who connects, where the header is too short', '192.0.2.1', 2, DIRECT],
      ['who connects, where the header is empty', '', 1, DIRECT],
    ];
    for (const [what, header, proxies, expected] of rows) {
      it(what, () => {
        const incoming = {
          headers: { 'x-forwarded-for': header },
          socket: { remoteAddress: DIRECT },
        } as unknown as IncomingMessage;
        expect(clientAddress(incoming, proxies)).toBe(expected);
      });
    }
  });
});
