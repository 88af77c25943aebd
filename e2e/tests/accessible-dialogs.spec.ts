import type { Page } from '@playwright/test';
import { axeViolations } from '../axe';
import { dayOfThisWeek, timeAt, today } from '../calendar-days';
import { expect, test } from '../fixtures';
import { tooWide } from '../overflow';
import { pressToClose, tabTo } from '../pages/keyboard';

const TUESDAY = dayOfThisWeek(1);
const TITLE = 'Book club';
const SCREENS = {
  desktop: { width: 1280, height: 800 },
  'small phone': { width: 360, height: 740 },
} as const;

const meetingOn = (day: string) => ({
  summary: TITLE,
  start: { dateTime: timeAt(day, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(day, '11:00'), timeZone: 'Europe/Berlin' },
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [screen, viewport] of Object.entries(SCREENS)) {
    test.describe(`dialogs, ${colorScheme} colours on a ${screen}`, () => {
      test.slow();
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

      test('axe finds no violation, and nothing is wider than the screen', async ({
        demo,
        google,
      }) => {
        const noor = await google.addUser('Noor');
        const mira = await google.addUser('Mira');
        await google.addCalendar(mira, 'Choir');
        const label = await google.addLabel(mira, 'Outdoors', '#ac725e');
        const own = await google.insert(mira, { ...meetingOn(today()), summary: 'Own' });
        await google.labelEvent(mira, own.id, label);
        const attendees = [{ email: noor, comment: 'With cake' }, { email: mira }];
        await google.insert(noor, { ...meetingOn(today()), attendees });
        await demo.signIn(mira);
        await demo.board.showView('Agenda');

        await demo.board.event(TITLE).click();
        await demo.dialog.answer('Yes').click();
        await expect(demo.notifications).toContainText('answered.');
        await check('invitation', demo.page);
        await demo.dialog.close();

        await demo.board.event('Own').click();
        await demo.dialog.addGuest(noor);
        await demo.dialog.root.getByRole('textbox', { name: 'Guests' }).fill('noor');
        await demo.dialog.button('Add guest').click();
        await expect(demo.alert).toBeVisible();
        await demo.dialog.root.getByRole('checkbox', { name: /^As the calendar: / }).uncheck();
        await demo.dialog.button('Add reminder').click();
        await demo.dialog.button('Add Google Meet').click();
        await expect(demo.dialog.root.getByRole('radio', { name: 'Outdoors' })).toBeAttached();
        await check('event with guests, reminders and a mistake', demo.page);
        await demo.dialog.close();

        if (screen !== 'desktop') {
          await demo.button('Calendars').click();
        }
        await demo.calendarList.settings('Choir').click();
        await expect(demo.calendarList.allowButton).toBeEnabled();
        await expect(
          demo.calendarList.dialog('Calendar settings').getByRole('radio').first(),
        ).toBeAttached();
        await check('calendar without permission', demo.page);
        await demo.allowManaging();
        await demo.page.getByRole('button', { name: 'Delete…' }).click();
        await expect(demo.calendarList.dialog('Delete “Choir”?')).toBeVisible();
        await check('question before a calendar is deleted', demo.page);
        await demo.page.keyboard.press('Escape');
        await demo.page.getByRole('button', { name: 'Hide from the list' }).click();
        await demo.page.getByText('Hidden calendars (1)').click();
        await expect(demo.button('Show Choir')).toBeEnabled();
        await check('hidden calendars', demo.page);

        await demo.calendarList.subscribeButton.click();
        const subscription = demo.calendarList.dialog('Subscribe to a calendar');
        await subscription.getByRole('button', { name: 'Subscribe', exact: true }).click();
        await expect(subscription.getByRole('alert')).toBeVisible();
        await check('subscription with a mistake', demo.page);
      });
    });
  }
}

test('keyboard: an event gets a guest, a reminder, a colour and another calendar, and a calendar is made, without a mouse', async ({
  demo,
  google,
}) => {
  const noor = await google.addUser('Noor');
  const mira = await google.addUser('Mira', [meetingOn(TUESDAY)]);
  const choir = await google.addCalendar(mira, 'Choir');
  await demo.signIn(mira);
  const { page, board, dialog } = demo;
  const press = (key: string) => page.keyboard.press(key);

  await test.step('event', async () => {
    await tabTo(board.event(TITLE));
    await press('Enter');
    await expect(dialog.title).toBeFocused();
    await tabTo(dialog.field('Calendar'));
    await page.keyboard.type('Choir');
    await expect(dialog.field('Calendar')).toHaveValue(choir);
    await tabTo(dialog.root.getByRole('radio', { name: 'As the calendar' }));
    await press('ArrowRight');
    await tabTo(dialog.root.getByRole('textbox', { name: 'Guests' }));
    await page.keyboard.type(noor);
    await press('Enter');
    await expect(dialog.guest(noor)).toBeVisible();
    await expect(dialog.root.getByRole('textbox', { name: 'Guests' })).toBeFocused();
    await tabTo(dialog.button('Add Google Meet'));
    await press('Enter');
    await expect(dialog.button('Do not add Google Meet')).toBeFocused();
    await tabTo(dialog.root.getByRole('checkbox', { name: /^As the calendar: / }));
    await press('Space');
    await tabTo(dialog.button('Remove reminder 1'));
    await press('Enter');
    await expect(dialog.button('Add reminder')).toBeFocused();
    await press('Enter');
    await tabTo(dialog.button('Save'));
    await press('Enter');
    await dialog.expectClosed();
    await expect(board.event(TITLE)).toBeFocused();
    const [saved] = await google.eventsNamed(mira, TITLE, choir);
    expect(saved?.attendees?.map(({ email }) => email)).toContain(noor);
    expect(saved?.colorId).toBeDefined();
    expect(saved?.hangoutLink).toBeDefined();
    expect(saved?.reminders?.useDefault).toBe(false);
  });

  await test.step('calendar', async () => {
    const { newButton } = demo.calendarList;
    await tabTo(newButton);
    await press('Enter');
    await expect(dialog.field('Name')).toBeFocused();
    await press('Escape');
    await dialog.expectClosed();
    await expect(newButton).toBeFocused();

    await press('Enter');
    await tabTo(demo.calendarList.allowButton);
    const [popup] = await Promise.all([page.waitForEvent('popup'), press('Enter')]);
    await tabTo(popup.getByRole('button', { name: 'Allow' }));
    await pressToClose(popup, 'Enter');
    await expect(dialog.field('Name')).toBeFocused();
    await page.keyboard.type('Garden');
    await press('Enter');
    await dialog.expectClosed();
    await expect(demo.calendarSwitch('Garden')).toBeChecked();
    await expect(newButton).toBeFocused();

    await tabTo(demo.calendarList.settings('Garden'));
    await press('Enter');
    await tabTo(dialog.button('Hide from the list'));
    await press('Enter');
    await expect(demo.calendarSwitch('Garden')).toHaveCount(0);
    await expect(newButton).toBeFocused();
  });
});

async function check(name: string, page: Page): Promise<void> {
  await test.step(name, async () => {
    expect.soft(await axeViolations(page), name).toEqual([]);
    expect.soft(await tooWide(page), name).toEqual([]);
  });
}
