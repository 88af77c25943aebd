import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';

const TUESDAY = dayOfThisWeek(1);
const TITLE = 'Dentist';
const APPOINTMENT = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

test('reminders: those of the calendar are replaced by two of the event’s own, and come back', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira', [APPOINTMENT]);
  await demo.signIn(mira);

  await demo.board.event(TITLE).click();
  const asCalendar = demo.dialog.root.getByRole('checkbox', { name: /^As the calendar: / });
  await expect(asCalendar).toBeChecked();
  await asCalendar.uncheck();
  // The list begins with the reminder of the calendar.
  await demo.dialog.button('Remove reminder 1').click();
  await expect(demo.dialog.root).toContainText('No reminder.');
  await demo.dialog.button('Add reminder').click();
  await demo.dialog.field('Time of reminder 1').selectOption('1 hour before');
  await demo.dialog.button('Add reminder').click();
  await demo.dialog.field('Time of reminder 2').selectOption('1 day before');
  await demo.dialog.field('Kind of reminder 2').selectOption('E-mail');
  await demo.dialog.save();
  await expect(demo.notifications).toContainText(`“${TITLE}” changed.`);
  const { reminders } = await google.event(mira, TITLE);
  expect(reminders?.useDefault).toBe(false);
  expect(reminders?.overrides).toHaveLength(2);
  expect(reminders?.overrides).toContainEqual({ method: 'popup', minutes: 60 });
  expect(reminders?.overrides).toContainEqual({ method: 'email', minutes: 1440 });

  await demo.board.event(TITLE).click();
  await expect(asCalendar).not.toBeChecked();
  await expect(demo.dialog.root.getByLabel(/^Time of reminder/)).toHaveCount(2);
  await asCalendar.check();
  await demo.dialog.save();
  await demo.dialog.expectClosed();
  expect((await google.event(mira, TITLE)).reminders?.useDefault).toBe(true);
});
