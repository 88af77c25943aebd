import { setTimeout } from 'node:timers/promises';
import { MONTH } from '../calendars.mjs';
import { countOf } from '../figure.mjs';
import { run } from '../bench-browser.mjs';

const CALENDARS = 250;
const VIEWED_CALENDARS = 3;
const MINUTES = 60;
/** Less than any pause of the library, so that each of its timers finds the answers that it would find in an hour. */
const STEP_MS = 5_000;
const GOALS = { requests: 5, calls: 50 };

/**
 * What an open page sends in an hour in which nothing changes, as a mean per minute. The hour is the page's clock, which
 * stands still while requests are under way.
 */
export async function idleHour({ browser, accounts }) {
  const account = await accounts.create(10);
  await accounts.addCalendars(account, CALENDARS - 1);
  const context = await browser.context();
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(browser.url);
  await page.waitForFunction('"bench" in globalThis');
  await run(page, 'openForIdleHour', account, MONTH, VIEWED_CALENDARS);

  let requests = 0;
  let calls = 0;
  page.on('request', (request) => {
    const parts = request.url().includes('/batch/calendar/v3') && request.method() === 'POST';
    if (parts || request.url().includes('/calendar/v3/')) {
      requests += 1;
      calls += parts ? request.postData().split('\nGET ').length - 1 : 1;
    }
  });
  for (let passedMs = 0; passedMs < MINUTES * 60_000; passedMs += STEP_MS) {
    await page.clock.runFor(STEP_MS);
    while ((await run(page, 'syncPhase')) === 'syncing') {
      await setTimeout(5);
    }
  }
  await context.close();
  const note = `${CALENDARS} calendars, ${VIEWED_CALENDARS} of them in view; preflights not counted`;
  return [
    countOf('idle-hour-250', GOALS.requests, requests / MINUTES, 'requests', { note }),
    countOf('idle-hour-250-calls', GOALS.calls, calls / MINUTES, 'calls', {
      note: 'of the quota, in which each part of a batch counts',
    }),
  ];
}
