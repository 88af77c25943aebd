import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEmulator } from '../google-emulator';
import type { DemoPage } from '../pages/demo-page';

test.use({ auth: 'server', tokenMode: 'sealed' });

const [TUESDAY, THURSDAY] = [1, 3].map(dayOfThisWeek) as [string, string];
const lesson = {
  summary: 'Piano lesson',
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};
const moved = {
  start: { dateTime: timeAt(THURSDAY, '14:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(THURSDAY, '15:00'), timeZone: 'Europe/Berlin' },
};
const OFFLINE = 'You are offline: these are your calendars as they were last.';

/** Everything but the app itself: that it starts without a network is a matter of its service worker. */
async function cutOff({ page }: DemoPage, demoUrl: string): Promise<void> {
  await page.route(
    (url) => url.origin !== new URL(demoUrl).origin,
    (route) => route.abort('internetdisconnected'),
  );
}

async function backOnline({ page }: DemoPage): Promise<void> {
  await page.unrouteAll();
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

async function moveElsewhere(google: GoogleEmulator, account: string): Promise<void> {
  const { id } = await google.event(account, lesson.summary);
  await google.changeEvent(account, id, moved);
}

test.describe('The local copy', () => {
  test('is there without a network, and catches up without a reload', async ({
    demo,
    google,
    world,
  }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await demo.board.expectEvent(lesson.summary, TUESDAY, '10:00–11:00');
    await demo.copied();

    await cutOff(demo, world.demoUrl);
    await demo.page.reload();
    await demo.board.expectEvent(lesson.summary, TUESDAY, '10:00–11:00');
    await expect(demo.page.getByText(OFFLINE)).toBeVisible();
    await expect(demo.accountButton(mira)).toBeVisible();
    await expect(demo.calendarSwitch(mira)).toBeChecked();

    await moveElsewhere(google, mira);
    await backOnline(demo);
    await demo.board.expectEvent(lesson.summary, THURSDAY, '14:00–15:00');
    await expect(demo.page.getByText(OFFLINE)).toHaveCount(0);
  });

  test('says so when the network goes, and when it is back', async ({ demo, google, world }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await demo.copied();
    await cutOff(demo, world.demoUrl);
    await demo.reloadButton.click();
    await expect(demo.page.getByText(OFFLINE)).toBeVisible();
    await demo.board.expectEvent(lesson.summary, TUESDAY, '10:00–11:00');
    await moveElsewhere(google, mira);
    await backOnline(demo);
    await demo.board.expectEvent(lesson.summary, THURSDAY, '14:00–15:00');
    await expect(demo.page.getByText(OFFLINE)).toHaveCount(0);
  });

  test('is kept by one tab of three, the one that is seen', async ({ demo, google, context }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await context.clock.install();
    await demo.signIn(mira);
    await demo.copied();
    const seen = await demo.anotherTab(mira, { hidden: true });
    await demo.anotherTab(mira, { hidden: true });

    const before = (await google.requests()).length;
    await moveElsewhere(google, mira);
    await demo.hide();
    await seen.show();
    // Two rounds of a minute, give or take a quarter, in each tab. Time stands still but for these jumps: on a slow
    // machine more rounds would pass by themselves.
    const now = await seen.page.evaluate(() => Date.now());
    await context.clock.pauseAt(now + 10_000);
    for (let passed = 10; passed < 120; passed += 10) {
      await context.clock.fastForward(10_000);
    }
    await context.clock.resume();
    await seen.board.expectEvent(lesson.summary, THURSDAY, '14:00–15:00');

    const asked = (await google.requests()).slice(before);
    const polls = asked.filter(({ path }) => path.endsWith('/users/me/calendarList'));
    expect(polls.length).toBeGreaterThanOrEqual(1);
    // One that comes with being seen, and one or two by the clock.
    expect(polls.length).toBeLessThanOrEqual(3);
    const ofEvents = asked.filter(
      ({ method, path }) => method === 'GET' && path.endsWith('/events'),
    );
    const perCalendar = new Map<string, number>();
    for (const { path } of ofEvents) {
      perCalendar.set(path, (perCalendar.get(path) ?? 0) + 1);
    }
    for (const count of perCalendar.values()) {
      expect(count).toBeLessThanOrEqual(polls.length);
    }
    expect(perCalendar.size).toBeGreaterThan(0);
  });
});
