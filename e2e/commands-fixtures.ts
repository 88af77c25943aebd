import { serveCommandsApp } from './commands-app-server';
import { test as base } from './fixtures';
import { CommandsPage } from './pages/commands-page';

export { expect } from './fixtures';

interface CommandsFixtures {
  commands: CommandsPage;
  /** The account that uses the app. */
  ada: string;
  /** Another account, without a browser. */
  ben: string;
}

/** For tests of commands, in an app that has nothing but the library. */
export const test = base.extend<CommandsFixtures, { appUrl: string }>({
  appUrl: [
    async ({}, use) => {
      const app = await serveCommandsApp();
      await use(app.url);
      app.close();
    },
    { scope: 'worker' },
  ],

  ada: async ({ google }, use) => {
    await use(await google.addUser('Ada'));
  },

  ben: async ({ google }, use) => {
    await use(await google.addUser('Ben'));
  },

  commands: async ({ page, google, appUrl }, use) => {
    await use(new CommandsPage(page, google, appUrl));
  },
});
