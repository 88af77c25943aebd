import type { Page } from '@playwright/test';
import { expect, test } from '../commands-fixtures';

test.describe('getAccessToken', () => {
  test('getAccessToken: the token serves the app’s own calls of Google’s APIs, and after it has expired a new one does', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.openAs(ada);
    expect(await callOfApp(page, google.url)).toBe('Europe/Berlin');
    expect(commands.givenTokens).toBe(1);

    await google.expireTokens();
    expect(await callOfApp(page, google.url)).toBe(401);
    // Google now refuses the token in a request of the library, too, which then asks the app for another one.
    await page.evaluate(() => service.getCalendars());
    expect(await callOfApp(page, google.url)).toBe('Europe/Berlin');
    expect(commands.givenTokens).toBe(2);
  });

  test('getAccessToken: rejects with signed-out until the user has signed in in Google’s window', async ({
    page,
    commands,
    google,
    ada,
  }) => {
    await commands.open({ scopes: 'https://www.googleapis.com/auth/calendar.readonly' });
    expect(await page.evaluate(() => errorCode(service.getAccessToken()))).toBe('signed-out');
    await commands.signIn(ada);
    expect(await callOfApp(page, google.url)).toBe('Europe/Berlin');
  });
});

/** The answer to a request that the library does not send: the account's time zone, or the status of a refusal. */
function callOfApp(page: Page, googleUrl: string): Promise<string | number> {
  return page.evaluate(async (url) => {
    const token = await service.getAccessToken();
    const response = await fetch(`${url}/calendar/v3/users/me/settings/timezone`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    return response.ok ? ((await response.json()) as { value: string }).value : response.status;
  }, googleUrl);
}
