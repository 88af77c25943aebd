import { expectReplicaOf } from '../browser-storage';
import { expect, test } from '../fixtures';
import { REFRESH_TOKEN, stringsInMemory } from '../page-memory';
import { ADA } from '../pages/demo-page';

test.use({ auth: 'server', tokenMode: 'contract' });

test.describe('token server with the plain contract', () => {
  test('a token that Google refuses is renewed without a window', async ({
    demo,
    google,
    popups,
  }) => {
    await demo.signIn(ADA);
    await demo.waitForReplica();
    await google.expireTokens();
    await demo.reloadCalendars();
    expect(await google.tokenRequests()).toBe(2);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.signInAgainButton).toHaveCount(0);
    expect(popups.openings.length).toBe(1);
  });

  test('the refresh token is in the memory of the page and nowhere else in the browser', async ({
    demo,
    context,
  }) => {
    await demo.signIn(ADA);
    const texts = await stringsInMemory(demo.page);
    expect(texts.filter((text) => REFRESH_TOKEN.test(text)).length).toBeGreaterThan(0);
    expect(await context.cookies()).toEqual([]);
    await expectReplicaOf(demo.page, ADA);
  });

  test('a reload shows the account and its events, and “Sign in again” continues with one consent', async ({
    demo,
    popups,
  }) => {
    await demo.signIn(ADA);
    await demo.waitForReplica();
    await demo.page.reload();
    await expect(demo.accountButton(ADA)).toBeVisible();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();

    // In the code flow Google asks for consent at each sign-in.
    const window = await demo.openSignIn(demo.signInAgainButton);
    await window.allow();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    expect(popups.openings).toHaveLength(2);
  });

  test('another tab uses the first tab’s token, and renews it itself once the first tab is closed', async ({
    demo,
    google,
    popups,
  }) => {
    await demo.signIn(ADA);
    const second = await demo.openTab(ADA);
    await second.waitForReplica();
    expect(await google.tokenRequests()).toBe(1);

    await demo.page.close();
    await google.expireTokens();
    await second.reloadCalendars();
    await expect(second.board.event(/Stand-up/).first()).toBeVisible();
    await expect(second.signInAgainButton).toHaveCount(0);
    expect(await google.tokenRequests()).toBe(2);
    expect(popups.openings).toHaveLength(1);
  });
});
