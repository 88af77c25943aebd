import { test as base, expect } from '@playwright/test';
import { serveDemo } from '../scripts/demo-server.mjs';
import {
  emulatorConfig,
  graphEmulatorConfig,
  startEmulator,
  startGraphEmulator,
} from '../scripts/emulator.mjs';
import { freePort } from '../scripts/free-port.mjs';
import { startMicrosoftTokenServer, startTokenServer } from '../scripts/token-server.mjs';
import { serveCommandsApp } from './commands-app-server';
import { GoogleEmulator } from './google-emulator';
import { GraphEmulator } from './graph-emulator';
import { DemoPage } from './pages/demo-page';
import { OutlookPage } from './pages/outlook-page';
import { PopupGuard } from './popup-guard';
import { untilWritesAreSent } from './writes-sent';

export { expect } from '@playwright/test';

export const PUBLIC_CALENDAR_ID = 'en.german#holiday@group.v.calendar.google.com';

/** A server for the demo and an emulator as its Google. Each worker starts its own. */
export interface DemoServers {
  readonly demoUrl: string;
  readonly google: GoogleEmulator;
  /** Only with the option `withOutlook`. */
  readonly graph: GraphEmulator | undefined;
}

export interface ServerOptions {
  /** Calendar exports for the emulator to start with. */
  seeds: readonly string[];
  /** Whether the demo offers Outlook beside Google, with an emulator of it. */
  withOutlook: boolean;
  /** Whether the demo signs in to Outlook in Microsoft's window, by leaving the page, or in a window by a token server. */
  outlookAuth: 'client' | 'redirect' | 'server';
  /** Whether the demo gets its tokens in Google's window, from a token server, or from one after a redirect of the page. */
  auth: 'client' | 'server' | 'redirect';
  tokenMode: 'sealed' | 'contract';
  /** The host names of the demo and of its token server. */
  hosts: { readonly demo: string; readonly tokenServer: string };
}

interface DemoFixtures {
  google: GoogleEmulator;
  demo: DemoPage;
  /** Outlook's side; only with the option `withOutlook`. */
  graph: GraphEmulator;
  outlook: OutlookPage;
  popups: PopupGuard;
  /** How many windows the test expects to be opened without a user gesture. Not 0 only in the tests of the guard. */
  windowsWithoutGesture: number;
  noUncaughtErrors: undefined;
}

interface ServerFixtures extends ServerOptions {
  servers: DemoServers;
  /** The address of the app for tests of commands. It is here since workers serve all tests that know the same servers. */
  appUrl: string;
}

export const test = base.extend<DemoFixtures, ServerFixtures>({
  seeds: [[], { scope: 'worker', option: true }],
  withOutlook: [false, { scope: 'worker', option: true }],
  outlookAuth: ['client', { scope: 'worker', option: true }],
  auth: ['client', { scope: 'worker', option: true }],
  tokenMode: ['sealed', { scope: 'worker', option: true }],
  hosts: [
    { demo: 'localhost', tokenServer: 'localhost' },
    { scope: 'worker', option: true },
  ],
  windowsWithoutGesture: [0, { option: true }],

  servers: [
    async ({ seeds, withOutlook, outlookAuth, auth, tokenMode, hosts }, use) => {
      const port = await freePort();
      const demoOrigin = `http://${hosts.demo}:${port}`;
      const emulator = await startEmulator({ port: 0, seeds, controlOrigin: demoOrigin });
      const graph = withOutlook ? await startGraphEmulator({ port: 0 }) : undefined;
      const tokenServer =
        auth === 'client'
          ? undefined
          : await startTokenServer({
              port: 0,
              google: emulator.url,
              origins: [demoOrigin],
              mode: tokenMode,
            });
      const outlookTokenServer =
        graph && outlookAuth === 'server'
          ? await startMicrosoftTokenServer({
              port: 0,
              microsoft: graph.url,
              origins: [demoOrigin],
            })
          : undefined;
      const demo = await serveDemo({
        port,
        host: hosts.demo,
        config: {
          ...emulatorConfig(emulator.url),
          ...(graph
            ? graphEmulatorConfig(graph.url, {
                auth: outlookAuth,
                tokenServer: outlookTokenServer?.url,
              })
            : {}),
          ...(tokenServer
            ? {
                auth,
                tokenMode,
                tokenServer: tokenServer.url.replace('localhost', hosts.tokenServer),
              }
            : {}),
          publicCalendarId: PUBLIC_CALENDAR_ID,
          environment: 'emulator',
        },
      });
      await use({
        demoUrl: demo.url,
        google: new GoogleEmulator(emulator.url),
        graph: graph && new GraphEmulator(graph.url),
      });
      await Promise.all([
        demo.close(),
        outlookTokenServer?.close(),
        tokenServer?.close(),
        graph?.close(),
        emulator.close(),
      ]);
    },
    { scope: 'worker' },
  ],

  appUrl: [
    async ({}, use) => {
      const app = await serveCommandsApp();
      await use(app.url);
      app.close();
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ servers }, use) => {
    await use(servers.demoUrl);
  },

  google: async ({ servers }, use) => {
    await servers.google.reset();
    await use(servers.google);
  },

  popups: [
    async ({ context, windowsWithoutGesture }, use) => {
      const guard = await PopupGuard.watch(context);
      await use(guard);
      expect(guard.windowsWithoutGesture, 'windows opened without a gesture').toHaveLength(
        windowsWithoutGesture,
      );
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
    google.beforeReading = () => untilWritesAreSent(page);
    await use(new DemoPage(page, google));
    google.beforeReading = undefined;
  },

  graph: async ({ servers: { graph } }, use) => {
    if (!graph) {
      throw new Error('The test needs `test.use({ withOutlook: true })`.');
    }
    await graph.reset();
    await use(graph);
  },

  outlook: async ({ demo, graph }, use) => {
    graph.beforeReading = () => untilWritesAreSent(demo.page);
    await use(new OutlookPage(demo));
    graph.beforeReading = undefined;
  },
});
