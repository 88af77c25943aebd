import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';
import { tabTo } from '../pages/keyboard';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('diagnostics: “Copy diagnostics” copies a report without accounts, events, tokens or addresses', async ({
  demo,
}) => {
  const { page } = demo;
  await demo.signIn(ADA);
  await demo.waitForReplica();
  await tabTo(demo.accountButton(ADA));
  await page.keyboard.press('Enter');
  await tabTo(demo.button('Copy diagnostics'));
  await page.keyboard.press('Enter');
  await expect(demo.notifications).toContainText('Diagnostics copied.');

  const report = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(report)).toMatchObject({
    configuration: { auth: 'client' },
    auth: { status: 'signed-in', ready: true },
    requests: { 'GET users/me/calendarList': { answers: { 200: expect.any(Number) } } },
    errors: [],
  });
  const secrets = [ADA, 'ada.meyer', 'halde', 'Stand-up', 'Bearer', 'ya29.', demo.google.url];
  expect(secrets.filter((secret) => report.includes(secret))).toEqual([]);
});
