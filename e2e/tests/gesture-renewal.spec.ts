import { expect, test } from '../fixtures';
import { ADA, type DemoPage } from '../pages/demo-page';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where nothing else happens that one could click for. */
const emptyGround = (demo: DemoPage) => demo.page.getByRole('heading', { level: 1 });

/** A window that stays, so that the user has to close it. */
const brokenWindow = { path: '/o/oauth2/v2/auth', status: 503 } as const;

test.describe('Once the sign-in has run out', () => {
  test.beforeEach(async ({ demo, google }) => {
    await demo.page.clock.install();
    await demo.signIn(ADA);
    await demo.copied();
    await google.advanceClock(HOUR);
    await demo.page.clock.fastForward(HOUR);
    await expect(demo.signInAgainButton).toBeVisible();
  });

  test('the next plain click renews it, wherever that is', async ({ demo, popups }) => {
    const [popup] = await Promise.all([demo.page.waitForEvent('popup'), emptyGround(demo).click()]);
    if (!popup.isClosed()) {
      await popup.waitForEvent('close');
    }
    await expect(demo.signInAgainButton).toHaveCount(0);
    await demo.reload();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    expect(popups.openings).toEqual(Array(2).fill({ userActivation: true, inGesture: true }));
  });

  test('no key, no drag, no modifier, no other button, no link and no text field does', async ({
    demo,
    popups,
  }) => {
    const { page } = demo;
    const ground = emptyGround(demo);
    const box = await ground.boundingBox();
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
      await ground.click({ modifiers: [modifier] });
    }
    await ground.click({ button: 'right' });
    await ground.click({ button: 'middle' });
    await demo.button('Search').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox').click();
    await page.keyboard.press('Escape');
    await demo.dialog.expectClosed();
    await demo.accountButton(ADA).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Public calendar' }).click();
    await expect(page).toHaveURL(/public/);

    // All of them in vain: that the app has seen a click by now, this one shows.
    expect(popups.openings).toHaveLength(1);
    await Promise.all([page.waitForEvent('popup'), page.getByRole('main').click()]);
    await expect.poll(() => popups.openings).toHaveLength(2);
  });

  test('whoever has closed the window is asked by no click for ten minutes; the button works', async ({
    demo,
    google,
    popups,
  }) => {
    const { page } = demo;
    await google.fault(brokenWindow);
    const [popup] = await Promise.all([page.waitForEvent('popup'), emptyGround(demo).click()]);
    await popup.close();
    await expect(demo.signInAgainButton).toBeEnabled();
    // Google's script looks every now and then whether its window is still there.
    await page.clock.runFor(1000);

    for (const waited of [0, 5, 4]) {
      await page.clock.fastForward(waited * MINUTE);
      await emptyGround(demo).click();
    }
    expect(popups.openings).toHaveLength(2);

    await page.clock.fastForward(MINUTE);
    const [again] = await Promise.all([page.waitForEvent('popup'), emptyGround(demo).click()]);
    if (!again.isClosed()) {
      await again.waitForEvent('close');
    }
    await expect(demo.signInAgainButton).toHaveCount(0);
    expect(popups.openings).toHaveLength(3);
  });

  test('the button works at once after the window was closed', async ({ demo, google, popups }) => {
    await google.fault(brokenWindow);
    const window = await demo.openSignIn(demo.signInAgainButton);
    await window.close();
    await demo.page.clock.runFor(1000);
    await expect(demo.page.getByText('The sign-in window was closed')).toBeVisible();
    await demo.continueByOneClick();
    expect(popups.openings).toHaveLength(3);
  });
});

test('A session that is valid is renewed by no click', async ({ demo, popups }) => {
  await demo.signIn(ADA);
  await emptyGround(demo).click();
  await demo.board
    .event(/Stand-up/)
    .first()
    .click();
  await demo.dialog.close();
  expect(popups.openings).toHaveLength(1);
});
