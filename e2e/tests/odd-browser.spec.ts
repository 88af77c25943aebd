import type { BrowserContext } from '@playwright/test';
import { addDays, today } from '../calendar-days';
import { expect, test } from '../fixtures';

/** A browser that was started without a locale, does not know its time zone, and lacks what not all browsers have. */
async function makeOdd(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const lack = (owner: object, ...names: readonly string[]) => {
      for (const name of names) {
        Object.defineProperty(owner, name, { value: undefined, configurable: true });
      }
    };
    lack(window, 'matchMedia', 'BroadcastChannel', 'indexedDB', 'requestIdleCallback');
    lack(navigator, 'locks', 'storage', 'clipboard');
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

test('B5: the calendar shows its events in a browser of which nothing can be relied on', async ({
  context,
  demo,
  google,
}) => {
  await makeOdd(context);
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
  await demo.board.show('Week');
  await expect(demo.board.event('All day')).toBeVisible();
  await demo.board.event('Tea').click();
  await expect(demo.dialog.field('Start date')).toHaveValue(day);
});
