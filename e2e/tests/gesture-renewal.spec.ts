import { expect, test } from '../fixtures';
import { ADA, type DemoPage } from '../pages/demo-page';
import { SignInWindow } from '../pages/sign-in-window';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** More than Google's script needs to notice that its window was closed. */
const WINDOW_CHECK_MS = 1000;

/** A click on the page's heading does nothing by itself. */
const headingOf = (demo: DemoPage) => demo.page.getByRole('heading', { level: 1 });

/** Makes Google's window show an error, so that it stays open until the user closes it. */
const BROKEN_WINDOW = { path: '/o/oauth2/v2/auth', status: 503 } as const;

test.describe('renewal by a click after the sign-in has expired', () => {
  test.beforeEach(async ({ demo, google }) => {
    await demo.page.clock.install();
    await demo.signIn(ADA);
    await demo.waitForReplica();
    await google.advanceClock(HOUR_MS);
    await demo.page.clock.fastForward(HOUR_MS);
    await expect(demo.signInAgainButton).toBeVisible();
  });

  test('a click anywhere renews the sign-in', async ({ demo, popups }) => {
    const [popup] = await Promise.all([demo.page.waitForEvent('popup'), headingOf(demo).click()]);
    await new SignInWindow(popup).waitUntilClosed();
    await expect(demo.signInAgainButton).toHaveCount(0);
    await demo.reloadCalendars();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    expect(popups.openings).toEqual(Array(2).fill({ userActivation: true, inGesture: true }));
  });

  test('keys, drags, clicks with a modifier or another button, links and text fields open no window', async ({
    demo,
    popups,
  }) => {
    const { page } = demo;
    const heading = headingOf(demo);
    const box = await heading.boundingBox();
    if (!box) {
      throw new Error('The heading is not on screen.');
    }

    for (const key of ['a', 'Enter', ' ', 'Tab', 'Escape']) {
      await page.keyboard.press(key);
    }
    await demo.dialog.expectClosed();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y, { steps: 5 });
    await page.mouse.up();
    for (const modifier of ['Shift', 'Control', 'Alt', 'Meta'] as const) {
      await heading.click({ modifiers: [modifier] });
    }
    await heading.click({ button: 'right' });
    await heading.click({ button: 'middle' });
    await demo.button('Search').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox').click();
    await page.keyboard.press('Escape');
    await demo.dialog.expectClosed();
    await demo.accountButton(ADA).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Public calendar' }).click();
    await expect(page).toHaveURL(/public/);

    // None of them has opened a window. The next click does, which shows that the app could have opened one.
    expect(popups.openings).toHaveLength(1);
    await Promise.all([page.waitForEvent('popup'), page.getByRole('main').click()]);
    await expect.poll(() => popups.openings).toHaveLength(2);
  });

  test('after the user has closed the window no click opens one for ten minutes', async ({
    demo,
    google,
    popups,
  }) => {
    const { page } = demo;
    await google.fault(BROKEN_WINDOW);
    const [popup] = await Promise.all([page.waitForEvent('popup'), headingOf(demo).click()]);
    await popup.close();
    await expect(demo.signInAgainButton).toBeEnabled();
    await page.clock.runFor(WINDOW_CHECK_MS);

    for (const minutes of [0, 5, 4]) {
      await page.clock.fastForward(minutes * MINUTE_MS);
      await headingOf(demo).click();
    }
    expect(popups.openings).toHaveLength(2);

    await page.clock.fastForward(MINUTE_MS);
    const [again] = await Promise.all([page.waitForEvent('popup'), headingOf(demo).click()]);
    await new SignInWindow(again).waitUntilClosed();
    await expect(demo.signInAgainButton).toHaveCount(0);
    expect(popups.openings).toHaveLength(3);
  });

  test('after the user has closed the window “Sign in again” opens one at once', async ({
    demo,
    google,
    popups,
  }) => {
    await google.fault(BROKEN_WINDOW);
    const window = await demo.openSignIn(demo.signInAgainButton);
    await window.close();
    await demo.page.clock.runFor(WINDOW_CHECK_MS);
    await expect(demo.page.getByText('The sign-in window was closed')).toBeVisible();
    await demo.signInAgainByOneClick();
    expect(popups.openings).toHaveLength(3);
  });
});

test('renewal by a click: no click opens a window while the sign-in is valid', async ({
  demo,
  popups,
}) => {
  await demo.signIn(ADA);
  await headingOf(demo).click();
  await demo.board
    .event(/Stand-up/)
    .first()
    .click();
  await demo.dialog.close();
  expect(popups.openings).toHaveLength(1);
});
