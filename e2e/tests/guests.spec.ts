import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { holdAnswers } from '../held-answers';
import { PendingChanges } from '../pages/pending-changes';

const TUESDAY = dayOfThisWeek(1);
const TITLE = 'Book club';
const MEETING = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};
const EVENTS_PATH = '/calendar/v3/calendars/*/events';
const EVENT_PATH = `${EVENTS_PATH}/*`;
/** What Google answers to whoever has invited too many guests lately. */
const QUOTA_OF_GUESTS = { status: 403, reason: 'quotaExceeded', times: 0 } as const;
const QUOTA_MESSAGE = 'The calendar service answers no more for today. Try again tomorrow.';

test.describe('guests', () => {
  test('an invitation shows the guests and their answers; the guest’s own answer is in the organizer’s calendar', async ({
    demo,
    google,
  }) => {
    const noor = await google.addUser('Noor');
    const felix = await google.addUser('Felix');
    const mira = await google.addUser('Mira');
    await google.insert(noor, {
      ...MEETING,
      attendees: [
        { email: noor, responseStatus: 'accepted' },
        { email: felix, responseStatus: 'declined', comment: 'On the train' },
        { email: mira },
      ],
    });
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await expect(demo.dialog.guest(noor)).toContainText('Organizer');
    await expect(demo.dialog.guest(noor)).toContainText('Coming');
    await expect(demo.dialog.guest(felix)).toContainText('Not coming');
    await expect(demo.dialog.guest(felix)).toContainText('On the train');
    await expect(demo.dialog.guest(mira)).toContainText('No answer yet');

    await demo.dialog.field('Note with your answer').fill('If the train runs');
    await demo.dialog.answer('Maybe').click();
    await expect(demo.dialog.answer('Maybe')).toHaveAttribute('aria-pressed', 'true');
    await expect(demo.dialog.answer('Yes')).toHaveAttribute('aria-pressed', 'false');
    await expect(demo.notifications).toContainText(`Invitation to “${TITLE}” answered.`);
    await expect(demo.dialog.guest(mira)).toContainText('Maybe');
    const answers = async () =>
      (await google.event(noor, TITLE)).attendees?.map(
        ({ email, responseStatus }) => `${email ?? ''} ${responseStatus ?? ''}`,
      );
    await expect
      .poll(answers)
      .toEqual([`${noor} accepted`, `${felix} declined`, `${mira} tentative`]);
    const comments = async () =>
      (await google.event(noor, TITLE)).attendees?.flatMap(({ comment }) => comment ?? []);
    expect(await comments()).toEqual(['On the train', 'If the train runs']);

    await demo.dialog.field('Note with your answer').fill('It runs');
    await demo.page.keyboard.press('Enter');
    await expect(demo.dialog.guest(mira)).toContainText('It runs');
    await expect.poll(comments).toEqual(['On the train', 'It runs']);
  });

  test('an answer is shown at once, and undone with a message where Google refuses it', async ({
    demo,
    google,
  }) => {
    const noor = await google.addUser('Noor');
    const mira = await google.addUser('Mira');
    await google.insert(noor, { ...MEETING, attendees: [{ email: mira }] });
    await demo.signIn(mira);
    const refusal = { status: 403, reason: 'forbidden', times: 0 };
    await google.fault({ method: 'PATCH', path: EVENT_PATH, ...refusal });
    const release = await holdAnswers(demo.page, `**${EVENT_PATH}`);

    await demo.board.event(TITLE).click();
    await demo.dialog.answer('Yes').click();
    await expect(demo.dialog.answer('Yes')).toHaveAttribute('aria-pressed', 'true');
    await release();
    await expect(demo.notifications).toContainText(`Your answer to “${TITLE}” was not sent.`);
    await expect(demo.dialog.answer('Yes')).toHaveAttribute('aria-pressed', 'false');
    await expect(demo.dialog.guest(mira)).toContainText('No answer yet');
  });

  test('an invitation that guests may change is answered and then changed in one dialog', async ({
    demo,
    google,
  }) => {
    const noor = await google.addUser('Noor');
    const mira = await google.addUser('Mira');
    await google.insert(noor, {
      ...MEETING,
      guestsCanModify: true,
      attendees: [{ email: noor, responseStatus: 'accepted' }, { email: mira }],
    });
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.field('Location').fill('Library');
    await demo.dialog.answer('Yes').click();
    await expect(demo.dialog.guest(mira)).toContainText('Coming');
    await expect(demo.dialog.field('Location')).toHaveValue('Library');
    await expect(demo.notifications).toContainText(`Invitation to “${TITLE}” answered.`);
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await expect.poll(async () => (await google.event(mira, TITLE)).location).toBe('Library');
    const answers = async () =>
      (await google.event(noor, TITLE)).attendees?.map(({ responseStatus }) => responseStatus);
    await expect.poll(answers).toEqual(['accepted', 'accepted']);
  });

  test('guests who are added have the event in their calendars, and are told by e-mail only if the user wants it', async ({
    demo,
    google,
  }) => {
    const noor = await google.addUser('Noor');
    const felix = await google.addUser('Felix');
    const mira = await google.addUser('Mira', [MEETING]);
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.root.getByRole('textbox', { name: 'Guests' }).fill('noor');
    await demo.dialog.button('Add guest').click();
    await expect(demo.alert).toContainText('“noor” is no e-mail address.');
    await demo.dialog.addGuest(noor);
    await demo.dialog.save();
    await expect(demo.notifications).toContainText(`“${TITLE}” changed.`);
    expect((await google.eventsNamed(noor, TITLE)).map(({ status }) => status)).toEqual([
      'confirmed',
    ]);
    expect(await google.mails()).toEqual([]);

    await demo.board.event(TITLE).click();
    await expect(demo.dialog.guest(noor)).toContainText('No answer yet');
    // An address that was typed and not added is a guest, too.
    await demo.dialog.root.getByRole('textbox', { name: 'Guests' }).fill(felix);
    await demo.dialog.field('Tell guests by e-mail').check();
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await google.event(felix, TITLE);
    await expect.poll(() => google.mails()).toContain(`invitation to ${felix}`);
  });

  test('a guest who is removed loses the event, and the others keep their answers', async ({
    demo,
    google,
  }) => {
    const noor = await google.addUser('Noor');
    const felix = await google.addUser('Felix');
    const mira = await google.addUser('Mira');
    await google.insert(mira, {
      ...MEETING,
      attendees: [{ email: noor, responseStatus: 'accepted' }, { email: felix }],
    });
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.button(`Remove ${felix}`).click();
    await expect(demo.dialog.guest(felix)).toHaveCount(0);
    await demo.dialog.save();
    await expect(demo.notifications).toContainText(`“${TITLE}” changed.`);
    const { attendees = [] } = await google.event(mira, TITLE);
    expect(attendees.map(({ email, responseStatus }) => [email, responseStatus])).toEqual([
      [noor, 'accepted'],
    ]);
    expect((await google.event(felix, TITLE)).status).toBe('cancelled');
  });

  test('the quota of guests is used up: a new event leaves the board and waits in the panel with the reason, and is tried again and there once', async ({
    demo,
    google,
  }) => {
    const noor = await google.addUser('Noor');
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    await demo.waitForReplica();
    await google.fault({ method: 'POST', path: EVENTS_PATH, ...QUOTA_OF_GUESTS });
    const release = await holdAnswers(demo.page, `**${EVENTS_PATH}?**`);
    await demo.newEventButton.click();
    await demo.dialog.title.fill(TITLE);
    await demo.dialog.addGuest(noor);
    await demo.dialog.field('Tell guests by e-mail').check();
    await demo.dialog.save();
    await expect(demo.board.event(TITLE)).toBeVisible();
    await release();
    await expect(demo.notifications).toContainText(`“${TITLE}” was not saved. ${QUOTA_MESSAGE}`);
    await expect(demo.board.event(TITLE)).toHaveCount(0);

    const changes = new PendingChanges(demo);
    await expect(changes.mark).toHaveText('1 change not saved');
    await changes.open();
    const write = changes.write(`Added “${TITLE}”`);
    await expect(write).toContainText(QUOTA_MESSAGE);
    await write.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => google.pageWrites()).toHaveLength(2);
    await expect(write).toContainText(QUOTA_MESSAGE);
    expect(await google.eventsNamed(noor, TITLE)).toEqual([]);

    await google.clearFaults();
    await write.getByRole('button', { name: 'Try again' }).click();
    await expect(changes.summary).toHaveText('All changes are saved.');
    await changes.close();
    await expect(demo.board.event(TITLE)).toHaveCount(1);
    expect((await google.event(mira, TITLE)).attendees?.map(({ email }) => email)).toEqual([noor]);
    await google.event(noor, TITLE);
    expect(await google.mails()).toEqual([`invitation to ${noor}`]);
  });

  test('the quota of guests is used up: a guest who is added to an event leaves it and waits in the panel with the reason, and is tried again and invited once', async ({
    demo,
    google,
  }) => {
    const noor = await google.addUser('Noor');
    const mira = await google.addUser('Mira', [MEETING]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await google.fault({ method: 'PATCH', path: EVENT_PATH, ...QUOTA_OF_GUESTS });
    await demo.board.event(TITLE).click();
    await demo.dialog.addGuest(noor);
    await demo.dialog.field('Tell guests by e-mail').check();
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await expect(demo.notifications).toContainText(`“${TITLE}” was not saved. ${QUOTA_MESSAGE}`);
    await demo.board.event(TITLE).click();
    await expect(demo.dialog.guest(noor)).toHaveCount(0);
    await demo.page.keyboard.press('Escape');
    await demo.dialog.expectClosed();

    const changes = new PendingChanges(demo);
    await changes.open();
    const write = changes.write(`Changed “${TITLE}”`);
    await expect(write).toContainText(QUOTA_MESSAGE);
    await google.clearFaults();
    await write.getByRole('button', { name: 'Try again' }).click();
    await expect(changes.summary).toHaveText('All changes are saved.');
    await changes.close();
    await demo.board.event(TITLE).click();
    await expect(demo.dialog.guest(noor)).toHaveCount(1);
    await google.event(noor, TITLE);
    expect(await google.mails()).toEqual([`invitation to ${noor}`]);
  });
});
