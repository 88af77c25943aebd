import { type Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { ADA } from '../pages/demo-page';
import { tabTo } from '../pages/keyboard';

/** Opens the choice, whose button has this name, and chooses a language there by keyboard alone. */
async function chooseLanguage(page: Page, opener: string, name: string): Promise<void> {
  await page.getByRole('button', { name: opener }).focus();
  await page.keyboard.press('Enter');
  await tabTo(page.getByRole('button', { name, exact: true }));
  await page.keyboard.press('Enter');
}

async function language(page: Page): Promise<{ lang: string; dir: string }> {
  return page.evaluate(() => {
    const { lang, dir } = document.documentElement;
    return { lang, dir };
  });
}

test.describe('languages: a German browser', () => {
  test.use({ locale: 'de-AT' });

  test('languages: the browser’s language decides', async ({ demo, page }) => {
    await demo.open();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ihre Woche auf einen Blick');
    await expect(page).toHaveTitle('Kalender');
    expect(await language(page)).toEqual({ lang: 'de-AT', dir: 'ltr' });
  });

  test('languages: errors are told in the app’s language', async ({ demo, page, context }) => {
    await context.route('**/gsi/client', (route) => route.abort());
    await demo.open();

    await expect(demo.alert).toContainText('Die Anmeldung konnte nicht geladen werden.');
    await expect(page.getByRole('button', { name: 'Erneut versuchen' })).toBeVisible();
  });
});

test.describe('languages: an English browser', () => {
  test('languages: the user’s choice holds over a reload, and can be taken back', async ({
    demo,
    page,
  }) => {
    const heading = page.getByRole('heading', { level: 1 });
    await demo.open();
    await chooseLanguage(page, 'Language: English', 'Magyar');
    await expect(heading).toHaveText('A hete egy pillantásra');
    await expect(page.getByRole('button', { name: 'Nyelv: Magyar' })).toBeFocused();

    await page.reload();
    await expect(heading).toHaveText('A hete egy pillantásra');
    expect(await language(page)).toEqual({ lang: 'hu', dir: 'ltr' });

    await chooseLanguage(page, 'Nyelv: Magyar', 'English');
    await expect(heading).toHaveText('Your week, at a glance');
  });

  test('languages: where nothing can be stored a message says so, and the page stays', async ({
    demo,
    page,
  }) => {
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Storage is full.', 'QuotaExceededError');
      };
    });
    await demo.open();
    await chooseLanguage(page, 'Language: English', 'Deutsch');
    await expect(page.getByRole('alert')).toContainText('This browser stores nothing');
    await expect(page.getByRole('button', { name: 'Deutsch', exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Language: English' })).toBeFocused();
  });
});

test.describe('languages: an Arabic browser', () => {
  test.use({ locale: 'ar-EG' });

  test('languages: the calendar runs from right to left, and its week begins on Saturday', async ({
    demo,
    page,
  }) => {
    await demo.open('/public');

    const days = page.getByRole('columnheader');
    await expect(days.first()).toContainText('السبت');
    await expect(days.last()).toContainText('الجمعة');
    const [first, last] = [await days.first().boundingBox(), await days.last().boundingBox()];
    expect(first?.x).toBeGreaterThan(last?.x ?? Infinity);
    expect(await language(page)).toEqual({ lang: 'ar-EG-u-nu-latn', dir: 'rtl' });
  });

  test('languages: texts, counts and dates have the same digits', async ({ demo, page }) => {
    await demo.open();
    await page.getByRole('button', { name: /^اللغة/ }).waitFor();
    const window = await demo.openSignIn(
      page.getByRole('button', { name: 'تسجيل الدخول باستخدام Google' }),
    );
    await window.chooseAccount(ADA);
    await window.allow();

    const board = page.getByRole('region', { name: 'الأحداث' });
    await expect(board.locator('[data-event]').filter({ hasText: /\d/ }).first()).toBeVisible();
    await page.getByRole('button', { name: 'بحث' }).click();
    await page.getByRole('searchbox').fill('Stand-up');
    await expect(page.getByRole('dialog').getByRole('status')).toHaveText(/\d/);
    expect(await page.locator('body').innerText()).not.toMatch(/[٠-٩]/);
  });
});

test.describe('languages: a browser in a language that the demo does not have', () => {
  test.use({ locale: 'fr' });

  test('languages: what is stored and no language of the demo gives English', async ({
    demo,
    page,
  }) => {
    await page.addInitScript(() => {
      localStorage.setItem('calendar-demo.language', 'tlh');
    });
    await demo.open();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your week, at a glance');
    expect(await language(page)).toEqual({ lang: 'en', dir: 'ltr' });
  });
});
