import type { Page } from '@playwright/test';
import { serveDemo } from '../../scripts/demo-server.mjs';
import { emulatorConfig, startEmulator } from '../../scripts/emulator.mjs';
import { startSignInWays } from '../../scripts/sign-in-ways.mjs';
import { axeViolations } from '../axe';
import { test as base, expect, freePort, PUBLIC_CALENDAR_ID } from '../fixtures';
import { GoogleEmulator } from '../google-emulator';
import { REFRESH_TOKEN, stringsInMemory } from '../page-memory';
import { ADA, type DemoPage } from '../pages/demo-page';
import { tabTo } from '../pages/keyboard';
import { SignInWaysPage } from '../pages/sign-in-ways-page';
import { SignInWindow } from '../pages/sign-in-window';

const CHOSEN_WAY_KEY = 'demo sign-in way';
const SIGNED_IN = `Signed in as ${ADA}`;
const RUN_OUT = `The sign-in of ${ADA} has run out.`;
const ROWS = {
  windows: 'Windows that open',
  reload: 'After a reload',
  hour: 'After an hour',
  tokens: 'Where the tokens are',
} as const;

/** The demo with all its ways to sign in, as `npm start` serves it. */
const test = base.extend<{ ways: SignInWaysPage }>({
  servers: [
    async ({}, use) => {
      const port = await freePort();
      const demoOrigin = `http://localhost:${String(port)}`;
      const emulator = await startEmulator({ port: 0, controlOrigin: demoOrigin });
      const signIn = await startSignInWays({ google: emulator.url, demoOrigin });
      const demo = await serveDemo({
        port,
        config: {
          ...emulatorConfig(emulator.url),
          signInWays: signIn.ways,
          publicCalendarId: PUBLIC_CALENDAR_ID,
          environment: 'emulator',
        },
      });
      await use({ demoUrl: demo.url, google: new GoogleEmulator(emulator.url) });
      await Promise.all([demo.close(), signIn.close(), emulator.close()]);
    },
    { scope: 'worker' },
  ],

  ways: async ({ demo }, use) => {
    await use(new SignInWaysPage(demo.page));
  },
});

/** The ways with Google's window, with the account chosen and everything allowed in it. */
async function signInByWindow({ page }: SignInWaysPage): Promise<void> {
  const [popup] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Sign in with Google' }).click(),
  ]);
  const window = new SignInWindow(popup);
  await window.chooseAccount(ADA);
  await window.allow();
}

async function signInByRedirect({ page }: SignInWaysPage): Promise<void> {
  await page.getByRole('button', { name: 'Sign in with Google' }).click();
  const google = new SignInWindow(page);
  await google.chooseAccount(ADA);
  await google.allowButton.click();
}

async function signInHere({ page }: SignInWaysPage): Promise<void> {
  await page.getByRole('button', { name: 'Sign in without asking' }).click();
}

/** The calendar is shown with this week's events, and then the page of the ways again. */
async function expectEvents(ways: SignInWaysPage, demo: DemoPage): Promise<void> {
  await ways.page.getByRole('link', { name: 'See the calendar' }).click();
  await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  await ways.page.getByRole('link', { name: 'Ways to sign in' }).click();
}

async function hasRefreshToken(page: Page): Promise<boolean> {
  return (await stringsInMemory(page)).some((text) => REFRESH_TOKEN.test(text));
}

/** The ways in which a server or the app renews: neither a reload nor the hour needs the user. */
const LASTING_WAYS = [
  { name: 'Token server', signIn: signInByWindow, windows: 1, cookie: true },
  { name: 'Redirect', signIn: signInByRedirect, windows: 0, cookie: true },
  { name: 'Tokens of your own', signIn: signInHere, windows: 0, cookie: false },
] as const;

for (const { name, signIn, windows, cookie } of LASTING_WAYS) {
  test(`ways to sign in: ${name}: a reload and the hour stay signed in, and no script has a refresh token`, async ({
    ways,
    demo,
    google,
    context,
    popups,
  }) => {
    await ways.open();
    if (name !== 'Token server') {
      await ways.choose(name);
    }
    await ways.expectInUse(name);
    await signIn(ways);
    await ways.expectState(SIGNED_IN);
    await expectEvents(ways, demo);

    await expect(ways.fact(name, ROWS.reload)).toContainText('the user stays signed in', {
      ignoreCase: true,
    });
    await ways.reload();
    await ways.expectState(SIGNED_IN);
    await expectEvents(ways, demo);

    await expect(ways.fact(name, ROWS.hour)).toContainText('nobody notices');
    await google.expireTokens();
    await demo.page.getByRole('link', { name: 'Calendar', exact: true }).click();
    await demo.reloadCalendars();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.signInAgainButton).toHaveCount(0);
    await ways.page.getByRole('link', { name: 'Ways to sign in' }).click();
    await ways.expectState(SIGNED_IN);
    await ways.expectRenewals(0);
    await ways.renewButton.click();
    await ways.expectRenewals(1);

    expect(popups.openings, await ways.fact(name, ROWS.windows).innerText()).toHaveLength(windows);
    const cookies = await context.cookies();
    expect(cookies.map(({ httpOnly }) => httpOnly)).toEqual(cookie ? [true] : []);
    expect(await hasRefreshToken(ways.page), await ways.fact(name, ROWS.tokens).innerText()).toBe(
      false,
    );
  });
}

test('ways to sign in: Google’s window: after a reload and after the hour a window that closes by itself goes on', async ({
  ways,
  demo,
  google,
  context,
  popups,
}) => {
  const name = 'Google’s window';
  await ways.open();
  await ways.choose(name);
  await signInByWindow(ways);
  await ways.expectState(SIGNED_IN);
  await expectEvents(ways, demo);

  await expect(ways.fact(name, ROWS.reload)).toContainText('The sign-in has run out.');
  await ways.reload();
  await ways.expectState(RUN_OUT);
  await ways.inUse.getByRole('button', { name: 'Sign in again' }).click();
  await ways.expectState(SIGNED_IN);
  await expectEvents(ways, demo);
  expect(popups.openings).toHaveLength(2);

  await expect(ways.fact(name, ROWS.hour)).toContainText('the next click goes on');
  await google.expireTokens();
  await demo.page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await demo.reloadButton.click();
  await ways.page.getByRole('link', { name: 'Ways to sign in' }).click();
  await ways.expectState(RUN_OUT);
  await ways.page.getByRole('heading', { name: 'Ways to sign in' }).click();
  await ways.expectState(SIGNED_IN);
  await ways.expectRenewals(0);
  await ways.renewButton.click();
  await ways.expectRenewals(1);
  expect(popups.openings).toHaveLength(4);
  expect(await context.cookies()).toEqual([]);
  expect(await hasRefreshToken(ways.page)).toBe(false);
});

test('ways to sign in: Your own server: the page keeps the refresh token, so that the hour needs nobody and a reload a window', async ({
  ways,
  demo,
  google,
  context,
  popups,
}) => {
  const name = 'Your own server';
  await ways.open();
  await ways.choose(name);
  await signInByWindow(ways);
  await ways.expectState(SIGNED_IN);
  await expectEvents(ways, demo);

  await expect(ways.fact(name, ROWS.hour)).toContainText('nobody notices');
  await google.expireTokens();
  await demo.page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await demo.reloadCalendars();
  await expect(demo.signInAgainButton).toHaveCount(0);
  await ways.page.getByRole('link', { name: 'Ways to sign in' }).click();
  await ways.renewButton.click();
  await ways.expectRenewals(1);
  expect(popups.openings).toHaveLength(1);
  expect(await context.cookies()).toEqual([]);
  expect(await hasRefreshToken(ways.page), await ways.fact(name, ROWS.tokens).innerText()).toBe(
    true,
  );

  await expect(ways.fact(name, ROWS.reload)).toContainText('The sign-in has run out.');
  await expect(ways.fact(name, ROWS.windows)).toContainText('the user agrees again');
  await ways.reload();
  await ways.expectState(RUN_OUT);
  const window = await demo.openSignIn(ways.inUse.getByRole('button', { name: 'Sign in again' }));
  await window.allow();
  await ways.expectState(SIGNED_IN);
  await expectEvents(ways, demo);
  expect(popups.openings).toHaveLength(2);
});

test('ways to sign in: No sign-in: public events are shown, no script of Google’s is loaded and no window opens', async ({
  ways,
  demo,
  popups,
}) => {
  await ways.open();
  const scripts: string[] = [];
  await ways.choose('No sign-in');
  ways.page.on('request', (request) => {
    if (request.url().endsWith('/gsi/client')) {
      scripts.push(request.url());
    }
  });
  await ways.reload();
  await ways.expectInUse('No sign-in');
  await ways.expectState('Nobody signs in: public calendars are read with the API key.');
  await demo.waitForPublicCalendar(() =>
    ways.inUse.getByRole('link', { name: 'Open the public calendar' }).click(),
  );
  await demo.board.waitUntilRendered();
  expect(scripts).toEqual([]);
  expect(popups.openings).toEqual([]);
});

test('ways to sign in: a change of the way signs out, the choice outlives the tab, and the first way can be chosen again', async ({
  ways,
  google,
  context,
}) => {
  await ways.open();
  await signInByWindow(ways);
  await ways.expectState(SIGNED_IN);
  await ways.choose('Google’s window');
  await ways.expectState('Nobody is signed in.');
  expect(await context.cookies()).toEqual([]);

  const other = new SignInWaysPage(await context.newPage());
  await other.open();
  await other.expectInUse('Google’s window');
  await ways.choose('Token server');
  await other.expectInUse('Token server');
  await ways.expectState('Nobody is signed in.');
  expect((await google.requests()).filter(({ path }) => path === '/revoke')).toEqual([]);
});

test('ways to sign in: a change between token server and redirect keeps the session', async ({
  ways,
  demo,
  popups,
}) => {
  await ways.open();
  await signInByWindow(ways);
  await ways.expectState(SIGNED_IN);
  await ways.choose('Redirect');
  await ways.expectState(SIGNED_IN);
  await expectEvents(ways, demo);
  await ways.choose('Token server');
  await ways.expectState(SIGNED_IN);
  expect(popups.openings).toHaveLength(1);
});

for (const stored of [
  '{"way":"telepathy","inPlaceOf":"server"}',
  '{"way":"client","inPlaceOf":"redirect"}',
  'no JSON',
]) {
  test(`ways to sign in: the first way is used where the browser has kept ${stored}`, async ({
    ways,
    page,
  }) => {
    await page.addInitScript(
      ([key, value]) => {
        localStorage.setItem(key, value);
      },
      [CHOSEN_WAY_KEY, stored] as const,
    );
    await ways.open();
    await ways.expectInUse('Token server');
    await expect(ways.page.getByRole('button', { name: 'Sign in with Google' })).toBeEnabled();
  });
}

test('ways to sign in: where nothing can be stored a message says so, and the session stays', async ({
  ways,
  page,
}) => {
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('Storage is full.', 'QuotaExceededError');
    };
  });
  await ways.open();
  await signInByWindow(ways);
  await ways.expectState(SIGNED_IN);
  await ways.tryButton('Google’s window').click();
  await expect(page.getByRole('alert')).toContainText('This browser stores nothing');
  await ways.expectInUse('Token server');
  await ways.expectState(SIGNED_IN);
});

test('ways to sign in: the lines of a way are copied by keyboard, and a screen reader hears it', async ({
  ways,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await ways.open();
  const card = ways.card('Redirect');
  await tabTo(card.getByRole('button', { name: 'Copy: Redirect' }));
  await page.keyboard.press('Enter');
  await expect(card.getByRole('status')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("auth: 'redirect'");
  expect(copied).toBe(await card.locator('pre').innerText());
});

test('ways to sign in: by keyboard alone a way is chosen', async ({ ways, page }) => {
  await ways.open();
  await tabTo(ways.tryButton('Tokens of your own'));
  await page.keyboard.press('Enter');
  await ways.expectInUse('Tokens of your own');
  await tabTo(page.getByRole('button', { name: 'Sign in without asking' }));
  await page.keyboard.press('Enter');
  await ways.expectState(SIGNED_IN);
});

test('ways to sign in: a message and “Try again” where config.json cannot be loaded', async ({
  ways,
  page,
}) => {
  await page.route('**/config.json', (route) => route.fulfill({ status: 503 }));
  await page.goto('/sign-in-ways');
  await expect(page.getByRole('alert')).toContainText('could not be loaded');
  await expect(ways.card('Redirect')).toBeVisible();
  await page.unroute('**/config.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await ways.expectInUse('Token server');
});

const SCREENS = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
  { width: 3840, height: 2160 },
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`ways to sign in, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds no violation and nothing is cut off, at 360 px, 1280 px and 4K', async ({
      ways,
      page,
    }) => {
      await ways.open();
      await signInByWindow(ways);
      await ways.expectState(SIGNED_IN);
      for (const screen of SCREENS) {
        await page.setViewportSize(screen);
        expect(await axeViolations(page), String(screen.width)).toEqual([]);
        const widths = await page
          .getByRole('main')
          .evaluate((main) => [main.scrollWidth, document.documentElement.scrollWidth]);
        expect(Math.max(...widths), String(screen.width)).toBeLessThanOrEqual(screen.width);
      }
    });
  });
}
