import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { goOffline } from '../offline';
import { PendingChanges } from '../pages/pending-changes';

const [TUESDAY, WEDNESDAY] = [1, 2].map(dayOfThisWeek) as [string, string];
const LESSON = lesson('Piano lesson', TUESDAY);
const CHOIR = lesson('Choir', WEDNESDAY);
const FORBIDDEN = {
  method: 'POST',
  path: '/calendar/v3/calendars/*/events',
  times: 0,
  status: 403,
  reason: 'forbidden',
} as const;

function lesson(summary: string, day: string): object {
  return {
    summary,
    start: { dateTime: timeAt(day, '10:00'), timeZone: 'Europe/Berlin' },
    end: { dateTime: timeAt(day, '11:00'), timeZone: 'Europe/Berlin' },
  };
}

test.describe('unsaved changes', () => {
  test('an event is dragged, and another gets a new time in its form: toast and panel both say “moved”', async ({
    demo,
    google,
    context,
    servers,
  }) => {
    const { board, dialog, notifications } = demo;
    await demo.signIn(await google.addUser('Mira', [LESSON, CHOIR]));
    await demo.waitForReplica();
    await goOffline(context, servers.demoUrl);
    await board.dragEvent('Choir', WEDNESDAY, '14:00');
    await expect(notifications).toContainText('“Choir” moved.');
    await board.event('Piano lesson').click();
    await dialog.field('Start time').fill('12:00');
    await dialog.save();
    await dialog.expectClosed();
    await expect(notifications).toContainText('“Piano lesson” moved.');

    const changes = new PendingChanges(demo);
    await changes.open();
    await expect(changes.write(/Moved “Choir”, Wed .*, 14:00/)).toBeVisible();
    await expect(changes.write(/Moved “Piano lesson”, Tue .*, 12:00/)).toBeVisible();
  });

  test('a change is discarded: its Undo is gone, and Ctrl+Z takes back and names the one before', async ({
    demo,
    google,
    context,
  }) => {
    const { board, dialog, notifications } = demo;
    const mira = await google.addUser('Mira', [LESSON, CHOIR]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    // Known to the browser, so that nothing is sent.
    await context.setOffline(true);
    for (const [title, newTitle] of [
      ['Piano lesson', 'Organ lesson'],
      ['Choir', 'Orchestra'],
    ] as const) {
      await board.event(title).click();
      await dialog.title.fill(newTitle);
      await dialog.save();
      await dialog.expectClosed();
    }
    const toast = notifications
      .locator('app-toast-card')
      .filter({ hasText: '“Orchestra” changed.' });
    await toast.hover();
    await expect(toast.getByRole('button', { name: 'Undo' })).toBeVisible();
    const changes = new PendingChanges(demo);
    await changes.mark.press('Enter');
    await changes.write('Orchestra').getByRole('button', { name: 'Discard' }).press('Enter');
    await expect(changes.write('Orchestra')).toHaveCount(0);
    await demo.page.keyboard.press('Escape');
    await dialog.expectClosed();
    await expect(board.event('Choir')).toBeVisible();
    await expect(toast).toHaveCount(0);

    await demo.page.keyboard.press('Control+z');
    await expect(notifications).toContainText('“Piano lesson” is as it was before.');
    await expect(board.event('Piano lesson')).toBeVisible();
    await context.setOffline(false);
    await expect(changes.mark).toHaveCount(0);
    expect((await google.event(mira, 'Choir')).status).toBe('confirmed');
    expect((await google.event(mira, 'Piano lesson')).status).toBe('confirmed');
  });

  test('a new event that Google refuses is edited with all that was typed, after a reload too, and Google has it once', async ({
    demo,
    google,
  }) => {
    const { dialog, recurrence } = demo;
    const mira = await google.addUser('Mira');
    await demo.signIn(mira);
    await demo.waitForReplica();
    await google.fault(FORBIDDEN);
    await demo.newEventButton.click();
    await dialog.title.fill('Concert');
    await dialog.field('Start date').fill(TUESDAY);
    await dialog.field('Start time').fill('19:00');
    await recurrence.frequency.selectOption('Weekly');
    await dialog.field('Location').fill('Town hall');
    await dialog.field('Description').fill('Bring the violin');
    await dialog.addGuest('noor@example.com');
    await dialog.field('Tell guests by e-mail').check();
    await dialog.save();
    await dialog.expectClosed();
    const changes = new PendingChanges(demo);
    await expect(changes.mark).toHaveText('1 change not saved');
    await demo.reloadPageAndSignInAgain(mira);

    await changes.mark.press('Enter');
    const write = changes.write('Added “Concert”');
    await write.getByRole('button', { name: 'Edit' }).press('Enter');
    await expect(changes.panel).toHaveCount(0);
    await expect(dialog.title).toBeFocused();
    await expect(dialog.title).toHaveValue('Concert');
    await expect(dialog.field('Start date')).toHaveValue(TUESDAY);
    await expect(dialog.field('Start time')).toHaveValue('19:00');
    await expect(dialog.field('Location')).toHaveValue('Town hall');
    await expect(dialog.field('Description')).toHaveValue('Bring the violin');
    await expect(recurrence.frequency).toHaveValue('WEEKLY');
    await expect(dialog.guest('noor@example.com')).toBeVisible();
    await expect(dialog.field('Tell guests by e-mail')).toBeChecked();

    // Closed without saving, it is still there.
    await demo.page.keyboard.press('Escape');
    await dialog.expectClosed();
    await expect(changes.mark).toBeFocused();
    await changes.mark.press('Enter');
    await write.getByRole('button', { name: 'Edit' }).press('Enter');
    await google.clearFaults();
    await dialog.title.fill('Summer concert');
    await dialog.save();
    await dialog.expectClosed();
    await expect(changes.mark).toHaveCount(0);
    await expect(demo.newEventButton).toBeFocused();
    await expect(demo.board.event('Summer concert').first()).toBeVisible();
    await expect.poll(() => google.eventsNamed(mira, 'Summer concert')).toHaveLength(1);
    expect(await google.eventsNamed(mira, 'Concert')).toEqual([]);
    expect((await google.event(mira, 'Summer concert')).location).toBe('Town hall');
  });
});
