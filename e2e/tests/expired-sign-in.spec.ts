import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
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
const anHour = 3_600_000;
const saves: readonly (readonly [string, (demo: DemoPage) => Promise<void>])[] = [
  ['by a click', (demo) => demo.dialog.save()],
  ['by the keyboard', (demo) => demo.dialog.title.press('Enter')],
];

test.describe('When the sign-in has run out', () => {
  test('the calendar stays, and one click continues', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await demo.copied();
    await google.expireTokens();

    await demo.reloadButton.click();
    await expect(demo.page.getByText(runOut)).toBeVisible();
    await expect(demo.board.event(title)).toBeVisible();
    await expect(demo.accountButton(mira)).toBeVisible();
    await expect(demo.calendarSwitch(mira)).toBeChecked();

    await demo.continueByOneClick();
    await demo.board.dragEvent(title, thursday, '14:00');
    await expect(demo.notifications).toContainText(`“${title}” moved.`);
  });

  test('a change waits for the sign-in, and one click sends it', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await demo.copied();
    await google.expireTokens();

    await demo.board.dragEvent(title, thursday, '14:00');
    await expect(demo.page.getByText(runOut)).toBeVisible();
    await demo.board.expectEvent(title, thursday, '14:00–15:00');

    await demo.continueByOneClick();
    await expect(demo.notifications).toContainText(`“${title}” moved.`);
    const { start } = await google.event(mira, title);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(thursday, '14:00')));
  });

  test('a change that nobody signs in for goes back with words, and works after one click', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.page.clock.install();
    await demo.signIn(mira);
    await demo.copied();
    await google.expireTokens();

    await demo.board.dragEvent(title, thursday, '14:00');
    await expect(demo.page.getByText(runOut)).toBeVisible();
    await demo.page.clock.fastForward(30_000);
    await expect(demo.notifications).toContainText(`“${title}” was not moved.`);
    await demo.board.expectEvent(title, tuesday, '10:00–11:00');

    await demo.continueByOneClick();
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

    await google.advanceClock(anHour);
    await demo.page.clock.fastForward(anHour);
    await expect(demo.page.getByText(runOut)).toBeVisible();
    await expect(demo.board.event(title)).toBeVisible();

    await demo.continueByOneClick();
    await expect(demo.board.event(title)).toBeVisible();
  });

  for (const [how, save] of saves) {
    test(`an event is saved ${how}, which renews by the way`, async ({ demo, google, popups }) => {
      const mira = await google.addUser('Mira');
      await demo.page.clock.install();
      await demo.signIn(mira);
      await demo.newEventButton.click();
      await demo.dialog.title.fill(title);
      await google.advanceClock(anHour);
      await demo.page.clock.fastForward(anHour);
      await expect(demo.page.getByText(runOut)).toBeAttached();

      const [popup] = await Promise.all([demo.page.waitForEvent('popup'), save(demo)]);
      if (!popup.isClosed()) await popup.waitForEvent('close');
      await expect(demo.notifications).toContainText(`“${title}” added.`);
      await demo.dialog.expectClosed();
      expect(await google.eventsNamed(mira, title)).toHaveLength(1);
      await expect(demo.signInAgainButton).toHaveCount(0);
      expect(popups.openings).toHaveLength(2);
    });
  }
});
