import { expect, test } from '../fixtures';
import { refreshToken, textsInMemory } from '../page-memory';
import { ada } from '../pages/demo-page';

test.use({ auth: 'server', tokenMode: 'contract' });

test.describe('With a token server of the plain contract', () => {
  test('a token that Google refuses is renewed, and nobody is asked', async ({
    demo,
    google,
    popups,
  }) => {
    await demo.signIn(ada);
    await google.expireTokens();
    await demo.page.getByRole('button', { name: 'Reload' }).click();
    await expect(demo.board.root).toHaveAttribute('aria-busy', 'false');
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.page.getByRole('button', { name: 'Sign in again' })).toHaveCount(0);
    expect(popups.openings.length).toBe(1);
  });

  test('the refresh token is in the memory of the page, and nowhere else', async ({
    demo,
    context,
  }) => {
    await demo.signIn(ada);
    const texts = await textsInMemory(demo.page);
    expect(texts.filter((text) => refreshToken.test(text)).length).toBeGreaterThan(0);
    const { cookies, origins } = await context.storageState({ indexedDB: true });
    expect([...cookies, ...origins]).toEqual([]);
  });
});
