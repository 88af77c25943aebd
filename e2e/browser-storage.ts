import type { Page } from '@playwright/test';

export const rememberedKey = 'ngx-calendar-sync emulator.apps.googleusercontent.com';

/** What the library asks for by itself, and what is remembered where all of it was allowed. */
export const usualScopes = [
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

export const nothingStored: BrowserStorage = {
  localStorage: {},
  sessionStorage: {},
  databases: [],
  caches: [],
};

/** The one thing that a signed-in app keeps: no token. */
export function rememberedAlone(account: string): BrowserStorage {
  const value = { account, grantedScopes: usualScopes };
  return { ...nothingStored, localStorage: { [rememberedKey]: value } };
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
