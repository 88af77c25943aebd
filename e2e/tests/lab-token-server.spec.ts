import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';
import { LabPage } from '../pages/lab-page';

test.use({ auth: 'server', tokenMode: 'sealed' });

test.describe('lab, with a token server', () => {
  test('expire the token: it is renewed without the user', async ({ demo }) => {
    const lab = new LabPage(demo);
    await lab.signIn(ADA);
    await lab.press('Expire it');
    await expect(lab.news('Expire the token')).toHaveText('Over: there is a new token.');
    await expect(lab.requests('401').first()).toBeVisible();
    await expect(lab.requests('Sign-in', '/refresh', '200').first()).toBeVisible();
    await lab.waitUntilSynced();
  });

  test('revoke the permission: the user is asked for it again', async ({ demo }) => {
    const lab = new LabPage(demo);
    await lab.signIn(ADA);
    await lab.press('Revoke the permission');
    await expect(lab.summary).toContainText('The sign-in has run out');
    const window = await demo.openSignIn(demo.signInAgainButton);
    await window.allow();
    await lab.waitUntilSynced();
    await expect(lab.news('Expire the token')).toHaveText('Over: there is a new token.');
  });

  test('cut the network: events are there after a reload', async ({ demo }) => {
    const lab = new LabPage(demo);
    await lab.signIn(ADA);
    const events = lab.page.getByRole('region', { name: 'Next events' }).getByRole('listitem');
    const before = await events.allInnerTexts();
    await lab.press('Cut the network');
    await expect(lab.news('Cut the network')).toContainText('until you mend it');
    await lab.page.reload();
    await expect(events).toHaveText(before, { useInnerText: true });
    await expect(lab.summary).toContainText('Offline');
    await lab.press('Mend the network');
    await lab.waitUntilSynced();
  });
});
