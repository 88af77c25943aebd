import { addDays, dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';

const [monday, wednesday, thursday] = [0, 2, 3].map(dayOfThisWeek) as [string, string, string];
const title = 'Tea with Noor';

const hoursOf = (day: string, start: string, end: string) => ({
  start: { dateTime: timeAt(day, start), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(day, end), timeZone: 'Europe/Berlin' },
});

/** What the account starts with: one event, on Monday at ten. */
const teaOnMonday = { summary: title, ...hoursOf(monday, '10:00', '11:00') };

test.describe('An event', () => {
  test('is created by selecting a time, and still there after a reload', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);

    await demo.board.selectTime(wednesday, '10:00', '11:30');
    await expect(demo.dialog.field('Start date')).toHaveValue(wednesday);
    await expect(demo.dialog.field('Start time')).toHaveValue('10:00');
    await expect(demo.dialog.field('End time')).toHaveValue('11:30');
    await demo.dialog.title.fill(title);
    await demo.dialog.field('Location').fill('Kitchen');
    await demo.dialog.save();

    await demo.dialog.expectClosed();
    await expect(demo.notifications).toContainText(`“${title}” added.`);
    await demo.board.expectEvent(title, wednesday, '10:00–11:30');
    const stored = await google.event(mira, title);
    expect(instantOf(stored.start?.dateTime)).toBe(instantOf(timeAt(wednesday, '10:00')));
    expect(instantOf(stored.end?.dateTime)).toBe(instantOf(timeAt(wednesday, '11:30')));
    expect(stored.location).toBe('Kitchen');

    await demo.reloadAndContinue(mira);
    await demo.board.expectEvent(title, wednesday, '10:00–11:30');
  });

  test('keeps being dragged while somebody else’s change arrives', async ({ demo, google }) => {
    const cake = { summary: 'Cake', ...hoursOf(wednesday, '16:00', '17:00') };
    const mira = await google.addUser('Mira', [teaOnMonday, cake]);
    await demo.signIn(mira);
    const second = await demo.anotherTab(mira);
    await demo.copied();

    await demo.page.bringToFront();
    await demo.board.dragEvent(title, thursday, '14:00', async () => {
      const { id } = await google.event(mira, 'Cake');
      await google.changeEvent(mira, id, { summary: 'Cheesecake' });
      await second.reloadButton.click();
      await expect(second.board.event('Cheesecake')).toBeVisible();
    });

    await expect(demo.notifications).toContainText(`“${title}” moved.`);
    await demo.board.expectEvent(title, thursday, '14:00–15:00');
    await expect(demo.board.event('Cheesecake')).toBeVisible();
  });

  test('is dragged to another day, and back by undo', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [teaOnMonday]);
    await demo.signIn(mira);

    await demo.board.dragEvent(title, thursday, '14:00');
    await demo.board.expectEvent(title, thursday, '14:00–15:00');
    await expect(demo.notifications).toContainText(`“${title}” moved.`);
    const moved = await google.event(mira, title);
    expect(instantOf(moved.start?.dateTime)).toBe(instantOf(timeAt(thursday, '14:00')));
    expect(instantOf(moved.end?.dateTime)).toBe(instantOf(timeAt(thursday, '15:00')));

    await demo.reloadAndContinue(mira);
    await demo.board.dragEvent(title, wednesday, '09:00');
    await demo.board.expectEvent(title, wednesday, '09:00–10:00');
    await demo.notifications.getByRole('button', { name: 'Undo' }).click();
    await demo.board.expectEvent(title, thursday, '14:00–15:00');
    await expect
      .poll(async () => instantOf((await google.event(mira, title)).start?.dateTime))
      .toBe(instantOf(timeAt(thursday, '14:00')));
  });

  test('A5: that takes all day is dragged to a time, and takes an hour from then', async ({
    demo,
    google,
  }) => {
    const allDay = { summary: title, start: { date: monday }, end: { date: addDays(monday, 1) } };
    const mira = await google.addUser('Mira', [allDay]);
    await demo.signIn(mira);

    await demo.board.dragEvent(title, thursday, '14:00');
    await demo.board.expectEvent(title, thursday, '14:00–15:00');
    await expect(demo.notifications).toContainText(`“${title}” moved.`);
    const { start, end } = await google.event(mira, title);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(thursday, '14:00')));
    expect(instantOf(end?.dateTime)).toBe(instantOf(timeAt(thursday, '15:00')));
  });

  test('is made longer by its lower edge', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [teaOnMonday]);
    await demo.signIn(mira);

    await demo.board.stretchEvent(title, monday, '12:30');
    await demo.board.expectEvent(title, monday, '10:00–12:30');
    await expect(demo.notifications).toContainText(`“${title}” moved.`);
    const { start, end } = await google.event(mira, title);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(monday, '10:00')));
    expect(instantOf(end?.dateTime)).toBe(instantOf(timeAt(monday, '12:30')));
  });

  test('is edited in its dialog, and still so after a reload', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [teaOnMonday]);
    await demo.signIn(mira);

    await demo.board.event(title).click();
    await expect(demo.dialog.title).toHaveValue(title);
    await demo.dialog.title.fill('Tea with Noor and Felix');
    await demo.dialog.field('Start time').fill('16:15');
    // Whoever moves the start means the whole event.
    await expect(demo.dialog.field('End time')).toHaveValue('17:15');
    await demo.dialog.field('Description').fill('Bring <b>cake</b> & the blue pot');
    await demo.dialog.save();
    await expect(demo.notifications).toContainText('“Tea with Noor and Felix” saved.');

    const stored = await google.event(mira, 'Tea with Noor and Felix');
    expect(instantOf(stored.start?.dateTime)).toBe(instantOf(timeAt(monday, '16:15')));
    expect(instantOf(stored.end?.dateTime)).toBe(instantOf(timeAt(monday, '17:15')));
    expect(stored.description).toContain('the blue pot');

    await demo.reloadAndContinue(mira);
    await demo.board.expectEvent('Tea with Noor and Felix', monday, '16:15–17:15');
  });

  test('is deleted, and comes back by undo', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [teaOnMonday]);
    await demo.signIn(mira);

    await demo.board.event(title).click();
    await demo.dialog.delete();
    await expect(demo.board.event(title)).toHaveCount(0);
    await expect(demo.notifications).toContainText(`Deleted “${title}”.`);
    expect((await google.event(mira, title)).status).toBe('cancelled');

    await demo.notifications.getByRole('button', { name: 'Undo' }).click();
    await demo.board.expectEvent(title, monday, '10:00–11:00');
    await expect(demo.notifications).toContainText(`“${title}” is back.`);
    expect(await withStatus('confirmed')).toHaveLength(1);

    await demo.reloadAndContinue(mira);
    await demo.board.expectEvent(title, monday, '10:00–11:00');
    await expect(demo.board.event(title)).toHaveCount(1);

    async function withStatus(status: string) {
      const events = await google.eventsNamed(mira, title);
      return events.filter((event) => event.status === status);
    }
  });

  test('that is deleted stays deleted after a reload', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [teaOnMonday]);
    await demo.signIn(mira);
    await demo.board.event(title).click();
    await demo.dialog.delete();
    await expect(demo.notifications).toContainText(`Deleted “${title}”.`);

    await demo.reloadAndContinue(mira);
    await expect(demo.calendarSwitch(mira)).toBeChecked();
    await expect(demo.board.event(title)).toHaveCount(0);
  });
});
