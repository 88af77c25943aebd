import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { holdAnswers } from '../held-answers';
import { ADA } from '../pages/demo-page';
import { PendingChanges } from '../pages/pending-changes';

const [TUESDAY, FRIDAY, SATURDAY] = [1, 4, 5].map(dayOfThisWeek) as [string, string, string];
const TITLE = 'Piano lesson';
const LESSON = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};
const FORBIDDEN = { status: 403, reason: 'forbidden' } as const;
const EVENTS_PATH = '/calendar/v3/calendars/*/events';
const NOT_ALLOWED_MESSAGE = 'Your account is not allowed to do this in this calendar.';

test.describe('changes that Google refuses', () => {
  test('a moved event goes back to its old time, and a message says why', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await google.fault({ method: 'PATCH', path: `${EVENTS_PATH}/*`, ...FORBIDDEN });
    const release = await holdAnswers(demo.page, `**${EVENTS_PATH}/*`);

    await demo.board.dragEvent(TITLE, FRIDAY, '14:00');
    // The new time is shown until Google refuses it.
    await demo.board.expectEvent(TITLE, FRIDAY, '14:00–15:00');
    await release();
    await expect(demo.notifications).toContainText(
      `“${TITLE}” was not moved. ${NOT_ALLOWED_MESSAGE}`,
    );
    await demo.board.expectEvent(TITLE, TUESDAY, '10:00–11:00');
    await expect(demo.board.day(FRIDAY).getByRole('button')).toHaveCount(0);

    await demo.board.dragEvent(TITLE, FRIDAY, '14:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    const startAtGoogle = async () => instantOf((await google.event(mira, TITLE)).start?.dateTime);
    await expect.poll(startAtGoogle).toBe(instantOf(timeAt(FRIDAY, '14:00')));
  });

  test('a new event is kept with everything that was typed, a message says why, and it can be sent again', async ({
    demo,
    google,
  }) => {
    const title = 'A long title that nobody wants to type twice';
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    await demo.waitForReplica();
    await google.fault({ method: 'POST', path: EVENTS_PATH, ...FORBIDDEN });

    await demo.newEventButton.click();
    await demo.dialog.title.fill(title);
    await demo.dialog.save();
    await expect(demo.notifications).toContainText(
      `“${title}” was not saved. ${NOT_ALLOWED_MESSAGE}`,
    );
    const changes = new PendingChanges(demo);
    await changes.open();
    await changes.write(title).getByRole('button', { name: 'Try again' }).click();
    await expect(changes.summary).toHaveText('All changes are saved.');
    await changes.close();
    await expect(demo.board.event(title)).toBeVisible();
    await google.event(mira, title);
  });

  test('a deleted event is shown again, and a message says why', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await google.fault({ method: 'DELETE', path: `${EVENTS_PATH}/*`, ...FORBIDDEN });

    await demo.board.event(TITLE).click();
    await demo.dialog.delete();
    await expect(demo.notifications).toContainText(
      `“${TITLE}” was not deleted. ${NOT_ALLOWED_MESSAGE}`,
    );
    await expect(demo.board.event(TITLE)).toBeVisible();
  });

  test('a move after somebody else’s change of another field is saved without losing that change', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    const { id } = await google.event(mira, TITLE);
    await google.changeEvent(mira, id, { location: 'Room 12' });

    await demo.board.dragEvent(TITLE, FRIDAY, '14:00');
    const startAtGoogle = async () => instantOf((await google.event(mira, TITLE)).start?.dateTime);
    await expect.poll(startAtGoogle).toBe(instantOf(timeAt(FRIDAY, '14:00')));
    expect((await google.event(mira, TITLE)).location).toBe('Room 12');
    await demo.board.expectEvent(TITLE, FRIDAY, '14:00–15:00');
  });
});

test('read-only calendar: its events cannot be dragged, stretched or edited', async ({
  demo,
  google,
}) => {
  const trialDay = 'Trial day for newcomers';
  await demo.signIn(ADA);
  await expect(demo.board.day(SATURDAY).getByRole('button', { name: trialDay })).toBeVisible();

  await demo.board.tryToDragEvent(trialDay, FRIDAY, '15:00');
  await demo.board.tryToStretchEvent(trialDay, SATURDAY, '16:00');
  await demo.board.expectEvent(trialDay, SATURDAY, '10:00–14:00');

  await demo.board.event(trialDay).click();
  await expect(demo.dialog.root).toContainText('This event can only be read here.');
  await expect(demo.dialog.root.getByRole('textbox')).toHaveCount(0);
  await expect(demo.dialog.button('Save')).toHaveCount(0);
  expect((await google.requests()).filter(({ method }) => method === 'PATCH')).toEqual([]);
});
