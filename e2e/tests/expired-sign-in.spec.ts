import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { DemoPage } from '../pages/demo-page';
import { PendingChanges } from '../pages/pending-changes';
import { SignInWindow } from '../pages/sign-in-window';

const [TUESDAY, THURSDAY] = [1, 3].map(dayOfThisWeek) as [string, string];
const TITLE = 'Piano lesson';
const LESSON = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};
const EXPIRED_NOTICE = 'Your sign-in has run out. Sign in again to continue';
const HOUR_MS = 3_600_000;
/** How long a change waits for a sign-in. */
const CHANGE_TIME_LIMIT_MS = 30_000;
const WAYS_TO_SAVE: readonly (readonly [string, (demo: DemoPage) => Promise<void>])[] = [
  ['by a click', (demo) => demo.dialog.save()],
  ['by the keyboard', (demo) => demo.dialog.title.press('Enter')],
];

test.describe('expired sign-in', () => {
  test('the calendar stays on screen, and one click signs in again', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await google.expireTokens();

    await demo.reloadButton.click();
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toBeVisible();
    await expect(demo.board.event(TITLE)).toBeVisible();
    await expect(demo.accountButton(mira)).toBeVisible();
    await expect(demo.calendarSwitch(mira)).toBeChecked();

    await demo.signInAgainByOneClick();
    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
  });

  test('a moved event waits for the sign-in, and one click saves it', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await google.expireTokens();

    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toBeVisible();
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');

    await demo.signInAgainByOneClick();
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    const { start } = await google.event(mira, TITLE);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(THURSDAY, '14:00')));
  });

  test('a moved event stays where it was dropped if nobody signs in, and is stored after one click', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.page.clock.install();
    await demo.signIn(mira);
    await demo.waitForReplica();
    await google.expireTokens();

    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toBeVisible();
    await demo.page.clock.fastForward(CHANGE_TIME_LIMIT_MS);
    const changes = new PendingChanges(demo);
    await expect(changes.mark).toContainText('1 change');
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');

    await demo.signInAgainByOneClick();
    await expect(changes.mark).toHaveCount(0);
    const { start } = await google.event(mira, TITLE);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(THURSDAY, '14:00')));
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');
  });

  test('the notice appears after an hour without a request', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.page.clock.install();
    await demo.signIn(mira);
    await demo.waitForReplica();
    await expect(demo.board.event(TITLE)).toBeVisible();
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toHaveCount(0);

    await google.advanceClock(HOUR_MS);
    await demo.page.clock.fastForward(HOUR_MS);
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toBeVisible();
    await expect(demo.board.event(TITLE)).toBeVisible();

    await demo.signInAgainByOneClick();
    await expect(demo.board.event(TITLE)).toBeVisible();
  });

  for (const [how, save] of WAYS_TO_SAVE) {
    test(`an event saved ${how} signs in again in the same gesture and is stored once`, async ({
      demo,
      google,
      popups,
    }) => {
      const mira = await google.addUser('Mira');
      await demo.page.clock.install();
      await demo.signIn(mira);
      await demo.waitForReplica();
      await demo.newEventButton.click();
      await demo.dialog.title.fill(TITLE);
      await google.advanceClock(HOUR_MS);
      await demo.page.clock.fastForward(HOUR_MS);
      await expect(demo.page.getByText(EXPIRED_NOTICE)).toBeAttached();

      const [popup] = await Promise.all([demo.page.waitForEvent('popup'), save(demo)]);
      await new SignInWindow(popup).waitUntilClosed();
      await expect(demo.notifications).toContainText(`“${TITLE}” added.`);
      await demo.dialog.expectClosed();
      expect(await google.eventsNamed(mira, TITLE)).toHaveLength(1);
      await expect(demo.signInAgainButton).toHaveCount(0);
      expect(popups.openings).toHaveLength(2);
    });
  }
});
