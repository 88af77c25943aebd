import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { holdAnswers } from '../held-answers';
import { ADA } from '../pages/demo-page';

const [TUESDAY, FRIDAY, SATURDAY] = [1, 4, 5].map(dayOfThisWeek) as [string, string, string];
const TITLE = 'Piano lesson';
const lesson = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};
const refusal = { status: 403, reason: 'forbidden' } as const;
const EVENTS = '/calendar/v3/calendars/*/events';
const NOT_ALLOWED = 'Your account is not allowed to do this in this calendar.';

test.describe('What Google refuses', () => {
  test('a moved event goes back, and the app says why', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await google.fault({ method: 'PATCH', path: `${EVENTS}/*`, ...refusal });
    const release = await holdAnswers(demo.page, `**${EVENTS}/*`);

    await demo.board.dragEvent(TITLE, FRIDAY, '14:00');
    // The user's wish shows at once; the refusal takes it back.
    await demo.board.expectEvent(TITLE, FRIDAY, '14:00–15:00');
    release();
    await expect(demo.notifications).toContainText(`“${TITLE}” was not moved. ${NOT_ALLOWED}`);
    await demo.board.expectEvent(TITLE, TUESDAY, '10:00–11:00');
    await expect(demo.board.day(FRIDAY).getByRole('button')).toHaveCount(0);

    await demo.board.dragEvent(TITLE, FRIDAY, '14:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    const { start } = await google.event(mira, TITLE);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(FRIDAY, '14:00')));
  });

  test('a new event stays in its dialog, with all that was typed', async ({ demo, google }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    await google.fault({ method: 'POST', path: EVENTS, ...refusal });

    await demo.newEventButton.click();
    await demo.dialog.title.fill('A long title that nobody wants to type twice');
    await demo.dialog.save();
    await expect(demo.alert).toHaveText(NOT_ALLOWED);
    await expect(demo.dialog.title).toHaveValue('A long title that nobody wants to type twice');

    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await google.event(mira, 'A long title that nobody wants to type twice');
  });

  test('a deleted event is back on screen', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await google.fault({ method: 'DELETE', path: `${EVENTS}/*`, ...refusal });

    await demo.board.event(TITLE).click();
    await demo.dialog.delete();
    await expect(demo.notifications).toContainText(`“${TITLE}” was not deleted. ${NOT_ALLOWED}`);
    await expect(demo.board.event(TITLE)).toBeVisible();
  });

  test('nobody’s change is overwritten that came in between', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [lesson]);
    await demo.signIn(mira);
    await demo.copied();
    const { id } = await google.event(mira, TITLE);
    await google.changeEvent(mira, id, { location: 'Room 12' });

    await demo.board.dragEvent(TITLE, FRIDAY, '14:00');
    await expect(demo.notifications).toContainText(
      `“${TITLE}” was not moved. Somebody else changed this event in the meantime.`,
    );
    await demo.board.expectEvent(TITLE, TUESDAY, '10:00–11:00');

    await demo.reload();
    await demo.copyHolds('Room 12');
    await demo.board.dragEvent(TITLE, FRIDAY, '14:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    const stored = await google.event(mira, TITLE);
    expect(stored.location).toBe('Room 12');
    expect(instantOf(stored.start?.dateTime)).toBe(instantOf(timeAt(FRIDAY, '14:00')));
  });
});

test('An event of a calendar that one may only read cannot be dragged or edited', async ({
  demo,
  google,
}) => {
  const trialDay = 'Trial day for newcomers';
  await demo.signIn(ADA);
  await expect(demo.board.day(SATURDAY).getByRole('button', { name: trialDay })).toBeVisible();

  await demo.board.dragEvent(trialDay, FRIDAY, '15:00');
  await demo.board.stretchEvent(trialDay, SATURDAY, '16:00');
  await demo.board.expectEvent(trialDay, SATURDAY, '10:00–14:00');

  await demo.board.event(trialDay).click();
  await expect(demo.dialog.root).toContainText('This event can only be read here.');
  await expect(demo.dialog.root.getByRole('textbox')).toHaveCount(0);
  await expect(demo.dialog.button('Save')).toHaveCount(0);
  expect((await google.requests()).filter(({ method }) => method === 'PATCH')).toEqual([]);
});
