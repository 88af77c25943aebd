import { setTimeout } from 'node:timers/promises';
import { MONTH } from '../calendars.mjs';

const CALENDARS = 250;
const VIEWED_CALENDARS = 3;
const MINUTES = 60;
/** Less than any pause of the library, so that each of its timers finds the answers that it would find in an hour. */
const STEP_MS = 5_000;

/**
 * What an open page sends in an hour in which nothing changes, as a mean per minute. The hour is the page's clock, which
 * stands still while requests are under way.
 */
export const idleHour = {
  names: 'idle-hour-250',
  isCounted: true,
  rows: [
    {
      name: 'idle-hour-250',
      goal: 5,
      unit: 'requests',
      value: ({ requests }) => requests,
      floor: null,
      note: `a minute; ${CALENDARS} calendars, ${VIEWED_CALENDARS} of them in view; preflights not counted`,
    },
    {
      name: 'idle-hour-250-calls',
      goal: 50,
      unit: 'calls',
      value: ({ calls }) => calls,
      floor: null,
      note: 'a minute, of the quota, in which each part of a batch counts',
    },
  ],
  async prepare({ build, browser, accounts }) {
    const account = await accounts.create(1000);
    await accounts.addCalendars(account, CALENDARS - 1);
    const site = browser.newSite(build.page);
    return {
      ours: async () => {
        const opened = await site.open('/', 'bench', (page) => page.clock.install());
        await opened.call('openForIdleHour', account, MONTH, VIEWED_CALENDARS);
        const counts = countRequests(opened.page);
        for (let passedMs = 0; passedMs < MINUTES * 60_000; passedMs += STEP_MS) {
          await opened.page.clock.runFor(STEP_MS);
          while ((await opened.call('syncPhase')) === 'syncing') {
            await setTimeout(5);
          }
        }
        await opened.close();
        return { requests: counts.requests / MINUTES, calls: counts.calls / MINUTES };
      },
      close: () => site.close(),
    };
  },
};

/** Counts what the page sends to Google from now on. */
function countRequests(page) {
  const counts = { requests: 0, calls: 0 };
  page.on('request', (request) => {
    const isBatch = request.url().includes('/batch/calendar/v3') && request.method() === 'POST';
    if (isBatch || request.url().includes('/calendar/v3/')) {
      counts.requests += 1;
      counts.calls += isBatch ? request.postData().split('\nGET ').length - 1 : 1;
    }
  });
  return counts;
}
