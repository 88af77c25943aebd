import { writeFile } from 'node:fs/promises';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../chromium.mjs';
import { EVENT_TITLE, OFFLINE_START, OFFLINE_TITLE } from './services.mjs';

/**
 * Opens the app as a new user: signs in at each service, waits for the events, reloads where a token server keeps the sign-in,
 * reloads while no service can be reached, adds an event to each, closes the app and opens it again with the network: then each
 * service has exactly that event.
 *
 * @param {{url: string, services: readonly object[], staysSignedIn?: boolean, picture: string,
 *   step: (name: string, work: () => Promise<void>) => Promise<void>}} options
 *   `services` are those of services.mjs, with the `url` of the emulator; `step` runs each part, so that the table can say
 *   which of them has failed. What is on screen then is kept as `<picture>.png` and `<picture>.html`, for `--keep`
 */
export async function openApp({ url, services, staysSignedIn, picture, step }) {
  for (const service of services) {
    await service.createAccount(service.url);
  }
  const { executablePath, env, args } = await chromium();
  const browser = await playwright.launch({
    ...(executablePath ? { executablePath } : { channel: 'chrome' }),
    env: { ...process.env, ...env },
    args,
  });
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  let page = await context.newPage();
  const shown = (text) => page.getByText(text, { exact: true });
  const isPending = (count) =>
    forEach(services, ({ label }) => shown(`${label}: pending ${count}`).waitFor());
  const isSignedIn = () =>
    forEach(services, ({ account }) =>
      page.getByRole('button', { name: `Sign out ${account}` }).waitFor(),
    );
  const showsEvents = (title) =>
    forEach(services, (_service, index) => page.getByText(title).nth(index).waitFor());
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
      await forEach(services, (service) => signIn(page, service));
      await isSignedIn();
    });
    await step('events', async () => {
      await showsEvents(EVENT_TITLE);
      expectNone(errors);
    });
    if (staysSignedIn) {
      await step('reload', async () => {
        await page.reload();
        await isSignedIn();
      });
    }
    await step('offline', async () => {
      await forEach(services, ({ label }) =>
        page.getByText(new RegExp(`^${label}: copied ([1-9]\\d*) of \\1, idle$`)).waitFor(),
      );
      await forEach(services, (service) =>
        context.route(`${service.url}/**`, (route) => route.abort()),
      );
      await page.reload();
      await showsEvents(EVENT_TITLE);
    });
    await step('write', async () => {
      await forEach(services, ({ label }) =>
        page.getByRole('button', { name: `Add to ${label}` }).click(),
      );
      await showsEvents(OFFLINE_TITLE);
      await isPending(1);
      await page.close();
      await context.unrouteAll();
      page = await context.newPage();
      await page.goto(url);
      if (!staysSignedIn) {
        await forEach(services, (service) => renew(page, service));
      }
      await isSignedIn();
      await isPending(0);
      await showsEvents(OFFLINE_TITLE);
      await forEach(services, expectOnce);
    });
  } catch (error) {
    await page.screenshot({ path: `${picture}.png` });
    await writeFile(`${picture}.html`, await page.content());
    throw error;
  } finally {
    await browser.close();
  }
}

/** One after the other: a window of one service would take the focus from that of another. */
async function forEach(services, work) {
  for (const [index, service] of services.entries()) {
    await work(service, index);
  }
}

async function signIn(page, { label, accept }) {
  const button = page.getByRole('button', { name: `Sign in with ${label}` });
  await button.and(page.locator(':enabled')).waitFor();
  const window = await popupOf(page, button);
  const closed = window.waitForEvent('close');
  await accept(window);
  await closed;
}

/** The window closes by itself. */
async function renew(page, { account }) {
  const button = page.getByRole('button', { name: `Go on as ${account}` });
  await button.and(page.locator(':enabled')).waitFor();
  const window = await popupOf(page, button);
  if (!window.isClosed()) {
    await window.waitForEvent('close');
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

/** Throws unless the account has one event that was written offline, at its time. */
async function expectOnce({ label, url, startsOf }) {
  const starts = await startsOf(url, OFFLINE_TITLE);
  const times = starts.map((start) => Date.parse(start));
  if (times.length !== 1 || times[0] !== Date.parse(OFFLINE_START)) {
    throw new Error(
      `${label} has "${OFFLINE_TITLE}" at [${starts.join(', ')}], and not once at ${OFFLINE_START}`,
    );
  }
}
