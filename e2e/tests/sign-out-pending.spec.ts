import { expectNothingStored } from '../browser-storage';
import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test as base } from '../fixtures';
import { goOffline, goOnline } from '../offline';
import { PendingChanges } from '../pages/pending-changes';

const TUESDAY = dayOfThisWeek(1);
const LESSON = {
  summary: 'Piano lesson',
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

const test = base.extend<{ mira: string; changes: PendingChanges }>({
  changes: async ({ demo }, use) => {
    await use(new PendingChanges(demo));
  },

  /** Signed in, offline, and with a new title that waits. */
  mira: async ({ google, demo, context, servers, changes }, use) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await goOffline(context, servers.demoUrl);
    await demo.board.event('Piano lesson').click();
    await demo.dialog.title.fill('Organ lesson');
    await demo.dialog.save();
    await demo.dialog.expectClosed();
    await expect(changes.mark).toHaveText('Offline, 1 change waiting');
    await use(mira);
  },
});

test.describe('sign-out with changes that are not saved', () => {
  test('the user is asked; who stays keeps the change, and Google gets it once there is a network', async ({
    demo,
    google,
    mira,
    changes,
  }) => {
    await demo.accountButton(mira).click();
    await demo.button('Sign out').click();
    const question = demo.page.getByRole('dialog', { name: 'Sign out without saving?' });
    await expect(question).toContainText('1 change is not saved yet.');
    await expect(question.getByRole('button', { name: 'Stay' })).toBeFocused();
    await demo.page.keyboard.press('Enter');
    await demo.dialog.expectClosed();
    await expect(demo.board.event('Organ lesson')).toBeVisible();
    await expect(changes.mark).toBeVisible();

    await goOnline(demo);
    await expect(demo.notifications).toContainText('All changes are saved.');
    await google.event(mira, 'Organ lesson');
    await demo.signOut(mira);
  });

  test('who signs out without saving loses the change, and nothing of it stays in the browser', async ({
    demo,
    google,
    mira,
  }) => {
    await demo.accountButton(mira).click();
    await demo.button('Sign out').click();
    await demo.button('Sign out without saving').click();
    await expect(demo.signInButton).toBeVisible();
    await demo.dialog.expectClosed();
    await expect(demo.notifications).not.toContainText('All changes are saved');
    await expectNothingStored(demo.page);

    await goOnline(demo);
    const window = await demo.openSignIn();
    await window.chooseKnownAccount(mira);
    await demo.waitUntilSignedIn(mira);
    await expect(demo.board.event('Piano lesson')).toBeVisible();
    expect(await google.eventsNamed(mira, 'Organ lesson')).toEqual([]);
    expect(await google.pageWrites()).toEqual([]);
  });

  test('disconnecting asks too, and does nothing when the user stays', async ({
    demo,
    google,
    mira,
    changes,
  }) => {
    await demo.accountButton(mira).click();
    await demo.button('Disconnect…').click();
    await demo.dialog.button('Disconnect').click();
    const question = demo.page.getByRole('dialog', { name: 'Disconnect without saving?' });
    await question.getByRole('button', { name: 'Stay' }).click();
    await demo.dialog.expectClosed();
    await expect(changes.mark).toBeVisible();
    await goOnline(demo);
    await expect(demo.notifications).toContainText('All changes are saved.');
    await google.event(mira, 'Organ lesson');
  });

  test('the session ends with the page: the next sign-in of the account goes on with the change', async ({
    demo,
    google,
    mira,
    changes,
  }) => {
    await demo.page.reload();
    await expect(demo.board.event('Organ lesson')).toBeVisible();
    await expect(changes.mark).toContainText('1 change waiting');
    await goOnline(demo);
    await demo.signInAgainByOneClick();
    await expect(demo.notifications).toContainText('All changes are saved.');
    await google.event(mira, 'Organ lesson');
  });
});
