import { addDays, dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { holdAnswers } from '../held-answers';
import { untilWritesAreSent } from '../writes-sent';

const [MONDAY, WEDNESDAY, THURSDAY] = [0, 2, 3].map(dayOfThisWeek) as [string, string, string];
const TITLE = 'Tea with Noor';

const timesOn = (day: string, start: string, end: string) => ({
  start: { dateTime: timeAt(day, start), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(day, end), timeZone: 'Europe/Berlin' },
});

const TEA_ON_MONDAY = { summary: TITLE, ...timesOn(MONDAY, '10:00', '11:00') };
const CAKE_ON_WEDNESDAY = { summary: 'Cake', ...timesOn(WEDNESDAY, '16:00', '17:00') };

test.describe('changing events', () => {
  test('an event created by selecting a time is stored by Google and shown after a reload', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);

    await demo.board.selectTime(WEDNESDAY, '10:00', '11:30');
    await expect(demo.dialog.field('Start date')).toHaveValue(WEDNESDAY);
    await expect(demo.dialog.field('Start time')).toHaveValue('10:00');
    await expect(demo.dialog.field('End time')).toHaveValue('11:30');
    await demo.dialog.title.fill(TITLE);
    await demo.dialog.field('Location').fill('Kitchen');
    await demo.dialog.save();

    await demo.dialog.expectClosed();
    await expect(demo.notifications).toContainText(`“${TITLE}” added.`);
    await demo.board.expectEvent(TITLE, WEDNESDAY, '10:00–11:30');
    const stored = await google.event(mira, TITLE);
    expect(instantOf(stored.start?.dateTime)).toBe(instantOf(timeAt(WEDNESDAY, '10:00')));
    expect(instantOf(stored.end?.dateTime)).toBe(instantOf(timeAt(WEDNESDAY, '11:30')));
    expect(stored.location).toBe('Kitchen');

    await demo.reloadPageAndSignInAgain(mira);
    await demo.board.expectEvent(TITLE, WEDNESDAY, '10:00–11:30');
  });

  test('a drag goes on while somebody else’s change arrives, and both changes are shown', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [TEA_ON_MONDAY, CAKE_ON_WEDNESDAY]);
    await demo.signIn(mira);
    const second = await demo.openTab(mira);
    await demo.waitForReplica();

    await demo.page.bringToFront();
    await demo.board.dragEvent(TITLE, THURSDAY, '14:00', async () => {
      const { id } = await google.event(mira, 'Cake');
      await google.changeEvent(mira, id, { summary: 'Cheesecake' });
      await second.reloadButton.click();
      await expect(second.board.event('Cheesecake')).toBeVisible();
    });

    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');
    await expect(demo.board.event('Cheesecake')).toBeVisible();
  });

  test('a drag of a new event goes on while Google’s answer to its addition arrives', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    await demo.waitForReplica();
    const release = await holdAnswers(demo.page, '**/calendar/v3/calendars/*/events*');
    await demo.board.selectTime(MONDAY, '10:00', '11:00');
    await demo.dialog.title.fill(TITLE);
    await demo.dialog.save();
    await expect(demo.notifications).toContainText(`“${TITLE}” added.`);

    await demo.board.dragEvent(TITLE, THURSDAY, '14:00', async () => {
      await release();
      await untilWritesAreSent(demo.page);
      await demo.page.evaluate(() => new Promise(requestAnimationFrame));
    });

    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');
  });

  test('an event dragged to another day is stored there, and Undo moves it back', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [TEA_ON_MONDAY]);
    await demo.signIn(mira);

    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    const moved = await google.event(mira, TITLE);
    expect(instantOf(moved.start?.dateTime)).toBe(instantOf(timeAt(THURSDAY, '14:00')));
    expect(instantOf(moved.end?.dateTime)).toBe(instantOf(timeAt(THURSDAY, '15:00')));

    await demo.reloadPageAndSignInAgain(mira);
    await demo.board.dragEvent(TITLE, WEDNESDAY, '09:00');
    await demo.board.expectEvent(TITLE, WEDNESDAY, '09:00–10:00');
    await demo.notifications.getByRole('button', { name: 'Undo' }).click();
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');
    await expect
      .poll(async () => instantOf((await google.event(mira, TITLE)).start?.dateTime))
      .toBe(instantOf(timeAt(THURSDAY, '14:00')));
  });

  test('an all-day event dragged to a time becomes an event of one hour', async ({
    demo,
    google,
  }) => {
    const allDay = { summary: TITLE, start: { date: MONDAY }, end: { date: addDays(MONDAY, 1) } };
    const mira = await google.addUser('Mira', [allDay]);
    await demo.signIn(mira);

    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    const { start, end } = await google.event(mira, TITLE);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(THURSDAY, '14:00')));
    expect(instantOf(end?.dateTime)).toBe(instantOf(timeAt(THURSDAY, '15:00')));
  });

  test('an event dragged by its lower edge is stored with the later end', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [TEA_ON_MONDAY]);
    await demo.signIn(mira);

    await demo.board.stretchEvent(TITLE, MONDAY, '12:30');
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–12:30');
    await expect(demo.notifications).toContainText(`“${TITLE}” moved.`);
    const { start, end } = await google.event(mira, TITLE);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(MONDAY, '10:00')));
    expect(instantOf(end?.dateTime)).toBe(instantOf(timeAt(MONDAY, '12:30')));
  });

  test('an event edited in its dialog is stored by Google and shown after a reload', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [TEA_ON_MONDAY]);
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await expect(demo.dialog.title).toHaveValue(TITLE);
    await demo.dialog.title.fill('Tea with Noor and Felix');
    await demo.dialog.field('Start time').fill('16:15');
    // A new start moves the whole event.
    await expect(demo.dialog.field('End time')).toHaveValue('17:15');
    await demo.dialog.field('Description').fill('Bring <b>cake</b> & the blue pot');
    await demo.dialog.save();
    await expect(demo.notifications).toContainText('“Tea with Noor and Felix” changed.');

    // The change is done once this browser has stored it.
    await expect
      .poll(async () => (await google.eventsNamed(mira, 'Tea with Noor and Felix')).length)
      .toBe(1);
    const stored = await google.event(mira, 'Tea with Noor and Felix');
    expect(instantOf(stored.start?.dateTime)).toBe(instantOf(timeAt(MONDAY, '16:15')));
    expect(instantOf(stored.end?.dateTime)).toBe(instantOf(timeAt(MONDAY, '17:15')));
    expect(stored.description).toContain('the blue pot');

    await demo.reloadPageAndSignInAgain(mira);
    await demo.board.expectEvent('Tea with Noor and Felix', MONDAY, '16:15–17:15');
  });

  test('a deleted event disappears, and Undo restores it', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [TEA_ON_MONDAY]);
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.delete();
    await expect(demo.board.event(TITLE)).toHaveCount(0);
    await expect(demo.notifications).toContainText(`Deleted “${TITLE}”.`);
    expect((await google.event(mira, TITLE)).status).toBe('cancelled');

    await demo.notifications.getByRole('button', { name: 'Undo' }).click();
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await expect(demo.notifications).toContainText(`“${TITLE}” is back.`);
    expect(await eventsWithStatus('confirmed')).toHaveLength(1);

    await demo.reloadPageAndSignInAgain(mira);
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await expect(demo.board.event(TITLE)).toHaveCount(1);

    async function eventsWithStatus(status: string) {
      const events = await google.eventsNamed(mira, TITLE);
      return events.filter((event) => event.status === status);
    }
  });

  test('a deleted event is not shown after a reload', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [TEA_ON_MONDAY, CAKE_ON_WEDNESDAY]);
    await demo.signIn(mira);
    await demo.board.event(TITLE).click();
    await demo.dialog.delete();
    await expect(demo.notifications).toContainText(`Deleted “${TITLE}”.`);

    await demo.reloadPageAndSignInAgain(mira);
    await expect(demo.calendarSwitch(mira)).toBeChecked();
    await expect(demo.board.event('Cake')).toBeVisible();
    await expect(demo.board.event(TITLE)).toHaveCount(0);
  });
});
