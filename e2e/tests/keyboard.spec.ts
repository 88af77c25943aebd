import { instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { pressToClose, tabTo } from '../pages/keyboard';

const TITLE = 'Choir practice';

test('keyboard: sign in, change views, create, edit, delete, undo and sign out without a mouse', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira');
  const { page, board, dialog, notifications } = demo;
  const press = (key: string) => page.keyboard.press(key);
  await demo.open();

  await test.step('sign in', async () => {
    await expect(demo.signInButton).toBeEnabled();
    await tabTo(demo.signInButton);
    const [popup] = await Promise.all([page.waitForEvent('popup'), press('Enter')]);
    await tabTo(popup.getByRole('button', { name: mira }));
    await popup.keyboard.press('Enter');
    await tabTo(popup.getByRole('button', { name: 'Allow' }));
    await pressToClose(popup, 'Enter');
    await demo.waitUntilSignedIn(mira);
  });

  await test.step('move through the views and the weeks', async () => {
    const heading = page.getByRole('heading', { level: 2 }).and(page.locator('[aria-live]'));
    const headingOfWeek = (await heading.textContent()) ?? '';
    for (const name of ['Month', 'Day', 'Agenda'] as const) {
      await tabTo(board.view(name));
      await press('Enter');
      await expect(board.view(name)).toHaveAttribute('aria-pressed', 'true');
      await expect(board.view(name)).toBeFocused();
    }
    const headingOfAgenda = (await heading.textContent()) ?? '';
    expect(headingOfAgenda).not.toBe(headingOfWeek);
    await tabTo(demo.button('Next'));
    await press('Enter');
    await expect(heading).not.toHaveText(headingOfAgenda);
    await tabTo(demo.button('Today'));
    await press('Enter');
    await expect(heading).toHaveText(headingOfAgenda);
  });

  await test.step('create', async () => {
    await tabTo(demo.newEventButton);
    await press('Enter');
    await expect(dialog.title).toBeFocused();
    await page.keyboard.type(TITLE);
    await tabTo(dialog.field('Start time'));
    const timeBefore = await dialog.field('Start time').inputValue();
    await press('ArrowUp');
    const [date, time] = [
      await dialog.field('Start date').inputValue(),
      await dialog.field('Start time').inputValue(),
    ];
    expect(time).not.toBe(timeBefore);
    await tabTo(dialog.button('Save'));
    await press('Enter');
    await dialog.expectClosed();
    await expect(demo.newEventButton).toBeFocused();
    await expect(board.event(TITLE)).toBeVisible();
    const { start } = await google.event(mira, TITLE);
    expect(instantOf(start?.dateTime)).toBe(instantOf(timeAt(date, time)));
  });

  await test.step('edit', async () => {
    await tabTo(board.event(TITLE));
    await press('Enter');
    await expect(dialog.title).toBeFocused();
    await press('End');
    await page.keyboard.type(', the altos');
    await press('Enter');
    await dialog.expectClosed();
    await expect(board.event(`${TITLE}, the altos`)).toBeFocused();
    await google.event(mira, `${TITLE}, the altos`);
  });

  await test.step('leave a dialog by Escape', async () => {
    await press('Enter');
    await expect(dialog.title).toBeFocused();
    await page.keyboard.type('Never saved');
    await press('Escape');
    await dialog.expectClosed();
    await expect(board.event(`${TITLE}, the altos`)).toBeFocused();
  });

  await test.step('delete and undo', async () => {
    await press('Enter');
    await tabTo(dialog.button('Delete'));
    await press('Enter');
    await expect(board.event(TITLE)).toHaveCount(0);
    await expect(notifications.getByRole('button', { name: 'Undo' })).toBeFocused();
    await press('Enter');
    await expect(notifications).toContainText('is back.');
    await expect(board.event(`${TITLE}, the altos`)).toBeVisible();
  });

  await test.step('sign out', async () => {
    await tabTo(demo.accountButton(mira));
    await press('Enter');
    await tabTo(demo.button('Sign out'));
    await press('Enter');
    await expect(demo.signInButton).toBeVisible();
  });
});

test('keyboard: the dialog of a new event has the focus before the next key arrives', async ({
  demo,
  google,
}) => {
  await demo.signIn(await google.addUser('Mira'));
  const focusedAfterPress = await demo.newEventButton.evaluate((button: HTMLElement) => {
    button.click();
    return document.activeElement?.id;
  });
  expect(focusedAfterPress).toBe('event-title');
});
