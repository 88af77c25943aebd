import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';

const EVENT_TITLE = 'Seen in an extension';

/** Opens a Chromium with the extension for `work`. */
export async function inBrowser(executablePath, extensionFolder, work) {
  const profile = await mkdtemp(join(tmpdir(), 'ngx-calendar-sync-extension-'));
  const context = await playwright.launchPersistentContext(profile, {
    executablePath,
    headless: false,
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-background-networking',
      `--disable-extensions-except=${extensionFolder}`,
      `--load-extension=${extensionFolder}`,
    ],
  });
  try {
    await work(context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}

/** `chrome.identity` needs Google, so it is replaced by functions that return a token of the emulator. */
export async function expectSignInByIdentity(context, origin, emulatorUrl) {
  const account = await newAccount(emulatorUrl);
  const { access_token: token } = await control(emulatorUrl, 'token', {
    email: account,
    scopes: ['https://www.googleapis.com/auth/calendar'],
  });
  const page = await context.newPage();
  await page.addInitScript((value) => {
    const { identity } = globalThis.chrome;
    identity.getAuthToken = () => Promise.resolve({ token: value });
    identity.removeCachedAuthToken = () => Promise.resolve();
    identity.clearAllCachedAuthTokens = () => Promise.resolve();
  }, token);
  await page.goto(`${origin}/index.html`);
  await expectSignedIn(page, account);
}

/** Signs in through the token server and Google, reloads, and signs out. */
export async function expectSignInByRedirect(context, origin, emulatorUrl) {
  const account = await newAccount(emulatorUrl);
  const [running] = context.serviceWorkers();
  const worker = running ?? (await context.waitForEvent('serviceworker'));
  if (!(await worker.evaluate(() => globalThis.chrome.action.onClicked.hasListeners()))) {
    throw new Error('background.js does not listen to the click on the button.');
  }
  const page = await context.newPage();
  await page.goto(`${origin}/index.html`);
  await leaveAndConsent(page, account);
  await expectSignedIn(page, account);
  if (page.url() !== `${origin}/index.html`) {
    throw new Error(`the page came back to ${page.url()}.`);
  }
  await page.reload();
  await expectSignedIn(page, account);

  await page.getByRole('button', { name: `Sign out ${account}` }).click();
  const signIn = page.getByRole('button', { name: 'Sign in with Google' });
  await signIn.and(page.locator(':enabled')).waitFor();
  await page.reload();
  await signIn.and(page.locator(':enabled')).waitFor();
}

/** Without Google among those who may open the page, the browser shows an error in its place. */
export async function expectWayBackBlocked(context, origin, emulatorUrl) {
  const account = await newAccount(emulatorUrl);
  const page = await context.newPage();
  await page.goto(`${origin}/index.html`);
  const blocked = page.waitForEvent('requestfailed', (request) =>
    request.failure().errorText.includes('ERR_BLOCKED_BY_CLIENT'),
  );
  await leaveAndConsent(page, account);
  await blocked;
}

async function leaveAndConsent(page, account) {
  const signIn = page.getByRole('button', { name: 'Sign in with Google' });
  await signIn.and(page.locator(':enabled')).click();
  await page.getByRole('button', { name: account }).click();
  await page.getByRole('button', { name: 'Allow' }).click();
}

async function expectSignedIn(page, account) {
  await page.getByRole('button', { name: `Sign out ${account}` }).waitFor();
  await page.getByText(EVENT_TITLE).first().waitFor();
}

let accounts = 0;

/** An account of the emulator that has an event today. */
async function newAccount(emulatorUrl) {
  accounts += 1;
  const email = `extension-${accounts}@example.com`;
  const day = new Date().toISOString().slice(0, 10);
  const start = { dateTime: `${day}T10:00:00Z` };
  const end = { dateTime: `${day}T11:00:00Z` };
  const events = [{ summary: EVENT_TITLE, start, end }];
  await control(emulatorUrl, 'users', { email, timeZone: 'UTC', events });
  return email;
}

async function control(emulatorUrl, action, body) {
  const response = await fetch(`${emulatorUrl}/_emulator/${action}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(await response.text());
  }
  return response.json();
}
