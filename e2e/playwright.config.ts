import { defineConfig, type LaunchOptions } from '@playwright/test';
import { chromium } from '../scripts/chromium.mjs';
import type { ServerOptions } from './fixtures';

const browser = await chromium();
const launchOptions: LaunchOptions = {
  ...(browser.executablePath ? { executablePath: browser.executablePath } : { channel: 'chrome' }),
  env: { ...process.env, ...browser.env },
  args: browser.args,
};

/** Tests the demo that `ng build demo` has built; `npm test` builds it first. */
export default defineConfig<object, ServerOptions>({
  testDir: 'tests',
  outputDir: '../test-results',
  reporter: [['list'], ['../scripts/playwright-results.mjs']],
  forbidOnly: true,
  retries: 0,
  // Twice the cores of a small machine: a test waits for pages and servers about as long as they compute.
  workers: 4,
  fullyParallel: true,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  use: {
    // The locale and the zone of the emulator's accounts.
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 60_000,
    launchOptions,
    screenshot: 'only-on-failure',
    trace: 'off',
  },
  projects: [
    // First of all, since it is the longest: it builds the demo, into a folder of its own.
    { name: 'npm start', testMatch: '**/npm-start.spec.ts' },
    { name: 'demo', testIgnore: '**/npm-start.spec.ts' },
  ],
});
