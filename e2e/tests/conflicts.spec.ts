import type { Locator, Page } from '@playwright/test';
import { axeViolations } from '../axe';
import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test as base } from '../fixtures';
import { goOffline, goOnline } from '../offline';
import { tooWide } from '../overflow';
import { DemoPage } from '../pages/demo-page';
import { PendingChanges } from '../pages/pending-changes';

const TUESDAY = dayOfThisWeek(1);
const TITLE = 'Piano lesson';
const LESSON = {
  summary: TITLE,
  location: 'Room 1',
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
};

interface ConflictFixtures {
  mira: string;
  /** The demo in another browser, signed in with the same account. */
  other: DemoPage;
  changes: PendingChanges;
  /** Cuts the network of the first browser. */
  cut: () => Promise<void>;
}

const test = base.extend<ConflictFixtures>({
  mira: async ({ google, demo }, use) => {
    const mira = await google.addUser('Mira', [LESSON]);
    await demo.signIn(mira);
    await demo.waitForReplica();
    await use(mira);
  },

  other: async ({ browser, google, mira }, use) => {
    const context = await browser.newContext();
    const other = new DemoPage(await context.newPage(), google);
    await other.open();
    const window = await other.openSignIn();
    await window.chooseKnownAccount(mira);
    await other.waitUntilSignedIn(mira);
    await use(other);
    await context.close();
  },

  changes: async ({ demo }, use) => {
    await use(new PendingChanges(demo));
  },

  cut: async ({ context, servers }, use) => {
    await use(() => goOffline(context, servers.demoUrl));
  },
});

async function edit(demo: DemoPage, fields: Readonly<Record<string, string>>): Promise<void> {
  await demo.board.event(TITLE).click();
  for (const [label, text] of Object.entries(fields)) {
    await demo.dialog.field(label).fill(text);
  }
  await demo.dialog.save();
  await demo.dialog.expectClosed();
}

async function isFocusInPanel(page: Page): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.closest('dialog') !== null);
}

test.describe('conflicts', () => {
  test('two browsers change different fields of an event: both changes are kept without a question', async ({
    demo,
    other,
    mira,
    google,
    changes,
    cut,
  }) => {
    await cut();
    await edit(demo, { Title: 'Organ lesson' });
    await edit(other, { Location: 'Church' });
    await expect.poll(async () => (await google.event(mira, TITLE)).location).toBe('Church');

    await goOnline(demo);
    await expect(demo.notifications).toContainText('All changes are saved.');
    await expect(changes.mark).toHaveCount(0);
    expect((await google.event(mira, 'Organ lesson')).location).toBe('Church');
  });

  for (const [button, kept] of [
    ['Keep mine', 'Organ lesson'],
    ['Keep theirs', 'Flute lesson'],
  ] as const) {
    test(`two browsers rename an event: the second is asked, and after “${button}” Google has ${kept}`, async ({
      demo,
      other,
      mira,
      google,
      changes,
      cut,
    }) => {
      await cut();
      await edit(demo, { Title: 'Organ lesson' });
      await edit(other, { Title: 'Flute lesson' });
      await expect.poll(() => google.eventsNamed(mira, 'Flute lesson')).toHaveLength(1);

      await goOnline(demo);
      await expect(demo.notifications).toContainText('Somebody else has changed');
      await demo.notifications.getByRole('button', { name: 'Choose' }).click();
      const conflict = changes.conflict(TITLE);
      await expect(conflict).toContainText('Organ lesson');
      await expect(conflict).toContainText('Flute lesson');
      await changes.choose(TITLE, button);
      await expect(changes.summary).toHaveText('All changes are saved.');
      expect(await isFocusInPanel(demo.page)).toBe(true);
      await changes.close();
      await expect.poll(() => google.eventsNamed(mira, kept)).toHaveLength(1);
      await expect(demo.board.event(kept)).toBeVisible();
      await other.reloadCalendars();
      await expect(other.board.event(kept)).toBeVisible();
    });
  }

  test('two fields were changed twice: one side is chosen for each, by the keyboard alone', async ({
    demo,
    mira,
    google,
    changes,
    cut,
  }) => {
    await cut();
    await edit(demo, { Title: 'Organ lesson', Location: 'Church' });
    const { id } = await google.event(mira, TITLE);
    await google.changeEvent(mira, id, { summary: 'Flute lesson', location: 'Room 2' });
    await goOnline(demo);
    await expect(changes.mark).toHaveText('1 change not saved');

    await changes.mark.press('Enter');
    const conflict = changes.conflict(TITLE);
    const place = conflict.getByRole('group', { name: 'Location' });
    await expect(place.getByRole('radio', { name: 'Mine Church' })).toBeChecked();
    await place.getByRole('radio', { name: 'Mine Church' }).press('ArrowRight');
    await expect(place.getByRole('radio', { name: 'Theirs Room 2' })).toBeChecked();
    expect(await axeViolations(demo.page)).toEqual([]);
    await conflict.getByRole('button', { name: 'Keep what I chose' }).press('Enter');
    await expect(changes.summary).toHaveText('All changes are saved.');
    await demo.page.keyboard.press('Escape');
    await demo.dialog.expectClosed();
    expect(await google.event(mira, 'Organ lesson')).toMatchObject({ location: 'Room 2' });
  });

  test('an event that somebody else has deleted: it can be kept with the change, or stay deleted', async ({
    demo,
    mira,
    google,
    changes,
    cut,
  }) => {
    await cut();
    await edit(demo, { Title: 'Organ lesson' });
    const { id } = await google.event(mira, TITLE);
    const deletion = { method: 'DELETE', path: `calendars/primary/events/${id}` };
    await google.as(mira, deletion);
    await goOnline(demo);
    await changes.open();
    await expect(changes.conflict(TITLE)).toContainText('Somebody else has deleted this event');
    await changes.choose(TITLE, 'Keep the event with my change');
    await expect(changes.summary).toHaveText('All changes are saved.');
    await changes.close();
    await expect(demo.board.event('Organ lesson')).toBeVisible();
    const [kept] = await google.eventsNamed(mira, 'Organ lesson');
    expect(kept?.status).toBe('confirmed');
  });

  test('an event that I have deleted and somebody else has changed: it can be kept as it is, or deleted all the same', async ({
    demo,
    mira,
    google,
    changes,
    cut,
  }) => {
    await cut();
    await demo.board.event(TITLE).click();
    await demo.dialog.delete();
    await expect(demo.board.event(TITLE)).toHaveCount(0);
    const { id } = await google.event(mira, TITLE);
    await google.changeEvent(mira, id, { summary: 'Flute lesson' });
    await goOnline(demo);
    await changes.open();
    const conflict = changes.conflict(TITLE);
    await expect(conflict).toContainText('You have deleted this event');
    await expect(conflict).toContainText('Flute lesson');
    await changes.choose(TITLE, 'Keep it as it is now');
    await changes.close();
    await expect(demo.board.event('Flute lesson')).toBeVisible();
    expect((await google.event(mira, 'Flute lesson')).status).toBe('confirmed');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`conflicts on a phone, ${colorScheme} colours`, () => {
    test.use({
      colorScheme,
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      contextOptions: { reducedMotion: 'reduce' },
    });

    test('two fields were changed twice: one side is chosen for each by touch, and Google has that', async ({
      demo,
      mira,
      google,
      changes,
      cut,
    }) => {
      await demo.board.showView('Week');
      await cut();
      await edit(demo, { Title: 'Organ lesson', Location: 'Church' });
      const { id } = await google.event(mira, TITLE);
      await google.changeEvent(mira, id, { summary: 'Flute lesson', location: 'Room 2' });
      await goOnline(demo);
      await expect(changes.mark).toHaveText('1 change not saved');
      expect.soft(await axeViolations(demo.page), 'mark').toEqual([]);

      await changes.mark.tap();
      const conflict = changes.conflict(TITLE);
      const [title, place] = ['Title', 'Location'].map((name) =>
        conflict.getByRole('group', { name }),
      ) as [Locator, Locator];
      await title.getByText('Flute lesson').tap();
      await expect(title.getByRole('radio', { name: 'Theirs Flute lesson' })).toBeChecked();
      await expect(place.getByRole('radio', { name: 'Mine Church' })).toBeChecked();
      expect.soft(await axeViolations(demo.page), 'panel').toEqual([]);
      expect.soft(await tooWide(demo.page)).toEqual([]);
      for (const name of ['Keep what I chose', 'All mine', 'All theirs']) {
        await expect.soft(conflict.getByRole('button', { name })).toBeInViewport({ ratio: 1 });
      }
      await conflict.getByRole('button', { name: 'Keep what I chose' }).tap();
      await expect(changes.summary).toHaveText('All changes are saved.');
      await changes.close();
      expect(await google.event(mira, 'Flute lesson')).toMatchObject({ location: 'Church' });
      await expect(demo.board.event('Flute lesson')).toBeVisible();
    });
  });
}
