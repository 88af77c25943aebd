import { addDays, dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEmulator } from '../google-emulator';
import { holdAnswers } from '../held-answers';
import { ADA } from '../pages/demo-page';

/** The titles of Ada's events of this week that Google has, by their keys `calendar/event`. */
async function titlesOfThisWeek(google: GoogleEmulator): Promise<ReadonlyMap<string, string>> {
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

test.describe('sign-in', () => {
  test('the week shows all events that Google has for it and no others', async ({
    demo,
    google,
  }) => {
    const expectedTitles = await titlesOfThisWeek(google);
    expect(expectedTitles.size).toBeGreaterThan(15);

    await demo.signIn(ADA);

    await expect
      .poll(async () => (await demo.board.shownEvents()).map(({ key }) => key).sort())
      .toEqual([...expectedTitles.keys()].sort());
    await demo.board.waitUntilRendered();
    for (const { key, text } of await demo.board.shownEvents()) {
      expect(text).toContain(expectedTitles.get(key));
    }
  });

  test('the list shows each calendar with its name and colour', async ({ demo, google }) => {
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

  test('a calendar’s events disappear when it is switched off, and return when it is switched on', async ({
    demo,
  }) => {
    await demo.signIn(ADA);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();

    await demo.calendarSwitch('Studio Halde').click();
    await expect(demo.board.event(/Stand-up/)).toHaveCount(0);
    await expect.poll(() => demo.board.shownEvents()).not.toHaveLength(0);

    await demo.calendarSwitch('Studio Halde').click();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  });

  test('the page says “Loading events” until Google has answered', async ({ demo }) => {
    const release = await holdAnswers(demo.page, '**/calendar/v3/calendars/**');
    await demo.open();
    const window = await demo.openSignIn();
    await window.chooseAccount(ADA);
    await window.allow();

    const loadingStatus = demo.page.getByRole('status').filter({ hasText: 'Loading events' });
    await expect(demo.board.root).toHaveAttribute('aria-busy', 'true');
    await expect(loadingStatus).toBeAttached();

    await release();
    await demo.board.waitUntilLoaded();
    await expect(loadingStatus).toHaveCount(0);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  });
});

function rgb(hex: string): string {
  const [red, green, blue] = [1, 3, 5].map((index) => parseInt(hex.slice(index, index + 2), 16));
  return `rgb(${String(red)}, ${String(green)}, ${String(blue)})`;
}
