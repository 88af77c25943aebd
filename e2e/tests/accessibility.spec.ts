import type { Page } from '@playwright/test';
import { axeViolations } from '../axe';
import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

const SCREENS = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    test.describe(`accessibility, ${colorScheme} colours on a ${screen}: axe finds no violation`, () => {
      test.slow();
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

      const check = async (name: string, page: Page) => {
        await test.step(name, async () => {
          expect.soft(await axeViolations(page), name).toEqual([]);
        });
      };

      test('on the welcome page, in Google’s window and on the public calendar', async ({
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
        await demo.board.event(/./).first().click();
        await expect(demo.dialog.root).toBeVisible();
        await check('details of an event', demo.page);
        await demo.dialog.close();

        await google.fault({ path: '/calendar/v3/calendars/*/events', status: 404 });
        await demo.page.reload();
        await expect(demo.alert).toBeVisible();
        await check('public calendar that cannot be read', demo.page);
      });

      test('in each view of the signed-in user’s calendars', async ({ demo }) => {
        await demo.signIn(ADA);
        for (const view of ['Month', 'Week', 'Day', 'Agenda'] as const) {
          await demo.board.showView(view);
          await demo.board.waitUntilRendered();
          await check(view, demo.page);
        }
      });

      test('in each dialog, menu and notice of the signed-in user’s calendars', async ({
        demo,
        google,
      }) => {
        await demo.signIn(ADA);
        await demo.board.showView('Agenda');
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
        await expect(demo.notifications.getByRole('button', { name: 'Undo' })).toBeVisible();
        await check('notification', demo.page);

        await demo.button('Search').click();
        await demo.page.getByRole('searchbox').fill('Anouk');
        await expect(demo.dialog.root.getByRole('listitem').first()).toBeVisible();
        await check('search', demo.page);
        await demo.dialog.close();

        await demo.accountButton(ADA).click();
        await expect(demo.button('Sign out')).toBeVisible();
        await check('account menu', demo.page);
        await demo.page.keyboard.press('Escape');
        if (screen === 'phone') {
          await demo.button('Calendars').click();
          await expect(demo.calendarSwitch('Studio Halde')).toBeVisible();
          await check('calendars', demo.page);
          await demo.dialog.close();
        }

        await demo.waitForReplica();
        await google.expireTokens();
        await demo.reloadButton.click();
        await expect(demo.signInAgainButton).toBeVisible();
        await check('expired sign-in', demo.page);
        await demo.page.reload();
        await expect(demo.signInAgainButton).toBeEnabled();
        await demo.board.waitUntilRendered();
        await check('expired sign-in after a reload', demo.page);
      });
    });
  }
}
