import { expectReplicaOf } from '../browser-storage';
import { expect, test } from '../fixtures';
import { REFRESH_TOKEN, stringsInMemory } from '../page-memory';
import { ADA, DemoPage } from '../pages/demo-page';

test.use({ auth: 'server', tokenMode: 'sealed' });

const HOUR_MS = 3_600_000;

test.describe('token server with sealed refresh tokens', () => {
  test('a reload stays signed in without a window', async ({ demo, popups }) => {
    await demo.signIn(ADA);
    const openedBefore = popups.openings.length;
    await demo.page.reload();
    await demo.waitUntilSignedIn(ADA);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    expect(popups.openings.length).toBe(openedBefore);
  });

  test('the refresh token is in no answer, no storage and no memory of the page, only in an HttpOnly cookie', async ({
    demo,
    context,
  }) => {
    const bodies: string[] = [];
    context.on('response', (response) => {
      if (/\/(auth|refresh)$/.test(new URL(response.url()).pathname)) {
        void response.text().then((text) => bodies.push(text));
      }
    });
    await demo.signIn(ADA);
    await demo.page.reload();
    await demo.waitUntilSignedIn(ADA);
    await expect.poll(() => bodies.filter((text) => text.includes('access_token')).length).toBe(2);
    expect(bodies.join()).not.toContain('refresh_token');
    expect(bodies.join()).not.toContain('1//');
    const cookies = await context.cookies();
    await expectReplicaOf(demo.page, ADA);
    const session = cookies.filter(({ name }) => name.includes('session'));
    expect(session).toHaveLength(1);
    expect(session[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(session[0]?.value).not.toContain('1//');
    const texts = await stringsInMemory(demo.page);
    expect(texts.filter((text) => text.startsWith('ya29.')).length).toBeGreaterThan(0);
    expect(texts.filter((text) => REFRESH_TOKEN.test(text))).toEqual([]);
  });

  test('after an hour Reload shows the events without a new sign-in or window', async ({
    demo,
    google,
    popups,
  }) => {
    await demo.page.clock.install();
    await demo.signIn(ADA);
    await demo.waitForReplica();
    const openedBefore = popups.openings.length;
    await google.advanceClock(HOUR_MS);
    await demo.page.clock.fastForward(HOUR_MS);
    await demo.reloadCalendars();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.page.getByRole('button', { name: 'Sign in again' })).toHaveCount(0);
    expect(popups.openings.length).toBe(openedBefore);
  });

  test('a token refused in three tabs is renewed once, and no tab shows an error', async ({
    demo,
    google,
  }) => {
    await demo.signIn(ADA);
    const tabs = [demo, await demo.openTab(ADA), await demo.openTab(ADA)];
    await demo.waitForReplica();
    const calendars = await google.calendars(ADA);
    expect(await google.tokenRequests()).toBe(1);
    const requestsBefore = (await google.requests()).length;

    await google.expireTokens();
    await Promise.all(tabs.map(({ reloadButton }) => reloadButton.click()));
    const reads = async () =>
      (await google.requests()).slice(requestsBefore).filter(({ method }) => method === 'GET');
    const countAnswered = async () => (await reads()).filter(({ status }) => status < 400).length;
    // One tab reads for all: the list of calendars and each calendar that is switched on.
    const expectedReads = 1 + calendars.filter(({ selected }) => selected).length;
    await expect.poll(countAnswered).toBeGreaterThanOrEqual(expectedReads);
    for (const { board } of tabs) {
      await board.waitUntilLoaded();
      await expect(board.event(/Stand-up/).first()).toBeVisible();
    }
    const refused = (await reads()).filter(({ status }) => status >= 400);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ status }) => status !== 401)).toEqual([]);
    expect(await google.tokenRequests()).toBe(2);
    for (const { page, signInAgainButton } of tabs) {
      await expect(signInAgainButton).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
      await expect(page.getByText('Your calendars are as they were.')).toHaveCount(0);
    }
  });

  test('after signing out a reload shows the sign-in button', async ({ demo }) => {
    await demo.signIn(ADA);
    await demo.signOut(ADA);
    await demo.page.reload();
    await expect(demo.signInButton).toBeEnabled();
  });

  test('a sign-out that does not reach the server shows a message, and is repeated at the next visit', async ({
    demo,
    context,
  }) => {
    const sessions = async () =>
      (await context.cookies()).filter(({ name }) => name.includes('session'));
    await demo.signIn(ADA);
    await context.route('**/sign-out', (route) => route.abort());
    await demo.signOut(ADA);
    await expect(demo.alert).toContainText('could not be told yet');
    await demo.page.reload();
    await expect(demo.alert).toContainText('could not be told yet');
    await expect(demo.signInButton).toBeEnabled();
    expect(await sessions()).toHaveLength(1);

    await context.unroute('**/sign-out');
    await demo.page.reload();
    await expect.poll(sessions).toEqual([]);
    await expect(demo.signInButton).toBeEnabled();
    await expect(demo.alert).toHaveCount(0);
  });

  test('a sign-out whose tab is closed before the server answers is completed by the next tab', async ({
    demo,
    context,
  }) => {
    await demo.signIn(ADA);
    await context.route('**/sign-out', () => undefined);
    const signOutRequest = demo.page.waitForRequest('**/sign-out');
    await demo.signOut(ADA);
    await signOutRequest;
    await demo.page.close();
    await context.unroute('**/sign-out');

    const nextTab = new DemoPage(await context.newPage(), demo.google);
    await nextTab.open();
    await expect
      .poll(async () => (await context.cookies()).filter(({ name }) => name.includes('session')))
      .toEqual([]);
    await expect(nextTab.signInButton).toBeEnabled();
  });
});
