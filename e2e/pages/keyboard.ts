import { expect, type Locator } from '@playwright/test';

const FAR_AWAY = 80;

/** Presses Tab until this has the focus, as somebody without a mouse does. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  await expect(target).toBeEnabled();
  for (let presses = 0; presses < FAR_AWAY; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target.toString()}.`);
}
