import { request } from 'node:http';
import { networkInterfaces } from 'node:os';
import { createEmulator } from '../emulator.ts';
import { useEmulator } from '../testing/api-client.ts';

describe('The server', () => {
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
    it(`answers as ${host}`, async () => {
      expect(await statusFor({ host })).toBe(200);
    });
  }

  for (const host of [
    'evil.test',
    'localhost.evil.test',
    '127.0.0.1.evil.test:4300',
    '192.168.0.1',
  ]) {
    it(`does not answer as ${host}, whose name somebody may have pointed here`, async () => {
      expect(await statusFor({ host })).toBe(403);
    });
  }

  it('is reached on loopback only', async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((each) => each && !each.internal && each.family === 'IPv4');
    // Where there is no network there is still the rest of 127.0.0.0/8.
    const hostname = outside?.address ?? '127.0.0.2';
    expect(await statusFor({ hostname, host: 'localhost' })).toBe('ECONNREFUSED');
  });

  it('says when its port is taken', async () => {
    const port = Number(new URL(emulator.url).port);
    await expectAsync(createEmulator({ port })).toBeRejectedWithError(/EADDRINUSE/);
  });

  it('hangs up on no client that is busy with something else', async () => {
    const { headers } = await fetch(`${emulator.url}/gsi/client`);
    expect([headers.get('Connection'), headers.get('Keep-Alive')]).toEqual(['keep-alive', null]);
  });

  it('closes at once, also with a request under way', async () => {
    const other = await createEmulator();
    other.control.addFault({ path: '/gsi/client', delayMs: 60_000 });
    const waiting = fetch(`${other.url}/gsi/client`).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 50));
    await other.close();
    expect(await waiting).toBe('cut');
  });
});
