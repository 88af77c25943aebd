import { expectCopyOf } from '../browser-storage';
import { expect, test } from '../fixtures';
import { refreshToken, textsInMemory } from '../page-memory';
import { ADA } from '../pages/demo-page';

test.use({ auth: 'server', tokenMode: 'contract' });

test.describe('With a token server of the plain contract', () => {
  test('a token that Google refuses is renewed, and nobody is asked', async ({
    demo,
    google,
    popups,
  }) => {
    await demo.signIn(ADA);
    await demo.copied();
    await google.expireTokens();
    await demo.reload();
    expect(await google.tokenRequests()).toBe(2);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.signInAgainButton).toHaveCount(0);
    expect(popups.openings.length).toBe(1);
  });

  test('the refresh token is in the memory of the page, and nowhere else', async ({
    demo,
    context,
  }) => {
    await demo.signIn(ADA);
    const texts = await textsInMemory(demo.page);
    expect(texts.filter((text) => refreshToken.test(text)).length).toBeGreaterThan(0);
    expect(await context.cookies()).toEqual([]);
    await expectCopyOf(demo.page, ADA);
  });

  test('a reload knows whose calendar it was, and one click goes on', async ({ demo, popups }) => {
    await demo.signIn(ADA);
    await demo.copied();
    await demo.page.reload();
    await expect(demo.accountButton(ADA)).toBeVisible();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();

    // By codes Google always asks whether all of it is still allowed.
    const window = await demo.openSignIn(demo.signInAgainButton);
    await window.allow();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    expect(popups.openings).toHaveLength(2);
  });

  test('another tab goes on by what the first one has, and renews when that is gone', async ({
    demo,
    google,
    popups,
  }) => {
    await demo.signIn(ADA);
    const second = await demo.anotherTab(ADA);
    await second.copied();
    expect(await google.tokenRequests()).toBe(1);

    await demo.page.close();
    await google.expireTokens();
    await second.reload();
    await expect(second.board.event(/Stand-up/).first()).toBeVisible();
    await expect(second.signInAgainButton).toHaveCount(0);
    expect(await google.tokenRequests()).toBe(2);
    expect(popups.openings).toHaveLength(1);
  });
});
