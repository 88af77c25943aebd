import type { Page } from '@playwright/test';

/** The start of the names of all databases of the library. */
export const ALL_DATABASES = 'ngx-calendar-sync-';

/**
 * What the page's databases hold whose names begin like this. It is read in the page: Playwright's own `storageState` opens a
 * window of each origin that the test has met, as that of Google's window, each time that it is asked.
 */
export function storedRecords(page: Page, prefix: string): Promise<readonly unknown[]> {
  return page.evaluate(readRecords, prefix);
}

/** Runs in the page, so that it uses nothing from outside. */
async function readRecords(prefix: string): Promise<readonly unknown[]> {
  const names = (await indexedDB.databases()).flatMap(({ name }) =>
    name?.startsWith(prefix) ? [name] : [],
  );
  const records = names.map(
    (name) =>
      new Promise<readonly unknown[]>((resolve) => {
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
      }),
  );
  return (await Promise.all(records)).flat();
}
