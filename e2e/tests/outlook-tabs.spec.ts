import { addDays, dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';

test.use({ withOutlook: true });

const [MONDAY, WEDNESDAY] = [0, 2].map(dayOfThisWeek) as [string, string];
const TITLE = 'Tea with Noor';
const TEA = {
  subject: TITLE,
  start: { dateTime: `${MONDAY}T10:00:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `${MONDAY}T11:00:00`, timeZone: 'Europe/Berlin' },
};

test('two tabs with Outlook: the second is signed in without a window, each shows what is added and deleted elsewhere, and one alone asks Outlook', async ({
  demo,
  outlook,
  graph,
  popups,
  context,
}) => {
  const mira = await graph.addUser('Mira');
  const tea = await graph.add(mira, TEA);
  await outlook.signIn(mira);
  await demo.waitForReplica();
  const ofSecond: string[] = [];
  context.on('request', (request) => {
    if (request.frame().page() !== demo.page && request.url().startsWith(graph.url)) {
      ofSecond.push(`${request.method()} ${request.url()}`);
    }
  });
  const second = await demo.openTab(mira);
  await second.board.expectEvent(TITLE, MONDAY, '10:00–11:00');

  await second.board.selectTime(WEDNESDAY, '10:00', '11:30');
  await second.dialog.title.fill('Lunch');
  await second.dialog.save();
  await second.dialog.expectClosed();
  await demo.board.expectEvent('Lunch', WEDNESDAY, '10:00–11:30');
  const week = { start: timeAt(MONDAY, '00:00'), end: timeAt(addDays(MONDAY, 7), '00:00') };
  const titles = async () => (await graph.events(mira, week)).map(({ subject }) => subject);
  await expect.poll(titles).toEqual([TITLE, 'Lunch']);

  await graph.delete(mira, tea.id);
  await outlook.reloadCalendars(second);
  for (const { board } of [demo, second]) {
    await expect(board.event(TITLE)).toHaveCount(0);
    await expect(board.event('Lunch')).toBeVisible();
  }

  expect(ofSecond, 'requests of the second tab').toEqual([]);
  expect((await graph.pageRequests()).filter((line) => !line.startsWith('GET '))).toEqual([
    expect.stringMatching(/^POST .*\/events$/),
  ]);
  expect(await graph.tokenRequests()).toBe(1);
  expect(popups.openings).toHaveLength(1);
});
