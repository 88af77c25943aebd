import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GoogleEvent } from '../google-resources';
import { DemoPage } from '../pages/demo-page';
import { PendingChanges } from '../pages/pending-changes';

test.use({ auth: 'server', tokenMode: 'sealed' });

const DAYS = [0, 1, 2, 3, 4].map(dayOfThisWeek);
const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = DAYS as [
  string,
  string,
  string,
  string,
  string,
];
const PRACTICE = {
  summary: 'Practice',
  start: { dateTime: timeAt(MONDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(MONDAY, '11:00'), timeZone: 'Europe/Berlin' },
  recurrence: ['RRULE:FREQ=DAILY;COUNT=5'],
};

test.describe('a series is divided, and the tab dies between the requests', () => {
  test('no day is doubled or lost on screen, and the next tab ends what was begun', async ({
    demo,
    google,
    context,
  }) => {
    const mira = await google.addUser('Mira', [PRACTICE]);
    const stored = async (title: string): Promise<readonly string[]> => {
      const { items = [] } = await google.as<{ readonly items?: readonly GoogleEvent[] }>(mira, {
        path: 'calendars/primary/events',
        query: { singleEvents: 'true', orderBy: 'startTime' },
      });
      return items
        .filter(({ summary }) => summary === title)
        .map(({ start }) => instantOf(start?.dateTime));
    };
    const at = (days: readonly string[]) => days.map((day) => instantOf(timeAt(day, '10:00')));

    await demo.signIn(mira);
    await demo.waitForReplica();
    await demo.board.expectEvent('Practice', FRIDAY, '10:00–11:00');
    // The old series is never trimmed by this tab: its request does not leave the browser.
    await demo.page.route('**/calendar/v3/calendars/*/events/*', (route) =>
      route.request().method() === 'PATCH' ? new Promise<void>(() => undefined) : route.fallback(),
    );
    await demo.board.day(WEDNESDAY).getByRole('button', { name: 'Practice' }).click();
    await demo.dialog.title.fill('Concert');
    await demo.dialog.save();
    await demo.seriesQuestion.answer('This and following events');
    await demo.dialog.expectClosed();
    await expect.poll(() => stored('Concert')).toEqual(at([WEDNESDAY, THURSDAY, FRIDAY]));
    expect(await stored('Practice')).toEqual(at(DAYS));
    await demo.page.close();

    const again = new DemoPage(await context.newPage(), google);
    await again.open();
    for (const day of [WEDNESDAY, THURSDAY, FRIDAY]) {
      await again.board.expectEvent('Concert', day, '10:00–11:00');
    }
    await expect(again.board.event('Practice')).toHaveCount(2);
    await expect(new PendingChanges(again).mark).toHaveCount(0);
    await expect.poll(() => stored('Practice')).toEqual(at([MONDAY, TUESDAY]));
    expect(await stored('Concert')).toEqual(at([WEDNESDAY, THURSDAY, FRIDAY]));
    await expect(again.board.event('Practice')).toHaveCount(2);
    await expect(again.board.event('Concert')).toHaveCount(3);
  });
});
