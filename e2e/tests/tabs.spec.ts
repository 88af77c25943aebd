import { browserStorage, expectCopyOf, expectNothingStored } from '../browser-storage';
import { expect, test } from '../fixtures';
import { ADA, ADAS_WORDS, type DemoPage, JONAS } from '../pages/demo-page';
import { RequestWatch, type SentRequest } from '../request-watch';

const holding = (words: readonly string[], texts: readonly string[]) =>
  words.filter((word) => texts.some((text) => text.includes(word)));

async function onScreen(tabs: readonly DemoPage[]): Promise<readonly string[]> {
  return Promise.all(tabs.map(({ page }) => page.content()));
}

test.describe('What happens in one tab happens in all', () => {
  test('signing out', async ({ demo, context, google }) => {
    const watch = new RequestWatch(context);
    await demo.signIn(ADA);
    const others = [await demo.anotherTab(ADA), await demo.anotherTab(ADA, { hidden: true })];
    const tabs = [demo, ...others];
    await demo.copied();
    await demo.signOut(ADA);
    const sent = watch.count;

    for (const { page, signInButton } of others) {
      await expect(signInButton).toBeVisible();
      await expectNothingStored(page);
    }
    expect(holding(ADAS_WORDS, await onScreen(tabs))).toEqual([]);
    expect(await context.cookies()).toEqual([]);

    for (const { page, signInButton } of tabs) {
      await page.reload();
      await expect(signInButton).toBeEnabled();
    }
    expect(holding(ADAS_WORDS, await onScreen(tabs))).toEqual([]);
    expect(holding([...ADAS_WORDS, 'Bearer '], textOf(await watch.sent(sent)))).toEqual([]);
    expect((await google.requests()).filter(({ status }) => status >= 400)).toEqual([]);
  });

  test('signing in as somebody else, with nothing of the first one left', async ({
    demo,
    context,
    popups,
  }) => {
    const watch = new RequestWatch(context);
    await demo.signIn(ADA);
    const second = await demo.anotherTab(ADA);
    await expect(second.board.event(/Stand-up/).first()).toBeVisible();
    const adasTokens = bearersOf(await watch.sent());
    expect(adasTokens).toHaveLength(1);

    await demo.copied();
    await demo.signOut(ADA);
    const sent = watch.count;
    const window = await demo.openSignIn();
    await window.chooseAccount(JONAS);
    await window.allow();
    const tabs = [demo, second];
    for (const tab of tabs) {
      await tab.signedIn(JONAS);
      await expect(tab.board.event(/Spätdienst/)).toBeVisible();
      await tab.copied();
      await expectCopyOf(tab.page, JONAS);
      const { databases } = await browserStorage(tab.page);
      expect(holding(ADAS_WORDS.slice(1), [JSON.stringify(databases)])).toEqual([]);
      await tab.reload();
    }

    expect(holding(ADAS_WORDS, await onScreen(tabs))).toEqual([]);
    const ofAda = [...ADAS_WORDS.map((words) => encodeURIComponent(words)), ...ADAS_WORDS];
    expect(holding([...ofAda, ...adasTokens], textOf(await watch.sent(sent)))).toEqual([]);
    expect(bearersOf(await watch.sent(sent))).toHaveLength(1);
    expect(await context.cookies()).toEqual([]);
    expect(popups.openings).toHaveLength(2);
  });
});

const textOf = (sent: readonly SentRequest[]) => sent.map((request) => JSON.stringify(request));

/** The access tokens that were sent, each once. */
function bearersOf(sent: readonly SentRequest[]): readonly string[] {
  return [...new Set(sent.flatMap(({ headers }) => headers['authorization'] ?? []))];
}
