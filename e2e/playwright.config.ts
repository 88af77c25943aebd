import { defineConfig, type LaunchOptions } from '@playwright/test';
import { chromium } from '../scripts/chromium.mjs';
import type { WorldOptions } from './fixtures';

const browser = await chromium();
const launchOptions: LaunchOptions = {
  ...(browser.executablePath ? { executablePath: browser.executablePath } : { channel: 'chrome' }),
  env: { ...process.env, ...browser.env },
  args: browser.args,
};

/** Against the demo as `ng build demo` left it. `npm test` builds it before. */
export default defineConfig<object, WorldOptions>({
  testDir: 'tests',
  outputDir: '../test-results',
  reporter: [['list'], ['../scripts/playwright-results.mjs']],
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  use: {
    // Of the seed's people; the tests would be as good in any other.
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 60_000,
    launchOptions,
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  projects: [
    { name: 'demo', testIgnore: '**/npm-start.spec.ts', teardown: 'npm start' },
    // It builds the demo anew into the folder that the others are served from: so it comes last.
    { name: 'npm start', testMatch: '**/npm-start.spec.ts' },
  ],
});
