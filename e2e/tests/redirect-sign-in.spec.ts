import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

test.use({ auth: 'redirect' });

test.describe('sign-in by redirect', () => {
  test('the page goes to Google and comes back signed in, and a reload stays signed in', async ({
    demo,
    popups,
  }) => {
    const { page } = demo;
    await demo.open();
    await demo.signInButton.click();
    await page.getByRole('button', { name: /Ada/ }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await demo.waitUntilSignedIn(ADA);
    await expect(page).not.toHaveURL(/google-calendar-login/);
    await page.reload();
    await demo.waitUntilSignedIn(ADA);
    expect(popups.openings).toEqual([]);
  });

  test('a refused consent shows a message and the sign-in button', async ({ demo }) => {
    const { page } = demo;
    await demo.open();
    await demo.signInButton.click();
    await page.getByRole('button', { name: /Ada/ }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(demo.alert).toBeVisible();
    await expect(demo.signInButton).toBeEnabled();
  });
});
