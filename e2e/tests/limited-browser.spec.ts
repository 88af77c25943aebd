import type { BrowserContext } from '@playwright/test';
import { addDays, today } from '../calendar-days';
import { expect, test } from '../fixtures';

/** Makes a browser without a valid locale and time zone, without storage and without other APIs that may be missing. */
async function limitBrowser(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const remove = (owner: object, ...names: readonly string[]) => {
      for (const name of names) {
        Object.defineProperty(owner, name, { value: undefined, configurable: true });
      }
    };
    remove(window, 'matchMedia', 'BroadcastChannel', 'indexedDB', 'requestIdleCallback');
    remove(navigator, 'locks', 'storage', 'clipboard');
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      });
    }
    Object.defineProperty(navigator, 'language', { value: 'en-US@posix' });
    Object.defineProperty(navigator, 'languages', { value: ['en-US@posix'] });
    const { resolvedOptions } = Intl.DateTimeFormat.prototype;
    Intl.DateTimeFormat.prototype.resolvedOptions = function (this: Intl.DateTimeFormat) {
      return { ...resolvedOptions.call(this), timeZone: 'Etc/Unknown' };
    };
  });
}

test('limited browser: the week shows its events without storage, locks, a valid locale or a known time zone', async ({
  context,
  demo,
  google,
}) => {
  await limitBrowser(context);
  const day = today('UTC');
  const mira = await google.addUser('Mira', [
    { summary: 'All day', start: { date: day }, end: { date: addDays(day, 1) } },
    {
      summary: 'Tea',
      start: { dateTime: `${day}T10:00:00Z` },
      end: { dateTime: `${day}T11:00:00Z` },
    },
  ]);
  await demo.signIn(mira);
  await demo.board.showView('Week');
  await expect(demo.board.event('All day')).toBeVisible();
  await demo.board.event('Tea').click();
  await expect(demo.dialog.field('Start date')).toHaveValue(day);
});
