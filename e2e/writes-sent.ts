import type { Page } from '@playwright/test';
import { storedRecords } from './stored-records';

/** A test may keep an answer back while it asks what Google has: then it is told so soon. */
const MAX_WAIT_MS = 5_000;
const POLL_INTERVAL_MS = 25;
const WRITES_DATABASE = 'ngx-calendar-sync-writes-';

/**
 * Waits until the page has sent the changes that it has stored, or cannot send them. The demo says that a change is made once
 * it is stored, so that what Google holds is asked for after this.
 */
export async function untilWritesAreSent(page: Page): Promise<void> {
  const deadline = Date.now() + MAX_WAIT_MS;
  while (Date.now() < deadline && (await hasUnsentWrites(page))) {
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}

async function hasUnsentWrites(page: Page): Promise<boolean> {
  if (page.isClosed() || !page.url().startsWith('http')) {
    return false;
  }
  // A page that is left in the middle has nothing to say.
  return unsentWritesOf(page).catch(() => false);
}

async function unsentWritesOf(page: Page): Promise<boolean> {
  if (!(await page.evaluate(() => navigator.onLine))) {
    return false;
  }
  const records = await storedRecords(page, WRITES_DATABASE);
  return records.some((record) => {
    const { write } = (typeof record === 'string' ? JSON.parse(record) : {}) as {
      readonly write?: { readonly state: string; readonly error?: object };
    };
    return write?.state === 'sending' || (write?.state === 'waiting' && !write.error);
  });
}
