import { writeFile } from 'node:fs/promises';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../chromium.mjs';
import { OFFLINE_EVENT } from './new-app.mjs';

const ACCOUNT = 'consumer@example.com';
const EVENT_TITLE = 'Seen by a consumer';

/**
 * Opens the app as a new user: signs in, waits for the events, reloads where a token server keeps the sign-in, reloads while
 * Google cannot be reached, and adds an event then, which Google has once it can be reached again.
 *
 * @param {{url: string, emulatorUrl: string, staysSignedIn?: boolean, picture: string,
 *   step: (name: string, work: () => Promise<void>) => Promise<void>}} options
 *   `step` runs each part, so that the table can say which of them has failed. What is on screen then is kept as
 *   `<picture>.png` and `<picture>.html`, for `--keep`
 */
export async function openApp({ url, emulatorUrl, staysSignedIn, picture, step }) {
  await createAccount(emulatorUrl);
  const { executablePath, env, args } = await chromium();
  const browser = await playwright.launch({
    ...(executablePath ? { executablePath } : { channel: 'chrome' }),
    env: { ...process.env, ...env },
    args,
  });
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  try {
    const errors = [];
    context.on('weberror', (webError) => errors.push(webError.error().message));
    context.on('console', (message) => {
      const { url: place } = message.location();
      if (['error', 'warning'].includes(message.type()) && !isAnswerOfNoSession(message, place)) {
        errors.push(`${message.text()} (${place})`);
      }
    });
    await step('sign-in', async () => {
      await page.goto(url);
      await signIn(page);
      await page.getByRole('button', { name: `Sign out ${ACCOUNT}` }).waitFor();
    });
    await step('events', async () => {
      await page.getByText(EVENT_TITLE).first().waitFor();
      expectNone(errors);
    });
    if (staysSignedIn) {
      await step('reload', async () => {
        await page.reload();
        await page.getByRole('button', { name: `Sign out ${ACCOUNT}` }).waitFor();
      });
    }
    await step('offline', async () => {
      await page.getByText(/^Copied ([1-9]\d*) of \1, idle$/).waitFor();
      await context.route(`${emulatorUrl}/**`, (route) => route.abort());
      await page.reload();
      await page.getByText(EVENT_TITLE).first().waitFor();
    });
    await step('write', async () => {
      const added = page.getByText(OFFLINE_EVENT.title).first();
      await page.getByRole('button', { name: OFFLINE_EVENT.button }).click();
      await added.waitFor();
      await page.reload();
      await added.waitFor();
      await page.getByText('Pending: 1', { exact: true }).waitFor();
      await context.unroute(`${emulatorUrl}/**`);
      await page.reload({ waitUntil: 'networkidle' });
      if (!staysSignedIn) {
        await renew(page);
      }
      await page.getByText('Pending: 0', { exact: true }).waitFor();
      await expectOnce(emulatorUrl, OFFLINE_EVENT.title);
    });
  } catch (error) {
    await page.screenshot({ path: `${picture}.png` });
    await writeFile(`${picture}.html`, await page.content());
    throw error;
  } finally {
    await browser.close();
  }
}

async function signIn(page) {
  const button = page.getByRole('button', { name: 'Sign in with Google' });
  await button.and(page.locator(':enabled')).waitFor();
  const google = await popupOf(page, button);
  const closed = google.waitForEvent('close');
  await google.getByRole('button', { name: ACCOUNT }).click();
  await google.getByRole('button', { name: 'Allow' }).click();
  await closed;
}

/** Google's window closes by itself. */
async function renew(page) {
  const button = page.getByRole('button', { name: `Go on as ${ACCOUNT}` });
  await button.and(page.locator(':enabled')).waitFor();
  const google = await popupOf(page, button);
  if (!google.isClosed()) {
    await google.waitForEvent('close');
  }
}

async function popupOf(page, button) {
  const opened = page.waitForEvent('popup');
  await button.click();
  return opened;
}

/** A token server says by 401 that a new visitor has no session, and the browser reports that. */
function isAnswerOfNoSession(message, place) {
  return place.endsWith('/refresh') && message.text().includes('401');
}

function expectNone(errors) {
  if (errors.length > 0) {
    throw new Error(`the page has reported\n${errors.join('\n')}`);
  }
}

/** Throws unless the account has one event of this title. */
async function expectOnce(emulatorUrl, title) {
  const { items } = await control(emulatorUrl, 'as', {
    email: ACCOUNT,
    method: 'GET',
    path: 'calendars/primary/events',
  });
  const count = items.filter(({ summary }) => summary === title).length;
  if (count !== 1) {
    throw new Error(`Google has ${count} events "${title}", and not one`);
  }
}

/** Creates an account in the emulator that has an event today. */
async function createAccount(emulatorUrl) {
  const day = new Date().toISOString().slice(0, 10);
  const events = [
    {
      summary: EVENT_TITLE,
      start: { dateTime: `${day}T10:00:00Z` },
      end: { dateTime: `${day}T11:30:00Z` },
    },
  ];
  const user = { email: ACCOUNT, name: 'Con Sumer', timeZone: 'UTC', events };
  await control(emulatorUrl, 'users', user);
}

/** Asks something of the emulator's control API. */
async function control(emulatorUrl, action, body) {
  const response = await fetch(`${emulatorUrl}/_emulator/${action}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(text);
  }
  return JSON.parse(text);
}
