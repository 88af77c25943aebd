import { expect, type Locator, type Page } from '@playwright/test';

const MAX_TAB_PRESSES = 80;

/** Presses Tab until `target` has the focus. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  await expect(target).toBeEnabled();
  const visited: string[] = [];
  for (let presses = 0; presses < MAX_TAB_PRESSES; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    visited.push(await focusedElement(page));
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target.toString()}, but to ${visited.join(', ')}.`);
}

/** Presses a key that closes the window, and waits until it is closed: it may be before the key is up. */
export async function pressToClose(window: Page, key: string): Promise<void> {
  const closed = window.waitForEvent('close');
  await window.keyboard.press(key).catch(() => undefined);
  await closed;
}

/** The element that has the focus, as somebody looks for it who reads why a test failed. */
function focusedElement(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    const name = element?.getAttribute('aria-label') ?? element?.id;
    return `<${element?.localName ?? 'nothing'}>${name ? ` “${name}”` : ''}`;
  });
}
