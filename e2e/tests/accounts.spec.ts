import { expectNothingStored } from '../browser-storage';
import { addDays, dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { holdAnswers } from '../held-answers';
import { ADA, ADAS_WORDS, type DemoPage, JONAS } from '../pages/demo-page';

async function expectNothingOfAda(demo: DemoPage): Promise<void> {
  const page = await demo.page.content();
  expect(ADAS_WORDS.filter((words) => page.includes(words))).toEqual([]);
}

test.describe('sign-out', () => {
  test('the page shows the sign-in button and nothing of the user stays in the page or the browser', async ({
    demo,
    context,
  }) => {
    await demo.signIn(ADA);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await demo.newEventButton.click();
    await demo.dialog.close();

    await demo.signOut(ADA);

    await expectNothingOfAda(demo);
    await expect(demo.board.root).toHaveCount(0);
    expect(await context.cookies()).toEqual([]);
    await expectNothingStored(demo.page);
  });

  test('an answer that Google gives after the sign-out is not shown to the next user', async ({
    demo,
    google,
  }) => {
    const release = await holdAnswers(demo.page, '**/calendar/v3/calendars/*/events?*');
    await demo.open();
    const window = await demo.openSignIn();
    await window.chooseAccount(ADA);
    await window.allow();
    await expect(demo.board.root).toHaveAttribute('aria-busy', 'true');
    await demo.signOut(ADA);

    const second = await demo.openSignIn();
    await second.chooseAccount(JONAS);
    await second.allow();
    await expect(demo.accountButton(JONAS)).toBeVisible();
    const readsOfAdasCalendar = async () =>
      (await google.requests()).filter(
        ({ method, path }) => method === 'GET' && path.includes('halde'),
      );
    await expect.poll(readsOfAdasCalendar).not.toHaveLength(0);
    // From here on the answers about Ada's calendars reach the page.
    await release();
    await demo.waitUntilSignedIn(JONAS);
    await expect(demo.board.event(/Spätdienst/)).toBeVisible();
    await demo.board.showView('Month');
    await expect(demo.board.event(/Spätdienst/)).toBeVisible();
    await expectNothingOfAda(demo);
  });

  test('signing in again needs no consent, but after disconnecting Google asks for consent again', async ({
    demo,
  }) => {
    await demo.signIn(ADA);
    await demo.signOut(ADA);
    const known = await demo.openSignIn();
    await known.chooseKnownAccount(ADA);
    await demo.waitUntilSignedIn(ADA);

    await demo.accountButton(ADA).click();
    await demo.button('Disconnect…').click();
    await demo.dialog.button('Disconnect').click();
    await expect(demo.notifications).toContainText('This app has no access to your calendars');
    await expectNothingOfAda(demo);

    const asking = await demo.openSignIn();
    await asking.chooseAccount(ADA);
    await expect(asking.allowButton).toBeVisible();
    await asking.cancel();
  });
});

test('sign-in with another account: the week shows all of its events and nothing of the first account', async ({
  demo,
  google,
}) => {
  await demo.signIn(ADA);
  await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  await demo.signOut(ADA);

  const window = await demo.openSignIn();
  await window.chooseAccount(JONAS);
  await window.allow();
  await demo.waitUntilSignedIn(JONAS);

  const start = timeAt(dayOfThisWeek(0), '00:00');
  const end = timeAt(addDays(dayOfThisWeek(0), 7), '00:00');
  const expectedKeys: string[] = [];
  for (const { id: calendarId } of await google.calendars(JONAS)) {
    const events = await google.events(JONAS, calendarId, { start, end });
    expectedKeys.push(...events.map(({ id }) => `${calendarId}/${id}`));
  }
  expect(expectedKeys.length).toBeGreaterThan(3);
  await expect
    .poll(async () => (await demo.board.shownEvents()).map(({ key }) => key).sort())
    .toEqual(expectedKeys.sort());
  await expectNothingOfAda(demo);
});
