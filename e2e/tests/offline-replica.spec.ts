import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEmulator } from '../google-emulator';
import type { DemoPage } from '../pages/demo-page';
import { RequestWatch } from '../request-watch';

test.use({ auth: 'server', tokenMode: 'sealed' });

const [TUESDAY, THURSDAY] = [1, 3].map(dayOfThisWeek) as [string, string];
const LESSON = {
  summary: 'Piano lesson',
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};
const NEW_TIMES = {
  start: { dateTime: timeAt(THURSDAY, '14:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(THURSDAY, '15:00'), timeZone: 'Europe/Berlin' },
};
const OFFLINE_NOTICE = 'You are offline: these are your calendars as they were last.';

/** Makes every request fail except those for the app's own files: an app needs a service worker to load these offline. */
async function goOffline({ page }: DemoPage, demoUrl: string): Promise<void> {
  await page.route(
    (url) => url.origin !== new URL(demoUrl).origin,
    (route) => route.abort('internetdisconnected'),
  );
}

async function goOnline({ page }: DemoPage): Promise<void> {
  await page.unrouteAll();
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

async function moveLesson(google: GoogleEmulator, account: string): Promise<void> {
  const { id } = await google.event(account, LESSON.summary);
  await google.changeEvent(account, id, NEW_TIMES);
}

test.describe('offline replica', () => {
  test('a reload without a network shows the events and a notice, and changes show when the network is back', async ({
    demo,
    google,
    servers,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.board.expectEvent(LESSON.summary, TUESDAY, '10:00–11:00');
    await demo.waitForReplica();

    await goOffline(demo, servers.demoUrl);
    await demo.page.reload();
    await demo.board.expectEvent(LESSON.summary, TUESDAY, '10:00–11:00');
    await expect(demo.page.getByText(OFFLINE_NOTICE)).toBeVisible();
    await expect(demo.accountButton(mira)).toBeVisible();
    await expect(demo.calendarSwitch(mira)).toBeChecked();

    await moveLesson(google, mira);
    await goOnline(demo);
    await demo.board.expectEvent(LESSON.summary, THURSDAY, '14:00–15:00');
    await expect(demo.page.getByText(OFFLINE_NOTICE)).toHaveCount(0);
  });

  test('the notice appears when Google cannot be reached, and disappears when the network is back', async ({
    demo,
    google,
    servers,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await goOffline(demo, servers.demoUrl);
    await demo.reloadButton.click();
    await expect(demo.page.getByText(OFFLINE_NOTICE)).toBeVisible();
    await demo.board.expectEvent(LESSON.summary, TUESDAY, '10:00–11:00');
    await moveLesson(google, mira);
    await goOnline(demo);
    await demo.board.expectEvent(LESSON.summary, THURSDAY, '14:00–15:00');
    await expect(demo.page.getByText(OFFLINE_NOTICE)).toHaveCount(0);
  });

  test('of three tabs only the visible one asks Google for changes', async ({
    demo,
    google,
    context,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await context.clock.install();
    await demo.signIn(mira);
    await demo.waitForReplica();
    const visibleTab = await demo.openTab(mira, { hidden: true });
    await demo.openTab(mira, { hidden: true });

    const watch = new RequestWatch(context);
    const requestsBefore = (await google.requests()).length;
    await moveLesson(google, mira);
    await demo.hide();
    await visibleTab.show();
    // Two minutes pass, and each tab would ask every 45 to 75 seconds. The clock is paused between the jumps, because the
    // time that a slow machine needs would let the tabs ask more often. No jump comes while requests are under way: an
    // answer that seems to take so long is taken as lost, and asked for again in smaller pages.
    const now = await visibleTab.page.evaluate(() => Date.now());
    await context.clock.pauseAt(now + 10_000);
    for (let passed = 10; passed < 120; passed += 10) {
      await expect.poll(() => watch.openCount).toBe(0);
      await context.clock.fastForward(10_000);
    }
    await context.clock.resume();
    await visibleTab.board.expectEvent(LESSON.summary, THURSDAY, '14:00–15:00');

    const asked = (await google.requests()).slice(requestsBefore);
    // Without the preflight requests, which the browser sends by itself.
    const polls = asked.filter(
      ({ method, path }) => method === 'GET' && path.endsWith('/users/me/calendarList'),
    );
    expect(polls.length).toBeGreaterThanOrEqual(1);
    // One because the tab has become visible, and at most two in the two minutes.
    expect(polls.length).toBeLessThanOrEqual(3);
    const readsOfEvents = asked.filter(
      ({ method, path }) => method === 'GET' && path.endsWith('/events'),
    );
    const readsPerCalendar = new Map<string, number>();
    for (const { path } of readsOfEvents) {
      readsPerCalendar.set(path, (readsPerCalendar.get(path) ?? 0) + 1);
    }
    for (const count of readsPerCalendar.values()) {
      expect(count).toBeLessThanOrEqual(polls.length);
    }
    expect(readsPerCalendar.size).toBeGreaterThan(0);
  });
});
