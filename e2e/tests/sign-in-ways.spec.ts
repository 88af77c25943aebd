import type { Page } from '@playwright/test';
import { expect } from '../fixtures';
import { REFRESH_TOKEN, stringsInMemory } from '../page-memory';
import { ADA } from '../pages/demo-page';
import type { SignInWaysPage } from '../pages/sign-in-ways-page';
import { test } from '../sign-in-ways-fixtures';

const SIGNED_IN = `Signed in as ${ADA}`;
/** The way that the demo of these tests begins with. */
const FIRST_WAY = 'Token server';
const RUN_OUT = `The sign-in of ${ADA} has run out.`;
const ROWS = {
  windows: 'Windows that open',
  reload: 'After a reload',
  hour: 'After an hour',
  tokens: 'Where the tokens are',
} as const;

async function hasRefreshToken(page: Page): Promise<boolean> {
  return (await stringsInMemory(page)).some((text) => REFRESH_TOKEN.test(text));
}

/** Chooses a way where it is not in use yet, signs in by it and sees the calendar. */
async function trySignIn(
  ways: SignInWaysPage,
  name: string,
  signIn: 'signInByWindow' | 'signInByRedirect' | 'signInHere',
): Promise<void> {
  await ways.open();
  if (name !== FIRST_WAY) {
    await ways.choose(name);
  }
  await ways.expectInUse(name);
  await ways[signIn](ADA);
  await ways.expectState(SIGNED_IN);
  await ways.expectEvents();
}

/** The ways in which a server or the app renews: neither a reload nor the hour needs the user. */
const LASTING_WAYS = [
  { name: 'Token server', signIn: 'signInByWindow', windows: 1, cookie: true },
  { name: 'Redirect', signIn: 'signInByRedirect', windows: 0, cookie: true },
  { name: 'Tokens of your own', signIn: 'signInHere', windows: 0, cookie: false },
] as const;

for (const { name, signIn, windows, cookie } of LASTING_WAYS) {
  test(`ways to sign in: ${name}: a reload and the hour stay signed in, and no script has a refresh token`, async ({
    ways,
    demo,
    google,
    context,
    popups,
  }) => {
    await trySignIn(ways, name, signIn);

    await expect(ways.fact(name, ROWS.reload)).toContainText('the user stays signed in', {
      ignoreCase: true,
    });
    await ways.reload();
    await ways.expectState(SIGNED_IN);
    await ways.expectEvents();

    await expect(ways.fact(name, ROWS.hour)).toContainText('nobody notices');
    await google.expireTokens();
    await demo.page.getByRole('link', { name: 'Calendar', exact: true }).click();
    await demo.reloadCalendars();
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await expect(demo.signInAgainButton).toHaveCount(0);
    await ways.page.getByRole('link', { name: 'Ways to sign in' }).click();
    await ways.expectState(SIGNED_IN);
    await ways.expectRenewals(0);
    await ways.renewButton.click();
    await ways.expectRenewals(1);
    expect(popups.openings, await ways.fact(name, ROWS.windows).innerText()).toHaveLength(windows);
    const cookies = await context.cookies();
    expect(cookies.map(({ httpOnly }) => httpOnly)).toEqual(cookie ? [true] : []);
    expect(await hasRefreshToken(ways.page), await ways.fact(name, ROWS.tokens).innerText()).toBe(
      false,
    );
  });
}

test('ways to sign in: Google’s window: after a reload and after the hour a window that closes by itself goes on', async ({
  ways,
  demo,
  google,
  context,
  popups,
}) => {
  const name = 'Google’s window';
  await trySignIn(ways, name, 'signInByWindow');

  await expect(ways.fact(name, ROWS.reload)).toContainText('The sign-in has run out.');
  await ways.reload();
  await ways.expectState(RUN_OUT);
  await ways.inUse.getByRole('button', { name: 'Sign in again' }).click();
  await ways.expectState(SIGNED_IN);
  await ways.expectEvents();
  expect(popups.openings).toHaveLength(2);

  await expect(ways.fact(name, ROWS.hour)).toContainText('the next click goes on');
  await google.expireTokens();
  await demo.page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await demo.reloadButton.click();
  await ways.page.getByRole('link', { name: 'Ways to sign in' }).click();
  await ways.expectState(RUN_OUT);
  await ways.page.getByRole('heading', { name: 'Ways to sign in' }).click();
  await ways.expectState(SIGNED_IN);
  await ways.expectRenewals(0);
  await ways.renewButton.click();
  await ways.expectRenewals(1);
  expect(popups.openings).toHaveLength(4);
  expect(await context.cookies()).toEqual([]);
  expect(await hasRefreshToken(ways.page)).toBe(false);
});

test('ways to sign in: Your own server: the page keeps the refresh token, so that the hour needs nobody and a reload a window', async ({
  ways,
  demo,
  google,
  context,
  popups,
}) => {
  const name = 'Your own server';
  await trySignIn(ways, name, 'signInByWindow');

  await expect(ways.fact(name, ROWS.hour)).toContainText('nobody notices');
  await google.expireTokens();
  await demo.page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await demo.reloadCalendars();
  await expect(demo.signInAgainButton).toHaveCount(0);
  await ways.page.getByRole('link', { name: 'Ways to sign in' }).click();
  await ways.renewButton.click();
  await ways.expectRenewals(1);
  expect(popups.openings).toHaveLength(1);
  expect(await context.cookies()).toEqual([]);
  expect(await hasRefreshToken(ways.page), await ways.fact(name, ROWS.tokens).innerText()).toBe(
    true,
  );

  await expect(ways.fact(name, ROWS.reload)).toContainText('The sign-in has run out.');
  await expect(ways.fact(name, ROWS.windows)).toContainText('the user agrees again');
  await ways.reload();
  await ways.expectState(RUN_OUT);
  const window = await demo.openSignIn(ways.inUse.getByRole('button', { name: 'Sign in again' }));
  await window.allow();
  await ways.expectState(SIGNED_IN);
  await ways.expectEvents();
  expect(popups.openings).toHaveLength(2);
});

test('ways to sign in: a sign-in after a sign-out is no renewal', async ({ ways }) => {
  await trySignIn(ways, 'Tokens of your own', 'signInHere');
  await ways.expectRenewals(0);
  await ways.inUse.getByRole('button', { name: 'Sign out' }).click();
  await ways.expectState('Nobody is signed in.');
  await ways.signInHere();
  await ways.expectState(SIGNED_IN);
  await ways.expectRenewals(0);
});

test('ways to sign in: No sign-in: public events are shown, no script of Google’s is loaded and no window opens', async ({
  ways,
  demo,
  popups,
}) => {
  await ways.open();
  const scripts: string[] = [];
  await ways.choose('No sign-in');
  ways.page.on('request', (request) => {
    if (request.url().endsWith('/gsi/client')) {
      scripts.push(request.url());
    }
  });
  await ways.reload();
  await ways.expectInUse('No sign-in');
  await ways.expectState('Nobody signs in: public calendars are read with the API key.');
  await ways.page.getByRole('link', { name: 'Calendar', exact: true }).click();
  await ways.page.getByRole('link', { name: 'Choose a way to sign in' }).click();
  await ways.expectInUse('No sign-in');
  await demo.waitForPublicCalendar(() =>
    ways.inUse.getByRole('link', { name: 'Open the public calendar' }).click(),
  );
  await demo.board.showView('Year');
  await demo.board.waitUntilRendered();
  expect(scripts).toEqual([]);
  expect(popups.openings).toEqual([]);
});
