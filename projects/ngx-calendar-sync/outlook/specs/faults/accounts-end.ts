import { closeTabs } from '../outlook-app';
import type { Account } from './account';

/** Closes all tabs, and deletes what these accounts have stored. */
export async function end(accounts: readonly Account[]): Promise<void> {
  await closeTabs();
  const databases = await indexedDB.databases();
  const names = databases.flatMap(({ name }) =>
    name !== undefined && accounts.some(({ email }) => name.includes(email)) ? [name] : [],
  );
  await Promise.all(names.map(deleted));
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess =
      request.onerror =
      request.onblocked =
        () => {
          resolve();
        };
  });
}
