import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, PUBLIC_CALENDAR_ID, test } from '../fixtures';

const TUESDAY = dayOfThisWeek(1);
const TITLE = 'Rehearsal';
const REHEARSAL = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

test.describe('managing calendars', () => {
  test('the permission that is missing is asked for, and then a calendar is made', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    const { calendarList } = demo;

    await calendarList.newButton.click();
    const dialog = calendarList.dialog('New calendar');
    await dialog.getByLabel('Name').fill('Choir');
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await demo.allowManaging();
    await expect(dialog.getByLabel('Name')).toBeFocused();
    await expect(dialog.getByLabel('Name')).toHaveValue('Choir');
    await dialog.getByRole('radio', { name: 'Lavender' }).check();
    const color = await dialog
      .getByRole('radio', { name: 'Lavender' })
      .evaluate((radio) => (radio as HTMLInputElement).value);
    await dialog.getByRole('button', { name: 'Save' }).click();

    await expect(demo.notifications).toContainText('“Choir” added to your calendars.');
    await expect(demo.calendarSwitch('Choir')).toBeChecked();
    expect(await google.calendar(mira, 'Choir')).toMatchObject({
      accessRole: 'owner',
      backgroundColor: color,
    });
    await demo.newEventButton.click();
    await expect(demo.dialog.field('Calendar').getByRole('option', { name: 'Choir' })).toHaveCount(
      1,
    );
  });

  test('a permission that the user refuses leaves the dialog as it is', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    await demo.calendarList.newButton.click();
    const window = await demo.openSignIn(demo.calendarList.allowButton);
    await window.cancel();
    await expect(demo.calendarList.dialog('New calendar').getByRole('alert')).toBeVisible();
    await expect(demo.calendarList.allowButton).toBeEnabled();
  });

  test('a calendar gets another name and colour', async ({ demo, google }) => {
    const mira = await google.addUser('Mira');
    await google.addCalendar(mira, 'Choir');
    await demo.signIn(mira);

    await demo.calendarList.settings('Choir').click();
    const dialog = demo.calendarList.dialog('Calendar settings');
    await demo.allowManaging();
    await dialog.getByLabel('Name').fill('Chamber choir');
    await dialog.getByRole('radio', { name: 'Banana' }).check();
    const color = await dialog
      .getByRole('radio', { name: 'Banana' })
      .evaluate((radio) => (radio as HTMLInputElement).value);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(demo.calendarSwitch('Chamber choir')).toBeVisible();
    await expect(demo.calendarSwitch('Choir')).toHaveCount(0);
    await demo.dialog.expectClosed();
    expect(await google.calendar(mira, 'Chamber choir')).toMatchObject({ backgroundColor: color });
  });

  test('a hidden calendar leaves the list with its events, and comes back', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira', [REHEARSAL]);
    const choir = await google.addCalendar(mira, 'Choir');
    await demo.signIn(mira);
    await demo.board.event(TITLE).click();
    await demo.dialog.field('Calendar').selectOption('Choir');
    await demo.dialog.save();
    await demo.dialog.expectClosed();

    await demo.calendarList.settings('Choir').click();
    await demo.allowManaging();
    await demo.dialog.button('Hide from the list').click();
    await expect(demo.calendarSwitch('Choir')).toHaveCount(0);
    await expect(demo.board.event(TITLE)).toHaveCount(0);
    await expect(demo.notifications).toContainText('“Choir” is hidden.');
    await expect(demo.calendarList.newButton).toBeFocused();
    expect(await google.calendar(mira, 'Choir')).toMatchObject({ id: choir, hidden: true });

    await demo.page.getByText('Hidden calendars (1)').click();
    await demo.button('Show Choir').click();
    await expect(demo.calendarSwitch('Choir')).toBeVisible();
    await expect(demo.board.event(TITLE)).toBeVisible();
    expect((await google.calendar(mira, 'Choir'))?.hidden ?? false).toBe(false);
  });

  test('a calendar is deleted after a question, the account’s own cannot be', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await google.addCalendar(mira, 'Choir');
    await demo.signIn(mira);

    await demo.calendarList.settings('Choir').click();
    await demo.allowManaging();
    await demo.dialog.button('Delete…').click();
    const question = demo.calendarList.dialog('Delete “Choir”?');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toHaveCount(0);
    await demo.dialog.button('Delete…').click();
    await question.getByRole('button', { name: 'Delete the calendar' }).click();
    await expect(demo.notifications).toContainText('“Choir” is deleted.');
    await expect(demo.calendarSwitch('Choir')).toHaveCount(0);
    expect(await google.calendar(mira, 'Choir')).toBeUndefined();

    await demo.calendarList.settings(mira).click();
    await expect(demo.dialog.button('Delete…')).toHaveCount(0);
    await expect(demo.dialog.button('Hide from the list')).toHaveCount(0);
  });

  test('a calendar is subscribed to by its address, and unsubscribed from', async ({
    demo,
    google,
  }) => {
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);

    await demo.calendarList.subscribeButton.click();
    await demo.allowManaging();
    const address = demo.dialog.field('Address of the calendar');
    await address.fill('nobody@example.com');
    await demo.dialog.button('Subscribe').click();
    await expect(demo.alert).toContainText('it is not shared with your account');
    await expect(address).toBeFocused();
    await address.fill(PUBLIC_CALENDAR_ID);
    await demo.dialog.button('Subscribe').click();
    await demo.dialog.expectClosed();
    const subscribed = (await google.calendars(mira)).find(({ id }) => id === PUBLIC_CALENDAR_ID);
    const name = subscribed?.summary ?? '';
    await expect(demo.calendarSwitch(name)).toBeChecked();

    await demo.calendarList.settings(name).click();
    await demo.dialog.button('Unsubscribe').click();
    await expect(demo.calendarSwitch(name)).toHaveCount(0);
    const left = (await google.calendars(mira)).map(({ id }) => id);
    expect(left).not.toContain(PUBLIC_CALENDAR_ID);
    await demo.notifications.getByRole('button', { name: 'Undo' }).click();
    await expect(demo.calendarSwitch(name)).toBeChecked();
  });
});
