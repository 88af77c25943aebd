import type { Page } from '@playwright/test';

/** A test may keep an answer back while it asks what Google has: then it is told so soon. */
const MAX_WAIT_MS = 5_000;
const POLL_INTERVAL_MS = 25;

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
  return page.evaluate(readUnsentWrites).catch(() => false);
}

/** Runs in the page, so that it uses nothing from outside. */
async function readUnsentWrites(): Promise<boolean> {
  if (!navigator.onLine) {
    return false;
  }
  const names = (await indexedDB.databases()).flatMap(({ name }) =>
    name?.startsWith('ngx-calendar-sync-writes-') ? [name] : [],
  );
  for (const name of names) {
    const records = await new Promise<readonly unknown[]>((resolve) => {
      const opening = indexedDB.open(name);
      opening.onupgradeneeded = () => {
        // It has been deleted meanwhile: nothing is to be made in its place.
        opening.transaction?.abort();
      };
      opening.onerror = () => {
        resolve([]);
      };
      opening.onsuccess = () => {
        const reading = opening.result.transaction('records').objectStore('records').getAll();
        const end = () => {
          opening.result.close();
          resolve(reading.error ? [] : reading.result);
        };
        reading.onsuccess = end;
        reading.onerror = end;
      };
    });
    for (const record of records) {
      const { write } = (typeof record === 'string' ? JSON.parse(record) : {}) as {
        readonly write?: { readonly state: string; readonly error?: object };
      };
      if (write?.state === 'sending' || (write?.state === 'waiting' && !write.error)) {
        return true;
      }
    }
  }
  return false;
}
