import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';

test.use({
  auth: 'server',
  hosts: { demo: 'www.app.localhost', tokens: 'tokens.app.localhost' },
});

test('A token server on another host of the same site keeps the session', async ({
  demo,
  popups,
}) => {
  await demo.signIn(ADA);
  await demo.page.reload();
  await demo.signedIn(ADA);
  await expect(demo.page.getByText(/within the hour/)).toHaveCount(0);
  expect(popups.openings).toHaveLength(1);
});
