import { dayOfThisWeek } from '../calendar-days';
import { expect, test } from '../fixtures';
import { MicrosoftWindow } from '../pages/outlook-page';

test.use({ withOutlook: true, outlookAuth: 'redirect' });

const [MONDAY, WEDNESDAY] = [0, 2].map(dayOfThisWeek) as [string, string];
const TITLE = 'Tea with Noor';
const TEA = {
  subject: TITLE,
  start: { dateTime: `${MONDAY}T10:00:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `${MONDAY}T11:00:00`, timeZone: 'Europe/Berlin' },
};

test.describe('sign-in to Outlook by leaving the page', () => {
  test('the page comes back to where it was, signed in and without the code in its address; after a reload one click does so again, unasked', async ({
    demo,
    outlook,
    graph,
    popups,
  }) => {
    const { page } = demo;
    const mira = await graph.addUser('Mira');
    await graph.add(mira, TEA);
    await demo.open('/lab');
    await outlook.signInButton.click();
    const microsoft = new MicrosoftWindow(page);
    await microsoft.chooseAccount(mira);
    await microsoft.button('Accept').click();
    await expect(page.getByRole('heading', { name: 'Experiments' })).toBeVisible();
    await expect(page).toHaveURL(/\/lab$/);

    await page.getByRole('link', { name: 'Calendar', exact: true }).click();
    await demo.waitUntilSignedIn(mira);
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await demo.waitForReplica();
    await page.reload();
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await demo.signInAgainButton.click();
    await expect(demo.signInAgainButton).toHaveCount(0);
    await demo.waitUntilSignedIn(mira);
    await expect(page).toHaveURL(/\/$/);

    await demo.board.dragEvent(TITLE, WEDNESDAY, '14:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    await expect
      .poll(() => graph.pageRequests())
      .toContainEqual(expect.stringMatching(/^PATCH \/me\/events\//));
    expect(popups.openings).toEqual([]);
  });

  test('a refused consent: the page is back with a message, and the sign-in can be tried again', async ({
    demo,
    outlook,
    graph,
  }) => {
    const mira = await graph.addUser('Mira');
    await demo.open();
    await outlook.signInButton.click();
    const microsoft = new MicrosoftWindow(demo.page);
    await microsoft.chooseAccount(mira);
    await microsoft.button('Cancel').click();
    await expect(demo.alert).toBeVisible();
    await expect(demo.page).toHaveURL(/\/$/);
    await expect(outlook.signInButton).toBeEnabled();
  });
});
