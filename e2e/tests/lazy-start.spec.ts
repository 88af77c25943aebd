import { expect, test } from '../commands-fixtures';

test.describe("start: 'lazy'", () => {
  test('start: nothing is requested of Google before initialize(), and then signing in works', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.open({ start: 'lazy' });
    await expect(commands.status).toHaveText('signed-out');
    await expect(commands.signInButton).toBeDisabled();
    expect(await page.evaluate(() => errorCode(service.signIn()))).toBe('not-ready');
    // What the library has begun by itself has been sent by the time that the page is idle.
    await page.waitForLoadState('networkidle');
    expect(commands.googleRequests).toEqual([]);

    await page.evaluate(() => service.initialize());
    expect(commands.googleRequests).toEqual([`${google.url}/gsi/client`]);
    await commands.signIn(ada);
    const calendars = await page.evaluate(async () => {
      const listed = await service.getCalendars();
      return listed.map(({ id }) => id);
    });
    expect(calendars).toEqual([ada]);
  });

  test('start: after a reload nothing is requested of Google either, though an earlier visit has signed in', async ({
    page,
    commands,
    ada,
  }) => {
    await commands.open({ start: 'lazy' });
    await page.evaluate(() => service.initialize());
    await commands.signIn(ada);

    const before = commands.googleRequests;
    await page.reload();
    await expect(commands.status).toHaveText('signed-out');
    await page.waitForLoadState('networkidle');
    expect(commands.googleRequests).toEqual(before);

    await page.evaluate(() => service.initialize());
    await expect(commands.status).toHaveText('expired');
    expect(await page.evaluate(() => service.authState())).toMatchObject({ account: ada });
  });

  test('initialize: where its signal was aborted before, it loads nothing', async ({
    page,
    commands,
  }) => {
    await commands.open({ start: 'lazy' });
    const code = await page.evaluate(() =>
      errorCode(service.initialize({ signal: AbortSignal.abort() })),
    );
    expect(code).toBe('cancelled');
    await page.waitForLoadState('networkidle');
    expect(commands.googleRequests).toEqual([]);
  });
});
