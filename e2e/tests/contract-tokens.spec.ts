import { expect, test } from '../fixtures';
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
});
