import type { Page, Request } from '@playwright/test';
import { dayOfThisWeek, instantOf, timeAt } from './calendar-days';
import { expect, test } from './fixtures';
import type { GoogleEmulator } from './google-emulator';
import type { DemoPage } from './pages/demo-page';
import type { PopupGuard } from './popup-guard';
import { RequestWatch } from './request-watch';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const AT_ONCE = 5 * MINUTE;
/** The last of the hour: within it a token is renewed, or ends. */
export const UNTIL_RENEWED = 20 * MINUTE;

/** How a mode renews. */
export interface RenewalWay {
  signIn(demo: DemoPage, email: string): Promise<void>;
  /** How often tokens have come from Google, in all tabs together. */
  tokens(world: { google: GoogleEmulator; popups: PopupGuard }): Promise<number>;
  /** What holds a renewal up, so that its tab can be closed meanwhile. */
  readonly slow: string;
  /** Lets the tab begin the renewal that is held up; answers which tab it is. */
  beginRenewal(
    demo: DemoPage,
    world: { popups: PopupGuard; jump(milliseconds: number): Promise<void> },
  ): Promise<Page>;
  /** Whether a renewal needs a window. */
  readonly asks: boolean;
}

/** A server renews before the hour is over, in whichever tab comes first. */
export const byServer: Omit<RenewalWay, 'signIn'> = {
  tokens: ({ google }) => google.tokenRequests(),
  slow: '/token',
  beginRenewal: async ({ page }, { jump }) => {
    const [request] = await Promise.all([
      page.context().waitForEvent('request', isRenewal),
      jump(UNTIL_RENEWED),
    ]);
    return request.frame().page();
  },
  asks: false,
};

function isRenewal(request: Request): boolean {
  return request.method() === 'POST' && new URL(request.url()).pathname.endsWith('/refresh');
}

/** Declares the test; the mode is that of the file. */
export function fourHoursPass(way: RenewalWay): void {
  test('Four hours pass in three tabs, and nobody notices', async ({
    context,
    demo,
    google,
    popups,
  }) => {
    test.setTimeout(600_000);
    const midweek = timeAt(dayOfThisWeek(2), '09:00');
    await google.setClock(midweek);
    await context.clock.install({ time: new Date(instantOf(midweek)) });
    const mira = await google.addUser('Mira');
    await way.signIn(demo, mira);
    // From here on: that nobody was signed in yet was an answer, too.
    const watch = new RequestWatch(context);
    const signedInAfter = await way.tokens({ google, popups });
    let tabs = [demo, await demo.anotherTab(mira), await demo.anotherTab(mira, { hidden: true })];
    const opened = popups.openings.length;
    const jump = async (milliseconds: number) => {
      // Google's clock and the pages' go on one after the other: nothing may happen between them.
      const [page] = context.pages();
      await context.clock.pauseAt(((await page?.evaluate(() => Date.now())) ?? 0) + SECOND);
      await expect.poll(() => watch.open).toBe(0);
      if (way.asks) {
        await context.clock.fastForward(milliseconds);
      }
      await google.advanceClock(milliseconds + SECOND);
      if (!way.asks) {
        await context.clock.fastForward(milliseconds);
      }
      await context.clock.resume();
    };
    const renewals = async () => (await way.tokens({ google, popups })) - signedInAfter;
    expect(await renewals(), 'renewals for the tabs that came later').toBe(0);
    let most = 0;

    const pass = async (milliseconds: number, step = AT_ONCE) => {
      for (let passed = 0; passed < milliseconds; passed += step) {
        await jump(step);
        await allRenewed();
      }
    };
    /** Else more time would jump by while a tab waits for another one's answer. */
    const allRenewed = () =>
      expect
        .poll(async () => {
          const locks = await context.pages()[0]?.evaluate(() => navigator.locks.query());
          const taken = [...(locks?.held ?? []), ...(locks?.pending ?? [])];
          return taken.filter(({ name }) => name?.endsWith('renewal'));
        })
        .toEqual([]);

    for (const passing of [1, 2, 3, 4]) {
      await test.step(`hour ${String(passing)}`, async () => {
        // In the last one the machine sleeps.
        const step = passing === 4 ? HOUR : AT_ONCE;
        if (passing === 3) {
          tabs = await closeOneThatRenews();
          // Google may have renewed for the closed tab before it was gone.
          most += 1;
        } else {
          await pass(HOUR, step);
        }
        await work(tabs, google, mira, passing);
        if (tabs.length < 3) {
          tabs = [...tabs, await firstOf(tabs).anotherTab(mira)];
        }
        most += 1;
        const renewed = await renewals();
        expect(renewed).toBeGreaterThanOrEqual(passing);
        expect(renewed).toBeLessThanOrEqual(most);
      });
    }

    expect(watch.failed, 'requests that failed').toEqual([]);
    expect((await google.requests()).filter(({ status }) => status >= 400)).toEqual([]);
    if (!way.asks) {
      expect(popups.openings).toHaveLength(opened);
    }

    async function closeOneThatRenews(): Promise<DemoPage[]> {
      await pass(HOUR - UNTIL_RENEWED);
      await google.fault({ path: way.slow, delayMs: 3000 });
      const renewing = await way.beginRenewal(demo, { popups, jump });
      await renewing.close();
      const left = tabs.filter(({ page }) => page !== renewing);
      expect(left).toHaveLength(2);
      return left;
    }
  });
}

/** The user's work of an hour: in one tab by hand, while the others look on. */
async function work(
  tabs: readonly DemoPage[],
  google: GoogleEmulator,
  account: string,
  passing: number,
): Promise<void> {
  const demo = firstOf(tabs);
  const title = `Work of hour ${String(passing)}`;
  const day = dayOfThisWeek(passing - 1);
  await demo.board.selectTime(day, '10:00', '11:00');
  await demo.dialog.title.fill(title);
  await demo.dialog.save();
  await expect(demo.notifications).toContainText(`“${title}” added.`);
  await demo.board.dragEvent(title, day, '14:00');
  await expect(demo.notifications).toContainText(`“${title}” moved.`);
  await demo.board.expectEvent(title, day, '14:00–15:00');
  const { start } = await google.event(account, title);
  expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(day, '14:00')));

  for (const other of tabs.slice(1)) {
    await other.reloadButton.click();
    await other.board.expectEvent(title, day, '14:00–15:00');
    await expect(other.signInAgainButton).toHaveCount(0);
  }
  await demo.page.reload();
  await demo.signedIn(account);
  await demo.board.expectEvent(title, day, '14:00–15:00');
  await expect(demo.signInAgainButton).toHaveCount(0);
  for (const tab of tabs) {
    await tab.board.loaded();
  }
}

function firstOf([first]: readonly DemoPage[]): DemoPage {
  if (!first) {
    throw new Error('No tab is open.');
  }
  return first;
}
