import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test as base, expect } from '@playwright/test';
import { serveDemo } from '../scripts/demo-server.mjs';
import { emulatorConfig, startEmulator } from '../scripts/emulator.mjs';
import { startTokenServer } from '../scripts/token-server.mjs';
import { GoogleEmulator } from './google-emulator';
import { DemoPage } from './pages/demo-page';
import { PopupGuard } from './popup-guard';

export { expect } from '@playwright/test';

export const PUBLIC_CALENDAR_ID = 'en.german#holiday@group.v.calendar.google.com';

/** A demo with a Google of its own; each worker has one. */
export interface World {
  readonly demoUrl: string;
  readonly google: GoogleEmulator;
}

export interface WorldOptions {
  /** Calendar exports for the emulator to start with. */
  seeds: readonly string[];
  /** How the demo comes by its tokens. */
  auth: 'client' | 'server' | 'redirect';
  tokenMode: 'sealed' | 'contract';
  /** The names in the addresses of the demo and of its token server. */
  hosts: { readonly demo: string; readonly tokens: string };
}

interface DemoFixtures {
  google: GoogleEmulator;
  demo: DemoPage;
  popups: PopupGuard;
  /** How many windows the test lets the app open without a gesture: none, but to see that they are noticed. */
  strayWindows: number;
  noUncaughtErrors: undefined;
}

interface WorldFixtures extends WorldOptions {
  world: World;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export const test = base.extend<DemoFixtures, WorldFixtures>({
  seeds: [[], { scope: 'worker', option: true }],
  auth: ['client', { scope: 'worker', option: true }],
  tokenMode: ['sealed', { scope: 'worker', option: true }],
  hosts: [
    { demo: 'localhost', tokens: 'localhost' },
    { scope: 'worker', option: true },
  ],
  strayWindows: [0, { option: true }],

  world: [
    async ({ seeds, auth, tokenMode, hosts }, use) => {
      const emulator = await startEmulator({ port: 0, seeds });
      const port = await freePort();
      const tokens =
        auth === 'client'
          ? undefined
          : await startTokenServer({
              port: 0,
              google: emulator.url,
              origins: [`http://${hosts.demo}:${port}`],
              mode: tokenMode,
            });
      const demo = await serveDemo({
        port,
        host: hosts.demo,
        config: {
          ...emulatorConfig(emulator.url),
          ...(tokens
            ? { auth, tokenMode, tokenServer: tokens.url.replace('localhost', hosts.tokens) }
            : {}),
          publicCalendarId: PUBLIC_CALENDAR_ID,
          environment: 'emulator',
        },
      });
      await use({ demoUrl: demo.url, google: new GoogleEmulator(emulator.url) });
      await Promise.all([demo.close(), tokens?.close(), emulator.close()]);
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ world }, use) => {
    await use(world.demoUrl);
  },

  google: async ({ world }, use) => {
    await world.google.reset();
    await use(world.google);
  },

  popups: [
    async ({ context, strayWindows }, use) => {
      const guard = await PopupGuard.watch(context);
      await use(guard);
      expect(guard.stray, 'windows opened without a gesture').toHaveLength(strayWindows);
    },
    { auto: true },
  ],

  noUncaughtErrors: [
    async ({ context }, use) => {
      const errors: Error[] = [];
      context.on('weberror', (webError) => errors.push(webError.error()));
      await use(undefined);
      expect(errors, 'errors that nobody caught').toEqual([]);
    },
    { auto: true },
  ],

  demo: async ({ page, google }, use) => {
    await use(new DemoPage(page, google));
  },
});
