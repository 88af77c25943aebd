import karmaChromeLauncher from 'karma-chrome-launcher';
import karmaJasmine from 'karma-jasmine';
import { chromium } from './scripts/chromium.mjs';
import { startEmulator } from './scripts/emulator.mjs';
import karmaResults from './scripts/karma-results.mjs';
import zonedChromium from './scripts/karma-zoned-chromium.mjs';

/**
 * `npm test` runs the specs in each of these time zones, since an all-day event must be on the same day in all of them. The
 * few suites that run in one alone are in projects/ngx-calendar-sync/suites-without-local-time.ts.
 */
const TIME_ZONES = {
  Apia: 'Pacific/Apia',
  LosAngeles: 'America/Los_Angeles',
  UTC: 'UTC',
  Kolkata: 'Asia/Kolkata',
};

// Specs wait for states, not for times: these limits only end a spec that hangs, and leave room for a busy machine.
const SPEC_TIMEOUT_MS = 120_000;
const BROWSER_TIMEOUT_MS = 600_000;

/** Of `npm run test:histories`; `npm run test:soak` takes others. */
const FIXED_HISTORIES = { seed: 15, runs: 250 };

export default async (config) => {
  const browser = await chromium();
  Object.assign(process.env, browser.env);
  if (browser.executablePath) {
    process.env.CHROME_BIN = browser.executablePath;
  }
  const flags = [...browser.args, '--remote-debugging-port=0'];
  const emulator = await startEmulator({ port: 0, controlOrigin: '*' });

  config.set({
    frameworks: ['jasmine'],
    plugins: [karmaJasmine, karmaChromeLauncher, zonedChromium, karmaResults],
    browsers: ['Chromium'],
    customLaunchers: {
      Chromium: { base: 'ChromeHeadless', flags },
      ...Object.fromEntries(
        Object.entries(TIME_ZONES).map(([name, timeZone]) => [
          name,
          { base: 'ZonedChromium', flags, timeZone },
        ]),
      ),
      // Half as many requests: those of the histories are not preceded by a question of the browser each.
      WithoutCors: {
        base: 'ZonedChromium',
        flags: [...flags, '--disable-web-security'],
        timeZone: TIME_ZONES.UTC,
      },
    },
    reporters: ['dots', 'results'],
    client: {
      emulatorUrl: emulator.url,
      histories: {
        seed: Number(process.env.HISTORIES_SEED ?? FIXED_HISTORIES.seed),
        runs: Number(process.env.HISTORIES ?? FIXED_HISTORIES.runs),
      },
      timeZones: config.browsers.map((name) => TIME_ZONES[name]).filter(Boolean),
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
