import { expect, type Page } from '@playwright/test';

const REMEMBERED_ACCOUNT_KEY = 'ngx-calendar-sync emulator.apps.googleusercontent.com';

/** The scopes that the library asks for by default. They are remembered if the user allows all of them. */
const DEFAULT_SCOPES = [
  'https://www.googleapis.com/auth/calendar.events.public.readonly',
  'https://www.googleapis.com/auth/calendar.readonly',
  'https://www.googleapis.com/auth/calendar.events.owned',
];

/** Everything that a page can store in the browser, except cookies. */
export interface BrowserStorage {
  readonly localStorage: Readonly<Record<string, unknown>>;
  readonly sessionStorage: Readonly<Record<string, unknown>>;
  readonly databases: readonly unknown[];
  readonly caches: readonly string[];
}

const NOTHING_STORED: BrowserStorage = {
  localStorage: {},
  sessionStorage: {},
  databases: [],
  caches: [],
};

/** The browser stores the account's name and scopes and a replica of its calendars, and no token. */
export async function expectReplicaOf(page: Page, account: string): Promise<void> {
  const stored = async () => JSON.stringify((await browserStorage(page)).databases);
  await expect.poll(stored).toContain(account);
  const { databases, ...rest } = await browserStorage(page);
  const value = { account, grantedScopes: DEFAULT_SCOPES };
  expect({ ...rest, databases: [] }).toEqual({
    ...NOTHING_STORED,
    localStorage: { [REMEMBERED_ACCOUNT_KEY]: value },
  });
  // The replica, and the writes that wait.
  expect(databases).toHaveLength(2);
  expect(JSON.stringify(databases)).not.toMatch(/ya29|1\/\//);
}

export async function expectNothingStored(page: Page): Promise<void> {
  // Playwright opens each database that it has found: one that is deleted meanwhile would be there again, and empty.
  await expect.poll(() => page.evaluate(() => indexedDB.databases())).toEqual([]);
  await expect.poll(() => browserStorage(page)).toEqual(NOTHING_STORED);
}

export async function browserStorage(page: Page): Promise<BrowserStorage> {
  const { origins } = await page.context().storageState({ indexedDB: true });
  const inPage = await page.evaluate(async () => ({
    localStorage: Object.entries<string>(localStorage),
    sessionStorage: Object.entries<string>(sessionStorage),
    caches: await caches.keys(),
  }));
  return {
    localStorage: parsed(inPage.localStorage),
    sessionStorage: parsed(inPage.sessionStorage),
    databases: origins.flatMap((origin) => ('indexedDB' in origin ? origin.indexedDB : [])),
    caches: inPage.caches,
  };
}

function parsed(entries: readonly (readonly [string, string])[]): Record<string, unknown> {
  return Object.fromEntries(entries.map(([key, text]) => [key, JSON.parse(text) as unknown]));
}
