import { serveDemo } from '../scripts/demo-server.mjs';
import { emulatorConfig, startEmulator } from '../scripts/emulator.mjs';
import { freePort } from '../scripts/free-port.mjs';
import { startSignInWays } from '../scripts/sign-in-ways.mjs';
import { test as base, PUBLIC_CALENDAR_ID } from './fixtures';
import { GoogleEmulator } from './google-emulator';
import { SignInWaysPage } from './pages/sign-in-ways-page';

/** The demo with all its ways to sign in, as `npm start` serves it. */
export const test = base.extend<{ ways: SignInWaysPage }>({
  servers: [
    async ({}, use) => {
      const port = await freePort();
      const demoOrigin = `http://localhost:${String(port)}`;
      const emulator = await startEmulator({ port: 0, controlOrigin: demoOrigin });
      const signIn = await startSignInWays({ google: emulator.url, demoOrigin });
      const demo = await serveDemo({
        port,
        config: {
          ...emulatorConfig(emulator.url),
          signInWays: signIn.ways,
          publicCalendarId: PUBLIC_CALENDAR_ID,
          environment: 'emulator',
        },
      });
      await use({ demoUrl: demo.url, google: new GoogleEmulator(emulator.url), graph: undefined });
      await Promise.all([demo.close(), signIn.close(), emulator.close()]);
    },
    { scope: 'worker' },
  ],

  ways: async ({ demo }, use) => {
    await use(new SignInWaysPage(demo.page));
  },
});
