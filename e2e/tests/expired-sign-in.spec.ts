import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { DemoPage } from '../pages/demo-page';

const [tuesday, thursday] = [1, 3].map(dayOfThisWeek) as [string, string];
const title = 'Piano lesson';
const lesson = {
  summary: title,
  start: { dateTime: timeAt(tuesday, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(tuesday, '11:00'), timeZone: 'Europe/Berlin' },
};
const runOut = 'Your sign-in has run out. Sign in again to continue';

/** One click: Google knows who it is and what was allowed, and its window closes by itself. */
async function continueByOneClick(demo: DemoPage): Promise<void> {
  const window = await demo.openSignIn(demo.button('Sign in again'));
  await window.closed();
  await expect(demo.page.getByText(runOut)).toHaveCount(0);
  await demo.board.loaded();
}

test.describe('When the sign-in has run out', () => {
  test('the calendar stays, and one click continues', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await google.expireTokens();

    await demo.reloadButton.click();
    await expect(demo.page.getByText(runOut)).toBeVisible();
    await expect(demo.board.event(title)).toBeVisible();
    await expect(demo.accountButton(mira)).toBeVisible();
    await expect(demo.calendarSwitch(mira)).toBeChecked();

    await continueByOneClick(demo);
    await demo.board.dragEvent(title, thursday, '14:00');
    await expect(demo.notifications).toContainText(`“${title}” moved.`);
  });

  test('a change goes back with words, and works after one click', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await google.expireTokens();

    await demo.board.dragEvent(title, thursday, '14:00');
    await expect(demo.notifications).toContainText(`“${title}” was not moved.`);
    await demo.board.expectEvent(title, tuesday, '10:00–11:00');

    await continueByOneClick(demo);
    await demo.board.dragEvent(title, thursday, '14:00');
    await demo.board.expectEvent(title, thursday, '14:00–15:00');
    await expect(demo.notifications).toContainText(`“${title}” moved.`);
  });

  test('after an hour the app notices by itself', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.page.clock.install();
    await demo.signIn(mira);
    await expect(demo.board.event(title)).toBeVisible();
    await expect(demo.page.getByText(runOut)).toHaveCount(0);

    const anHour = 3_600_000;
    await google.advanceClock(anHour);
    await demo.page.clock.fastForward(anHour);
    await expect(demo.page.getByText(runOut)).toBeVisible();
    await expect(demo.board.event(title)).toBeVisible();

    await continueByOneClick(demo);
    await expect(demo.board.event(title)).toBeVisible();
  });
});
