import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

test.use({ auth: 'server', hosts: { demo: '127.0.0.1', tokenServer: 'localhost' } });

test('token server on another site: a notice says that the sign-in will not last, and a reload asks to sign in again', async ({
  demo,
}) => {
  await demo.signIn(ADA);
  await expect(
    demo.page.getByText('your browser keeps this app from remembering you'),
  ).toBeVisible();
  await demo.page.getByRole('button', { name: 'Dismiss' }).click();
  await demo.waitForReplica();
  await demo.page.reload();
  await expect(demo.accountButton(ADA)).toBeVisible();
  await expect(demo.signInAgainButton).toBeEnabled();
  await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
});
