import { expectCopyOf } from '../browser-storage';
import { expect, test } from '../fixtures';
import { refreshToken, textsInMemory } from '../page-memory';
import { ADA, DemoPage } from '../pages/demo-page';

test.use({ auth: 'server', tokenMode: 'sealed' });

const HOUR = 3_600_000;

test.describe('With a token server that keeps the refresh token sealed', () => {
  test('a reload stays signed in, and no window opens', async ({ demo, popups }) => {
    await demo.signIn(ADA);
    const opened = popups.openings.length;
    await demo.page.reload();
    await demo.signedIn(ADA);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    expect(popups.openings.length).toBe(opened);
  });

  test('no script can read the refresh token', async ({ demo, context }) => {
    const bodies: string[] = [];
    context.on('response', (response) => {
      if (/\/(auth|refresh)$/.test(new URL(response.url()).pathname)) {
        void response.text().then((text) => bodies.push(text));
      }
    });
    await demo.signIn(ADA);
    await demo.page.reload();
    await demo.signedIn(ADA);
    await expect.poll(() => bodies.filter((text) => text.includes('access_token')).length).toBe(2);
    expect(bodies.join()).not.toContain('refresh_token');
    expect(bodies.join()).not.toContain('1//');
    const cookies = await context.cookies();
    await expectCopyOf(demo.page, ADA);
    const session = cookies.filter(({ name }) => name.includes('session'));
    expect(session).toHaveLength(1);
    expect(session[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(session[0]?.value).not.toContain('1//');
    const texts = await textsInMemory(demo.page);
    expect(texts.filter((text) => text.startsWith('ya29.')).length).toBeGreaterThan(0);
    expect(texts.filter((text) => refreshToken.test(text))).toEqual([]);
  });

  test('an hour that passes is not noticed', async ({ demo, google, popups }) => {
    await demo.page.clock.install();
    await demo.signIn(ADA);
    await demo.copied();
    const opened = popups.openings.length;
    await google.advanceClock(HOUR);
    await demo.page.clock.fastForward(HOUR);
    await demo.reload();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.page.getByRole('button', { name: 'Sign in again' })).toHaveCount(0);
    expect(popups.openings.length).toBe(opened);
  });

  test('three tabs that meet a refused token renew it once, and no user sees that', async ({
    demo,
    google,
  }) => {
    await demo.signIn(ADA);
    const tabs = [demo, await demo.anotherTab(ADA), await demo.anotherTab(ADA)];
    await demo.copied();
    const calendars = await google.calendars(ADA);
    expect(await google.tokenRequests()).toBe(1);
    const before = (await google.requests()).length;

    await google.expireTokens();
    await Promise.all(tabs.map(({ reloadButton }) => reloadButton.click()));
    const reads = async () =>
      (await google.requests()).slice(before).filter(({ method }) => method === 'GET');
    const served = async () => (await reads()).filter(({ status }) => status < 400).length;
    // The list of calendars, and each of them that is on: one tab asks for all.
    const wanted = 1 + calendars.filter(({ selected }) => selected).length;
    await expect.poll(served).toBeGreaterThanOrEqual(wanted);
    for (const { board } of tabs) {
      await board.loaded();
      await expect(board.event(/Stand-up/).first()).toBeVisible();
    }
    const refused = (await reads()).filter(({ status }) => status >= 400);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.filter(({ status }) => status !== 401)).toEqual([]);
    expect(await google.tokenRequests()).toBe(2);
    for (const { page, signInAgainButton } of tabs) {
      await expect(signInAgainButton).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
      await expect(page.getByText('The list of calendars is as it was.')).toHaveCount(0);
    }
  });

  test('signing out ends the session of the server, too', async ({ demo }) => {
    await demo.signIn(ADA);
    await demo.signOut(ADA);
    await demo.page.reload();
    await expect(demo.signInButton).toBeEnabled();
  });

  test('a sign-out that the server does not hear is told, and holds at the next visit', async ({
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

  test('a tab that is closed while it signs out has signed out for the next one', async ({
    demo,
    context,
  }) => {
    await demo.signIn(ADA);
    await context.route('**/sign-out', () => undefined);
    const asked = demo.page.waitForRequest('**/sign-out');
    await demo.signOut(ADA);
    await asked;
    await demo.page.close();
    await context.unroute('**/sign-out');

    const next = new DemoPage(await context.newPage(), demo.google);
    await next.open();
    await expect
      .poll(async () => (await context.cookies()).filter(({ name }) => name.includes('session')))
      .toEqual([]);
    await expect(next.signInButton).toBeEnabled();
  });
});
