import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GraphEmulator } from '../graph-emulator';
import { MovedClocks } from '../moved-clocks';
import type { DemoPage } from '../pages/demo-page';
import { PendingChanges } from '../pages/pending-changes';
import { RequestWatch } from '../request-watch';

test.use({ withOutlook: true });

const [TUESDAY, WEDNESDAY, FRIDAY] = [1, 2, 4].map(dayOfThisWeek) as [string, string, string];
/** The next day is in the same week. */
const NOW = timeAt(WEDNESDAY, '09:00');
const HOUR_MS = 3_600_000;
/** An access token of Microsoft's lives for 60 to 90 minutes. */
const TOKEN_LIFE_MS = 1.5 * HOUR_MS;
const TITLE = 'Tea with Noor';
const TEA = {
  subject: TITLE,
  start: { dateTime: `${TUESDAY}T10:00:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `${TUESDAY}T11:00:00`, timeZone: 'Europe/Berlin' },
};
const EXPIRED_NOTICE = 'Your sign-in has run out. Sign in again to continue';

async function startInOutlook(graph: GraphEmulator, email: string): Promise<string | undefined> {
  const week = { start: timeAt(TUESDAY, '00:00'), end: timeAt(FRIDAY, '23:00') };
  const tea = (await graph.events(email, week)).find(({ subject }) => subject === TITLE);
  return tea?.start && instantOf(`${tea.start.dateTime}Z`);
}

async function dragTea({ board }: DemoPage, day: string, time: string): Promise<void> {
  await board.waitUntilLoaded();
  await board.dragEvent(TITLE, day, time);
}

test.describe('the time that passes while Outlook is open', () => {
  test('an hour and a half in two tabs: the token is renewed once and without a window, and both save and show events', async ({
    demo,
    outlook,
    graph,
    context,
    popups,
  }) => {
    const clocks = await MovedClocks.start(context, graph, NOW);
    const watch = new RequestWatch(context);
    const mira = await graph.addUser('Mira');
    await graph.add(mira, TEA);
    await outlook.signIn(mira);
    const second = await demo.openTab(mira);
    await second.board.expectEvent(TITLE, TUESDAY, '10:00–11:00');
    expect(await graph.tokenRequests()).toBe(1);

    await clocks.jump(TOKEN_LIFE_MS, watch);
    await dragTea(second, WEDNESDAY, '14:00');
    await demo.board.expectEvent(TITLE, WEDNESDAY, '14:00–15:00');
    await expect
      .poll(() => startInOutlook(graph, mira))
      .toBe(instantOf(timeAt(WEDNESDAY, '14:00')));
    await dragTea(demo, FRIDAY, '12:00');
    await second.board.expectEvent(TITLE, FRIDAY, '12:00–13:00');
    await expect.poll(() => startInOutlook(graph, mira)).toBe(instantOf(timeAt(FRIDAY, '12:00')));

    await clocks.waitForRenewals();
    expect(await graph.tokenRequests()).toBe(2);
    expect(popups.openings).toHaveLength(1);
    expect(watch.failed, 'requests that failed').toEqual([]);
  });

  test('a day: no window opens by itself and the copy stays on screen; one click anywhere renews, and what was changed meanwhile is sent', async ({
    demo,
    outlook,
    graph,
    context,
    popups,
  }) => {
    const clocks = await MovedClocks.start(context, graph, NOW);
    const watch = new RequestWatch(context);
    const mira = await graph.addUser('Mira');
    await graph.add(mira, TEA);
    await outlook.signIn(mira);
    await demo.board.expectEvent(TITLE, TUESDAY, '10:00–11:00');
    await demo.waitForReplica();

    await clocks.jump(23 * HOUR_MS, watch);
    await expect.poll(() => graph.tokenRequests()).toBe(2);
    await clocks.waitForRenewals();
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toHaveCount(0);

    await clocks.jump(TOKEN_LIFE_MS, watch);
    await expect(demo.page.getByText(EXPIRED_NOTICE)).toBeVisible();
    await demo.board.expectEvent(TITLE, TUESDAY, '10:00–11:00');
    await dragTea(demo, FRIDAY, '14:00');
    await demo.board.expectEvent(TITLE, FRIDAY, '14:00–15:00');
    expect(popups.openings).toHaveLength(1);
    expect((await graph.pageRequests()).filter((line) => !line.startsWith('GET '))).toEqual([]);

    // Of itself a click on the heading does nothing.
    const heading = demo.page.getByRole('heading', { level: 1 });
    await (await outlook.openWindow(heading)).waitUntilClosed();
    await expect(demo.signInAgainButton).toHaveCount(0);
    await expect.poll(() => startInOutlook(graph, mira)).toBe(instantOf(timeAt(FRIDAY, '14:00')));
    await expect(new PendingChanges(demo).mark).toHaveCount(0);
    await demo.board.expectEvent(TITLE, FRIDAY, '14:00–15:00');
    expect(popups.openings).toHaveLength(2);
  });
});
