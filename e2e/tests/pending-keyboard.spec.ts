import type { Page } from '@playwright/test';
import { dayOfThisWeek, timeAt } from '../calendar-days';
import { expect, test } from '../fixtures';
import { goOffline } from '../offline';
import { tabTo } from '../pages/keyboard';

// A session that outlives the reload with which the language changes.
test.use({ auth: 'server', tokenMode: 'sealed' });

const TUESDAY = dayOfThisWeek(1);
const PRACTICE = {
  summary: 'Practice',
  start: { dateTime: timeAt(TUESDAY, '10:00'), timeZone: 'Europe/Berlin' },
  end: { dateTime: timeAt(TUESDAY, '11:00'), timeZone: 'Europe/Berlin' },
  recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
};

interface Words {
  readonly save: string;
  readonly newEvent: string;
  readonly repeats: string;
  readonly weekly: string;
  readonly everyWeek: RegExp;
  readonly question: string;
  readonly thisEvent: string;
  readonly offline: RegExp;
  readonly panel: string;
  readonly added: string;
  readonly discard: RegExp;
  readonly account: RegExp;
  readonly signOut: string;
  readonly leave: string;
  readonly stay: string;
}

const ENGLISH: Words = {
  save: 'Save',
  newEvent: 'New event',
  repeats: 'Repeats',
  weekly: 'Weekly',
  everyWeek: /^every /i,
  question: 'Which events do you want to change?',
  thisEvent: 'This event',
  offline: /^Offline, 2 changes waiting/,
  panel: 'Unsaved changes',
  added: 'Added “Choir”',
  discard: /^Discard: Added/,
  account: /^Account: /,
  signOut: 'Sign out',
  leave: 'Sign out without saving?',
  stay: 'Stay',
};
const GERMAN: Words = {
  save: 'Speichern',
  newEvent: 'Neuer Termin',
  repeats: 'Wiederholung',
  weekly: 'Wöchentlich',
  everyWeek: /^jede/i,
  question: 'Welche Termine möchten Sie ändern?',
  thisEvent: 'Dieser Termin',
  offline: /^Offline, 2 Änderungen warten/,
  panel: 'Ungespeicherte Änderungen',
  added: 'Hinzugefügt: „Choir“',
  discard: /^Verwerfen: Hinzugefügt/,
  account: /^Konto: /,
  signOut: 'Abmelden',
  leave: 'Ohne Speichern abmelden?',
  stay: 'Bleiben',
};

/** What a user does who has no mouse and no network. The focus never leaves the page. */
async function walk(page: Page, words: Words): Promise<void> {
  const { keyboard } = page;
  const button = (name: string | RegExp) =>
    page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  const mark = page.locator('app-sync-mark').getByRole('button');
  const board = page.locator('app-calendar-board');
  const dialogs = page.locator('dialog');

  await test.step('a new series', async () => {
    await tabTo(button(words.newEvent));
    await keyboard.press('Enter');
    await keyboard.type('Choir');
    const frequency = page.getByLabel(words.repeats, { exact: true });
    await tabTo(frequency);
    await keyboard.type(words.weekly.slice(0, 3));
    await expect(frequency).toHaveValue('WEEKLY');
    await expect(page.locator('app-recurrence-field .words')).toHaveText(words.everyWeek);
    await tabTo(button(words.save));
    await keyboard.press('Enter');
    await expect(dialogs).toHaveCount(0);
    await expect(button(words.newEvent)).toBeFocused();
  });

  await test.step('one date of a series', async () => {
    const practice = board.getByRole('button', { name: 'Practice' }).first();
    await tabTo(practice);
    await keyboard.press('Enter');
    await keyboard.press('End');
    await keyboard.type('!');
    await keyboard.press('Enter');
    const question = page.getByRole('dialog', { name: words.question });
    const answer = question.getByRole('button', { name: words.thisEvent, exact: true });
    await expect(answer).toBeFocused();
    await keyboard.press('Escape');
    await expect(question).toHaveCount(0);
    await expect(page.getByRole('dialog').locator(':focus')).toHaveCount(1);
    await tabTo(button(words.save));
    await keyboard.press('Enter');
    await expect(answer).toBeFocused();
    await keyboard.press('Enter');
    await expect(dialogs).toHaveCount(0);
    await expect(board.getByRole('button', { name: 'Practice!' })).toBeFocused();
  });

  await test.step('the unsaved changes', async () => {
    await expect(mark).toHaveText(words.offline);
    await tabTo(mark);
    await keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: words.panel });
    await expect(panel.getByRole('heading', { name: words.panel })).toBeFocused();
    await expect(panel).toContainText(words.added);
    await tabTo(panel.getByRole('button', { name: words.discard }));
    await keyboard.press('Enter');
    await expect(panel.getByText(words.added)).toHaveCount(0);
    await expect(panel.getByRole('heading', { name: words.panel })).toBeFocused();
    await keyboard.press('Escape');
    await expect(dialogs).toHaveCount(0);
    await expect(mark).toBeFocused();
  });

  await test.step('staying', async () => {
    await tabTo(button(words.account));
    await keyboard.press('Enter');
    await tabTo(button(words.signOut));
    await keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: words.leave })).toBeVisible();
    await expect(button(words.stay)).toBeFocused();
    await keyboard.press('Enter');
    await expect(dialogs).toHaveCount(0);
    await expect(button(words.account)).toBeFocused();
  });
}

test.describe('unsaved changes by the keyboard alone', () => {
  for (const [language, words] of [
    ['English', ENGLISH],
    ['Deutsch', GERMAN],
  ] as const) {
    test(`${language}: a series, one date of it, the panel, and staying, without a network`, async ({
      demo,
      google,
      context,
      servers,
    }) => {
      const { page } = demo;
      await demo.signIn(await google.addUser('Mira', [PRACTICE]));
      await demo.waitForReplica();
      if (language !== 'English') {
        await page.getByRole('button', { name: 'Language: English' }).press('Enter');
        await tabTo(page.getByRole('button', { name: language, exact: true }));
        await page.keyboard.press('Enter');
        await expect(page.getByRole('button', { name: words.newEvent })).toBeEnabled();
        await expect(page.locator('app-calendar-board')).toContainText('Practice');
      }
      await goOffline(context, servers.demoUrl);
      await walk(page, words);
    });
  }
});
