import { expect, test } from '../fixtures';
import { SCOPE_LABELS } from '../pages/sign-in-window';

const NAME = 'Mira';

test.describe('sign-in that fails', () => {
  let mira = '';

  test.beforeEach(async ({ google, demo }) => {
    mira = await google.addUser(NAME);
    await demo.open();
  });

  test('refused consent: a message says so, and signing in again works', async ({ demo }) => {
    const refusing = await demo.openSignIn();
    await refusing.chooseAccount(mira);
    await refusing.cancel();
    await expect(demo.alert).toContainText('The permission to see your calendars was refused.');

    const allowing = await demo.openSignIn();
    await allowing.chooseAccount(mira);
    await allowing.allow();
    await demo.waitUntilSignedIn(mira);
    await expect(demo.alert).toHaveCount(0);
  });

  test('closed window: a message says so, and signing in again works', async ({ demo }) => {
    const closing = await demo.openSignIn();
    await expect(closing.account(mira)).toBeVisible();
    await expect(demo.signInButton).toBeDisabled();
    await closing.close();
    await expect(demo.alert).toContainText('The sign-in window was closed');

    const second = await demo.openSignIn();
    await second.chooseAccount(mira);
    await second.allow();
    await demo.waitUntilSignedIn(mira);
  });

  test('window left open: Cancel in the app ends the attempt, and signing in again works', async ({
    demo,
  }) => {
    const forgotten = await demo.openSignIn();
    await expect(forgotten.account(mira)).toBeVisible();
    await demo.button('Cancel').click();
    await expect(demo.signInButton).toBeEnabled();
    await expect(demo.alert).toHaveCount(0);

    const second = await demo.openSignIn();
    await second.chooseAccount(mira);
    await second.allow();
    await demo.waitUntilSignedIn(mira);
  });

  test('permission to read unticked: a message says so, and Google asks for it again', async ({
    demo,
  }) => {
    const window = await demo.openSignIn();
    await window.chooseAccount(mira);
    await window.untick(SCOPE_LABELS.see);
    await window.allow();
    await expect(demo.alert).toContainText('to see your calendars was left unticked');

    const again = await demo.openSignIn();
    await again.chooseAccount(mira);
    await expect(again.scope(SCOPE_LABELS.see)).toBeChecked();
    await again.allow();
    await demo.waitUntilSignedIn(mira);
  });

  test('permission to change unticked: events are shown, and “Allow changes” makes it possible to add one', async ({
    demo,
  }) => {
    const window = await demo.openSignIn();
    await window.chooseAccount(mira);
    await window.untick(SCOPE_LABELS.change);
    await window.allow();
    await demo.waitUntilSignedIn(mira);
    await expect(
      demo.page.getByText('the permission to change events was not given'),
    ).toBeVisible();
    await expect(demo.newEventButton).toBeDisabled();

    const again = await demo.openSignIn(demo.button('Allow changes'));
    await again.allow();
    await expect(demo.button('Allow changes')).toHaveCount(0);
    await demo.newEventButton.click();
    await demo.dialog.title.fill('Now I may');
    await demo.dialog.save();
    await expect(demo.notifications).toContainText('“Now I may” added.');
  });

  test('blocked window (window.open returns null): a message says so, and signing in works once it is allowed', async ({
    demo,
    popups,
  }) => {
    await demo.page.addInitScript(() => {
      const open = window.open.bind(window);
      window.open = () => {
        window.open = open;
        return null;
      };
    });
    await demo.page.reload();
    await demo.signInButton.click();
    await expect(demo.alert).toContainText('The browser blocked a window of the calendar service.');
    expect(popups.openings).toHaveLength(0);

    const second = await demo.openSignIn();
    await second.chooseAccount(mira);
    await second.allow();
    await demo.waitUntilSignedIn(mira);
  });

  test('Google’s script not loaded: a message says so, and “Try again” loads it', async ({
    demo,
  }) => {
    let abortedRequests = 0;
    await demo.page.route('**/gsi/client', (route) => {
      abortedRequests += 1;
      return route.abort();
    });
    await demo.page.reload();
    await expect(demo.alert).toContainText('The sign-in could not be loaded.');
    await expect(demo.signInButton).toHaveCount(0);

    const abortedBefore = abortedRequests;
    await demo.button('Try again').click();
    await expect.poll(() => abortedRequests).toBe(abortedBefore + 1);
    await expect(demo.alert).toContainText('The sign-in could not be loaded.');

    await demo.page.unroute('**/gsi/client');
    await demo.button('Try again').click();
    await expect(demo.signInButton).toBeEnabled();
    const window = await demo.openSignIn();
    await window.chooseAccount(mira);
    await window.allow();
    await demo.waitUntilSignedIn(mira);
  });

  test('config.json not loaded: a message says so, and “Try again” loads it', async ({ demo }) => {
    await demo.page.route('**/config.json', (route) => route.fulfill({ status: 500 }));
    await demo.page.reload();
    await expect(demo.alert).toContainText('This app is not set up to reach your calendars yet.');

    await demo.page.unroute('**/config.json');
    await demo.button('Try again').click();
    await expect(demo.signInButton).toBeEnabled();
  });
});
