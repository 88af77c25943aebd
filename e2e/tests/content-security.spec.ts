import { dayOfThisWeek } from '../calendar-days';
import { expect, test } from '../fixtures';
import { observe } from '../observed-pages';
import { ADA } from '../pages/demo-page';
import { SCOPE_LABELS } from '../pages/sign-in-window';

test.describe('strict Content Security Policy', () => {
  test('using every part of the app causes no violation, no error and no request to another host', async ({
    demo,
    google,
    context,
    servers,
  }) => {
    const observed = await observe(context);
    const { page, board, dialog, notifications } = demo;

    await demo.signIn(ADA);
    for (const view of ['Month', 'Day', 'Agenda', 'Week'] as const) {
      await board.showView(view);
    }
    await demo.calendarSwitch('Studio Halde').click();
    await board.selectTime(dayOfThisWeek(0), '12:00', '13:00');
    await dialog.title.fill('Soup');
    await dialog.root.getByRole('radio', { name: 'Tomato' }).check();
    await dialog.save();
    await board.dragEvent('Soup', dayOfThisWeek(1), '14:00');
    await expect(notifications).toContainText('“Soup” moved.');
    await board.event('Soup').click();
    await dialog.delete();
    await expect(notifications).toContainText('Deleted “Soup”.');
    await notifications.getByRole('button', { name: 'Undo' }).last().click();
    await expect(notifications).toContainText('“Soup” is back.');
    await board.event(/Trial day/).click();
    await dialog.close();
    await demo.button('Search').click();
    await page.getByRole('searchbox').fill('Anouk');
    await dialog.root.getByRole('button', { name: /Anouk/ }).first().click();
    await demo.reloadCalendars();
    await demo.accountButton(ADA).click();
    await demo.waitForPublicCalendar(() =>
      page.getByRole('link', { name: 'Public calendar' }).click(),
    );
    await page.getByRole('link', { name: 'Back to my calendars' }).click();
    await demo.signOut(ADA);

    expect(observed.errors).toEqual([]);
    expect([...observed.origins].sort()).toEqual([servers.demoUrl, google.url].sort());
  });

  test('a violation is logged as an error, so that these tests can find it', async ({
    demo,
    context,
  }) => {
    const observed = await observe(context);
    await demo.open();
    await demo.page.evaluate(() => {
      document.body.append(Object.assign(document.createElement('img'), { src: '//evil.test/x' }));
    });
    await expect
      .poll(() => observed.errors.join())
      .toContain('securitypolicyviolation img-src http://evil.test/x');
  });
});

test.describe('HTML in an event’s description', () => {
  const titleOfHostileEvent = /Neighbourhood clean-up/;

  test('the editor shows it as text and runs no script', async ({ demo }) => {
    await demo.signIn(ADA);
    await demo.board.showNext();
    await demo.board.event(titleOfHostileEvent).click();

    const description = demo.dialog.field('Description');
    await expect(description).toHaveValue(/^Volunteers for the clean-up, please sign here:/);
    await expect(description).toHaveValue(/the list & bring gloves <3$/);
    await expect(demo.page).toHaveTitle('Calendar');
  });

  test('the read-only dialog shows it as text and runs no script', async ({ demo }) => {
    await demo.open();
    const window = await demo.openSignIn();
    await window.chooseAccount(ADA);
    await window.untick(SCOPE_LABELS.change);
    await window.allow();
    await demo.waitUntilSignedIn(ADA);
    await demo.board.showNext();
    await demo.board.event(titleOfHostileEvent).click();

    const description = demo.dialog.root.getByText('Volunteers for the clean-up');
    await expect(description).toContainText('the list & bring gloves <3');
    await expect(description.locator('*')).toHaveCount(0);
    await expect(demo.page).toHaveTitle('Calendar');
  });
});
