import { axeViolations } from '../axe';
import { expect, test as testWithOneWay } from '../fixtures';
import { ADA } from '../pages/demo-page';
import { tabTo } from '../pages/keyboard';
import { test } from '../sign-in-ways-fixtures';
import { SignInWaysPage } from '../pages/sign-in-ways-page';

const CHOSEN_WAY_KEY = 'calendar-demo.sign-in-way';
const SIGNED_IN = `Signed in as ${ADA}`;

test('ways to sign in: a change of the way signs out, the choice outlives the tab, and the first way can be chosen again', async ({
  ways,
  google,
  context,
}) => {
  await ways.open();
  await ways.signInByWindow(ADA);
  await ways.expectState(SIGNED_IN);
  await ways.choose('Google’s window');
  await ways.expectState('Nobody is signed in.');
  expect(await context.cookies()).toEqual([]);

  const other = new SignInWaysPage(await context.newPage());
  await other.open();
  await other.expectInUse('Google’s window');
  await ways.choose('Token server');
  const notice = other.page.getByRole('alert').filter({ hasText: 'Another tab has changed' });
  await expect(notice).toBeVisible();
  await other.expectInUse('Google’s window');
  await notice.getByRole('button', { name: 'Reload the page' }).click();
  await other.expectInUse('Token server');
  await expect(notice).toHaveCount(0);
  await ways.expectState('Nobody is signed in.');
  expect((await google.requests()).filter(({ path }) => path === '/revoke')).toEqual([]);
});

test('ways to sign in: a change between token server and redirect keeps the session', async ({
  ways,
  popups,
}) => {
  await ways.open();
  await ways.signInByWindow(ADA);
  await ways.expectState(SIGNED_IN);
  await ways.choose('Redirect');
  await ways.expectState(SIGNED_IN);
  await ways.expectEvents();
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
  await ways.signInByWindow(ADA);
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

test('ways to sign in: by keyboard alone a way is chosen, and the focus stays in the page', async ({
  ways,
  page,
}) => {
  await ways.open();
  await tabTo(ways.tryButton('Tokens of your own'));
  await page.keyboard.press('Enter');
  await ways.expectInUse('Tokens of your own');
  await tabTo(page.getByRole('button', { name: 'Sign in without asking' }));
  await page.keyboard.press('Enter');
  await ways.expectState(SIGNED_IN);
  await expect(ways.inUse).toBeFocused();
  await tabTo(ways.inUse.getByRole('button', { name: 'Sign out' }));
  await page.keyboard.press('Enter');
  await ways.expectState('Nobody is signed in.');
  await expect(ways.inUse).toBeFocused();
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

testWithOneWay(
  'ways to sign in: what the demo was started without says why it cannot be tried, and what to start',
  async ({ page, demo }) => {
    const ways = new SignInWaysPage(page);
    await ways.open();
    await ways.expectInUse('Google’s window');
    for (const [name, reason] of [
      ['Token server', 'It needs a token server'],
      ['Redirect', 'It needs a token server'],
      ['Your own server', 'It needs a token server'],
      ['Tokens of your own', 'It needs an app with a sign-in of its own'],
    ] as const) {
      await expect(ways.card(name)).toContainText(reason);
      await expect(ways.card(name)).toContainText('npm start');
      await expect(ways.tryButton(name)).toHaveCount(0);
    }
    await demo.signIn(ADA);
    await page.getByRole('link', { name: 'Ways to sign in' }).click();
    await ways.expectState(SIGNED_IN);
    await ways.choose('No sign-in');
    await ways.choose('Google’s window');
    await ways.expectState('Nobody is signed in.');
  },
);

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
      await ways.signInByWindow(ADA);
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
