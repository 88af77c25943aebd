import type { Page, Request } from '@playwright/test';
import { dayOfThisWeek, instantOf, timeAt } from './calendar-days';
import { expect, test } from './fixtures';
import type { GoogleEmulator } from './google-emulator';
import { MovedClocks } from './moved-clocks';
import type { DemoPage } from './pages/demo-page';
import type { PopupGuard } from './popup-guard';
import { RequestWatch } from './request-watch';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const JUMP_MS = 5 * MINUTE_MS;
/** The end of a token's hour, in which it is renewed or expires. */
export const LAST_MINUTES_OF_TOKEN_MS = 20 * MINUTE_MS;

/** Long enough to close the tab before its renewal is answered. */
const RENEWAL_DELAY_MS = 3 * SECOND_MS;
const HOURS = [1, 2, 3, 4] as const;
/** The hour in which a tab is closed while it renews the token. */
const HOUR_OF_CLOSED_TAB = 3;
/** The hour that passes in one jump, as if the computer slept. */
const HOUR_OF_SLEEP = 4;

/** How tokens are renewed in one mode of the demo. */
export interface RenewalMode {
  /** Names the mode in the test's title. */
  readonly name: string;
  signIn(demo: DemoPage, email: string): Promise<void>;
  /** How many tokens Google has issued to all tabs together. */
  countTokens(sources: { google: GoogleEmulator; popups: PopupGuard }): Promise<number>;
  /** The path of Google's answer to a renewal. It is delayed, so that the tab can be closed while it renews. */
  readonly renewalPath: string;
  /** Makes a tab begin the delayed renewal, and returns that tab's page. */
  beginRenewal(
    demo: DemoPage,
    setup: { popups: PopupGuard; jump(milliseconds: number): Promise<void> },
  ): Promise<Page>;
  /** Whether a renewal opens Google's window. */
  readonly needsWindow: boolean;
}

/** A token server renews a token before its hour is over, for the first tab that asks. */
export const RENEWAL_BY_SERVER: Omit<RenewalMode, 'name' | 'signIn'> = {
  countTokens: ({ google }) => google.tokenRequests(),
  renewalPath: '/token',
  beginRenewal: async ({ page }, { jump }) => {
    const [request] = await Promise.all([
      page.context().waitForEvent('request', isRenewal),
      jump(LAST_MINUTES_OF_TOKEN_MS),
    ]);
    return request.frame().page();
  },
  needsWindow: false,
};

function isRenewal(request: Request): boolean {
  return request.method() === 'POST' && new URL(request.url()).pathname.endsWith('/refresh');
}

/** Declares the test for one mode. The file that calls this sets the demo's options for the mode. */
export function testFourHours(mode: RenewalMode): void {
  test(`four hours in three tabs, ${mode.name}: events are saved and shown every hour, and no request fails`, async ({
    context,
    demo,
    google,
    popups,
  }) => {
    test.setTimeout(600_000);
    const midweek = timeAt(dayOfThisWeek(2), '09:00');
    const first = mode.needsWindow ? 'pages' : 'emulator';
    const clocks = await MovedClocks.start(context, google, midweek, first);
    const mira = await google.addUser('Mira');
    await mode.signIn(demo, mira);
    // Watches from here on: before the sign-in a refused request is expected.
    const watch = new RequestWatch(context);
    const tokensOfSignIn = await mode.countTokens({ google, popups });
    let tabs = [demo, await demo.openTab(mira), await demo.openTab(mira, { hidden: true })];
    const openedBefore = popups.openings.length;
    const jump = (milliseconds: number) => clocks.jump(milliseconds, watch);
    const countRenewals = async () => (await mode.countTokens({ google, popups })) - tokensOfSignIn;
    expect(await countRenewals(), 'renewals for the tabs that came later').toBe(0);
    let maxRenewals = 0;

    const letPass = async (milliseconds: number, step = JUMP_MS) => {
      for (let passed = 0; passed < milliseconds; passed += step) {
        await jump(step);
        await clocks.waitForRenewals();
      }
    };
    for (const hour of HOURS) {
      await test.step(`hour ${String(hour)}`, async () => {
        if (hour === HOUR_OF_CLOSED_TAB) {
          tabs = await closeTabThatRenews();
          // Google may have issued a token to the closed tab, which no other tab has received.
          maxRenewals += 1;
        } else {
          await letPass(HOUR_MS, hour === HOUR_OF_SLEEP ? HOUR_MS : JUMP_MS);
        }
        await saveAndMoveEvent(tabs, google, mira, hour);
        if (tabs.length < 3) {
          tabs = [...tabs, await firstOf(tabs).openTab(mira)];
        }
        maxRenewals += 1;
        const renewals = await countRenewals();
        expect(renewals).toBeGreaterThanOrEqual(hour);
        expect(renewals).toBeLessThanOrEqual(maxRenewals);
      });
    }

    expect(watch.failed, 'requests that failed').toEqual([]);
    expect((await google.requests()).filter(({ status }) => status >= 400)).toEqual([]);
    if (!mode.needsWindow) {
      expect(popups.openings).toHaveLength(openedBefore);
    }

    async function closeTabThatRenews(): Promise<DemoPage[]> {
      await letPass(HOUR_MS - LAST_MINUTES_OF_TOKEN_MS);
      await google.fault({ path: mode.renewalPath, delayMs: RENEWAL_DELAY_MS });
      const renewingPage = await mode.beginRenewal(demo, { popups, jump });
      await renewingPage.close();
      const others = tabs.filter(({ page }) => page !== renewingPage);
      expect(others).toHaveLength(2);
      return others;
    }
  });
}

/** Creates and moves an event in one tab, and expects every tab to show it. */
async function saveAndMoveEvent(
  tabs: readonly DemoPage[],
  google: GoogleEmulator,
  account: string,
  hour: number,
): Promise<void> {
  const demo = firstOf(tabs);
  const title = `Work of hour ${String(hour)}`;
  const day = dayOfThisWeek(hour - 1);
  await demo.board.waitUntilLoaded();
  await demo.board.selectTime(day, '10:00', '11:00');
  await demo.dialog.title.fill(title);
  await demo.dialog.save();
  await expect(demo.notifications).toContainText(`“${title}” added.`);
  await demo.board.expectEvent(title, day, '10:00–11:00');
  await demo.board.dragEvent(title, day, '14:00');
  await expect(demo.notifications).toContainText(`“${title}” moved.`);
  await demo.board.expectEvent(title, day, '14:00–15:00');
  // The board shows a change before Google has it.
  await expect
    .poll(async () => instantOf((await google.event(account, title)).start?.dateTime))
    .toBe(instantOf(timeAt(day, '14:00')));

  for (const other of tabs.slice(1)) {
    await other.reloadButton.click();
    await other.board.expectEvent(title, day, '14:00–15:00');
    await expect(other.signInAgainButton).toHaveCount(0);
  }
  await demo.page.reload();
  await demo.waitUntilSignedIn(account);
  await demo.board.expectEvent(title, day, '14:00–15:00');
  await expect(demo.signInAgainButton).toHaveCount(0);
  for (const tab of tabs) {
    await tab.board.waitUntilLoaded();
  }
}

function firstOf([first]: readonly DemoPage[]): DemoPage {
  if (!first) {
    throw new Error('No tab is open.');
  }
  return first;
}
