import { expectNothingStored } from '../browser-storage';
import { addDays, dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { holdAnswers } from '../held-answers';
import { ADA, ADAS_WORDS, type DemoPage, JONAS } from '../pages/demo-page';

async function nothingOfAda(demo: DemoPage): Promise<void> {
  const page = await demo.page.content();
  expect(ADAS_WORDS.filter((words) => page.includes(words))).toEqual([]);
}

test.describe('Signing out', () => {
  test('leaves nothing of the user in the page or the browser', async ({ demo, context }) => {
    await demo.signIn(ADA);
    await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
    await demo.newEventButton.click();
    await demo.dialog.close();

    await demo.signOut(ADA);

    await nothingOfAda(demo);
    await expect(demo.board.root).toHaveCount(0);
    expect(await context.cookies()).toEqual([]);
    await expectNothingStored(demo.page);
  });

  test('keeps away what Google answers too late', async ({ demo, google }) => {
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
    const answered = async () =>
      (await google.requests()).filter(
        ({ method, path }) => method === 'GET' && path.includes('halde'),
      );
    await expect.poll(answered).not.toHaveLength(0);
    // Now the answers about Ada's calendars come, whether anybody waits for them or not.
    release();
    await demo.signedIn(JONAS);
    await expect(demo.board.event(/Spätdienst/)).toBeVisible();
    await demo.board.show('Month');
    await expect(demo.board.event(/Spätdienst/)).toBeVisible();
    await nothingOfAda(demo);
  });

  test('asks Google for the account alone the next time; disconnecting asks for all', async ({
    demo,
  }) => {
    await demo.signIn(ADA);
    await demo.signOut(ADA);
    const known = await demo.openSignIn();
    await known.chooseKnownAccount(ADA);
    await demo.signedIn(ADA);

    await demo.accountButton(ADA).click();
    await demo.button('Disconnect…').click();
    await demo.dialog.button('Disconnect').click();
    await expect(demo.notifications).toContainText('This app has no access to your calendars');
    await nothingOfAda(demo);

    const asking = await demo.openSignIn();
    await asking.chooseAccount(ADA);
    await expect(asking.allowButton).toBeVisible();
    await asking.cancel();
  });
});

test('A second account sees its own events and nothing of the first', async ({ demo, google }) => {
  await demo.signIn(ADA);
  await expect(demo.board.event(/Stand-up/).first()).toBeVisible();
  await demo.signOut(ADA);

  const window = await demo.openSignIn();
  await window.chooseAccount(JONAS);
  await window.allow();
  await demo.signedIn(JONAS);

  const start = timeAt(dayOfThisWeek(0), '00:00');
  const end = timeAt(addDays(dayOfThisWeek(0), 7), '00:00');
  const keys: string[] = [];
  for (const { id: calendarId } of await google.calendars(JONAS)) {
    const events = await google.events(JONAS, calendarId, { start, end });
    keys.push(...events.map(({ id }) => `${calendarId}/${id}`));
  }
  expect(keys.length).toBeGreaterThan(3);
  await expect
    .poll(async () => (await demo.board.shownEvents()).map(({ key }) => key).sort())
    .toEqual(keys.sort());
  await nothingOfAda(demo);
});
