import { expect, type Page } from '@playwright/test';

const REMEMBERED_KEY = 'ngx-calendar-sync emulator.apps.googleusercontent.com';

/** What the library asks for by itself, and what is remembered where all of it was allowed. */
const USUAL_SCOPES = [
  'https://www.googleapis.com/auth/calendar.events.public.readonly',
  'https://www.googleapis.com/auth/calendar.readonly',
  'https://www.googleapis.com/auth/calendar.events.owned',
];

/** All that a page can keep in the browser, cookies apart. */
export interface BrowserStorage {
  readonly localStorage: Readonly<Record<string, unknown>>;
  readonly sessionStorage: Readonly<Record<string, unknown>>;
  readonly databases: readonly unknown[];
  readonly caches: readonly string[];
}

const nothingStored: BrowserStorage = {
  localStorage: {},
  sessionStorage: {},
  databases: [],
  caches: [],
};

/** What a signed-in app keeps: whose calendars they are and a copy of them, and no token. */
export async function expectCopyOf(page: Page, account: string): Promise<void> {
  const copy = async () => JSON.stringify((await browserStorage(page)).databases);
  await expect.poll(copy).toContain(account);
  const { databases, ...rest } = await browserStorage(page);
  const value = { account, grantedScopes: USUAL_SCOPES };
  expect({ ...rest, databases: [] }).toEqual({
    ...nothingStored,
    localStorage: { [REMEMBERED_KEY]: value },
  });
  expect(databases).toHaveLength(1);
  expect(JSON.stringify(databases)).not.toMatch(/ya29|1\/\//);
}

export async function expectNothingStored(page: Page): Promise<void> {
  await expect.poll(() => browserStorage(page)).toEqual(nothingStored);
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
