import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';
import { SignInWindow } from '../pages/sign-in-window';

test.use({ auth: 'redirect', hosts: { demo: '127.0.0.1', tokenServer: 'localhost' } });

test('token server on another site, by redirect: the page says why nobody is signed in and shows the sign-in button', async ({
  demo,
}) => {
  await demo.open();
  await demo.signInButton.click();
  const google = new SignInWindow(demo.page);
  await google.chooseAccount(ADA);
  await google.allowButton.click();
  await expect(demo.alert).toContainText('keeps this app from remembering you');
  await expect(demo.page).not.toHaveURL(/google-calendar-login/);
  await expect(demo.signInButton).toBeEnabled();
});
