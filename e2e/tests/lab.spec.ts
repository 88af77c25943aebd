import type { Page } from '@playwright/test';
import { axeViolations } from '../axe';
import { expect, test as base } from '../fixtures';
import { ADA, DemoPage } from '../pages/demo-page';
import { LabPage } from '../pages/lab-page';

const HOUR_MS = 3_600_000;
const TITLE = 'Piano lesson';

const test = base.extend<{ lab: LabPage; mira: string }>({
  lab: async ({ demo }, use) => {
    await use(new LabPage(demo));
  },

  /** An account with one calendar, which has an event in a few hours. */
  mira: async ({ google }, use) => {
    await use(await google.addUser('Mira', [inHours(3, TITLE)]));
  },
});

function inHours(hours: number, summary: string): object {
  const start = Date.now() + hours * HOUR_MS;
  return {
    summary,
    start: { dateTime: new Date(start).toISOString() },
    end: { dateTime: new Date(start + HOUR_MS).toISOString() },
  };
}

/** From now on notes whether the page is ever without this text, even for a moment. Returns how to ask that. */
async function watchForGapsOf(page: Page, text: string): Promise<() => Promise<number>> {
  await page.evaluate((watched) => {
    const gaps = { count: 0 };
    Object.assign(window, { gaps });
    new MutationObserver(() => {
      gaps.count += document.body.innerText.includes(watched) ? 0 : 1;
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, text);
  return () => page.evaluate(() => (window as unknown as { gaps: { count: number } }).gaps.count);
}

test.describe('lab', () => {
  test('cut the network: events stay, the state says offline, and mended all is in sync with what changed meanwhile', async ({
    lab,
    mira,
    google,
  }) => {
    await lab.signIn(mira);
    await lab.press('Cut the network');
    await expect(lab.news('Cut the network')).toContainText('until you mend it');
    await expect(lab.requests('no answer').first()).toBeVisible();
    await expect(lab.summary).toContainText('Offline');
    await expect(lab.event(TITLE)).toBeVisible();

    await google.insert(mira, inHours(2, 'Choir'));
    await lab.press('Mend the network');
    await lab.waitUntilSynced();
    await expect(lab.event('Choir')).toBeVisible();
    await expect(lab.event(TITLE)).toBeVisible();
    await expect(lab.news('Cut the network')).toHaveText('');
  });

  test('expire the token: the user is asked, and it is over when they have signed in again', async ({
    lab,
    mira,
    demo,
  }) => {
    await lab.signIn(mira);
    await lab.press('Expire it');
    await expect(lab.summary).toContainText('The sign-in has run out');
    await expect(lab.news('Expire the token')).toContainText('sign in again');
    await expect(lab.requests('401').first()).toBeVisible();
    await expect(lab.event(TITLE)).toBeVisible();

    const window = await demo.openSignIn(demo.signInAgainButton);
    await window.waitUntilClosed();
    await lab.waitUntilSynced();
    await expect(lab.news('Expire the token')).toContainText('Over');
  });

  test('a storm of 429: its refusals are counted, nothing fails, and it ends by itself', async ({
    lab,
    mira,
  }) => {
    await lab.signIn(mira);
    await lab.press('Let it storm');
    await expect(lab.news('A storm of 429')).toContainText(/Refused \d of 4/);
    await expect(lab.news('A storm of 429')).toContainText('Over');
    await expect(lab.requests('429')).toHaveCount(4);
    await lab.waitUntilSynced();
    await expect(lab.event(TITLE)).toBeVisible();
  });

  test('sync token expired: Google answers 410, everything is read anew, and events never vanish', async ({
    lab,
    mira,
  }) => {
    await lab.signIn(mira);
    await expect(lab.event(TITLE)).toBeVisible();
    const gaps = await watchForGapsOf(lab.page, TITLE);
    await lab.clearRequests();
    await lab.press('Expire the sync tokens');
    await expect(lab.news('Sync token expired')).toContainText('Over');
    await expect(lab.requests('Changes in', '410')).toHaveCount(1);
    await expect(lab.requests('Events of', '200').first()).toBeVisible();
    await lab.waitUntilSynced();
    expect(await gaps()).toBe(0);
  });

  test('a slow server: requests wait while events are there, until it is ended', async ({
    lab,
    mira,
    google,
  }) => {
    await lab.signIn(mira);
    await lab.press('Slow Google down');
    await expect(lab.requests('waiting').first()).toBeVisible();
    await expect(lab.event(TITLE)).toBeVisible();
    await lab.press('Let it be fast again');
    await expect(lab.news('A slow server')).toHaveText('');
    await expect(lab.requests('waiting')).toHaveCount(0);
    expect(await google.faults()).toEqual([]);
  });

  test('somebody else changes an event: it arrives, and is put back', async ({ lab, mira }) => {
    await lab.signIn(mira);
    await lab.press('Rename my next event');
    await lab.askButton.click();
    await expect(lab.event(`${TITLE} (renamed elsewhere)`)).toBeVisible();
    await expect(lab.event(TITLE)).toHaveCount(0);
    await lab.press('Invite me');
    await lab.askButton.click();
    await expect(lab.event('Coffee with Jonas')).toBeVisible();
    await expect(lab.news('Somebody else changes an event')).toHaveText('It has arrived.');

    await lab.putAllBackButton.click();
    await expect(lab.event(TITLE)).toBeVisible();
    await expect(lab.event('Coffee with Jonas')).toHaveCount(0);
  });

  test('a conflict from somebody else: the outbox asks, and the chosen title is kept', async ({
    lab,
    mira,
    google,
  }) => {
    const conflict = 'A conflict with somebody else';
    await lab.signIn(mira);
    await lab.press('Rename it twice');
    await expect(lab.news(conflict)).toContainText('choose one');
    await expect(lab.outbox).toContainText(`${TITLE} (renamed here)`);
    await expect(lab.outbox).toContainText(`${TITLE} (renamed elsewhere)`);
    await lab.outbox.getByRole('button', { name: 'Keep mine' }).click();
    await expect(lab.news(conflict)).toHaveText('It is decided.');
    await expect(lab.event(`${TITLE} (renamed here)`)).toBeVisible();
    await google.event(mira, `${TITLE} (renamed here)`);

    await lab.putAllBackButton.click();
    await expect(lab.event(TITLE)).toBeVisible();
    await expect(lab.news(conflict)).toHaveText('');
  });

  test('close the tab with writes pending: the write is there after a reload, and Google has the event once online', async ({
    lab,
    mira,
    google,
    demo,
  }) => {
    const closing = lab.card('Close the tab with writes pending');
    const written = 'Written offline';
    await lab.signIn(mira);
    await lab.press('Add an event offline');
    await expect(lab.outbox).toContainText(`Added “${written}”`);
    await closing.getByRole('button', { name: 'Reload' }).click();
    await expect(lab.event(written)).toBeVisible();
    await expect(lab.outbox).toContainText(`Added “${written}”`);
    // The emulator's own interface answers while the network is cut.
    const atGoogle = { path: 'calendars/primary/events', query: { q: written } };
    expect(await google.as(mira, atGoogle)).toMatchObject({ items: [] });

    await closing.getByRole('button', { name: 'Go online again' }).click();
    const window = await demo.openSignIn(demo.signInAgainButton);
    await window.waitUntilClosed();
    await expect(closing.getByRole('status')).toHaveText('Google has the event.');
    await expect(lab.outbox).toContainText('Nothing waits to be saved.');
    expect(await google.eventsNamed(mira, written)).toHaveLength(1);

    await lab.putAllBackButton.click();
    await expect(lab.event(written)).toHaveCount(0);
    const [deleted] = await google.eventsNamed(mira, written);
    expect(deleted?.status).toBe('cancelled');
  });

  test('three tabs: all say which tab leads, and the log shows that only it asks Google', async ({
    lab,
    mira,
  }) => {
    await lab.signIn(mira);
    const openTab = async () => {
      const [page] = await Promise.all([
        lab.page.context().waitForEvent('page'),
        lab.press('Open another tab'),
      ]);
      const tab = new LabPage(new DemoPage(page, lab.demo.google));
      await expect(tab.event(TITLE)).toBeVisible();
      return tab;
    };
    const second = await openTab();
    const third = await openTab();
    await expect(lab.news('Three tabs')).toContainText(/Open tabs: 3\. Tab \d asks Google/);
    const news = await lab.news('Three tabs').innerText();
    for (const tab of [second, third]) {
      await expect(tab.news('Three tabs')).toHaveText(news);
    }

    await second.clearRequests();
    await third.askButton.click();
    await expect(second.requests('Changes in', '200')).toHaveCount(1);
    await second.waitUntilSynced();
    await third.waitUntilSynced();
    const senders = await second.requests().locator('td:nth-child(2)').allInnerTexts();
    const leader = /Tab (\d) asks/.exec(news)?.[1];
    expect(new Set(senders)).toEqual(new Set([leader]));
  });

  test('put all back: a cut network is mended, after a reload of the page too', async ({
    lab,
    mira,
    google,
  }) => {
    await lab.signIn(mira);
    await lab.press('Cut the network');
    await expect(lab.news('Cut the network')).toContainText('until you mend it');
    await lab.page.reload();
    await expect(lab.news('Cut the network')).toContainText('until you mend it');
    await lab.putAllBackButton.click();
    await expect(lab.news('Cut the network')).toHaveText('');
    expect(await google.faults()).toEqual([]);
  });

  test('put all back: a second click while it is under way does nothing', async ({ lab, mira }) => {
    await lab.signIn(mira);
    await lab.press('Rename my next event');
    await lab.askButton.click();
    await expect(lab.event(`${TITLE} (renamed elsewhere)`)).toBeVisible();
    const cleared: string[] = [];
    lab.page.on('request', (request) => {
      if (request.url().endsWith('/_emulator/clearFaults')) {
        cleared.push(request.url());
      }
    });
    await lab.putAllBackButton.evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    await expect(lab.event(TITLE)).toBeVisible();
    expect(cleared).toHaveLength(1);
  });

  test('two tabs: each shows the fault that the other has begun or ended', async ({
    lab,
    mira,
  }) => {
    await lab.signIn(mira);
    const second = new LabPage(new DemoPage(await lab.page.context().newPage(), lab.demo.google));
    await second.demo.open('/lab');
    await expect(second.event(TITLE)).toBeVisible();
    await lab.press('Slow Google down');
    await expect(second.news('A slow server')).toContainText('until you end it');
    await second.press('Let it be fast again');
    await expect(lab.news('A slow server')).toHaveText('');
  });

  test('an emulator with other accounts: an invitation is refused, and all can be put back', async ({
    lab,
    mira,
  }) => {
    await lab.signIn(mira);
    await lab.page.route('**/_emulator/as', async (route) => {
      const request = route.request().postDataJSON() as { readonly email: string };
      const email = request.email === mira ? mira : 'nobody@example.com';
      await route.continue({ postData: JSON.stringify({ ...request, email }) });
    });
    await lab.press('Invite me');
    await expect(lab.news('Somebody else changes an event')).toContainText('refuses this');
    await expect(lab.page.getByRole('alert')).toHaveCount(0);

    await lab.press('Rename my next event');
    await lab.askButton.click();
    await expect(lab.event(`${TITLE} (renamed elsewhere)`)).toBeVisible();
    await lab.putAllBackButton.click();
    await expect(lab.event(TITLE)).toBeVisible();
    await expect(lab.page.getByRole('alert')).toHaveCount(0);
  });

  test('request log: it can be filtered, paused and cleared, and holds no address of an account', async ({
    lab,
    mira,
  }) => {
    await lab.signIn(mira);
    await expect(lab.requests('Changes in', '200')).toHaveCount(0);
    await lab.askButton.click();
    await expect(lab.requests('Changes in your calendar', '200')).toHaveCount(1);
    await lab.demo.button('Pause').click();
    // A row is added when its request is sent, long before the answer.
    const held = await lab.requests().count();
    const answered = lab.page.waitForResponse(/\/events\?.*syncToken/);
    await lab.askButton.click();
    await answered;
    await expect(lab.requests()).toHaveCount(held);
    await lab.demo.button('Go on').click();
    await expect(lab.requests('Changes in', '200')).toHaveCount(2);
    expect(await lab.requests().count()).toBeGreaterThan(held);
    const rows = await lab.requests().allInnerTexts();
    expect(rows.filter((row) => row.includes('@') || row.includes('%40'))).toEqual([]);
    await lab.clearRequests();
    await expect(lab.requests()).toHaveCount(0);
  });

  test('signed out: the page says what to do, and experiments wait for the sign-in', async ({
    lab,
    mira,
    demo,
  }) => {
    await demo.open('/lab');
    await expect(lab.page.getByRole('heading', { name: 'Sign in first' })).toBeVisible();
    await expect(demo.button('Cut the network')).toBeDisabled();
    const window = await demo.openSignIn();
    await expect(demo.button('Cancel')).toBeVisible();
    await window.chooseAccount(mira);
    await window.allow();
    await lab.waitUntilSynced();
    await expect(demo.button('Cut the network')).toBeEnabled();
    await expect(lab.event(TITLE)).toBeVisible();
  });

  test('an emulator that cannot be controlled: the page says so, and goes on once it can', async ({
    lab,
    mira,
  }) => {
    await lab.signIn(mira);
    await lab.page.route('**/_emulator/**', (route) => route.abort());
    await lab.press('Cut the network');
    await expect(lab.news('Cut the network')).toContainText('npm start');
    await expect(lab.page.getByRole('alert')).toContainText('npm start');
    await lab.page.unrouteAll();
    await lab.demo.button('Try again').click();
    await expect(lab.page.getByRole('alert')).toHaveCount(0);
  });

  test('with the real Google: the page says so, and offers what disturbs nothing', async ({
    lab,
    demo,
  }) => {
    await lab.page.route('**/config.json', async (route) => {
      const response = await route.fetch();
      const config = (await response.json()) as object;
      await route.fulfill({ response, json: { ...config, environment: 'google' } });
    });
    await demo.open('/lab');
    await expect(lab.page.getByText('This is the real Google')).toBeVisible();
    await expect(lab.page.locator('app-experiment-card h3')).toHaveText([
      'Three tabs',
      'Reload the page',
    ]);
    await expect(lab.putAllBackButton).toHaveCount(0);
    await expect(lab.page.getByRole('heading', { name: 'Sign in first' })).toBeVisible();
    await expect(lab.page.getByText('invented')).toHaveCount(0);
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`lab, ${colorScheme} colours`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });

    test('axe finds no violation and nothing is cut off at 360 px, 1280 px and 4K', async ({
      lab,
    }) => {
      await lab.signIn(ADA);
      await lab.press('Cut the network');
      await expect(lab.summary).toContainText('Offline');
      for (const [width, height] of [
        [360, 740],
        [1280, 800],
        [3840, 2160],
      ] as const) {
        await lab.page.setViewportSize({ width, height });
        expect.soft(await axeViolations(lab.page), `${width} px`).toEqual([]);
        const overflow = await lab.page.evaluate(() => {
          const ends = Array.from(document.querySelectorAll('app-lab .panel, app-lab li'), (one) =>
            Math.ceil(one.getBoundingClientRect().right),
          );
          return Math.max(0, Math.max(...ends) - innerWidth);
        });
        expect.soft(overflow, `${width} px`).toBe(0);
      }
    });
  });
}
