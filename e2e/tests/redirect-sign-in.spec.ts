import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

test.use({ auth: 'redirect' });

test.describe('By a redirect, without any script of Google’s', () => {
  test('the page goes to Google and comes back signed in', async ({ demo, popups }) => {
    const { page } = demo;
    await demo.open();
    await demo.signInButton.click();
    await page.getByRole('button', { name: /Ada/ }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await demo.signedIn(ADA);
    await expect(page).not.toHaveURL(/google-calendar-login/);
    await page.reload();
    await demo.signedIn(ADA);
    expect(popups.openings).toEqual([]);
  });

  test('a refusal comes back as words, and can be mended', async ({ demo }) => {
    const { page } = demo;
    await demo.open();
    await demo.signInButton.click();
    await page.getByRole('button', { name: /Ada/ }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(demo.alert).toBeVisible();
    await expect(demo.signInButton).toBeEnabled();
  });
});
