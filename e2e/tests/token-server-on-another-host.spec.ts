import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

test.use({
  auth: 'server',
  hosts: { demo: 'www.app.localhost', tokenServer: 'tokens.app.localhost' },
});

test('token server on another host of the same site: a reload stays signed in without a window', async ({
  demo,
  popups,
}) => {
  await demo.signIn(ADA);
  await demo.page.reload();
  await demo.waitUntilSignedIn(ADA);
  await expect(demo.page.getByText(/within the hour/)).toHaveCount(0);
  expect(popups.openings).toHaveLength(1);
});
