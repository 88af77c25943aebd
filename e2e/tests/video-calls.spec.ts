import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';

const TUESDAY = dayOfThisWeek(1);
const TITLE = 'Book club';
const PENDING_MS = 10 * 60_000;
const MEETING = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

test.describe('video calls', () => {
  test('Google Meet is added to an event, its link is shown as soon as Google has made it, and it can be removed', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [MEETING]);
    await google.setConferences({ pendingMilliseconds: PENDING_MS });
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.button('Add Google Meet').click();
    await expect(demo.dialog.root).toContainText('The link is made when you save.');
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await expect(demo.notifications).toContainText(`“${TITLE}” changed.`);

    await demo.board.event(TITLE).click();
    await expect(demo.dialog.root).toContainText('Google Meet: the link is being created…');
    const link = demo.dialog.root.getByRole('link', { name: 'Join with Google Meet' });
    await expect(link).toHaveCount(0);
    await google.advanceClock(PENDING_MS);
    await expect(link).toBeVisible();
    const { hangoutLink } = await google.event(mira, TITLE);
    expect(hangoutLink).toMatch(/^https:\/\/meet\.google\.com\//);
    await expect(link).toHaveAttribute('href', hangoutLink ?? '');

    await demo.dialog.button('Remove Google Meet').click();
    await expect(link).toHaveCount(0);
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    expect((await google.event(mira, TITLE)).hangoutLink).toBeUndefined();
  });

  test('a link that Google could not make is said to have failed, and can be asked for again', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [MEETING]);
    await google.setConferences({ outcome: 'failure' });
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.button('Add Google Meet').click();
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await demo.board.event(TITLE).click();
    await expect(demo.dialog.root).toContainText('Google Meet: the link could not be created.');

    await google.setConferences({});
    await demo.dialog.button('Add Google Meet').click();
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await demo.board.event(TITLE).click();
    await expect(
      demo.dialog.root.getByRole('link', { name: 'Join with Google Meet' }),
    ).toBeVisible();
  });
});
