import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

test.use({ auth: 'server', hosts: { demo: '127.0.0.1', tokens: 'localhost' } });

test('A token server on another site cannot keep the session, and the app says so', async ({
  demo,
}) => {
  await demo.signIn(ADA);
  await expect(
    demo.page.getByText('your browser keeps this app from remembering you'),
  ).toBeVisible();
  await demo.page.getByRole('button', { name: 'Dismiss' }).click();
  await demo.copied();
  await demo.page.reload();
  await expect(demo.accountButton(ADA)).toBeVisible();
  await expect(demo.signInAgainButton).toBeEnabled();
  await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
});
