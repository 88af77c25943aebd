import karmaChromeLauncher from 'karma-chrome-launcher';
import karmaJasmine from 'karma-jasmine';
import { chromium } from './scripts/chromium.mjs';
import { startEmulator } from './scripts/emulator.mjs';
import karmaResults from './scripts/karma-results.mjs';
import zonedChromium from './scripts/karma-zoned-chromium.mjs';

/** An all-day event is the same day everywhere: `npm test` runs every spec in a browser in each of these zones. */
const timeZones = {
  Apia: 'Pacific/Apia',
  LosAngeles: 'America/Los_Angeles',
  UTC: 'UTC',
  Kolkata: 'Asia/Kolkata',
};

// A spec waits for the state that it asserts: these only end what hangs, on the slowest and busiest machine, too.
const SPEC_TIMEOUT_MS = 120_000;
const BROWSER_TIMEOUT_MS = 600_000;

export default async (config) => {
  const browser = await chromium();
  Object.assign(process.env, browser.env);
  if (browser.executablePath) {process.env.CHROME_BIN = browser.executablePath;}
  const flags = [...browser.args, '--remote-debugging-port=0'];
  const emulator = await startEmulator({ port: 0, controlOrigin: '*' });

  config.set({
    frameworks: ['jasmine'],
    plugins: [karmaJasmine, karmaChromeLauncher, zonedChromium, karmaResults],
    browsers: ['Chromium'],
    customLaunchers: {
      Chromium: { base: 'ChromeHeadless', flags },
      ...Object.fromEntries(
        Object.entries(timeZones).map(([name, timeZone]) => [
          name,
          { base: 'ZonedChromium', flags, timeZone },
        ]),
      ),
    },
    reporters: ['dots', 'results'],
    client: {
      emulatorUrl: emulator.url,
      jasmine: {
        random: true,
        failSpecWithNoExpectations: true,
        timeoutInterval: SPEC_TIMEOUT_MS,
      },
    },
    browserNoActivityTimeout: BROWSER_TIMEOUT_MS,
    browserDisconnectTimeout: BROWSER_TIMEOUT_MS,
    captureTimeout: BROWSER_TIMEOUT_MS,
  });
};
