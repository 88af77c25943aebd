import type { Page } from '@playwright/test';
import { axeViolations } from '../axe';
import { expect, test } from '../fixtures';
import { tooWide } from '../overflow';
import { ADA, type DemoPage } from '../pages/demo-page';

const SCREENS = {
  'small phone': { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
  '4K screen': { width: 3840, height: 2160 },
} as const;

/** Checks the page as it is now, with whatever is open in it. */
async function check(name: string, page: Page): Promise<void> {
  await test.step(name, async () => {
    expect.soft(await axeViolations(page), name).toEqual([]);
    expect.soft(await tooWide(page), name).toEqual([]);
  });
}

async function checkTour({ page }: DemoPage): Promise<void> {
  for (const path of ['/sign-in-ways', '/lab']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await check(path, page);
  }
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    test.describe(`accessibility, ${colorScheme} colours on a ${screen}: axe finds no violation`, () => {
      test.slow();
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

      test('on any page that needs no sign-in, and in Google’s window', async ({
        demo,
        google,
      }) => {
        await demo.open();
        await expect(demo.signInButton).toBeEnabled();
        await check('welcome', demo.page);

        const window = await demo.openSignIn();
        await expect(window.account(ADA)).toBeVisible();
        await check('choice of the account', window.page);
        await window.chooseAccount(ADA);
        await expect(window.allowButton).toBeVisible();
        await check('consent', window.page);
        await window.cancel();
        await expect(demo.alert).toBeVisible();
        await check('welcome after a refusal', demo.page);

        await demo.waitForPublicCalendar(() => demo.open('/public'));
        await check('public calendar', demo.page);
        await demo.board.showView('Year');
        await demo.board.waitUntilRendered();
        await check('public calendar, year', demo.page);
        await demo.board.event(/./).first().click();
        await expect(demo.dialog.root).toBeVisible();
        await check('details of an event', demo.page);
        await demo.dialog.close();
        await demo.page.keyboard.press('?');
        await expect(demo.dialog.root).toBeVisible();
        await check('keyboard shortcuts', demo.page);

        await google.fault({ path: '/calendar/v3/calendars/*/events', status: 404 });
        await demo.page.reload();
        await expect(demo.alert).toBeVisible();
        await check('public calendar that cannot be read', demo.page);

        await checkTour(demo);
      });

      test('on any page, and in each view, dialog, menu and notice of a signed-in user', async ({
        demo,
        google,
      }) => {
        await demo.signIn(ADA);
        for (const view of ['Month', 'Week', 'Day', 'Agenda'] as const) {
          await demo.board.showView(view);
          await demo.board.waitUntilRendered();
          await check(view, demo.page);
        }

        await demo.newEventButton.click();
        await expect(demo.dialog.title).toBeVisible();
        await check('new event', demo.page);
        await demo.dialog.title.fill('Soup');
        await demo.dialog.field('End date').fill('2020-01-01');
        await demo.dialog.save();
        await expect(demo.alert).toBeVisible();
        await check('new event with a mistake', demo.page);
        await demo.dialog.close();

        await demo.board
          .event(/Whitcomb/)
          .first()
          .click();
        await expect(demo.dialog.title).toBeVisible();
        await check('event with guests', demo.page);
        await demo.dialog.delete();
        await expect(demo.seriesQuestion.root).toBeVisible();
        await check('which events of a series', demo.page);
        await demo.seriesQuestion.answer('This event');
        await expect(demo.notifications.getByRole('button', { name: 'Undo' })).toBeVisible();
        await check('notification', demo.page);

        await demo.button('Search').click();
        await demo.page.getByRole('searchbox').fill('Anouk');
        await expect(demo.dialog.root.getByRole('listitem').first()).toBeVisible();
        await check('search', demo.page);
        await demo.dialog.close();

        await demo.page.keyboard.press('?');
        await expect(demo.dialog.root).toBeVisible();
        await check('keyboard shortcuts', demo.page);
        await demo.dialog.close();

        await demo.accountButton(ADA).click();
        await expect(demo.button('Sign out')).toBeVisible();
        await check('account menu', demo.page);
        await demo.page.keyboard.press('Escape');
        if (viewport.width < SCREENS.desktop.width) {
          await demo.button('Calendars').click();
          await expect(demo.calendarSwitch('Studio Halde')).toBeVisible();
          await check('calendars', demo.page);
          await demo.dialog.close();
        }

        await demo.waitForReplica();
        // Nothing is on its way any more that the next reading would wait for.
        await demo.reloadCalendars();
        await google.expireTokens();
        await demo.reloadButton.click();
        await expect(demo.signInAgainButton).toBeVisible();
        await check('expired sign-in', demo.page);
        await demo.page.reload();
        await expect(demo.signInAgainButton).toBeEnabled();
        await demo.board.waitUntilRendered();
        await check('expired sign-in after a reload', demo.page);

        await checkTour(demo);
      });
    });
  }
}

test.describe('accessibility, Arabic from right to left: axe finds no violation', () => {
  test.slow();
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('on each page and in each view', async ({ demo }) => {
    const { page } = demo;
    await demo.signIn(ADA);
    await demo.waitForReplica();
    await page.getByRole('button', { name: 'Language: English' }).click();
    await check('languages', page);
    await page.getByRole('button', { name: 'العربية' }).click();
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    const sheet = page.locator('[aria-busy]');
    await expect(page.locator('[data-event]').first()).toBeVisible();
    for (const [key, view] of Object.entries({ m: 0, w: 1, d: 2, a: 3 })) {
      await page.keyboard.press(key);
      await expect(page.locator('[aria-pressed]').nth(view)).toHaveAttribute(
        'aria-pressed',
        'true',
      );
      await expect(sheet).toHaveAttribute('aria-busy', 'false');
      await check(key, page);
    }
    await page.keyboard.press('?');
    await expect(demo.dialog.root).toBeVisible();
    await check('keyboard shortcuts', page);
    await page.goto('/public');
    await expect(sheet).toHaveAttribute('aria-busy', 'false');
    await check('public calendar', page);
    await checkTour(demo);
  });
});
