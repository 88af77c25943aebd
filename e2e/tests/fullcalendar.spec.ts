import { serveApp } from '../commands-app-server';
import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test as base } from '../fixtures';
import { CalendarBoard } from '../pages/calendar-board';
import { CommandsPage } from '../pages/commands-page';

const [TUESDAY, FRIDAY] = [1, 4].map(dayOfThisWeek) as [string, string];
const TITLE = 'Piano lesson';
const LESSON = {
  summary: TITLE,
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

/** An app that binds a version of FullCalendar to the service by the package's adapter. */
const test = base.extend<
  { openBoard: (version: 6 | 7, email: string) => Promise<CalendarBoard> },
  { boardUrl: string }
>({
  boardUrl: [
    async ({}, use) => {
      const app = await serveApp('fullcalendar-app.mjs');
      await use(app.url);
      app.close();
    },
    { scope: 'worker' },
  ],

  openBoard: async ({ page, google, boardUrl }, use) => {
    await use(async (version, email) => {
      await page.setViewportSize({ width: 1200, height: 1000 });
      await new CommandsPage(page, google, `${boardUrl}/${version}`).openAs(email);
      return new CalendarBoard(page);
    });
  },
});

for (const version of [6, 7] as const) {
  test.describe(`FullCalendar ${version} with fullCalendarOptions`, () => {
    test('an event that is dragged, then stretched, has its new times at Google', async ({
      google,
      openBoard,
    }) => {
      const mira = await google.addUser('Mira', [LESSON]);
      const board = await openBoard(version, mira);
      await board.dragEvent(TITLE, FRIDAY, '14:00');
      await board.expectEvent(TITLE, FRIDAY, '14:00–15:00');
      await expect(board.event(TITLE)).toHaveCount(1);
      const timesAtGoogle = async () => {
        const { start, end } = await google.event(mira, TITLE);
        return [instantOf(start?.dateTime), instantOf(end?.dateTime)];
      };
      const [start, end, later] = ['14:00', '15:00', '16:30'].map((time) =>
        instantOf(timeAt(FRIDAY, time)),
      );
      await expect.poll(timesAtGoogle).toEqual([start, end]);

      await board.stretchEvent(TITLE, FRIDAY, '16:30');
      await board.expectEvent(TITLE, FRIDAY, '14:00–16:30');
      await expect.poll(timesAtGoogle).toEqual([start, later]);
    });

    test('an event whose move Google refuses jumps back, and the app is told why', async ({
      page,
      google,
      openBoard,
    }) => {
      const mira = await google.addUser('Mira', [LESSON]);
      const board = await openBoard(version, mira);
      await google.fault({
        method: 'PATCH',
        path: '/calendar/v3/calendars/*/events/*',
        times: 0,
        status: 403,
        reason: 'forbidden',
      });
      await board.dragEvent(TITLE, FRIDAY, '14:00');
      await expect(page.getByRole('alert')).toHaveText(`${TITLE}: forbidden`);
      await board.expectEvent(TITLE, TUESDAY, '10:00–11:00');
      await expect(board.event(TITLE)).toHaveCount(1);

      await google.clearFaults();
      await board.dragEvent(TITLE, FRIDAY, '14:00');
      await board.expectEvent(TITLE, FRIDAY, '14:00–15:00');
    });

    test('an event of a calendar that can only be read cannot be dragged', async ({
      google,
      openBoard,
    }) => {
      const [ada, mira] = [await google.addUser('Ada', [LESSON]), await google.addUser('Mira')];
      await google.shareCalendar(ada, ada, mira);
      await google.as(mira, {
        method: 'PATCH',
        path: `users/me/calendarList/${ada}`,
        body: { selected: true },
      });
      const board = await openBoard(version, mira);
      await board.tryToDragEvent(TITLE, FRIDAY, '14:00');
      await board.expectEvent(TITLE, TUESDAY, '10:00–11:00');
      expect(await google.pageWrites()).toEqual([]);
    });

    test('a time that is selected becomes an event', async ({ google, openBoard }) => {
      const mira = await google.addUser('Mira', [LESSON]);
      const board = await openBoard(version, mira);
      await expect(board.event(TITLE)).toBeVisible();
      await board.selectTime(FRIDAY, '09:00', '11:00');
      await board.expectEvent('New event', FRIDAY, '09:00–11:00');
      await expect
        .poll(async () => instantOf((await google.event(mira, 'New event')).start?.dateTime))
        .toBe(instantOf(timeAt(FRIDAY, '09:00')));
    });
  });
}
