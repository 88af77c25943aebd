import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';

const TUESDAY = dayOfThisWeek(1);
const TITLE = 'Rehearsal';
const REHEARSAL = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

test.describe('moving an event to another calendar', () => {
  test('the event is in the other calendar, and gone from the first', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [REHEARSAL]);
    const choir = await google.addCalendar(mira, 'Choir');
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.field('Calendar').selectOption('Choir');
    await demo.dialog.title.fill('Dress rehearsal');
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await expect(demo.notifications).toContainText(
      '“Dress rehearsal” moved to the calendar “Choir”.',
    );
    const keys = async () => (await demo.board.shownEvents()).map(({ key }) => key.split('/')[0]);
    await expect.poll(keys).toEqual([choir]);
    await expect(demo.board.event('Dress rehearsal')).toBeFocused();
    expect((await google.eventsNamed(mira, 'Dress rehearsal', choir)).length).toBe(1);
    const [left] = await google.eventsNamed(mira, 'Dress rehearsal');
    expect(left?.status ?? 'cancelled').toBe('cancelled');
  });

  test('one date of a series and a status event say why they stay', async ({ demo, google }) => {
    const mira = await google.addUser('Mira', [
      { ...REHEARSAL, recurrence: ['RRULE:FREQ=WEEKLY'] },
      {
        ...REHEARSAL,
        summary: 'Deep work',
        start: { dateTime: timeAt(TUESDAY, '13:00'), timeZone: 'Europe/Berlin' },
        end: { dateTime: timeAt(TUESDAY, '14:00'), timeZone: 'Europe/Berlin' },
        eventType: 'focusTime',
        focusTimeProperties: { chatStatus: 'doNotDisturb' },
      },
    ]);
    await google.addCalendar(mira, 'Choir');
    await demo.signIn(mira);

    await demo.board.event(TITLE).click();
    await expect(demo.dialog.field('Calendar')).not.toBeEditable();
    await expect(demo.dialog.field('Calendar')).toHaveAccessibleDescription(/series/);
    await demo.dialog.close();

    await demo.board.event('Deep work').click();
    await expect(demo.dialog.root).toContainText('Focus time: Chat does not disturb');
    await expect(demo.dialog.field('Calendar')).toHaveAccessibleDescription(/kind/);
  });
});
