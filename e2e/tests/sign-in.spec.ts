import { addDays, dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEmulator } from '../google-emulator';
import { holdAnswers } from '../held-answers';
import { ADA } from '../pages/demo-page';

/** By `calendar/event` ids the titles of what Ada has this week, as Google tells it. */
async function thisWeek(google: GoogleEmulator): Promise<ReadonlyMap<string, string>> {
  const start = timeAt(dayOfThisWeek(0), '00:00');
  const end = timeAt(addDays(dayOfThisWeek(0), 7), '00:00');
  const titles = new Map<string, string>();
  for (const { id: calendarId, selected } of await google.calendars(ADA)) {
    if (!selected) {
      continue;
    }
    for (const { id, summary } of await google.events(ADA, calendarId, { start, end })) {
      titles.set(`${calendarId}/${id}`, summary ?? '(No title)');
    }
  }
  return titles;
}

test.describe('After signing in', () => {
  test('this week’s events are on screen, all of them and no others', async ({ demo, google }) => {
    const expected = await thisWeek(google);
    expect(expected.size).toBeGreaterThan(15);

    await demo.signIn(ADA);

    await expect
      .poll(async () => (await demo.board.shownEvents()).map(({ key }) => key).sort())
      .toEqual([...expected.keys()].sort());
    await demo.board.filled();
    for (const { key, text } of await demo.board.shownEvents()) {
      expect(text).toContain(expected.get(key));
    }
  });

  test('the calendars are listed with their names and colours', async ({ demo, google }) => {
    await demo.signIn(ADA);

    const calendars = await google.calendars(ADA);
    expect(calendars.length).toBeGreaterThan(3);
    await expect(demo.page.getByRole('switch')).toHaveCount(calendars.length);
    for (const { summary, summaryOverride, backgroundColor } of calendars) {
      const calendar = demo.calendarSwitch(summaryOverride ?? summary);
      await expect(calendar).toBeChecked();
      await expect(calendar).toHaveCSS('background-color', rgb(backgroundColor));
    }
  });

  test('a calendar that is switched off leaves the screen, and comes back', async ({ demo }) => {
    await demo.signIn(ADA);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();

    await demo.calendarSwitch('Studio Halde').click();
    await expect(demo.board.event(/Stand-up/)).toHaveCount(0);
    await expect.poll(() => demo.board.shownEvents()).not.toHaveLength(0);

    await demo.calendarSwitch('Studio Halde').click();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  });

  test('the app says that it loads for as long as Google takes its time', async ({ demo }) => {
    const release = await holdAnswers(demo.page, '**/calendar/v3/calendars/**');
    await demo.open();
    const window = await demo.openSignIn();
    await window.chooseAccount(ADA);
    await window.allow();

    const news = demo.page.getByRole('status').filter({ hasText: 'Loading events' });
    await expect(demo.board.root).toHaveAttribute('aria-busy', 'true');
    await expect(news).toBeAttached();

    release();
    await demo.board.loaded();
    await expect(news).toHaveCount(0);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  });
});

function rgb(hex: string): string {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${String(red)}, ${String(green)}, ${String(blue)})`;
}
