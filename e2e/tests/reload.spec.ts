import { expectCopyOf } from '../browser-storage';
import { expect, test } from '../fixtures';
import { holdAnswers } from '../held-answers';
import { ADA } from '../pages/demo-page';
import { tabTo } from '../pages/keyboard';

const RUN_OUT = 'Your sign-in has run out. Sign in again to continue';

test.describe('With Google’s script alone', () => {
  test('a reload knows whose calendar it was, and one click goes on', async ({ demo, popups }) => {
    await demo.signIn(ADA);
    await demo.copied();
    await demo.page.reload();
    await expect(demo.page.getByText(RUN_OUT)).toBeVisible();
    await expect(demo.accountButton(ADA)).toBeVisible();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expectCopyOf(demo.page, ADA);

    await demo.continueByOneClick();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    expect(popups.openings).toHaveLength(2);
  });

  test('a keyboard goes on, too, and does not lose its place', async ({ demo }) => {
    await demo.signIn(ADA);
    await demo.page.reload();
    await tabTo(demo.signInAgainButton);
    const popup = demo.page.waitForEvent('popup');
    await demo.page.keyboard.press('Enter');
    await popup;
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.signInAgainButton).toHaveCount(0);
    await expect(demo.page.getByRole('main')).toBeFocused();
  });

  test('another tab goes on by what the first one has', async ({ demo, popups }) => {
    await demo.signIn(ADA);
    const second = await demo.anotherTab(ADA);
    await expect(second.board.event(/Stand-up/).first()).toBeVisible();
    await demo.page.reload();
    await demo.signedIn(ADA);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.signInAgainButton).toHaveCount(0);
    expect(popups.openings).toHaveLength(1);
  });

  test('a reload that does not reach Google’s script says so, and can try again', async ({
    demo,
  }) => {
    await demo.signIn(ADA);
    await demo.page.route('**/gsi/client', (route) => route.abort());
    await demo.page.reload();
    await expect(demo.page.getByText('Google’s sign-in could not be loaded.')).toBeVisible();
    await expect(demo.accountButton(ADA)).toBeVisible();

    await demo.page.unroute('**/gsi/client');
    await demo.button('Try again').click();
    await demo.continueByOneClick();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  });

  test('a script that takes its time keeps nobody from their calendar', async ({ demo }) => {
    await demo.signIn(ADA);
    await demo.copied();
    const release = await holdAnswers(demo.page, '**/gsi/client');
    await demo.page.reload({ waitUntil: 'commit' });
    await expect(demo.page.getByText(RUN_OUT)).toBeVisible();
    await expect(demo.signInAgainButton).toBeDisabled();
    await expect(demo.signInButton).toHaveCount(0);
    release();
    await demo.continueByOneClick();
  });
});
