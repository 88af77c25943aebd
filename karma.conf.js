import karmaChromeLauncher from 'karma-chrome-launcher';
import karmaJasmine from 'karma-jasmine';
import { chromium } from './scripts/chromium.mjs';
import { startEmulator, startGraphEmulator } from './scripts/emulator.mjs';
import karmaOutlookRedirect from './scripts/karma-outlook-redirect.mjs';
import karmaResults from './scripts/karma-results.mjs';
import zonedChromium from './scripts/karma-zoned-chromium.mjs';

/**
 * `npm test` runs the specs in these time zones, since an all-day event must be on the same day in all of them: in each of them
 * the suites that projects/ngx-calendar-sync/suites-with-local-time.ts names, in one of them every other one.
 */
const TIME_ZONES = {
  Apia: 'Pacific/Apia',
  LosAngeles: 'America/Los_Angeles',
  UTC: 'UTC',
  Kolkata: 'Asia/Kolkata',
};

/**
 * Only the suites of projects/ngx-calendar-sync/suites-of-more-time-zones.ts run in these: in Havana some days begin at 01:00, since
 * clocks are set forward at midnight, and on Lord Howe Island they are set by half an hour.
 */
const MORE_TIME_ZONES = {
  Havana: 'America/Havana',
  LordHowe: 'Australia/Lord_Howe',
};

// Specs wait for states, not for times: these limits only end a spec that hangs, and leave room for a busy machine.
const SPEC_TIMEOUT_MS = 120_000;
const BROWSER_TIMEOUT_MS = 600_000;

/** Of `npm run test:histories`; `npm run test:soak` takes others. */
const FIXED_HISTORIES = { seed: 15, runs: 2_000 };

/**
 * `npm run test:faults` has every request meet every fault, which takes most of an hour on two cores. `npm test` has each request meet
 * every third fault, and each fault every third request.
 */
const FAULT_MATRIX_SHARE = Number(process.env.FAULT_MATRIX_SHARE ?? 1);

export default async (config) => {
  const browser = await chromium();
  Object.assign(process.env, browser.env);
  if (browser.executablePath) {
    process.env.CHROME_BIN = browser.executablePath;
  }
  const flags = [...browser.args, '--remote-debugging-port=0'];
  const emulator = await startEmulator({ port: 0, controlOrigin: '*' });
  const graphEmulator = await startGraphEmulator({ port: 0, controlOrigin: '*' });

  config.set({
    frameworks: ['jasmine'],
    plugins: [karmaJasmine, karmaChromeLauncher, zonedChromium, karmaResults, karmaOutlookRedirect],
    beforeMiddleware: ['outlookRedirect'],
    browsers: ['Chromium'],
    customLaunchers: {
      Chromium: { base: 'ChromeHeadless', flags },
      ...Object.fromEntries(
        Object.entries({ ...TIME_ZONES, ...MORE_TIME_ZONES }).map(([name, timeZone]) => [
          name,
          { base: 'ZonedChromium', flags, timeZone },
        ]),
      ),
      // Half as many requests: those of the fault matrix and the histories are not preceded by a question of the browser
      // each. No fault meets such a question.
      WithoutCors: {
        base: 'ZonedChromium',
        flags: [...flags, '--disable-web-security'],
        timeZone: TIME_ZONES.UTC,
      },
    },
    reporters: ['dots', 'results'],
    client: {
      emulatorUrl: emulator.url,
      graphEmulatorUrl: graphEmulator.url,
      histories: {
        seed: Number(process.env.HISTORIES_SEED ?? FIXED_HISTORIES.seed),
        runs: Number(process.env.HISTORIES ?? FIXED_HISTORIES.runs),
      },
      faultMatrixShare: FAULT_MATRIX_SHARE,
      timeZones: config.browsers.map((name) => TIME_ZONES[name]).filter(Boolean),
      moreTimeZones: Object.values(MORE_TIME_ZONES),
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
