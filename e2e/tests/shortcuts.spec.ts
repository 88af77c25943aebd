import type { Page } from '@playwright/test';
import { addDays, timeAt, today } from '../calendar-days';
import { expect, test } from '../fixtures';
import { tabTo } from '../pages/keyboard';

const lesson = (summary: string, start: string, end: string) => ({
  summary,
  start: { dateTime: timeAt(today(), start), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(today(), end), timeZone: 'Europe/Berlin' },
});
const LESSONS = [
  lesson('Piano', '09:00', '10:00'),
  lesson('Violin', '11:00', '12:00'),
  lesson('Flute', '13:00', '14:00'),
];
/** More than a day of the month has room for. */
const HOURS = Array.from({ length: 9 }, (_, hour) => `${String(9 + hour).padStart(2, '0')}:00`);
const FULL_DAY = HOURS.map((start) =>
  lesson(`Lesson at ${start}`, start, `${start.slice(0, 2)}:30`),
);

const titleOf = (page: Page) =>
  page.getByRole('heading', { level: 2 }).and(page.locator('[aria-live]'));

test('shortcuts: single keys change the views and dates, make an event, search, reload and open the help sheet', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira', LESSONS);
  await demo.signIn(mira);
  const { page, board, dialog } = demo;
  const press = (key: string) => page.keyboard.press(key);
  const title = titleOf(page);

  for (const [key, name] of Object.entries({ m: 'Month', d: 'Day', a: 'Agenda', w: 'Week' })) {
    await press(key);
    await expect(board.view(name as 'Month')).toHaveAttribute('aria-pressed', 'true');
    await expect(title, 'what is announced').toContainText(`${name}: `);
  }

  const thisWeek = (await title.textContent()) ?? '';
  for (const [forth, back] of [
    ['j', 'k'],
    ['n', 'p'],
  ] as const) {
    await press(forth);
    await expect(title).not.toHaveText(thisWeek);
    await press(back);
    await expect(title).toHaveText(thisWeek);
  }
  await press('j');
  await expect(title).not.toHaveText(thisWeek);
  await press('t');
  await expect(title).toHaveText(thisWeek);

  await press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('Pia');
  await expect(page.getByRole('searchbox')).toHaveValue('Pia');
  await press('Escape');
  await press('Escape');
  await dialog.expectClosed();

  await press('c');
  await expect(dialog.title).toBeFocused();
  await page.keyboard.type('cat');
  await expect(dialog.title).toHaveValue('cat');
  await press('Escape');
  await dialog.expectClosed();
  await expect(demo.newEventButton).toBeFocused();

  const reads = async () => (await google.pageRequests()).length;
  const readsBefore = await reads();
  await press('r');
  await expect.poll(reads).toBeGreaterThan(readsBefore);

  await press('?');
  await expect(dialog.root).toBeVisible();
  await expect(dialog.root).toMatchAriaSnapshot(`
    - dialog "Keyboard shortcuts":
      - heading "Keyboard shortcuts" [level=2]
      - button "Close"
      - term: /
      - definition: Search
      - term: r
      - definition: Reload
      - term: c
      - definition: New event
      - term: "?"
      - definition: Keyboard shortcuts
      - term: t
      - definition: Today
      - term: k p
      - definition: Previous
      - term: j n
      - definition: Next
      - term: m
      - definition: Month
      - term: w
      - definition: Week
      - term: d
      - definition: Day
      - term: a
      - definition: Agenda
  `);
});

test('shortcuts: they can be turned off, which a reload keeps, and turned on again by the mouse', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira', LESSONS);
  await demo.signIn(mira);
  const { page, board, dialog } = demo;
  await expect(board.view('Month')).toHaveAttribute('aria-keyshortcuts', 'm');

  await page.keyboard.press('?');
  await dialog.root.getByRole('switch').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await dialog.expectClosed();
  await expect(board.view('Month')).not.toHaveAttribute('aria-keyshortcuts');

  await page.reload();
  await demo.waitUntilSignedIn(mira);
  await page.keyboard.press('m');
  await page.keyboard.press('?');
  await demo.button('Keyboard shortcuts').click();
  await expect(board.view('Week')).toHaveAttribute('aria-pressed', 'true');
  await dialog.root.getByRole('switch').check();
  await dialog.close();
  await page.keyboard.press('m');
  await expect(board.view('Month')).toHaveAttribute('aria-pressed', 'true');
});

test('shortcuts: arrow keys move from event to event, and Enter opens the one with the focus', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira', LESSONS);
  await demo.signIn(mira);
  const { page, board, dialog } = demo;
  for (const view of ['Month', 'Week', 'Day', 'Agenda'] as const) {
    await test.step(view, async () => {
      await board.showView(view);
      await board.waitUntilRendered();
      await board.event('Piano').focus();
      await page.keyboard.press('ArrowDown');
      await expect(board.event('Violin')).toBeFocused();
      await page.keyboard.press('ArrowUp');
      await expect(board.event('Piano')).toBeFocused();
    });
  }
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.title).toHaveValue('Violin');
});

test('shortcuts: arrow keys pass over events for which a day of the month has no room', async ({
  demo,
  google,
}) => {
  const mira = await google.addUser('Mira', FULL_DAY);
  await demo.signIn(mira);
  const { page, board } = demo;
  await board.showView('Month');
  await board.waitUntilRendered();
  await expect(board.root.getByText(/^\+\d+ more/).first()).toBeVisible();
  await expect(board.event('Lesson at 17:00')).toHaveCount(0);

  const shown = await board.event(/^Lesson/).count();
  await board.event('Lesson at 09:00').focus();
  for (const start of HOURS.slice(1, shown)) {
    await page.keyboard.press('ArrowDown');
    await expect(board.event(`Lesson at ${start}`)).toBeFocused();
  }
  await page.keyboard.press('ArrowDown');
  await expect(board.event(`Lesson at ${HOURS[shown - 1] ?? ''}`)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(board.event(`Lesson at ${HOURS[shown - 2] ?? ''}`)).toBeFocused();
});

test('shortcuts: an event in another month that is searched and chosen by keyboard has the focus', async ({
  demo,
  google,
}) => {
  const day = addDays(today(), 40);
  const mira = await google.addUser('Mira', [
    ...FULL_DAY,
    { summary: 'Recital', start: { date: day }, end: { date: addDays(day, 1) } },
  ]);
  await demo.signIn(mira);
  const { page, board } = demo;
  await board.showView('Month');
  await board.waitUntilRendered();
  await page.keyboard.press('/');
  await page.getByRole('searchbox').fill('Recital');
  const result = page.getByRole('list', { name: 'Results' }).getByRole('button');
  await expect(result).toHaveCount(1);
  await tabTo(result);
  await page.keyboard.press('Enter');
  await expect(board.event('Recital')).toBeFocused();
});

test('shortcuts: the public calendar has those of its buttons', async ({ demo }) => {
  await demo.waitForPublicCalendar(() => demo.open('/public'));
  const { page, board } = demo;
  const title = titleOf(page);
  await page.keyboard.press('y');
  await expect(board.view('Year')).toHaveAttribute('aria-pressed', 'true');
  const thisYear = (await title.textContent()) ?? '';
  await page.keyboard.press('j');
  await expect(title).not.toHaveText(thisYear);
  await page.keyboard.press('?');
  await expect(demo.dialog.root.getByRole('definition')).toContainText(['Today', 'Year']);
  await expect(demo.dialog.root).not.toContainText('New event');
});
