import { dayOfThisWeek, instantOf, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { MovedClocks } from '../moved-clocks';
import { RequestWatch } from '../request-watch';

test.use({ withOutlook: true, outlookAuth: 'server' });

const [MONDAY, WEDNESDAY, FRIDAY] = [0, 2, 4].map(dayOfThisWeek) as [string, string, string];
const TWO_DAYS_MS = 2 * 24 * 3_600_000;
const TITLE = 'Tea with Noor';
const TEA = {
  subject: TITLE,
  start: { dateTime: `${MONDAY}T10:00:00`, timeZone: 'Europe/Berlin' },
  end: { dateTime: `${MONDAY}T11:00:00`, timeZone: 'Europe/Berlin' },
};

test('Outlook by a token server: one window, and none after a reload and after two days; after the sign-out a reload stays signed out', async ({
  demo,
  outlook,
  graph,
  context,
  popups,
}) => {
  const now = timeAt(WEDNESDAY, '09:00');
  const clocks = await MovedClocks.start(context, graph, now);
  const watch = new RequestWatch(context);
  const mira = await graph.addUser('Mira');
  await graph.add(mira, TEA);
  await outlook.signIn(mira);
  await demo.board.expectEvent(TITLE, MONDAY, '10:00–11:00');

  await demo.page.reload();
  await demo.waitUntilSignedIn(mira);
  await demo.waitForReplica();
  await clocks.jump(TWO_DAYS_MS, watch);
  await demo.reloadButton.click();
  await demo.board.waitUntilLoaded();
  await demo.board.dragEvent(TITLE, WEDNESDAY, '14:00');
  const startInOutlook = async () => {
    const week = { start: timeAt(MONDAY, '00:00'), end: timeAt(FRIDAY, '23:00') };
    const [tea] = await graph.events(mira, week);
    return instantOf(`${tea?.start?.dateTime ?? ''}Z`);
  };
  await expect.poll(startInOutlook).toBe(instantOf(timeAt(WEDNESDAY, '14:00')));
  await expect(demo.signInAgainButton).toHaveCount(0);
  expect(popups.openings).toHaveLength(1);

  await demo.signOut(mira);
  await demo.page.reload();
  await expect(outlook.signInButton).toBeEnabled();
  await expect(demo.page.getByText(TITLE)).toHaveCount(0);
  expect(popups.openings).toHaveLength(1);
});
