import { serveDemo } from '../../scripts/demo-server.mjs';
import { freePort } from '../../scripts/free-port.mjs';
import { dayOfThisWeek } from '../calendar-days';
import { expect, test } from '../fixtures';
import { observe } from '../observed-pages';
import { goOffline, goOnline } from '../offline';
import { PendingChanges } from '../pages/pending-changes';

test.use({ withOutlook: true });

const [MONDAY, TUESDAY] = [0, 1].map(dayOfThisWeek) as [string, string];
/** What the browser logs of each request without a network. */
const NO_NETWORK = 'net::ERR_INTERNET_DISCONNECTED';

test('strict Content Security Policy with Outlook: sign-in, writing, offline and sign-out cause no violation', async ({
  demo,
  outlook,
  graph,
  google,
  context,
  servers,
}) => {
  const observed = await observe(context);
  const mira = await graph.addUser('Mira');
  await outlook.signIn(mira);
  await demo.board.selectTime(MONDAY, '12:00', '13:00');
  await demo.dialog.title.fill('Soup');
  await demo.dialog.save();
  await demo.board.dragEvent('Soup', TUESDAY, '14:00');
  await expect(demo.notifications).toContainText('“Soup” moved.');
  const { mark } = new PendingChanges(demo);
  await expect(mark).toHaveCount(0);
  await demo.waitForReplica();
  await goOffline(context, servers.demoUrl);
  await demo.board.event('Soup').click();
  await demo.dialog.title.fill('Cake');
  await demo.dialog.save();
  await expect(mark).toContainText('1 change');
  await goOnline(demo);
  await expect(mark).toHaveCount(0);
  await demo.signOut(mira);

  expect(observed.errors.filter((error) => !error.includes(NO_NETWORK))).toEqual([]);
  expect([...observed.origins].sort()).toEqual([servers.demoUrl, google.url, graph.url].sort());
});

test('strict Content Security Policy with Outlook: Microsoft’s two origins are named for connections and for nothing else, and its window comes back to a page with the headers of all others', async () => {
  const clientId = '11111111-2222-4333-8444-555555555555';
  const config = { auth: 'redirect', outlook: { clientId } };
  const demo = await serveDemo({ port: await freePort(), config });
  try {
    const { headers } = await fetch(demo.url);
    const directives = headers.get('content-security-policy')?.split('; ') ?? [];
    expect(directives.filter((directive) => directive.includes('microsoft'))).toEqual([
      expect.stringMatching(
        /^connect-src 'self' .*https:\/\/login\.microsoftonline\.com https:\/\/graph\.microsoft\.com$/,
      ),
    ]);
    // With this policy the windows of all tests with Outlook sign in and close.
    const redirectPage = await fetch(`${demo.url}/outlook-redirect.html`);
    expect(redirectPage.status).toBe(200);
    expect(redirectPage.headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups');
  } finally {
    await demo.close();
  }
});
