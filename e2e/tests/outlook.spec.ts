import { addDays, dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import type { GraphEmulator, GraphEvent } from '../graph-emulator';
import { closeHeldBack, goOffline, goOnline } from '../offline';
import { DemoPage } from '../pages/demo-page';
import { OutlookPage } from '../pages/outlook-page';
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
const TITLE = 'Tea with Noor';

const hour = (day: string, start: string, end: string) => ({
  start: { dateTime: `${day}T${start}:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `${day}T${end}:00`, timeZone: 'Europe/Berlin' },
});
const TEA_ON_MONDAY = { subject: TITLE, ...hour(MONDAY, '10:00', '11:00') };
/** Each day of this week. */
const DAILY = {
  subject: 'Stretching',
  ...hour(MONDAY, '08:00', '08:30'),
  recurrence: {
    pattern: { type: 'daily', interval: 1 },
    range: { type: 'numbered', startDate: MONDAY, numberOfOccurrences: 5 },
  },
};

async function titlesInOutlook(graph: GraphEmulator, email: string): Promise<readonly string[]> {
  return (await graph.events(email, WEEK)).map(({ subject = '' }) => subject).sort();
}

async function eventInOutlook(
  graph: GraphEmulator,
  email: string,
  title: string,
): Promise<GraphEvent | undefined> {
  return (await graph.events(email, WEEK)).find(({ subject }) => subject === title);
}

async function rename(demo: DemoPage, newTitle: string): Promise<void> {
  await demo.dialog.title.fill(newTitle);
  await demo.dialog.save();
}

test.describe('Outlook', () => {
  test('sign-in in Microsoft’s window: the week shows the events, and after a reload they are there and one click goes on', async ({
    demo,
    outlook,
    graph,
  }) => {
    const mira = await graph.addUser('Mira');
    await graph.add(mira, TEA_ON_MONDAY);
    await graph.add(mira, DAILY);
    await outlook.signIn(mira);
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    for (const day of [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY]) {
      await demo.board.expectEvent('Stretching', day, '08:00–08:30');
    }
    await demo.waitForReplica();

    await demo.page.reload();
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await outlook.signInAgainByOneClick();
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
  });

  test('an event is created by selecting a time, dragged, renamed and deleted, and Outlook has each of these', async ({
    demo,
    outlook,
    graph,
  }) => {
    const mira = await graph.addUser('Mira');
    await outlook.signIn(mira);

    await demo.board.selectTime(WEDNESDAY, '10:00', '11:30');
    await demo.dialog.title.fill(TITLE);
    await demo.dialog.field('Location').fill('Kitchen');
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await demo.board.expectEvent(TITLE, WEDNESDAY, '10:00–11:30');
    await expect.poll(() => titlesInOutlook(graph, mira)).toEqual([TITLE]);

    await demo.board.dragEvent(TITLE, THURSDAY, '14:00');
    await demo.board.expectEvent(TITLE, THURSDAY, '14:00–15:30');
    const startInOutlook = async () =>
      instantOf(`${(await eventInOutlook(graph, mira, TITLE))?.start?.dateTime ?? ''}Z`);
    await expect.poll(startInOutlook).toBe(instantOf(timeAt(THURSDAY, '14:00')));

    await demo.board.event(TITLE).click();
    await rename(demo, 'Cake with Noor');
    await demo.dialog.expectClosed();
    await expect(demo.board.event('Cake with Noor')).toBeVisible();
    await expect.poll(() => titlesInOutlook(graph, mira)).toEqual(['Cake with Noor']);

    await demo.board.event('Cake with Noor').click();
    await demo.dialog.delete();
    await expect(demo.board.event('Cake with Noor')).toHaveCount(0);
    await expect.poll(() => titlesInOutlook(graph, mira)).toEqual([]);
  });

  test('of a series one occurrence is renamed, then all events, and the one keeps its name', async ({
    demo,
    outlook,
    graph,
  }) => {
    const mira = await graph.addUser('Mira');
    await graph.add(mira, DAILY);
    await outlook.signIn(mira);

    await demo.board.day(WEDNESDAY).getByRole('button', { name: 'Stretching' }).click();
    await rename(demo, 'Yoga');
    await demo.seriesQuestion.answer('This event');
    await demo.dialog.expectClosed();
    const four = ['Stretching', 'Stretching', 'Stretching', 'Stretching'];
    await expect.poll(() => titlesInOutlook(graph, mira)).toEqual([...four, 'Yoga']);

    await demo.board.day(FRIDAY).getByRole('button', { name: 'Stretching' }).click();
    await rename(demo, 'Running');
    await demo.seriesQuestion.answer('All events');
    await demo.dialog.expectClosed();
    await expect
      .poll(() => titlesInOutlook(graph, mira))
      .toEqual(['Running', 'Running', 'Running', 'Running', 'Yoga']);
    await expect(demo.board.event('Running')).toHaveCount(4);
    await expect(demo.board.event('Yoga')).toHaveCount(1);

    await demo.board.day(TUESDAY).getByRole('button', { name: 'Running' }).click();
    await demo.dialog.delete();
    await demo.seriesQuestion.answer('This event');
    await expect(demo.board.event('Running')).toHaveCount(3);
    await expect
      .poll(() => titlesInOutlook(graph, mira))
      .toEqual(['Running', 'Running', 'Running', 'Yoga']);
  });

  test('an invitation is answered, and the organizer’s copy has the answer', async ({
    demo,
    outlook,
    graph,
  }) => {
    const mira = await graph.addUser('Mira');
    const noor = await graph.addUser('Noor');
    await graph.add(noor, {
      ...TEA_ON_MONDAY,
      attendees: [{ emailAddress: { address: mira, name: 'Mira' }, type: 'required' }],
    });
    await outlook.signIn(mira);

    await demo.board.event(TITLE).click();
    await demo.dialog.answer('Yes').click();
    await expect(demo.dialog.answer('Yes')).toHaveAttribute('aria-pressed', 'true');
    const answer = async () => (await eventInOutlook(graph, mira, TITLE))?.responseStatus?.response;
    await expect.poll(answer).toBe('accepted');
    const seenByNoor = async () => JSON.stringify(await eventInOutlook(graph, noor, TITLE));
    await expect.poll(seenByNoor).toContain('accepted');
  });

  test('offline: what is added and renamed outlives the tab, and Outlook has exactly that once there is a network', async ({
    demo,
    outlook,
    graph,
    google,
    context,
    servers,
  }) => {
    const mira = await graph.addUser('Mira');
    await graph.add(mira, TEA_ON_MONDAY);
    await outlook.signIn(mira);
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await demo.waitForReplica();
    await goOffline(context, servers.demoUrl);

    await demo.board.selectTime(WEDNESDAY, '12:00', '13:00');
    await rename(demo, 'Lunch');
    await demo.dialog.expectClosed();
    await demo.board.event(TITLE).click();
    await rename(demo, 'Cake with Noor');
    await demo.dialog.expectClosed();
    await expect(new PendingChanges(demo).mark).toHaveText('Offline, 2 changes waiting');
    await closeHeldBack(demo);

    const again = new DemoPage(await context.newPage(), google);
    await again.open();
    await expect(again.board.event('Lunch')).toBeVisible();
    await expect(again.board.event('Cake with Noor')).toBeVisible();
    await goOnline(again);
    await again.page.reload();
    await new OutlookPage(again).signInAgainByOneClick();
    await expect.poll(() => titlesInOutlook(graph, mira)).toEqual(['Cake with Noor', 'Lunch']);
    await expect(new PendingChanges(again).mark).toHaveCount(0);
  });

  test('sign-out: the welcome page is back and nothing of the user stays', async ({
    demo,
    outlook,
    graph,
  }) => {
    const mira = await graph.addUser('Mira');
    await graph.add(mira, TEA_ON_MONDAY);
    await outlook.signIn(mira);
    await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');
    await demo.signOut(mira);
    await expect(outlook.signInButton).toBeVisible();
    await expect(demo.page.getByText(TITLE)).toHaveCount(0);
  });
});
