import { expectReplicaOf } from '../browser-storage';
import { expect, test } from '../fixtures';
import { holdAnswers } from '../held-answers';
import { ADA } from '../pages/demo-page';
import { tabTo } from '../pages/keyboard';

const EXPIRED_NOTICE = 'Your sign-in has run out. Sign in again to continue';

test.describe('reload with tokens from Google’s script', () => {
  test('the account and its events are shown, and one click signs in again', async ({
    demo,
    popups,
  }) => {
    await demo.signIn(ADA);
    await demo.waitForReplica();
    await demo.page.reload();
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toBeVisible();
    await expect(demo.accountButton(ADA)).toBeVisible();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expectReplicaOf(demo.page, ADA);

    await demo.signInAgainByOneClick();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    expect(popups.openings).toHaveLength(2);
  });

  test('“Sign in again” works by keyboard, and the focus moves to the calendar', async ({
    demo,
  }) => {
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

  test('a second tab and a reloaded tab are signed in with another tab’s token, without a window', async ({
    demo,
    popups,
  }) => {
    await demo.signIn(ADA);
    const second = await demo.openTab(ADA);
    await expect(second.board.event(/Stand-up/).first()).toBeVisible();
    await demo.page.reload();
    await demo.waitUntilSignedIn(ADA);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.signInAgainButton).toHaveCount(0);
    expect(popups.openings).toHaveLength(1);
  });

  test('a message says that Google’s script could not be loaded, and “Try again” loads it', async ({
    demo,
  }) => {
    await demo.signIn(ADA);
    await demo.page.route('**/gsi/client', (route) => route.abort());
    await demo.page.reload();
    await expect(demo.page.getByText('The sign-in could not be loaded.')).toBeVisible();
    await expect(demo.accountButton(ADA)).toBeVisible();

    await demo.page.unroute('**/gsi/client');
    await demo.button('Try again').click();
    await demo.signInAgainByOneClick();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  });

  test('the calendar page is shown while Google’s script still loads, with “Sign in again” disabled', async ({
    demo,
  }) => {
    await demo.signIn(ADA);
    await demo.waitForReplica();
    const release = await holdAnswers(demo.page, '**/gsi/client');
    await demo.page.reload({ waitUntil: 'commit' });
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toBeVisible();
    await expect(demo.signInAgainButton).toBeDisabled();
    await expect(demo.signInButton).toHaveCount(0);
    await release();
    await demo.signInAgainByOneClick();
  });
});
