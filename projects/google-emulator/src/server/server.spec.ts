import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { createEmulator } from '../emulator.ts';
import { useEmulator } from '../testing/api-client.ts';

describe('Loopback server', () => {
  const emulator = useEmulator();

  function statusFor(options: { host?: string; hostname?: string }): Promise<number | string> {
    const { port } = new URL(emulator.url);
    return new Promise((resolve) => {
      const asked = request(
        {
          hostname: options.hostname ?? '127.0.0.1',
          port,
          path: '/gsi/client',
          ...(options.host !== undefined && { headers: { Host: options.host } }),
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      asked.on('error', (error) => {
        resolve('code' in error ? String(error.code) : error.message);
      });
      asked.end();
    });
  }

  for (const host of ['localhost', 'localhost:4300', '127.0.0.1', '[::1]:4300', 'LOCALHOST']) {
    it(`server: the Host header ${host} is served`, async () => {
      expect(await statusFor({ host })).toBe(200);
    });
  }

  for (const host of [
    'evil.test',
    'localhost.evil.test',
    '127.0.0.1.evil.test:4300',
    '192.168.0.1',
  ]) {
    it(`server: the foreign Host header ${host} answers 403`, async () => {
      expect(await statusFor({ host })).toBe(403);
    });
  }

  it('server: other addresses of this machine refuse the connection', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each && !each.internal && each.family === 'IPv4');
    // Without a network there is still another address of 127.0.0.0/8 that the server does not listen on.
    const hostname = outside?.address ?? '127.0.0.2';
    expect(await statusFor({ hostname, host: 'localhost' })).toBe('ECONNREFUSED');
  });

  it('server: a port that is taken rejects with EADDRINUSE', async () => {
    const port = Number(new URL(emulator.url).port);
    await expectAsync(createEmulator({ port })).toBeRejectedWithError(/EADDRINUSE/);
  });

  it('server: idle connections have no keep-alive timeout', async () => {
    const { headers } = await fetch(`${emulator.url}/gsi/client`);
    expect([headers.get('Connection'), headers.get('Keep-Alive')]).toEqual(['keep-alive', null]);
  });

  it('server: close() ends a request that is still waiting for its answer', async () => {
    const other = await createEmulator();
    other.control.addFault({ path: '/gsi/client', delayMs: 60_000 });
    const waiting = fetch(`${other.url}/gsi/client`).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.close();
    expect(await waiting).toBe('cut');
  });
});
