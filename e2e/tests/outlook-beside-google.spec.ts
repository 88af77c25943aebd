import { axeViolations } from '../axe';
import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { MicrosoftWindow } from '../pages/outlook-page';

test.use({ withOutlook: true });

const [MONDAY, TUESDAY] = [0, 1].map(dayOfThisWeek) as [string, string];
const LESSON = {
  summary: 'Piano lesson',
  start: { dateTime: timeAt(MONDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(MONDAY, '11:00'), timeZone: 'Europe/Berlin' },
};
const MEETING = {
  subject: 'Budget',
  start: { dateTime: `${TUESDAY}T14:00:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `${TUESDAY}T15:00:00`, timeZone: 'Europe/Berlin' },
};

test.describe('Outlook beside Google', () => {
  test('both in one week: a new event goes where the user puts it, and the sign-out of one leaves the other', async ({
    demo,
    outlook,
    google,
    graph,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    const work = await graph.addUser('Mira');
    await graph.add(work, MEETING);
    await demo.signIn(mira);
    await demo.accountButton(mira).click();
    const window = await outlook.openWindow(demo.button('Add Outlook'));
    await window.signIn(work);

    const both = `${mira}, ${work}`;
    await demo.waitUntilSignedIn(both);
    await demo.board.expectEvent('Piano lesson', MONDAY, '10:00–11:00');
    await demo.board.expectEvent('Budget', TUESDAY, '14:00–15:00');
    // Whose they are can be seen, whatever the colours of the calendars, and heard.
    await expect(demo.board.event('Budget')).toHaveAccessibleName(/Calendar · Outlook$/);
    await expect(demo.board.event('Piano lesson')).toHaveAccessibleName(/ · Google$/);
    await expect(demo.board.event('Budget')).toHaveClass(/event-outlined/);
    await expect(demo.board.event('Piano lesson')).not.toHaveClass(/event-outlined/);
    const lists = demo.page.getByRole('complementary', { name: 'Calendars' });
    await expect(lists.getByRole('region', { name: 'Google' }).getByRole('switch')).toHaveCount(1);
    await expect(lists.getByRole('region', { name: 'Outlook' }).getByRole('switch')).toHaveCount(1);
    expect(await axeViolations(demo.page)).toEqual([]);

    await demo.board.selectTime(TUESDAY, '10:00', '11:00');
    await demo.dialog.title.fill('Plan');
    await demo.dialog.field('Calendar').selectOption({ label: 'Calendar · Outlook' });
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await demo.board.expectEvent('Plan', TUESDAY, '10:00–11:00');
    const range = { start: timeAt(TUESDAY, '00:00'), end: timeAt(TUESDAY, '23:00') };
    const inOutlook = async () => (await graph.events(work, range)).map(({ subject }) => subject);
    await expect.poll(inOutlook).toEqual(['Plan', 'Budget']);
    expect(await google.eventsNamed(mira, 'Plan')).toEqual([]);

    await demo.board.event('Piano lesson').click();
    await demo.dialog.title.fill('Organ lesson');
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await expect.poll(() => google.eventsNamed(mira, 'Organ lesson')).toHaveLength(1);

    await demo.accountButton(both).click();
    await demo.button('Sign out of Google').click();
    await expect(demo.accountButton(work)).toBeVisible();
    await expect(demo.board.event('Organ lesson')).toHaveCount(0);
    await demo.board.expectEvent('Budget', TUESDAY, '14:00–15:00');
  });

  test('the welcome page offers both, and Outlook is reached by keyboard alone', async ({
    demo,
    outlook,
    graph,
  }) => {
    const mira = await graph.addUser('Mira');
    await demo.open();
    await expect(demo.signInButton).toBeEnabled();
    await expect(outlook.signInButton).toBeEnabled();
    expect(await axeViolations(demo.page)).toEqual([]);

    await demo.page.keyboard.press('Tab');
    await demo.page.keyboard.press('Enter');
    await demo.page.keyboard.press('Tab');
    await expect(demo.signInButton).toBeFocused();
    await demo.page.keyboard.press('Tab');
    await expect(outlook.signInButton).toBeFocused();
    const [popup] = await Promise.all([
      demo.page.waitForEvent('popup'),
      demo.page.keyboard.press('Enter'),
    ]);
    await new MicrosoftWindow(popup).signIn(mira);
    await demo.waitUntilSignedIn(mira);
  });
});
