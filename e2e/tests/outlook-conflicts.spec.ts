import { addDays, dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GraphEmulator } from '../graph-emulator';
import { goOffline, goOnline } from '../offline';
import type { DemoPage } from '../pages/demo-page';
import { PendingChanges } from '../pages/pending-changes';

test.use({ withOutlook: true });

const [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY] = [0, 1, 2, 3, 4].map(dayOfThisWeek) as [
  string,
  string,
  string,
  string,
  string,
];
const WEEK = { start: timeAt(MONDAY, '00:00'), end: timeAt(addDays(MONDAY, 7), '00:00') };

const tenOClock = (day: string) => ({
  start: { dateTime: `${day}T10:00:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `${day}T11:00:00`, timeZone: 'Europe/Berlin' },
});

async function rename(demo: DemoPage, title: string, newTitle: string): Promise<void> {
  await demo.board.event(title).click();
  await demo.dialog.title.fill(newTitle);
  await demo.dialog.save();
  await demo.dialog.expectClosed();
}

/** The titles in Outlook this week, with the places. */
async function inOutlook(graph: GraphEmulator, email: string): Promise<readonly string[]> {
  return (await graph.events(email, WEEK)).map(({ subject = '', location }) =>
    location?.displayName ? `${subject} in ${location.displayName}` : subject,
  );
}

test.describe('Outlook changed by two', () => {
  for (const [button, kept] of [
    ['Keep mine', 'Cake'],
    ['Keep theirs', 'Coffee'],
  ] as const) {
    test(`somebody else changes another field: both are kept; the same field: the user is asked, and after “${button}” Outlook has that`, async ({
      demo,
      outlook,
      graph,
      context,
      servers,
    }) => {
      const mira = await graph.addUser('Mira');
      const tea = await graph.add(mira, { subject: 'Tea', ...tenOClock(MONDAY) });
      const lesson = await graph.add(mira, { subject: 'Piano lesson', ...tenOClock(TUESDAY) });
      await outlook.signIn(mira);
      await demo.waitForReplica();
      await goOffline(context, servers.demoUrl);
      await rename(demo, 'Tea', 'Cake');
      await rename(demo, 'Piano lesson', 'Organ lesson');
      await graph.change(mira, tea.id, { subject: 'Coffee' });
      await graph.change(mira, lesson.id, { location: { displayName: 'Church' } });

      await goOnline(demo);
      await expect(demo.notifications).toContainText('Somebody else has changed');
      const changes = new PendingChanges(demo);
      await changes.open();
      await expect(changes.conflict('Tea')).toContainText('Cake');
      await expect(changes.conflict('Tea')).toContainText('Coffee');
      await expect(changes.conflict('Piano lesson')).toHaveCount(0);
      await changes.choose('Tea', button);
      await expect(changes.summary).toHaveText('All changes are saved.');
      await changes.close();
      await expect.poll(() => inOutlook(graph, mira)).toEqual([kept, 'Organ lesson in Church']);
      await expect(demo.board.event(kept)).toBeVisible();
      await expect(demo.board.event('Organ lesson')).toBeVisible();
    });
  }

  test('a series is divided by a change of this and following events, Ctrl+Z joins it again, and it vanishes once it is deleted elsewhere', async ({
    demo,
    outlook,
    graph,
  }) => {
    const mira = await graph.addUser('Mira');
    const { id } = await graph.add(mira, {
      subject: 'Practice',
      ...tenOClock(MONDAY),
      recurrence: {
        pattern: { type: 'daily', interval: 1 },
        range: { type: 'numbered', startDate: MONDAY, numberOfOccurrences: 5 },
      },
    });
    const starts = async () =>
      (await graph.events(mira, WEEK)).map(
        ({ subject = '', start }) => `${subject} ${instantOf(`${start?.dateTime ?? ''}Z`)}`,
      );
    const at = (title: string, time: string, ...days: readonly string[]) =>
      days.map((day) => `${title} ${instantOf(timeAt(day, time))}`);
    await outlook.signIn(mira);
    await demo.waitForReplica();

    await demo.board.day(WEDNESDAY).getByRole('button', { name: 'Practice' }).click();
    await demo.dialog.title.fill('Concert');
    await demo.dialog.field('Start time').fill('14:00');
    await demo.dialog.save();
    await demo.seriesQuestion.answer('This and following events');
    await demo.dialog.expectClosed();
    await demo.board.expectEvent('Practice', TUESDAY, '10:00–11:00');
    await demo.board.expectEvent('Concert', FRIDAY, '14:00–15:00');
    await expect
      .poll(starts)
      .toEqual([
        ...at('Practice', '10:00', MONDAY, TUESDAY),
        ...at('Concert', '14:00', WEDNESDAY, THURSDAY, FRIDAY),
      ]);

    await demo.page.keyboard.press('Control+z');
    await expect(demo.board.event('Concert')).toHaveCount(0);
    await expect(demo.board.event('Practice')).toHaveCount(5);
    await expect
      .poll(starts)
      .toEqual(at('Practice', '10:00', MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY));

    await graph.delete(mira, id);
    await outlook.reloadCalendars();
    await expect(demo.board.event('Practice')).toHaveCount(0);
  });
});
