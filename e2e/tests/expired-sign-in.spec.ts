import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { DemoPage } from '../pages/demo-page';

const [TUESDAY, THURSDAY] = [1, 3].map(dayOfThisWeek) as [string, string];
const TITLE = 'Piano lesson';
const lesson = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};
const RUN_OUT = 'Your sign-in has run out. Sign in again to continue';
const AN_HOUR = 3_600_000;
const SAVES: readonly (readonly [string, (demo: DemoPage) => Promise<void>])[] = [
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
    await expect(demo.page.getByText(RUN_OUT)).toBeVisible();
    await expect(demo.board.event(TITLE)).toBeVisible();
    await expect(demo.accountButton(mira)).toBeVisible();
    await expect(demo.calendarSwitch(mira)).toBeChecked();

    await demo.continueByOneClick();
    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
  });

  test('a change waits for the sign-in, and one click sends it', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await demo.copied();
    await google.expireTokens();

    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await expect(demo.page.getByText(RUN_OUT)).toBeVisible();
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');

    await demo.continueByOneClick();
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    const { start } = await google.event(mira, TITLE);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(THURSDAY, '14:00')));
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

    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await expect(demo.page.getByText(RUN_OUT)).toBeVisible();
    await demo.page.clock.fastForward(30_000);
    await expect(demo.notifications).toContainText(`“${TITLE}” was not moved.`);
    await demo.board.expectEvent(TITLE, TUESDAY, '10:00–11:00');

    await demo.continueByOneClick();
    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
  });

  test('after an hour the app notices by itself', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.page.clock.install();
    await demo.signIn(mira);
    await demo.copied();
    await expect(demo.board.event(TITLE)).toBeVisible();
    await expect(demo.page.getByText(RUN_OUT)).toHaveCount(0);

    await google.advanceClock(AN_HOUR);
    await demo.page.clock.fastForward(AN_HOUR);
    await expect(demo.page.getByText(RUN_OUT)).toBeVisible();
    await expect(demo.board.event(TITLE)).toBeVisible();

    await demo.continueByOneClick();
    await expect(demo.board.event(TITLE)).toBeVisible();
  });

  for (const [how, save] of SAVES) {
    test(`an event is saved ${how}, which renews by the way`, async ({ demo, google, popups }) => {
      const mira = await google.addUser('Mira');
      await demo.page.clock.install();
      await demo.signIn(mira);
      await demo.copied();
      await demo.newEventButton.click();
      await demo.dialog.title.fill(TITLE);
      await google.advanceClock(AN_HOUR);
      await demo.page.clock.fastForward(AN_HOUR);
      await expect(demo.page.getByText(RUN_OUT)).toBeAttached();

      const [popup] = await Promise.all([demo.page.waitForEvent('popup'), save(demo)]);
      if (!popup.isClosed()) {
        await popup.waitForEvent('close');
      }
      await expect(demo.notifications).toContainText(`“${TITLE}” added.`);
      await demo.dialog.expectClosed();
      expect(await google.eventsNamed(mira, TITLE)).toHaveLength(1);
      await expect(demo.signInAgainButton).toHaveCount(0);
      expect(popups.openings).toHaveLength(2);
    });
  }
});
