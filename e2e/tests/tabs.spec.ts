import { browserStorage, expectReplicaOf, expectNothingStored } from '../browser-storage';
import { expect, test } from '../fixtures';
import { ADA, ADAS_WORDS, type DemoPage, JONAS } from '../pages/demo-page';
import { RequestWatch, type SentRequest } from '../request-watch';

const wordsIn = (words: readonly string[], texts: readonly string[]) =>
  words.filter((word) => texts.some((text) => text.includes(word)));

async function pagesOf(tabs: readonly DemoPage[]): Promise<readonly string[]> {
  return Promise.all(tabs.map(({ page }) => page.content()));
}

test.describe('several tabs', () => {
  test('sign-out: every tab shows the sign-in button and nothing of the user stays in the browser', async ({
    demo,
    context,
    google,
  }) => {
    const watch = new RequestWatch(context);
    await demo.signIn(ADA);
    const others = [await demo.openTab(ADA), await demo.openTab(ADA, { hidden: true })];
    const tabs = [demo, ...others];
    await demo.waitForReplica();
    await demo.signOut(ADA);
    const sentBefore = watch.sentCount;

    for (const { page, signInButton } of others) {
      await expect(signInButton).toBeVisible();
      await expectNothingStored(page);
    }
    expect(wordsIn(ADAS_WORDS, await pagesOf(tabs))).toEqual([]);
    expect(await context.cookies()).toEqual([]);

    for (const { page, signInButton } of tabs) {
      await page.reload();
      await expect(signInButton).toBeEnabled();
    }
    expect(wordsIn(ADAS_WORDS, await pagesOf(tabs))).toEqual([]);
    expect(wordsIn([...ADAS_WORDS, 'Bearer '], textsOf(await watch.sent(sentBefore)))).toEqual([]);
    expect((await google.requests()).filter(({ status }) => status >= 400)).toEqual([]);
  });

  test('sign-in with another account: every tab shows its events and nothing of the first account', async ({
    demo,
    context,
    popups,
  }) => {
    const watch = new RequestWatch(context);
    await demo.signIn(ADA);
    const second = await demo.openTab(ADA);
    await expect(second.board.event(/Stand-up/).first()).toBeVisible();
    const adasAuthorizations = authorizationsOf(await watch.sent());
    expect(adasAuthorizations).toHaveLength(1);

    await demo.waitForReplica();
    await demo.signOut(ADA);
    const sentBefore = watch.sentCount;
    const window = await demo.openSignIn();
    await window.chooseAccount(JONAS);
    await window.allow();
    const tabs = [demo, second];
    for (const tab of tabs) {
      await tab.waitUntilSignedIn(JONAS);
      await expect(tab.board.event(/Spätdienst/)).toBeVisible();
      await tab.waitForReplica();
      await expectReplicaOf(tab.page, JONAS);
      const { databases } = await browserStorage(tab.page);
      // Ada's address is left out: she is a guest in events of Jonas's.
      expect(wordsIn(ADAS_WORDS.slice(1), [JSON.stringify(databases)])).toEqual([]);
      await tab.reloadCalendars();
    }

    expect(wordsIn(ADAS_WORDS, await pagesOf(tabs))).toEqual([]);
    const adasTexts = [...ADAS_WORDS.map((words) => encodeURIComponent(words)), ...ADAS_WORDS];
    expect(
      wordsIn([...adasTexts, ...adasAuthorizations], textsOf(await watch.sent(sentBefore))),
    ).toEqual([]);
    expect(authorizationsOf(await watch.sent(sentBefore))).toHaveLength(1);
    expect(await context.cookies()).toEqual([]);
    expect(popups.openings).toHaveLength(2);
  });
});

const textsOf = (sent: readonly SentRequest[]) => sent.map((request) => JSON.stringify(request));

/** The values of the Authorization header that were sent, each once. */
function authorizationsOf(sent: readonly SentRequest[]): readonly string[] {
  return [...new Set(sent.flatMap(({ headers }) => headers['authorization'] ?? []))];
}
